//! What a target means: names, branches and walks, as revisions of the graph.

use std::collections::HashSet;

use super::walk::{Walked, out_of_range, walk_down, walk_up};
use super::{RouteError, Titled, rows};
use crate::graph::{Node, NodeSet, RevisionGraph, closest};
use crate::revision::{Direction, RevisionId};
use crate::target::{Place, Target, Walk};

/// The revisions that a target names, for commands that look at revisions: none for base, one for most
/// forms, several for `heads`, `current`, and `-N`, which is so far below each head.
///
/// # Errors
/// The target means nothing, or more than one thing where one is meant; it counts steps from a named
/// place, or up; the rows are unknown and it is `current`.
pub fn resolve(graph: &RevisionGraph, rows: &[RevisionId], target: &Target) -> Result<Vec<Node>, RouteError> {
    match (target.place(), target.walk()) {
        (Place::Current, None) => rows::known(graph, rows),
        (Place::Current, Some(walk @ Walk { direction: Direction::Down, steps: 1.. })) => {
            below_heads(graph, target, walk)
        }
        (_, Some(_)) => Err(RouteError::WalkNotAllowed { given: target.to_string() }),
        (_, None) => absolute(graph, target),
    }
}

/// As [`resolve`], without what speaks of applied revisions or counts steps.
pub(super) fn named(graph: &RevisionGraph, target: &Target) -> Result<Vec<Node>, RouteError> {
    match target.walk() {
        Some(_) => Err(RouteError::WalkNotAllowed { given: target.to_string() }),
        None => absolute(graph, target),
    }
}

/// As [`named`], for one place; `None` is base.
pub(super) fn single(graph: &RevisionGraph, target: &Target) -> Result<Option<Node>, RouteError> {
    one(graph, target, named(graph, target)?)
}

/// The revisions an upgrade leads to.
pub(super) fn upgrade_target(
    graph: &RevisionGraph,
    rows: &[Node],
    target: &Target,
) -> Result<Vec<Node>, RouteError> {
    let Some(walk) = target.walk() else { return absolute(graph, target) };
    let end = climb(graph, rows, target, walk)?.all_of(walk, target)?;
    Ok(end.into_iter().collect())
}

/// The end of a range: as [`upgrade_target`], but a walk stops where there is nothing further.
pub(super) fn range_end(
    graph: &RevisionGraph,
    start: &[Node],
    target: &Target,
) -> Result<Vec<Node>, RouteError> {
    let Some(walk) = target.walk() else { return absolute(graph, target) };
    Ok(climb(graph, start, target, walk)?.end.into_iter().collect())
}

/// Walks as a command does that goes up.
fn climb(graph: &RevisionGraph, rows: &[Node], target: &Target, walk: Walk) -> Result<Walked, RouteError> {
    let branch = Branch::of(graph, target)?;
    match (walk.direction, target.place()) {
        (Direction::Up, Place::Current) if walk.steps > 0 => {
            let start = start_of_climb(graph, rows, target, branch.as_ref())?;
            walk_up(graph, target, start, walk.steps, branch.as_ref())
        }
        (_, Place::Current) => {
            Err(RouteError::WrongWay { given: target.to_string(), command: Direction::Up })
        }
        (Direction::Up, _) if walk.steps > 0 => {
            let start = one(graph, target, without_branch(graph, target)?)?;
            walk_up(graph, target, start, walk.steps, branch.as_ref())
        }
        _ => {
            let start = one(graph, target, absolute(graph, target)?)?;
            walk_down(graph, target, start, walk.steps)
        }
    }
}

/// Where a downgrade leads (`None` is base), and the revision whose branch limits it.
pub(super) fn downgrade_target(
    graph: &RevisionGraph,
    rows: &[Node],
    target: &Target,
) -> Result<(Option<Node>, Option<Node>), RouteError> {
    let branch = Branch::of(graph, target)?;
    let limit = branch.as_ref().map(|branch| branch.node);
    let Some(walk) = target.walk() else {
        // Alembic looks at the branch only to choose among what stands on the place.
        return Ok((one(graph, target, without_branch(graph, target)?)?, limit));
    };
    let given = || target.to_string();
    match (walk.direction, target.place()) {
        (Direction::Down, Place::Current) if walk.steps > 0 => {
            let start = start_of_descent(graph, rows, target, branch.as_ref())?;
            let walked = walk_down(graph, target, Some(start), walk.steps)?;
            Ok((walked.all_of(walk, target)?, limit.or(Some(start))))
        }
        (_, Place::Current) => Err(RouteError::WrongWay { given: given(), command: Direction::Down }),
        (Direction::Down, _) if walk.steps > 0 => {
            let start = one(graph, target, absolute(graph, target)?)?;
            Ok((walk_down(graph, target, start, walk.steps)?.all_of(walk, target)?, limit))
        }
        _ => {
            let start = one(graph, target, without_branch(graph, target)?)?;
            let end = walk_up(graph, target, start, walk.steps, branch.as_ref())?.all_of(walk, target)?;
            let end = end.ok_or_else(|| RouteError::WrongWay { given: given(), command: Direction::Down })?;
            Ok((Some(end), limit))
        }
    }
}

