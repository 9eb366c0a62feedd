//! An order of the boxes in which as few lines as can be run backwards.
//!
//! The heuristic of Eades, Lin and Smyth: take away what only refers and what is only referred to;
//! when nothing such is left, take what is referred to most and refers least. Tables may refer to each
//! other in circles (a team has an owner, a user has a team); the reference that may be null is the
//! one that should run backwards, so it weighs less.

use std::collections::BTreeSet;

/// A line from left to right, and how much it matters that it is.
pub(super) struct Arc {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) weight: i64,
}

/// For each box its place in the order.
pub(super) fn positions(count: usize, arcs: &[Arc]) -> Vec<usize> {
    let mut graph = Graph::new(count, arcs);
    let (mut first, mut last) = (Vec::with_capacity(count), Vec::new());
    loop {
        if let Some(&node) = graph.sinks.first() {
            graph.take(node);
            last.push(node);
        } else if let Some(&node) = graph.sources.first() {
            graph.take(node);
            first.push(node);
        } else if let Some(&(_, node)) = graph.rest.first() {
            graph.take(node);
            first.push(node);
        } else {
            break;
        }
    }
    let mut positions = vec![0; count];
    first
        .into_iter()
        .chain(last.into_iter().rev())
        .enumerate()
        .for_each(|(place, node)| positions[node] = place);
    positions
}

struct Graph {
    neighbours: Vec<Vec<(usize, i64)>>,
    incoming: Vec<i64>,
    outgoing: Vec<i64>,
    taken: Vec<bool>,
    sinks: BTreeSet<usize>,
    sources: BTreeSet<usize>,
    /// The boxes with lines both ways, by what is lost if they come first.
    rest: BTreeSet<(i64, usize)>,
}

impl Graph {
    fn new(count: usize, arcs: &[Arc]) -> Self {
        let mut graph = Self {
            neighbours: vec![Vec::new(); count],
            incoming: vec![0; count],
            outgoing: vec![0; count],
            taken: vec![false; count],
            sinks: BTreeSet::new(),
            sources: BTreeSet::new(),
            rest: BTreeSet::new(),
        };
        for arc in arcs {
            graph.neighbours[arc.left].push((arc.right, arc.weight));
            graph.neighbours[arc.right].push((arc.left, -arc.weight));
            graph.outgoing[arc.left] += arc.weight;
            graph.incoming[arc.right] += arc.weight;
        }
        (0..count).for_each(|node| graph.file(node));
        graph
    }

    /// Puts a box where its weights say.
    fn file(&mut self, node: usize) {
        if self.outgoing[node] == 0 {
            self.sinks.insert(node);
        } else if self.incoming[node] == 0 {
            self.sources.insert(node);
        } else {
            self.rest.insert((self.incoming[node] - self.outgoing[node], node));
        }
    }

    fn unfile(&mut self, node: usize) {
        self.sinks.remove(&node);
        self.sources.remove(&node);
        self.rest.remove(&(self.incoming[node] - self.outgoing[node], node));
    }

    fn take(&mut self, node: usize) {
        self.unfile(node);
        self.taken[node] = true;
        for (other, weight) in std::mem::take(&mut self.neighbours[node]) {
            if self.taken[other] {
                continue;
            }
            self.unfile(other);
            if weight > 0 {
                self.incoming[other] -= weight;
            } else {
                self.outgoing[other] += weight;
            }
            self.file(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(left: usize, right: usize, weight: i64) -> Arc {
        Arc { left, right, weight }
    }

    #[test]
    fn a_circle_is_cut_where_it_weighs_least() {
        let positions = positions(3, &[arc(0, 1, 4), arc(1, 2, 4), arc(2, 0, 1)]);
        assert_eq!(positions, [0, 1, 2]);
    }

    #[test]
    fn what_has_no_circle_has_no_line_backwards() {
        let arcs = [arc(3, 1, 1), arc(1, 0, 4), arc(3, 0, 1), arc(2, 1, 4), arc(0, 4, 1)];
        let positions = positions(5, &arcs);
        assert!(arcs.iter().all(|arc| positions[arc.left] < positions[arc.right]), "{positions:?}");
    }
}
