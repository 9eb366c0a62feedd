//! What a new revision may stand on.

use super::{RouteError, Titled, resolve};
use crate::graph::{Node, RevisionGraph};
use crate::target::{Place, Target};

/// Whether a new revision may revise one that is already revised, and so make a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Splice {
    /// Only heads may be revised.
    Refuse,
    /// Any revision may.
    Allow,
}

/// The revisions that a new one revises: the head, or what is asked for; none for `base`.
///
/// # Errors
/// There are several heads and none is named; the target means nothing, or counts steps; it is no
/// head, and a branch is not asked for.
pub fn parent_for_new(
    graph: &RevisionGraph,
    target: Option<&Target>,
    splice: Splice,
) -> Result<Vec<Node>, RouteError> {
    let head = Target::head();
    checked(graph, resolve::named(graph, target.unwrap_or(&head))?, splice)
}

/// The revisions that a new merge revises, in the order of the targets.
///
/// # Errors
/// As [`parent_for_new`]; a revision is named twice; there are fewer than two.
pub fn parents_for_merge(
    graph: &RevisionGraph,
    targets: &[Target],
    splice: Splice,
) -> Result<Vec<Node>, RouteError> {
    let mut parents = Vec::new();
    for target in targets {
        parents.extend(resolve::named(graph, target)?);
    }
    let parents = checked(graph, parents, splice)?;
    if parents.len() < 2 {
        return Err(RouteError::NothingToMerge { parents: Titled::all(graph, &parents) });
    }
    Ok(parents)
}

/// What a new revision's `depends_on` says: labels stay labels, the rest become whole ids.
///
/// # Errors
/// A target means no single revision, or counts steps.
pub fn dependencies_for_new(graph: &RevisionGraph, targets: &[Target]) -> Result<Vec<String>, RouteError> {
    let mut dependencies = Vec::new();
    for target in targets {
        let label = match target.place() {
            Place::Named(name) if target.branch().is_none() => graph.find_label(name).map(|_| name.clone()),
            _ => None,
        };
        let node = resolve::single(graph, target)?;
        dependencies.extend(label.or_else(|| Some(graph.id(node?).to_string())));
    }
    Ok(dependencies)
}

fn checked(graph: &RevisionGraph, parents: Vec<Node>, splice: Splice) -> Result<Vec<Node>, RouteError> {
    for (at, parent) in parents.iter().enumerate() {
        if parents[..at].contains(parent) {
            return Err(RouteError::DuplicateParents { revision: Titled::of(graph, *parent) });
        }
        if splice == Splice::Refuse && !graph.is_head(*parent) {
            return Err(RouteError::NotAHead {
                revision: Titled::of(graph, *parent),
                children: Titled::all(graph, graph.children(*parent)),
            });
        }
    }
    Ok(parents)
}
