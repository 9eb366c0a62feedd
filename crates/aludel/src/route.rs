//! The ordered steps from the rows of a version table to a target.
//!
//! Everything here is a computation on a [`RevisionGraph`]: which revisions a target means, which of
//! them are to be applied or taken back, in which order, and which rows the version table holds after
//! each. Order and rows are Alembic's, step by step, so that a database can go from one tool to the
//! other in the middle of its history. Alembic computes sets of ancestors again and again; the same
//! order is found here by counting, in time linear in the history.

mod error;
mod history;
mod order;
mod parents;
mod resolve;
mod rows;
mod stamp;
mod walk;

use crate::graph::{Node, NodeSet, RevisionGraph};
use crate::revision::{Direction, RevisionId};
use crate::target::Target;

pub use error::{RouteError, Titled};
pub use history::history;
pub use parents::{Splice, dependencies_for_new, parent_for_new, parents_for_merge};
pub use resolve::resolve;
pub use stamp::{Purge, StampStep, stamp};

/// One revision to apply or to take back, and what that does to the version table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The revision.
    pub revision: Node,
    /// Whether its upgrade or its downgrade runs.
    pub direction: Direction,
    /// The rows that go.
    pub removes: Vec<RevisionId>,
    /// The rows that come.
    pub adds: Vec<RevisionId>,
    /// Every row there is after it, sorted.
    pub heads_after: Vec<RevisionId>,
}

/// The steps that apply the targets and all they need, on top of what the rows say is applied.
///
/// Nothing to do is no error: the list is empty.
///
/// # Errors
/// The rows are unknown or contradict each other; a target means nothing, or several things, or goes
/// down; two targets stand on each other.
pub fn upgrade(
    graph: &RevisionGraph,
    rows: &[RevisionId],
    targets: &[Target],
) -> Result<Vec<Step>, RouteError> {
    let held = rows::nodes(graph, rows)?;
    let mut wanted = Vec::new();
    for target in targets {
        wanted.extend(resolve::upgrade_target(graph, &held, target)?);
    }
    wanted.sort();
    wanted.dedup();
    if wanted.iter().all(|node| held.contains(node)) && held.len() < 2 {
        return Ok(Vec::new());
    }
    rows::refuse_overlap(graph, &held)?;
    resolve::refuse_overlap(graph, &wanted)?;
    let applied = graph.ancestors(&held);
    let mut todo = graph.ancestors(&wanted);
    todo.take_out(&applied);
    let mut order = order::heads_first(graph, &todo, &wanted);
    order.reverse();
    Ok(rows::climb(graph, rows, order))
}

/// The steps that take back whatever stands on the target, the target itself staying.
///
/// A branch in the target limits that to one of several branches. What depends on a revision that is
/// taken back is taken back too.
///
/// # Errors
/// The rows are unknown; the target means nothing, or several things; it is not below what is applied.
pub fn downgrade(
    graph: &RevisionGraph,
    rows: &[RevisionId],
    target: &Target,
) -> Result<Vec<Step>, RouteError> {
    let held = rows::nodes(graph, rows)?;
    let (place, branch) = resolve::downgrade_target(graph, &held, target)?;
    let mut roots = match place {
        Some(place) => graph.children(place).to_vec(),
        None => graph.bases(),
    };
    if let Some(branch) = branch
        && roots.len() > 1
    {
        let line = graph.ancestors_by_parents(&[branch]);
        roots.retain(|root| line.contains(*root));
        if roots.is_empty() {
            return Err(RouteError::NothingOnBranch {
                given: target.to_string(),
                branch: graph.id(branch).clone(),
                place: place.map(|place| graph.id(place).clone()),
            });
        }
    }
    let applied = graph.ancestors(&held);
    let mut todo = graph.descendants(&roots);
    todo.keep(&applied);
    if let Some(place) = place
        && todo.is_empty()
        && !held.contains(&place)
    {
        return Err(RouteError::NotBelowCurrent {
            given: target.to_string(),
            revision: Titled::of(graph, place),
            rows: rows.to_vec(),
        });
    }
    let order = order::heads_first(graph, &todo, &held);
    Ok(rows::descend(graph, rows, &applied, order))
}

/// Every revision that the rows say is applied.
///
/// # Errors
/// A row is no revision of the graph.
pub fn applied(graph: &RevisionGraph, rows: &[RevisionId]) -> Result<NodeSet, RouteError> {
    Ok(graph.ancestors(&rows::known(graph, rows)?))
}

/// The revisions that are not applied, in the order in which `upgrade heads` applies them.
///
/// # Errors
/// A row is no revision of the graph.
pub fn pending(graph: &RevisionGraph, rows: &[RevisionId]) -> Result<Vec<Node>, RouteError> {
    let heads = graph.real_heads();
    let mut todo = graph.ancestors(&heads);
    todo.take_out(&applied(graph, rows)?);
    let mut order = order::heads_first(graph, &todo, &heads);
    order.reverse();
    Ok(order)
}

/// The tips of what is applied, in load order: the applied revisions that no applied one revises.
///
/// One that only a dependent stands on is a tip, though it has no row of its own.
///
/// # Errors
/// A row is no revision of the graph.
pub fn current(graph: &RevisionGraph, rows: &[RevisionId]) -> Result<Vec<Node>, RouteError> {
    let applied = applied(graph, rows)?;
    let tip = |node: &Node| !graph.children(*node).iter().any(|child| applied.contains(*child));
    Ok(applied.iter().filter(tip).collect())
}

/// The rows from which an offline script starts: those of the one place that the start of a range names.
///
/// # Errors
/// The place means nothing, or several revisions, or speaks of what is applied.
pub fn offline_rows(graph: &RevisionGraph, start: Option<&Target>) -> Result<Vec<RevisionId>, RouteError> {
    let Some(start) = start else { return Ok(Vec::new()) };
    let place = resolve::single(graph, start)?;
    Ok(place.map(|place| graph.id(place).clone()).into_iter().collect())
}
