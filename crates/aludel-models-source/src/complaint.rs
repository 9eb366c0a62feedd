//! What is wrong with sources, and what is only odd: each with its place, all told at once.

use std::fmt;
use std::path::PathBuf;

use aludel_table::Place;

/// Something that keeps sources from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Where it is written; `None`: it is about a root, which the fault names.
    pub place: Option<Place>,
    /// What is wrong.
    pub fault: Fault,
}

/// `src/models/user.rs:14:9: …`
impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}: {}", self.fault),
            None => write!(f, "{}", self.fault),
        }
    }
}

impl std::error::Error for Complaint {}

/// What is wrong with a source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A root that is not there, or a file that can't be read.
    #[error("{} cannot be read: {reason}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file that is no Rust, or an attribute of a form that its crate refuses too.
    #[error("{0}")]
    Syntax(String),
    /// `mod x;` with no file.
    #[error("the module {name} has no file: neither {} nor {} is there", first.display(), second.display())]
    NoModule {
        /// The module.
        name: String,
        /// Where it would be.
        first: PathBuf,
        /// Where it would be too.
        second: PathBuf,
    },
    /// A type that nobody knows.
    #[error("{field} has the type {written}, which is known neither here nor to aludel: {remedy}")]
    UnknownType {
        /// Struct and field, with a point between.
        field: String,
        /// The type as it is written.
        written: String,
        /// How the field says its type itself.
        remedy: &'static str,
    },
    /// A name that several things bear.
    #[error("{field} has the type {written}, which may be {}: import the one that is meant", candidates.join(" or "))]
    AmbiguousType {
        /// Struct and field, with a point between.
        field: String,
        /// The type as it is written.
        written: String,
        /// What it may be.
        candidates: Vec<String>,
    },
    /// A relation to something that is no entity.
    #[error("{relation} refers to {written}, and no entity of that name was read")]
    NoEntity {
        /// Struct and relation.
        relation: String,
        /// What it refers to, as it is written.
        written: String,
    },
    /// A relation by a column that its table has not.
    #[error("{relation} names the column {column}, which {table} has not")]
    NoColumn {
        /// Struct and relation.
        relation: String,
        /// The column as it is written.
        column: String,
        /// The table.
        table: String,
    },
    /// Two tables of one name.
    #[error("the table {name} is made here and at {first}")]
    TwoTables {
        /// Its name.
        name: String,
        /// The other place.
        first: Place,
    },
    /// Two enums of one name and other values.
    #[error("the type {name} is made here and at {first}, with other values")]
    TwoEnums {
        /// Its name.
        name: String,
        /// The other place.
        first: Place,
    },
    /// Something that a crate refuses as well, or that its text does not tell.
    #[error("{0}")]
    Refused(String),
}

/// Something that was passed over, and may not have been meant so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where it is written.
    pub place: Place,
    /// What it is.
    pub message: String,
}

/// `src/models/user.rs:14:9: …`
impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}
