//! The revisions of a range, newest first.

use super::{RouteError, Titled, order, resolve, rows};
use crate::graph::{Node, RevisionGraph};
use crate::revision::{Direction, RevisionId};
use crate::target::{Place, Range, Target, Walk};

/// The revisions from the start of a range, which is among them, to its end; newest first.
///
/// Without a range, all of them. `+N` at the end counts from the start, `-N` at the start from each
/// head; both stop where there is nothing further.
///
/// # Errors
/// An end means nothing, or several things; the start is not below the end; the rows are unknown and
/// the range speaks of them.
pub fn history(
    graph: &RevisionGraph,
    rows: &[RevisionId],
    range: Option<&Range>,
) -> Result<Vec<Node>, RouteError> {
    let (start, end) = range.map_or((None, None), |range| (range.start.as_ref(), range.end.as_ref()));
    let low = start.map_or(Ok(Vec::new()), |start| low_end(graph, rows, start))?;
    let mut high = match end {
        None => graph.real_heads(),
        Some(end) => high_end(graph, rows, &low, end)?,
    };
    if let Some(branch) = start.map(|start| resolve::Branch::of(graph, start)).transpose()?.flatten() {
        let line = graph.line_of(branch.node);
        high.retain(|node| line.contains(*node));
    }
    resolve::refuse_overlap(graph, &high)?;
    let mut shown = graph.ancestors(&high);
    if let Some(stranger) = low.iter().find(|node| !shown.contains(**node)) {
        let end = end.map_or("heads".to_owned(), Target::to_string);
        return Err(RouteError::NotAncestor { start: Titled::of(graph, *stranger), end });
    }
    if !low.is_empty() {
        rows::refuse_overlap(graph, &low)?;
        shown.take_out(&graph.ancestors(&low));
        shown.extend(low.iter().copied());
        shown.keep(&graph.descendants_by_children(&low));
    }
    Ok(order::heads_first(graph, &shown, &high))
}

/// The revisions at which a range starts; none is base.
fn low_end(graph: &RevisionGraph, rows: &[RevisionId], start: &Target) -> Result<Vec<Node>, RouteError> {
    match (start.place(), start.walk()) {
        (Place::Current, None) => rows::known(graph, rows),
        (Place::Current, Some(walk @ Walk { direction: Direction::Down, steps: 1.. })) => {
            resolve::range_start_below_heads(graph, start, walk)
        }
        _ => resolve::named(graph, start),
    }
}

fn high_end(
    graph: &RevisionGraph,
    rows: &[RevisionId],
    low: &[Node],
    end: &Target,
) -> Result<Vec<Node>, RouteError> {
    match (end.place(), end.walk()) {
        (Place::Current, None) => rows::known(graph, rows),
        _ => resolve::range_end(graph, low, end),
    }
}
