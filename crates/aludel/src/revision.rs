//! One revision: its id, its header, and the text of its two halves.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use crate::Dialect;

/// The name of a revision: what files, the version table and commands call it.
///
/// Cheap to clone. Never empty; holds no white space and none of `@ - + : / , [ ] ( )`, and is
/// none of the words that targets use (`head`, `heads`, `base`, `current`), whatever their case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RevisionId(Arc<str>);

/// Why a text can be no revision id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RevisionIdError {
    /// Nothing is there.
    #[error("a revision id can't be empty")]
    Empty,
    /// A character that targets give a meaning, or that ends a word.
    #[error("'{character}' can't be in a revision id: \"{id}\"")]
    Character {
        /// The text.
        id: String,
        /// The first character that is at fault.
        character: char,
    },
    /// A word that targets give a meaning.
    #[error("\"{0}\" can't be a revision id: targets use the word")]
    Reserved(String),
}

impl RevisionId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An id as a version table holds it, whatever it is: rows may come from other tools.
    pub fn from_row(row: &str) -> Self {
        Self(Arc::from(row))
    }
}

impl FromStr for RevisionId {
    type Err = RevisionIdError;

    fn from_str(id: &str) -> Result<Self, RevisionIdError> {
        if id.is_empty() {
            return Err(RevisionIdError::Empty);
        }
        if let Some(character) =
            id.chars().find(|c| c.is_whitespace() || c.is_control() || "@-+:/\\,[]()\"'`;".contains(*c))
        {
            return Err(RevisionIdError::Character { id: id.to_owned(), character });
        }
        if ["head", "heads", "base", "current"].iter().any(|word| id.eq_ignore_ascii_case(word)) {
            return Err(RevisionIdError::Reserved(id.to_owned()));
        }
        Ok(Self(Arc::from(id)))
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::borrow::Borrow<str> for RevisionId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// What stands above the first marker of a revision file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its id.
    pub id: RevisionId,
    /// The revisions it revises, as written; none for a base.
    pub parents: Vec<RevisionId>,
    /// The revisions (ids or branch labels) that it needs and that are not in its line.
    pub depends_on: Vec<String>,
    /// The names it gives to its line.
    pub branch_labels: Vec<String>,
    /// When it was written, as the file says: RFC 3339, UTC.
    pub created: Option<String>,
    /// What it is for; the first line is its title. May be empty.
    pub message: String,
    /// Its file; empty where it comes from none.
    pub path: PathBuf,
}

impl Header {
    /// The first line of the message.
    pub fn title(&self) -> &str {
        self.message.lines().next().unwrap_or("")
    }
}

/// A part of a half: the text that one or more dialects run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The dialects it is for; empty: all that no other section of this half names.
    pub dialects: Vec<Dialect>,
    /// Whether its marker says `[no-transaction]`.
    pub no_transaction: bool,
    /// Whether its marker says `[rust]`: the text names a function that the service hands over.
    pub rust: bool,
    /// The line of the file (from 1) on which `text` begins.
    pub line: usize,
    /// The SQL, as in the file, up to the next marker.
    pub text: String,
}

impl Section {
    /// The Rust function that it names; `None`: it is SQL.
    ///
    /// What stands behind the name on its line counts for the checksum alone: a number of its version.
    pub fn function(&self) -> Option<&str> {
        self.named().map(|(_, name)| name)
    }

    /// The function's name, and where in the text it stands.
    pub(crate) fn named(&self) -> Option<(usize, &str)> {
        if !self.rust {
            return None;
        }
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let words = line.trim_start();
            if !words.trim().is_empty() && !words.starts_with("--") {
                let name = words.split_whitespace().next().unwrap_or_default();
                return Some((start + line.len() - words.len(), name));
            }
            start += line.len();
        }
        Some((0, ""))
    }
}

/// A revision, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its header.
    pub header: Header,
    /// The sections of the upgrade half; a file has at least one.
    pub upgrade: Vec<Section>,
    /// The sections of the downgrade half; empty: there is no way back.
    pub downgrade: Vec<Section>,
}

impl Revision {
    /// The section of the half that a dialect runs; `None`: the half says nothing for it.
    pub fn section(&self, direction: Direction, dialect: Dialect) -> Option<&Section> {
        let half = match direction {
            Direction::Up => &self.upgrade,
            Direction::Down => &self.downgrade,
        };
        half.iter()
            .find(|section| section.dialects.contains(&dialect))
            .or_else(|| half.iter().find(|section| section.dialects.is_empty()))
    }
}

/// Toward the heads, or toward base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Toward the heads.
    Up,
    /// Toward base.
    Down,
}

impl Direction {
    /// The word for it in JSON: `up` or `down`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}