/// So many steps below each head, or each head on the branch.
fn below_heads(graph: &RevisionGraph, target: &Target, walk: Walk) -> Result<Vec<Node>, RouteError> {
    let mut found = Vec::new();
    for walked in walks_below_heads(graph, target, walk)? {
        found.extend(walked.all_of(walk, target)?);
    }
    Ok(each_once(found))
}

/// The start of a range that is so many steps below each head; a walk stops at base, which is none.
pub(super) fn range_start_below_heads(
    graph: &RevisionGraph,
    target: &Target,
    walk: Walk,
) -> Result<Vec<Node>, RouteError> {
    let walks = walks_below_heads(graph, target, walk)?;
    Ok(each_once(walks.into_iter().filter_map(|walked| walked.end).collect()))
}

fn each_once(nodes: Vec<Node>) -> Vec<Node> {
    let mut seen = HashSet::new();
    nodes.into_iter().filter(|node| seen.insert(*node)).collect()
}

fn walks_below_heads(graph: &RevisionGraph, target: &Target, walk: Walk) -> Result<Vec<Walked>, RouteError> {
    let mut heads = graph.real_heads();
    if let Some(branch) = Branch::of(graph, target)? {
        let line = graph.line_of(branch.node);
        heads.retain(|head| line.contains(*head));
    }
    heads.into_iter().map(|head| walk_down(graph, target, Some(head), walk.steps)).collect()
}

/// Refuses targets of which one needs another.
pub(super) fn refuse_overlap(graph: &RevisionGraph, targets: &[Node]) -> Result<(), RouteError> {
    match rows::overlap(graph, targets) {
        Some((lower, upper)) => {
            Err(RouteError::Overlap { lower: Titled::of(graph, lower), upper: Titled::of(graph, upper) })
        }
        None => Ok(()),
    }
}

/// The branch of a target.
pub(super) struct Branch<'t> {
    /// As given.
    name: &'t str,
    /// The revision that stands for it.
    pub(super) node: Node,
    /// What shares its lineage.
    pub(super) kin: NodeSet,
}

impl<'t> Branch<'t> {
    pub(super) fn of(graph: &RevisionGraph, target: &'t Target) -> Result<Option<Self>, RouteError> {
        let Some(name) = target.branch() else { return Ok(None) };
        let node = find(graph, name, None)?;
        Ok(Some(Self { name, node, kin: graph.kin(node) }))
    }
}

/// The revisions of a target's place, on its branch if it has one.
fn absolute(graph: &RevisionGraph, target: &Target) -> Result<Vec<Node>, RouteError> {
    let branch = Branch::of(graph, target)?;
    place(graph, target, branch.as_ref())
}

/// The revisions of a target's place, whatever its branch.
fn without_branch(graph: &RevisionGraph, target: &Target) -> Result<Vec<Node>, RouteError> {
    place(graph, target, None)
}

fn place(
    graph: &RevisionGraph,
    target: &Target,
    branch: Option<&Branch<'_>>,
) -> Result<Vec<Node>, RouteError> {
    let on_branch = |node: &Node| branch.is_none_or(|branch| branch.kin.contains(*node));
    match target.place() {
        Place::Base => Ok(Vec::new()),
        Place::Heads if branch.is_none() => Ok(graph.real_heads()),
        Place::Heads => Ok(graph.heads().into_iter().filter(on_branch).collect()),
        Place::Head => {
            let heads = graph.heads().into_iter().filter(on_branch).collect();
            Ok(one(graph, target, heads)?.into_iter().collect())
        }
        Place::Current => Err(RouteError::CurrentNotAllowed),
        Place::Named(name) => Ok(vec![find(graph, name, branch)?]),
    }
}

