//! Headers into a graph: every name resolved, every complaint collected.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use super::edges::Edges;
use super::{CycleMember, GraphComplaint, Need, Node, RevisionGraph, closest};
use crate::revision::{Header, RevisionId};
use crate::target::Target;

/// The graph, or all that is wrong.
pub(super) fn build(headers: Vec<Header>) -> Result<RevisionGraph, Vec<GraphComplaint>> {
    let mut complaints = Vec::new();
    let ids = index_ids(&headers, &mut complaints);
    let labels = index_labels(&headers, &ids, &mut complaints);
    let count = headers.len();
    let parents = Edges::collect(count, |node, ends| {
        resolve_parents(&headers[node.index()], &ids, ends, &mut complaints);
    });
    let dependencies = Edges::collect(count, |node, ends| {
        resolve_dependencies(&headers[node.index()], &ids, &labels, ends, &mut complaints);
    });
    let (children, dependents) = (parents.reversed(), dependencies.reversed());
    let ranks = match ranks(count, [&parents, &dependencies], [&children, &dependents]) {
        Ok(ranks) => ranks,
        Err(stuck) => {
            complaints.extend(cycles(&headers, &parents, &dependencies, &stuck));
            return Err(complaints);
        }
    };
    if !complaints.is_empty() {
        return Err(complaints);
    }
    let implied = implied_dependencies(count, &dependents, &children, &ranks);
    let normalized = Edges::collect(count, |node, ends| {
        let first = ends.len();
        ends.extend_from_slice(parents.of(node));
        for dependency in dependencies.of(node) {
            if !ends[first..].contains(dependency) && !implied.contains(&(node, *dependency)) {
                ends.push(*dependency);
            }
        }
    });
    let followers = normalized.reversed();
    Ok(RevisionGraph {
        headers,
        ids,
        labels,
        parents,
        dependencies,
        normalized,
        children,
        dependents,
        followers,
        labels_by_node: OnceLock::new(),
    })
}

fn index_ids(headers: &[Header], complaints: &mut Vec<GraphComplaint>) -> HashMap<RevisionId, Node> {
    let mut ids: HashMap<RevisionId, Node> = HashMap::with_capacity(headers.len());
    for (index, header) in headers.iter().enumerate() {
        match ids.get(&header.id) {
            Some(first) => complaints.push(GraphComplaint::DuplicateId {
                id: header.id.clone(),
                path: header.path.clone(),
                first: headers[first.index()].path.clone(),
            }),
            None => {
                ids.insert(header.id.clone(), Node::at(index));
            }
        }
    }
    ids
}

fn index_labels(
    headers: &[Header],
    ids: &HashMap<RevisionId, Node>,
    complaints: &mut Vec<GraphComplaint>,
) -> BTreeMap<String, Node> {
    let mut labels: BTreeMap<String, Node> = BTreeMap::new();
    for (index, header) in headers.iter().enumerate() {
        for label in &header.branch_labels {
            let (label, id, path) = (label.clone(), header.id.clone(), header.path.clone());
            if let Some(other) = ids.get(label.as_str()) {
                let other_path = headers[other.index()].path.clone();
                complaints.push(GraphComplaint::LabelIsId { label, id, path, other_path });
            } else if let Some(other) = labels.get(&label) {
                let Header { id: other, path: other_path, .. } = headers[other.index()].clone();
                complaints.push(GraphComplaint::DuplicateLabel { label, id, path, other, other_path });
            } else if !label.parse::<Target>().is_ok_and(|target| target.is_name(&label)) {
                complaints.push(GraphComplaint::BadLabel { label, id, path });
            } else {
                labels.insert(label, Node::at(index));
            }
        }
    }
    labels
}

fn resolve_parents(
    header: &Header,
    ids: &HashMap<RevisionId, Node>,
    ends: &mut Vec<Node>,
    complaints: &mut Vec<GraphComplaint>,
) {
    let first = ends.len();
    for parent in &header.parents {
        let told = || (header.id.clone(), header.path.clone(), parent.clone());
        match ids.get(parent) {
            Some(node) if ends[first..].contains(node) => {
                let (id, path, parent) = told();
                complaints.push(GraphComplaint::RepeatedParent { id, path, parent });
            }
            Some(node) => ends.push(*node),
            None => {
                let (id, path, parent) = told();
                let suggestions = closest(parent.as_str(), ids.keys().map(RevisionId::as_str));
                complaints.push(GraphComplaint::MissingParent { id, path, parent, suggestions });
            }
        }
    }
}

fn resolve_dependencies(
    header: &Header,
    ids: &HashMap<RevisionId, Node>,
    labels: &BTreeMap<String, Node>,
    ends: &mut Vec<Node>,
    complaints: &mut Vec<GraphComplaint>,
) {
    let first = ends.len();
    for dependency in &header.depends_on {
        match ids.get(dependency.as_str()).or_else(|| labels.get(dependency)) {
            Some(node) if ends[first..].contains(node) => {}
            Some(node) => ends.push(*node),
            None => complaints.push(GraphComplaint::MissingDependency {
                id: header.id.clone(),
                path: header.path.clone(),
                dependency: dependency.clone(),
                suggestions: closest(
                    dependency,
                    ids.keys().map(RevisionId::as_str).chain(labels.keys().map(String::as_str)),
                ),
            }),
        }
    }
}

