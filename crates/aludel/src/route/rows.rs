//! The rows of a version table: what they mean, and how they move with each step.
//!
//! There is a row for each applied revision that nothing applied stands on, as a child or as a
//! dependent; the rest follows from these.

use std::collections::{BTreeSet, HashSet};

use super::{RouteError, Step};
use crate::graph::{Node, NodeSet, RevisionGraph};
use crate::revision::{Direction, RevisionId};

/// The revisions of the rows, each row once.
pub(super) fn nodes(graph: &RevisionGraph, rows: &[RevisionId]) -> Result<Vec<Node>, RouteError> {
    let nodes = known(graph, rows)?;
    let mut seen = HashSet::new();
    let twice: BTreeSet<&RevisionId> = rows.iter().filter(|row| !seen.insert(*row)).collect();
    if twice.is_empty() {
        Ok(nodes)
    } else {
        Err(RouteError::DuplicateRows { rows: twice.into_iter().cloned().collect() })
    }
}

/// The revisions of the rows; a row may be there more than once.
pub(super) fn known(graph: &RevisionGraph, rows: &[RevisionId]) -> Result<Vec<Node>, RouteError> {
    let found: Vec<Option<Node>> = rows.iter().map(|row| graph.find(row.as_str())).collect();
    let unknown = rows.iter().zip(&found).filter(|(_, node)| node.is_none());
    let unknown: Vec<RevisionId> = unknown.map(|(row, _)| row.clone()).collect();
    if unknown.is_empty() {
        Ok(found.into_iter().flatten().collect())
    } else {
        Err(RouteError::UnknownRows { rows: unknown })
    }
}

/// Refuses rows of which one needs another.
pub(super) fn refuse_overlap(graph: &RevisionGraph, rows: &[Node]) -> Result<(), RouteError> {
    match overlap(graph, rows) {
        Some((lower, upper)) => Err(RouteError::OverlappingRows {
            lower: graph.id(lower).clone(),
            upper: graph.id(upper).clone(),
        }),
        None => Ok(()),
    }
}

/// Two of these, the second of which needs the first.
pub(super) fn overlap(graph: &RevisionGraph, nodes: &[Node]) -> Option<(Node, Node)> {
    if nodes.len() < 2 {
        return None;
    }
    let below = |upper: &[Node]| {
        let needed: Vec<Node> = upper.iter().flat_map(|node| graph.normalized(*node)).copied().collect();
        graph.ancestors(&needed)
    };
    let all = below(nodes);
    let lower = nodes.iter().copied().find(|node| all.contains(*node))?;
    let upper = nodes.iter().copied().find(|upper| below(&[*upper]).contains(lower))?;
    Some((lower, upper))
}

/// The steps that apply these, in this order.
pub(super) fn climb(graph: &RevisionGraph, rows: &[RevisionId], order: Vec<Node>) -> Vec<Step> {
    let mut held: BTreeSet<RevisionId> = rows.iter().cloned().collect();
    let step = |revision: Node| {
        let needed = graph.normalized(revision).iter().map(|node| graph.id(*node).clone());
        let removes: Vec<RevisionId> = needed.filter(|id| held.remove(id)).collect();
        let adds = vec![graph.id(revision).clone()];
        held.extend(adds.iter().cloned());
        let heads_after = held.iter().cloned().collect();
        Step { revision, direction: Direction::Up, removes, adds, heads_after }
    };
    order.into_iter().map(step).collect()
}

/// The steps that take these back, in this order.
pub(super) fn descend(
    graph: &RevisionGraph,
    rows: &[RevisionId],
    applied: &NodeSet,
    order: Vec<Node>,
) -> Vec<Step> {
    let mut held: BTreeSet<RevisionId> = rows.iter().cloned().collect();
    // How many applied revisions stand on each.
    let mut above = vec![0_u32; graph.len()];
    for parent in applied.iter().flat_map(|node| graph.normalized(node)) {
        above[parent.index()] += 1;
    }
    let step = |revision: Node| {
        let mut adds = Vec::new();
        for parent in graph.normalized(revision) {
            above[parent.index()] -= 1;
            if above[parent.index()] == 0 && held.insert(graph.id(*parent).clone()) {
                adds.push(graph.id(*parent).clone());
            }
        }
        let removed = held.remove(graph.id(revision));
        let removes = if removed { vec![graph.id(revision).clone()] } else { Vec::new() };
        let heads_after = held.iter().cloned().collect();
        Step { revision, direction: Direction::Down, removes, adds, heads_after }
    };
    order.into_iter().map(step).collect()
}
