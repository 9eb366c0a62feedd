//! Why there is no way to a target.

use std::fmt;

use crate::graph::{Node, RevisionGraph};
use crate::revision::{Direction, RevisionId};

/// A revision by its id and its title, for a person who knows it by one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    /// The id.
    pub id: RevisionId,
    /// The first line of its message; may be empty.
    pub title: String,
}

impl Titled {
    pub(super) fn of(graph: &RevisionGraph, node: Node) -> Self {
        let header = graph.header(node);
        Self { id: header.id.clone(), title: header.title().to_owned() }
    }

    pub(super) fn all(graph: &RevisionGraph, nodes: &[Node]) -> Vec<Self> {
        nodes.iter().map(|node| Self::of(graph, *node)).collect()
    }
}

impl fmt::Display for Titled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.title.is_empty() {
            write!(f, "{}", self.id)
        } else {
            write!(f, "{} ({})", self.id, self.title)
        }
    }
}

/// Why a target can't be reached, or means nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RouteError {
    /// No revision has this id or branch label, or an id that begins so.
    #[error("there is no revision {given}{}", crate::graph::meant(suggestions))]
    UnknownRevision {
        /// The name in the target.
        given: String,
        /// Ids, labels and words that look like it, the nearest first.
        suggestions: Vec<String>,
    },
    /// Several ids or labels begin so.
    #[error("\"{given}\" could be any of {} revisions: {}", candidates.len(), some(candidates))]
    AmbiguousPrefix {
        /// The beginning of a name.
        given: String,
        /// The revisions it could mean, in load order.
        candidates: Vec<Titled>,
    },
    /// One head is asked for, and there are several.
    #[error("\"{given}\" means one head, and there are {}: {}", heads.len(), some(heads))]
    MultipleHeads {
        /// The target.
        given: String,
        /// The heads, in load order.
        heads: Vec<Titled>,
    },
    /// Fewer revisions are there than the walk has steps.
    #[error("{given} asks for {}, and {}", counted(*asked), left(*available))]
    RelativeOutOfRange {
        /// The target.
        given: String,
        /// The steps it has.
        asked: u32,
        /// The steps that could be gone.
        available: u32,
    },
    /// A walk comes to a revision from which it could go on to several.
    #[error("{given} could go several ways {}: to {}", at.as_ref().map_or("from base".to_owned(), |at| format!("from {at}")), some(choices))]
    AmbiguousWalk {
        /// The target.
        given: String,
        /// Where; `None` is base.
        at: Option<RevisionId>,
        /// Where it could go.
        choices: Vec<Titled>,
    },
    /// A walk starts from what is applied, and that is in several places.
    #[error("{given} starts from the applied revision, and there are {}: {}", rows.len(), list(rows))]
    SeveralRows {
        /// The target.
        given: String,
        /// The rows it could start from.
        rows: Vec<RevisionId>,
    },
    /// A walk goes up where a command goes down, or does not move.
    #[error("{given} does not lead {}", match command { Direction::Up => "up", Direction::Down => "down" })]
    WrongWay {
        /// The target.
        given: String,
        /// Where the command goes.
        command: Direction,
    },
    /// The command needs a place, and a walk is no place.
    #[error("{given} counts steps, and a revision must be named here")]
    WalkNotAllowed {
        /// The target.
        given: String,
    },
    /// The command knows what is applied, and has no use for the word.
    #[error("\"current\" is no target here")]
    CurrentNotAllowed,
    /// A revision is on no line with the branch.
    #[error("{revision} is not on the branch {branch}")]
    NotOnBranch {
        /// The revision.
        revision: RevisionId,
        /// The branch, as given.
        branch: String,
    },
    /// Nothing of a branch is applied, so that no step can be taken back from there.
    #[error("{given}: nothing of the branch {branch} is applied")]
    BranchNotApplied {
        /// The target.
        given: String,
        /// The branch, as given.
        branch: String,
    },
    /// The branch does not go up from the place to which it should be taken back.
    #[error("{given}: {} on the branch {branch}", place.as_ref().map_or("no base is".to_owned(), |place| format!("nothing that revises {place} is")))]
    NothingOnBranch {
        /// The target.
        given: String,
        /// The revision that stands for the branch.
        branch: RevisionId,
        /// Where to; `None` is base.
        place: Option<RevisionId>,
    },
    /// A downgrade leads to a revision that is not applied.
    #[error("{revision} is not below what is applied ({})", if rows.is_empty() { "nothing is".to_owned() } else { list(rows) })]
    NotBelowCurrent {
        /// The target.
        given: String,
        /// The revision it means.
        revision: Titled,
        /// The rows.
        rows: Vec<RevisionId>,
    },
    /// Two targets, one of which needs the other.
    #[error("{upper} already stands on {lower}: only one of them can be a target")]
    Overlap {
        /// The one that is needed.
        lower: Titled,
        /// The one that needs it.
        upper: Titled,
    },
    /// Rows of the version table that are no revisions.
    #[error("the version table holds {}, and there is no such revision", list(rows))]
    UnknownRows {
        /// The rows.
        rows: Vec<RevisionId>,
    },
    /// Rows that the version table holds more than once.
    #[error("the version table holds {} more than once", list(rows))]
    DuplicateRows {
        /// The rows, each once.
        rows: Vec<RevisionId>,
    },
    /// Two rows of which one needs the other: it should have no row.
    #[error("the version table holds {lower} and {upper}, but {upper} already stands on {lower}")]
    OverlappingRows {
        /// The one that is needed.
        lower: RevisionId,
        /// The one that needs it.
        upper: RevisionId,
    },
    /// The start of a range is not below its end.
    #[error("nothing leads from {} up to {end}", start.id)]
    NotAncestor {
        /// Where it should start.
        start: Titled,
        /// The end, as given.
        end: String,
    },
    /// A new revision would make a branch where none is asked for.
    #[error("{revision} is no head: it is revised by {}", some(children))]
    NotAHead {
        /// The revision.
        revision: Titled,
        /// What revises it.
        children: Vec<Titled>,
    },
    /// A revision is named more than once among those to merge.
    #[error("{revision} is named twice")]
    DuplicateParents {
        /// The revision.
        revision: Titled,
    },
    /// Fewer than two revisions to merge.
    #[error("a merge needs two revisions or more, and {}", parents.first().map_or("none is named".to_owned(), |only| format!("{only} is the only one")))]
    NothingToMerge {
        /// What was named.
        parents: Vec<Titled>,
    },
}

/// At most this many of a list are told.
const TOLD: usize = 5;

fn some(revisions: &[Titled]) -> String {
    let mut told: Vec<String> = revisions.iter().take(TOLD).map(Titled::to_string).collect();
    if revisions.len() > TOLD {
        told.push(format!("and {} more", revisions.len() - TOLD));
    }
    told.join(", ")
}

fn list(rows: &[RevisionId]) -> String {
    rows.iter().map(RevisionId::as_str).collect::<Vec<_>>().join(", ")
}

fn counted(steps: u32) -> String {
    if steps == 1 { "1 revision".to_owned() } else { format!("{steps} revisions") }
}

fn left(available: u32) -> String {
    match available {
        0 => "there is none that way".to_owned(),
        1 => "there is only 1 that way".to_owned(),
        some => format!("there are only {some} that way"),
    }
}
