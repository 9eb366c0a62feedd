//! Recording revisions without running them.

use std::collections::BTreeSet;

use super::{RouteError, resolve, rows};
use crate::graph::{Node, RevisionGraph};
use crate::revision::RevisionId;
use crate::target::{Place, Target};

/// What becomes of the rows that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purge {
    /// A target takes the place of the rows of its lineage; the others stay.
    Keep,
    /// All go first, whatever they are; the steps start from an empty table.
    All,
}

/// One move of rows in the version table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StampStep {
    /// The revisions whose place is taken; none where a row is only added.
    pub from: Vec<RevisionId>,
    /// The revisions that are recorded; none where rows only go.
    pub to: Vec<RevisionId>,
    /// The rows that go.
    pub removes: Vec<RevisionId>,
    /// The rows that come.
    pub adds: Vec<RevisionId>,
    /// Every row there is after it, sorted.
    pub heads_after: Vec<RevisionId>,
}

/// The moves after which the version table says that the targets are applied.
///
/// With [`Purge::All`] the table must be emptied before the first of them, even where there is none.
///
/// # Errors
/// The rows are unknown, and are not purged; a target means nothing, or several things; it counts
/// steps; two targets stand on each other.
pub fn stamp(
    graph: &RevisionGraph,
    rows: &[RevisionId],
    targets: &[Target],
    purge: Purge,
) -> Result<Vec<StampStep>, RouteError> {
    let held = match purge {
        Purge::Keep => rows::nodes(graph, rows)?,
        Purge::All => Vec::new(),
    };
    let (wanted, touched) = aim(graph, &held, targets)?;
    resolve::refuse_overlap(graph, &wanted)?;
    let mut table: BTreeSet<RevisionId> = held.iter().map(|node| graph.id(*node).clone()).collect();
    let mut steps = Vec::new();
    if wanted.is_empty() {
        for row in touched {
            steps.extend(move_rows(graph, &mut table, &[row], None));
        }
        return Ok(steps);
    }
    // A target that already has its row keeps it, whichever other target comes first.
    let free: Vec<Node> = touched.into_iter().filter(|row| !wanted.contains(row)).collect();
    for target in wanted {
        let mut kin = graph.descendants(&[target]);
        kin.extend(graph.ancestors(&[target]).iter());
        let from = if free.iter().any(|row| kin.contains(*row)) { free.as_slice() } else { &[] };
        steps.extend(move_rows(graph, &mut table, from, Some(target)));
    }
    Ok(steps)
}

/// The revisions to record, in the order of the targets, and the rows whose lineage they share.
fn aim(
    graph: &RevisionGraph,
    held: &[Node],
    targets: &[Target],
) -> Result<(Vec<Node>, Vec<Node>), RouteError> {
    let mut wanted: Vec<Node> = Vec::new();
    let mut touched: Vec<Node> = Vec::new();
    for target in targets {
        let nodes = resolve::named(graph, target)?;
        let mut lineage = nodes.clone();
        lineage.extend(resolve::Branch::of(graph, target)?.map(|branch| branch.node));
        let mut kin = graph.descendants(&lineage);
        kin.extend(graph.ancestors(&lineage).iter());
        let all = target.branch().is_none() && *target.place() == Place::Base;
        for row in held.iter().filter(|row| all || kin.contains(**row)) {
            if !touched.contains(row) {
                touched.push(*row);
            }
        }
        for node in nodes {
            if !wanted.contains(&node) {
                wanted.push(node);
            }
        }
    }
    Ok((wanted, touched))
}

/// Takes rows out and puts one in; `None` where that changes nothing.
fn move_rows(
    graph: &RevisionGraph,
    table: &mut BTreeSet<RevisionId>,
    from: &[Node],
    to: Option<Node>,
) -> Option<StampStep> {
    let ids = |nodes: &[Node]| nodes.iter().map(|node| graph.id(*node).clone()).collect::<Vec<_>>();
    let to = to.map(|to| graph.id(to).clone());
    if to.as_ref().is_some_and(|to| table.contains(to)) {
        return None;
    }
    let from: Vec<RevisionId> = ids(from).into_iter().filter(|row| table.remove(row)).collect();
    table.extend(to.clone());
    let to: Vec<RevisionId> = to.into_iter().collect();
    Some(StampStep {
        removes: from.clone(),
        adds: to.clone(),
        from,
        to,
        heads_after: table.iter().cloned().collect(),
    })
}
