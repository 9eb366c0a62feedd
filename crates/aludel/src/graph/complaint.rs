//! What can be wrong with revisions taken together.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::revision::RevisionId;

/// One thing that keeps revisions from being a graph.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphComplaint {
    /// Two files claim one id.
    #[error("revision {id} is there twice: {} has the same id", place(first))]
    DuplicateId {
        /// The id.
        id: RevisionId,
        /// The file that came second.
        path: PathBuf,
        /// The file that came first.
        first: PathBuf,
    },
    /// It revises what is not there.
    #[error("revision {id} revises {parent}, and there is no revision {parent}{}", meant(suggestions))]
    MissingParent {
        /// The revision.
        id: RevisionId,
        /// Its file.
        path: PathBuf,
        /// What it says it revises.
        parent: RevisionId,
        /// Ids that look like it.
        suggestions: Vec<String>,
    },
    /// It names one parent more than once.
    #[error("revision {id} names {parent} twice among the revisions it revises")]
    RepeatedParent {
        /// The revision.
        id: RevisionId,
        /// Its file.
        path: PathBuf,
        /// The parent.
        parent: RevisionId,
    },
    /// It depends on what is not there.
    #[error(
        "revision {id} depends on {dependency}, and no revision has that id or branch label{}",
        meant(suggestions)
    )]
    MissingDependency {
        /// The revision.
        id: RevisionId,
        /// Its file.
        path: PathBuf,
        /// What it says it depends on.
        dependency: String,
        /// Ids and labels that look like it.
        suggestions: Vec<String>,
    },
    /// Revisions that each need the next, and the last the first.
    #[error("{}", circle(members))]
    Cycle {
        /// The revisions, each with what it says of the next one; the last speaks of the first.
        /// There is at least one.
        members: Vec<CycleMember>,
    },
    /// Two revisions carry one branch label.
    #[error("branch label {label} of revision {id} is already the label of {other}{}", of_file(other_path))]
    DuplicateLabel {
        /// The label.
        label: String,
        /// The revision that came second.
        id: RevisionId,
        /// Its file.
        path: PathBuf,
        /// The revision that came first.
        other: RevisionId,
        /// Its file.
        other_path: PathBuf,
    },
    /// A branch label is the id of a revision, so that a target could mean either.
    #[error("branch label {label} of revision {id} is also the id of a revision{}", of_file(other_path))]
    LabelIsId {
        /// The label.
        label: String,
        /// The revision that carries it.
        id: RevisionId,
        /// Its file.
        path: PathBuf,
        /// The file of the revision that has it as its id.
        other_path: PathBuf,
    },
    /// A branch label that no target could name.
    #[error(
        "\"{label}\" can't be a branch label (of revision {id}): a target would read it as something else"
    )]
    BadLabel {
        /// The label.
        label: String,
        /// The revision that carries it.
        id: RevisionId,
        /// Its file.
        path: PathBuf,
    },
}

impl GraphComplaint {
    /// The file that is at fault, as the header says; empty where it came from none.
    pub fn path(&self) -> &Path {
        match self {
            Self::DuplicateId { path, .. }
            | Self::MissingParent { path, .. }
            | Self::RepeatedParent { path, .. }
            | Self::MissingDependency { path, .. }
            | Self::DuplicateLabel { path, .. }
            | Self::LabelIsId { path, .. }
            | Self::BadLabel { path, .. } => path,
            Self::Cycle { members } => members.first().map_or(Path::new(""), |member| &member.path),
        }
    }

    /// The key of that file's header that is at fault.
    pub fn key(&self) -> &'static str {
        match self {
            Self::DuplicateId { .. } => "revision",
            Self::MissingParent { .. } | Self::RepeatedParent { .. } => "revises",
            Self::MissingDependency { .. } => "depends_on",
            Self::DuplicateLabel { .. } | Self::LabelIsId { .. } | Self::BadLabel { .. } => "branch_labels",
            Self::Cycle { members } => match members.first().map(|member| member.need) {
                Some(Need::DependsOn) => "depends_on",
                Some(Need::Revises) | None => "revises",
            },
        }
    }
}

/// One revision of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CycleMember {
    /// Its id.
    pub id: RevisionId,
    /// Its file.
    pub path: PathBuf,
    /// How it needs the next one.
    pub need: Need,
}

/// How one revision needs another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It revises it.
    Revises,
    /// It depends on it.
    DependsOn,
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Revises => "revises",
            Self::DependsOn => "depends on",
        })
    }
}

fn circle(members: &[CycleMember]) -> String {
    if let [member] = members {
        return format!("revision {} {} itself", member.id, member.need);
    }
    let nexts = members.iter().cycle().skip(1);
    let links: Vec<String> =
        members.iter().zip(nexts).map(|(a, b)| format!("{} {} {}", a.id, a.need, b.id)).collect();
    format!("revisions go round in a circle: {}", links.join(", "))
}

fn place(path: &Path) -> String {
    if path.as_os_str().is_empty() { "another revision".to_owned() } else { path.display().to_string() }
}

fn of_file(path: &Path) -> String {
    if path.as_os_str().is_empty() { String::new() } else { format!(" ({})", path.display()) }
}

/// `; did you mean a or b?`, or nothing.
pub(crate) fn meant(suggestions: &[String]) -> String {
    if suggestions.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", suggestions.join(" or "))
    }
}