/// For each revision a number that is greater than those of all it needs; or, where there is a cycle,
/// which revisions could get none.
fn ranks(count: usize, needs: [&Edges; 2], needed_by: [&Edges; 2]) -> Result<Vec<u32>, Vec<bool>> {
    let mut missing: Vec<usize> =
        (0..count).map(|at| needs.iter().map(|edges| edges.of(Node::at(at)).len()).sum()).collect();
    let mut ready: Vec<Node> = (0..count).filter(|at| missing[*at] == 0).map(Node::at).collect();
    let mut ranks = vec![0_u32; count];
    let mut next = 0_u32;
    while let Some(node) = ready.pop() {
        ranks[node.index()] = next;
        next += 1;
        for follower in needed_by.iter().flat_map(|edges| edges.of(node)) {
            missing[follower.index()] -= 1;
            if missing[follower.index()] == 0 {
                ready.push(*follower);
            }
        }
    }
    if next as usize == count { Ok(ranks) } else { Err(missing.into_iter().map(|left| left > 0).collect()) }
}

/// A cycle for each knot of revisions that need each other, its members in order.
fn cycles(headers: &[Header], parents: &Edges, dependencies: &Edges, stuck: &[bool]) -> Vec<GraphComplaint> {
    let needs = |node: Node| {
        let by_parent = parents.of(node).iter().map(|next| (*next, Need::Revises));
        let by_dependency = dependencies.of(node).iter().map(|next| (*next, Need::DependsOn));
        by_parent.chain(by_dependency).filter(|(next, _)| stuck[next.index()])
    };
    let mut complaints = Vec::new();
    let mut state = vec![State::New; headers.len()];
    for start in (0..headers.len()).filter(|at| stuck[*at]).map(Node::at) {
        if state[start.index()] != State::New {
            continue;
        }
        state[start.index()] = State::Open;
        let mut trail = vec![Mark { node: start, need: Need::Revises, rest: needs(start).collect() }];
        while let Some(mark) = trail.last_mut() {
            let Some((next, need)) = mark.rest.pop() else {
                state[mark.node.index()] = State::Closed;
                trail.pop();
                continue;
            };
            mark.need = need;
            match state[next.index()] {
                State::New => {
                    state[next.index()] = State::Open;
                    trail.push(Mark { node: next, need: Need::Revises, rest: needs(next).collect() });
                }
                State::Open => {
                    // An open revision is on the trail: the cycle is the trail from it on.
                    let from = trail.iter().position(|mark| mark.node == next).unwrap_or(0);
                    complaints.push(cycle(headers, &trail[from..]));
                    for mark in &trail[from..] {
                        state[mark.node.index()] = State::Told;
                    }
                }
                State::Closed | State::Told => {}
            }
        }
    }
    complaints
}

/// How far the search for cycles is with a revision.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the trail.
    Open,
    /// Searched, with all it needs.
    Closed,
    /// Member of a cycle that is already complained of.
    Told,
}

/// A revision on the trail of the search, how it needs the one after it, and what it needs besides.
struct Mark {
    node: Node,
    need: Need,
    rest: Vec<(Node, Need)>,
}

fn cycle(headers: &[Header], round: &[Mark]) -> GraphComplaint {
    let mut members: Vec<CycleMember> = round
        .iter()
        .map(|mark| {
            let header = &headers[mark.node.index()];
            CycleMember { id: header.id.clone(), path: header.path.clone(), need: mark.need }
        })
        .collect();
    let first = members.iter().enumerate().min_by(|(_, a), (_, b)| a.path.cmp(&b.path).then(a.id.cmp(&b.id)));
    let first = first.map_or(0, |(at, _)| at);
    members.rotate_left(first);
    GraphComplaint::Cycle { members }
}

/// The dependencies that say nothing new: an ancestor by parents has the same one.
fn implied_dependencies(
    count: usize,
    dependents: &Edges,
    children: &Edges,
    ranks: &[u32],
) -> HashSet<(Node, Node)> {
    let mut implied = HashSet::new();
    // Which revisions the current dependency's walk has seen; a number a walk, so that nothing is cleared.
    let mut seen = vec![u32::MAX; count];
    for dependency in (0..count).map(Node::at) {
        let dependents = dependents.of(dependency);
        if dependents.len() < 2 {
            continue;
        }
        let walk = dependency.index() as u32;
        let last = dependents.iter().map(|node| ranks[node.index()]).max().unwrap_or(0);
        let mut open: Vec<Node> = dependents.to_vec();
        while let Some(node) = open.pop() {
            for child in children.of(node) {
                if ranks[child.index()] <= last && seen[child.index()] != walk {
                    seen[child.index()] = walk;
                    open.push(*child);
                }
            }
        }
        let below = dependents.iter().filter(|node| seen[node.index()] == walk);
        implied.extend(below.map(|node| (*node, dependency)));
    }
    implied
}
