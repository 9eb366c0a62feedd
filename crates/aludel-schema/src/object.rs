//! One thing that a database holds: its name, what it is dropped with, what it stands on.
//!
//! What an object *is* stands in its definition, a text of JSON that its kind writes and reads.
//! The spine only compares these texts. A definition never says the object's own name or place:
//! two objects of one shape have equal definitions, which is how a rename is found.

use std::fmt;

use serde::de::DeserializeOwned;

/// Names one object: what sort of thing it is, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId {
    kind: &'static str,
    path: Box<[Box<str>]>,
    /// Whether its path begins with a kind.
    hangs: bool,
}

impl ObjectId {
    /// The object of this kind at this path, outermost name first: schema, table, column.
    pub fn new<S: Into<Box<str>>>(kind: &'static str, path: impl IntoIterator<Item = S>) -> Self {
        Self { kind, path: path.into_iter().map(Into::into).collect(), hangs: false }
    }

    /// What has no name but that of what it hangs on, as a comment: the path is the kind and then the
    /// path of that.
    pub fn hanging<S: Into<Box<str>>>(kind: &'static str, path: impl IntoIterator<Item = S>) -> Self {
        Self { hangs: true, ..Self::new(kind, path) }
    }

    /// The path of what it hangs on, where it has no name of its own.
    pub fn bearer(&self) -> Option<&[Box<str>]> {
        self.path.get(1..).filter(|_| self.hangs)
    }

    /// What sort of thing it is, in the words a person reads: `materialized view`.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// Its names, outermost first.
    pub fn path(&self) -> &[Box<str>] {
        &self.path
    }

    /// The last of its names; empty for an object without one.
    pub fn name(&self) -> &str {
        self.path.last().map_or("", |name| name)
    }

    /// The names of its path joined by dots, as a person says them.
    pub fn dotted(&self) -> String {
        self.path.join(".")
    }
}

/// `column public.orders.note`, `comment of table public.orders`.
impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.bearer(), self.path.first()) {
            (Some(bearer), Some(kind)) => write!(f, "{} of {kind} {}", self.kind, bearer.join(".")),
            _ => write!(f, "{} {}", self.kind, self.dotted()),
        }
    }
}

/// Where an object stands in its catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position(pub(crate) u32);

impl Position {
    pub(crate) fn new(index: usize) -> Self {
        // A catalog of four thousand million objects does not fit into memory.
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// One thing that a database holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its name.
    pub id: ObjectId,
    /// What it is dropped with.
    pub owner: Option<Position>,
    /// What it stands on: these must be there before it and go after it.
    pub needs: Box<[Position]>,
    /// Where it stands among its like where that is seen but is no difference: a column's place.
    pub order: u32,
    /// What it is, as JSON.
    pub definition: Box<str>,
}

impl Object {
    /// Its definition as the struct of its kind.
    ///
    /// # Errors
    /// The definition is not one of that kind: the catalog comes from another version of aludel.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, DefinitionError> {
        serde_json::from_str(&self.definition)
            .map_err(|error| DefinitionError { object: self.id.clone(), reason: error.to_string() })
    }
}

/// A definition that its kind can't read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the definition of {object} can't be read: {reason}")]
pub struct DefinitionError {
    /// Whose.
    pub object: ObjectId,
    /// Why.
    pub reason: String,
}