fn one(graph: &RevisionGraph, target: &Target, nodes: Vec<Node>) -> Result<Option<Node>, RouteError> {
    match nodes.as_slice() {
        [] => Ok(None),
        [node] => Ok(Some(*node)),
        heads => {
            Err(RouteError::MultipleHeads { given: target.to_string(), heads: Titled::all(graph, heads) })
        }
    }
}

/// The revision with this id or label, or the only one (on the branch) whose id or label begins so.
fn find(graph: &RevisionGraph, name: &str, branch: Option<&Branch<'_>>) -> Result<Node, RouteError> {
    let on_branch = |node: &Node| branch.is_none_or(|branch| branch.kin.contains(*node));
    if let Some(node) = graph.find(name).or_else(|| graph.find_label(name)) {
        return match branch {
            Some(branch) if !on_branch(&node) => Err(RouteError::NotOnBranch {
                revision: graph.id(node).clone(),
                branch: branch.name.to_owned(),
            }),
            _ => Ok(node),
        };
    }
    // Alembic's rule: shorter names than these must be written out.
    let begins = |full: &str| full.chars().count() > 3 && full.starts_with(name);
    let mut candidates: Vec<Node> = graph.nodes().filter(|node| begins(graph.id(*node).as_str())).collect();
    candidates.extend(graph.labels().filter(|(label, _)| begins(label)).map(|(_, node)| node));
    candidates.sort();
    candidates.dedup();
    let here: Vec<Node> = candidates.iter().copied().filter(on_branch).collect();
    match (here.as_slice(), candidates.as_slice(), branch) {
        ([node], ..) => Ok(*node),
        ([], [node], Some(branch)) => {
            Err(RouteError::NotOnBranch { revision: graph.id(*node).clone(), branch: branch.name.to_owned() })
        }
        ([], ..) => Err(unknown(graph, name)),
        (several, ..) => Err(RouteError::AmbiguousPrefix {
            given: name.to_owned(),
            candidates: Titled::all(graph, several),
        }),
    }
}

fn unknown(graph: &RevisionGraph, name: &str) -> RouteError {
    let ids = graph.nodes().map(|node| graph.id(node).as_str());
    let labels = graph.labels().map(|(label, _)| label);
    let suggestions = closest(name, ids.chain(labels).chain(["head", "heads", "base"]));
    RouteError::UnknownRevision { given: name.to_owned(), suggestions }
}

/// Where `+N` starts: the row, or the row on the branch, or the last that is applied of the branch.
fn start_of_climb(
    graph: &RevisionGraph,
    rows: &[Node],
    target: &Target,
    branch: Option<&Branch<'_>>,
) -> Result<Option<Node>, RouteError> {
    let mut starts = rows.to_vec();
    if let Some(branch) = branch {
        starts.retain(|row| branch.kin.contains(*row));
        if starts.is_empty() {
            let mut active = graph.ancestors(rows);
            active.keep(&branch.kin);
            let tip = |node: &Node| !graph.followers(*node).iter().any(|next| active.contains(*next));
            starts = active.iter().filter(tip).collect();
        }
    }
    only_row(graph, target, &starts)
}

/// Where `-N` starts: the row, or the row on the branch, or the branch's last applied revision.
fn start_of_descent(
    graph: &RevisionGraph,
    rows: &[Node],
    target: &Target,
    branch: Option<&Branch<'_>>,
) -> Result<Node, RouteError> {
    let mut starts = rows.to_vec();
    if let Some(branch) = branch {
        starts.retain(|row| branch.kin.contains(*row));
        if starts.is_empty() {
            let applied = graph.ancestors(rows);
            let tip = |node: &Node| !graph.children(*node).iter().any(|child| applied.contains(*child));
            starts = applied.iter().filter(|node| branch.kin.contains(*node)).filter(tip).collect();
        }
    }
    only_row(graph, target, &starts)?.ok_or_else(|| match (branch, target.walk()) {
        (Some(branch), _) => {
            RouteError::BranchNotApplied { given: target.to_string(), branch: branch.name.to_owned() }
        }
        (None, walk) => out_of_range(target, walk.map_or(0, |walk| walk.steps), 0),
    })
}

fn only_row(graph: &RevisionGraph, target: &Target, starts: &[Node]) -> Result<Option<Node>, RouteError> {
    match starts {
        [] => Ok(None),
        [start] => Ok(Some(*start)),
        several => Err(RouteError::SeveralRows {
            given: target.to_string(),
            rows: several.iter().map(|node| graph.id(*node).clone()).collect(),
        }),
    }
}
