//! One thing that a database holds: its name, what it is dropped with, what it stands on.
//!
//! What an object *is* stands in its definition, a text of JSON that its kind writes and reads.
//! The spine only compares these texts. A definition never says the object's own name or place:
//! two objects of one shape have equal definitions, which is how a rename is found.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::de::DeserializeOwned;

/// Names one object: what sort of thing it is, and where it stands.
#[derive(Clone, Debug)]
pub struct ObjectId {
    kind: &'static str,
    path: Box<[Box<str>]>,
    /// Whether its path begins with a kind.
    hangs: bool,
    /// Whether a person need not say its schema. It is no part of the name: equal ids may differ in it.
    at_home: bool,
}

impl ObjectId {
    /// The object of this kind at this path, outermost name first: schema, table, column.
    pub fn new<S: Into<Box<str>>>(kind: &'static str, path: impl IntoIterator<Item = S>) -> Self {
        Self { kind, path: path.into_iter().map(Into::into).collect(), hangs: false, at_home: false }
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

    /// The same name, to be said without its schema where that is the one given.
    pub(crate) fn at_home_in(self, schema: Option<&str>) -> Self {
        let path = self.bearer().unwrap_or(&self.path);
        let at_home = path.len() > 1 && path.first().map(|name| &**name) == schema;
        Self { at_home, ..self }
    }

    /// As it is displayed, without the schema that everybody has in mind: `column orders.note`.
    pub fn said(&self) -> String {
        let shown = self.to_string();
        let path = self.bearer().unwrap_or(&self.path);
        match path.split_first() {
            Some((_, rest)) if self.at_home => {
                let (whole, rest) = (path.join("."), rest.join("."));
                shown.strip_suffix(&whole).map(|kind| format!("{kind}{rest}")).unwrap_or(shown)
            }
            _ => shown,
        }
    }

    fn key(&self) -> (&'static str, &[Box<str>], bool) {
        (self.kind, &self.path, self.hangs)
    }

    /// The names of its path joined by dots, as a person says them.
    pub fn dotted(&self) -> String {
        self.path.join(".")
    }
}

impl PartialEq for ObjectId {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for ObjectId {}

impl Hash for ObjectId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for ObjectId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ObjectId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
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
