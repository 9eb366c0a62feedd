//! Steps from a revision to the next: `+N` and `-N`.

use super::resolve::Branch;
use super::{RouteError, Titled};
use crate::graph::{Node, RevisionGraph};
use crate::target::{Target, Walk};

/// How far a walk came.
pub(super) struct Walked {
    /// Where it stands; `None` is base.
    pub(super) end: Option<Node>,
    steps: u32,
}

impl Walked {
    /// Where it stands, if that is as far as it should have come.
    pub(super) fn all_of(self, walk: Walk, target: &Target) -> Result<Option<Node>, RouteError> {
        if self.steps == walk.steps {
            Ok(self.end)
        } else {
            Err(out_of_range(target, walk.steps, self.steps))
        }
    }
}

pub(super) fn out_of_range(target: &Target, asked: u32, available: u32) -> RouteError {
    RouteError::RelativeOutOfRange { given: target.to_string(), asked, available }
}

/// Goes from child to child, on the branch if there is one.
pub(super) fn walk_up(
    graph: &RevisionGraph,
    target: &Target,
    start: Option<Node>,
    steps: u32,
    branch: Option<&Branch<'_>>,
) -> Result<Walked, RouteError> {
    let bases = if start.is_none() { graph.bases() } else { Vec::new() };
    go(graph, target, start, steps, |node| {
        let next = node.map_or(bases.as_slice(), |node| graph.children(node)).iter().copied();
        next.filter(|next| branch.is_none_or(|branch| branch.kin.contains(*next))).map(Some).collect()
    })
}

/// Goes from parent to parent, and from a base to base itself.
pub(super) fn walk_down(
    graph: &RevisionGraph,
    target: &Target,
    start: Option<Node>,
    steps: u32,
) -> Result<Walked, RouteError> {
    if start.is_none() && steps > 0 {
        return Err(out_of_range(target, steps, 0));
    }
    go(graph, target, start, steps, |node| match node {
        None => Vec::new(),
        Some(node) if graph.parents(node).is_empty() => vec![None],
        Some(node) => graph.parents(node).iter().copied().map(Some).collect(),
    })
}

fn go(
    graph: &RevisionGraph,
    target: &Target,
    start: Option<Node>,
    steps: u32,
    next: impl Fn(Option<Node>) -> Vec<Option<Node>>,
) -> Result<Walked, RouteError> {
    let mut at = start;
    for taken in 0..steps {
        match next(at).as_slice() {
            [] => return Ok(Walked { end: at, steps: taken }),
            [only] => at = *only,
            several => {
                let choices: Vec<Node> = several.iter().copied().flatten().collect();
                return Err(RouteError::AmbiguousWalk {
                    given: target.to_string(),
                    at: at.map(|node| graph.id(node).clone()),
                    choices: Titled::all(graph, &choices),
                });
            }
        }
    }
    Ok(Walked { end: at, steps })
}
