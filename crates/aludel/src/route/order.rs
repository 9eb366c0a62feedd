//! The order of revisions: Alembic's, found by counting.
//!
//! Alembic keeps a list of heads, each with the set of its ancestors. It goes down from one head; when
//! another head still has the current revision among its ancestors, it goes to that head first; when a
//! line ends, it steps back to the head before. A revision is among the ancestors of another head
//! exactly while something that stands on it has not come yet. So a count for each revision of what
//! stands on it and is still to come answers the question that Alembic's sets answer, and a head has to
//! be searched for only when the answer is yes.

use std::collections::BTreeMap;

use crate::graph::{Node, NodeSet, RevisionGraph};

/// The revisions of `todo` so that each comes before all it needs, beginning with the heads.
///
/// Where `todo` has gaps (revisions that lead from one of its members to another, and are not in it),
/// the members still come in an order that respects what leads through the gaps.
pub(super) fn heads_first(graph: &RevisionGraph, todo: &NodeSet, heads: &[Node]) -> Vec<Node> {
    if todo.is_empty() {
        return Vec::new();
    }
    let mut search = Search::new(graph, todo);
    let mut first: Vec<Node> = heads.iter().copied().filter(|head| todo.contains(*head)).collect();
    first.sort();
    first.dedup();
    for head in first {
        search.add_head(head);
    }
    search.run()
}

const NO_KEY: u32 = u32::MAX;

struct Search<'g> {
    graph: &'g RevisionGraph,
    /// What has not come yet.
    todo: NodeSet,
    /// What has not come yet, and what leads to it from above without being in `todo`.
    open: NodeSet,
    /// How many open revisions stand directly on each revision.
    above: Vec<u32>,
    /// The heads by key. Keys grow in the order in which the heads stand in Alembic's list.
    heads: BTreeMap<u32, Node>,
    /// The key of each revision that is a head.
    keys: Vec<u32>,
    next_key: u32,
    /// The number of the last search that saw each revision.
    seen: Vec<u32>,
    searches: u32,
    last: Option<Climb>,
}

/// The last search for what stands on a revision.
#[derive(Clone, Copy)]
struct Climb {
    from: Node,
    /// Whether it saw all that stands on the revision.
    complete: bool,
    /// The first head it found; those before it never stand on the revision again.
    first: u32,
}

impl<'g> Search<'g> {
    fn new(graph: &'g RevisionGraph, todo: &NodeSet) -> Self {
        let members: Vec<Node> = todo.iter().collect();
        let open = graph.ancestors(&members);
        let mut above = vec![0; graph.len()];
        for node in open.iter() {
            for parent in graph.normalized(node) {
                above[parent.index()] += 1;
            }
        }
        Self {
            graph,
            todo: todo.clone(),
            open,
            above,
            heads: BTreeMap::new(),
            keys: vec![NO_KEY; graph.len()],
            next_key: 0,
            seen: vec![0; graph.len()],
            searches: 0,
            last: None,
        }
    }

    fn run(mut self) -> Vec<Node> {
        let mut order = Vec::with_capacity(self.todo.len());
        let mut key = 0;
        loop {
            let Some(candidate) = self.heads.get(&key).copied() else {
                // No head is left. What is still to do hung on a gap: go on from its uppermost.
                let Some(lost) = self.todo.iter().find(|node| self.above[node.index()] == 0) else {
                    return order;
                };
                key = self.add_head(lost);
                continue;
            };
            if self.above[candidate.index()] > 0 {
                key = self.head_above(candidate, key);
                continue;
            }
            order.push(candidate);
            self.close(candidate);
            key = self.go_down(candidate, key);
        }
    }

    fn add_head(&mut self, head: Node) -> u32 {
        let key = self.next_key;
        self.next_key += 1;
        self.heads.insert(key, head);
        self.keys[head.index()] = key;
        key
    }

    /// Replaces a head that has come by what it needs; says which head is next.
    fn go_down(&mut self, head: Node, key: u32) -> u32 {
        let graph = self.graph;
        self.keys[head.index()] = NO_KEY;
        let mut next = graph
            .normalized(head)
            .iter()
            .copied()
            .filter(|node| self.todo.contains(*node) && self.keys[node.index()] == NO_KEY)
            .collect::<Vec<_>>()
            .into_iter();
        if let Some(first) = next.next() {
            self.heads.insert(key, first);
            self.keys[first.index()] = key;
            for further in next {
                self.add_head(further);
            }
            return key;
        }
        self.heads.remove(&key);
        let before = self.heads.range(..key).next_back();
        before.or_else(|| self.heads.first_key_value()).map_or(NO_KEY, |(key, _)| *key)
    }

    /// Notes that a revision has come. Where that leaves a gap with nothing above, the gap closes too.
    fn close(&mut self, node: Node) {
        self.todo.remove(node);
        let mut closing = vec![node];
        while let Some(node) = closing.pop() {
            self.open.remove(node);
            for parent in self.graph.normalized(node) {
                self.above[parent.index()] -= 1;
                if self.above[parent.index()] == 0 && !self.todo.contains(*parent) {
                    closing.push(*parent);
                }
            }
        }
    }

    /// The first head, in the order of the list, that stands on a revision.
    fn head_above(&mut self, node: Node, own_key: u32) -> u32 {
        let again = self.last.filter(|climb| climb.from == node);
        if let Some(known) = again.filter(|climb| climb.complete) {
            // What stands on a revision is the same as ever; only the heads have moved down.
            let mut heads = self.heads.range(known.first..);
            if let Some((key, _)) = heads.find(|(_, head)| self.seen[head.index()] == self.searches) {
                self.last = Some(Climb { first: *key, ..known });
                return *key;
            }
        }
        let first_other = self.heads.keys().copied().find(|key| *key != own_key);
        // Most revisions are asked for once: the first search stops as soon as it can.
        let found = self.climb(node, first_other.filter(|_| again.is_none()));
        match found {
            Ok(first) => {
                self.last = Some(Climb { from: node, complete: again.is_some(), first });
                first
            }
            Err(lost) => {
                self.last = None;
                self.add_head(lost)
            }
        }
    }

    /// The first head that stands on a revision, or else what is lost behind a gap and stands on it.
    ///
    /// Stops at once when it comes to the head with the key `enough`.
    fn climb(&mut self, node: Node, enough: Option<u32>) -> Result<u32, Node> {
        self.searches += 1;
        let mut best = NO_KEY;
        let mut top = node;
        let mut climbing = vec![node];
        while let Some(node) = climbing.pop() {
            // In reverse, so that the first follower is climbed first: it often has the first head.
            for follower in self.graph.followers(node).iter().rev().copied() {
                if !self.open.contains(follower) || self.seen[follower.index()] == self.searches {
                    continue;
                }
                self.seen[follower.index()] = self.searches;
                best = best.min(self.keys[follower.index()]);
                if Some(best) == enough {
                    return Ok(best);
                }
                if self.above[follower.index()] == 0 {
                    top = follower;
                }
                climbing.push(follower);
            }
        }
        // An open revision with nothing above it is either a head or lost behind a gap.
        if best == NO_KEY { Err(top) } else { Ok(best) }
    }
}
