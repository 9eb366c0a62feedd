//! What the spine asks of a sort of object.
//!
//! A kind never speaks of order: what is made before what follows from owners and needs alone.

use std::collections::{HashMap, HashSet};

use crate::catalog::{Catalog, Entry};
use crate::object::{DefinitionError, ObjectId};
use crate::statement::Statement;

/// One sort of object of one dialect.
pub trait Kind: Sync {
    /// What a person calls it, `materialized view`: the kind of its objects' ids.
    fn name(&self) -> &'static str;

    /// What makes it.
    ///
    /// # Errors
    /// It can't be made by statements.
    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal>;

    /// What drops it. Not asked where it goes with its owner.
    ///
    /// # Errors
    /// It can't be dropped by statements.
    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal>;

    /// What turns one definition into another; they differ.
    ///
    /// # Errors
    /// No statement does it and it can't be made again, as it would cost data.
    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal>;

    /// What renames it in place; `None`: it can't be renamed.
    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let _ = (from, to);
        None
    }

    /// What renames a part of it that is no object of its own, an enum's value; `None`: it has no
    /// such part, or it can't be renamed.
    fn to_rename_part(&self, object: Entry<'_>, old: &str, new: &str) -> Option<Vec<Statement>> {
        let _ = (object, old, new);
        None
    }

    /// What renames the part back; `object` is as it was before.
    fn to_rename_part_back(&self, object: Entry<'_>, old: &str, new: &str) -> Option<Vec<Statement>> {
        let _ = (object, old, new);
        None
    }

    /// What makes it without what it stands on, where nothing else breaks a circle; `None`: it can't be
    /// there without that.
    fn to_stub(&self, object: Entry<'_>) -> Option<Stub> {
        let _ = object;
        None
    }

    /// Whether data is lost when it is dropped.
    fn holds_data(&self) -> bool {
        false
    }

    /// Whether its data can be computed again: it may be dropped and made again all the same.
    fn is_derived(&self, object: Entry<'_>) -> bool {
        let _ = object;
        false
    }

    /// Whether it comes to be by what makes another object: a partition's column with its parent's.
    /// `before` is the catalog as it is.
    fn comes_with(&self, object: Entry<'_>, before: &Catalog) -> bool {
        let _ = (object, before);
        false
    }

    /// Whether it goes by what drops another object. `after` is the catalog to come.
    fn goes_with(&self, object: Entry<'_>, after: &Catalog) -> bool {
        let _ = (object, after);
        false
    }

    /// Whether it must go and be made again while something it stands on, or is owned by, is
    /// altered in a way that disturbs.
    fn stands_aside(&self, object: Entry<'_>, disturbed: Pair<'_>) -> bool {
        let _ = (object, disturbed);
        false
    }

    /// Whether it stays as it is, whatever becomes of it, when something it stands on goes for good:
    /// only where the database lets a thing stand on nothing.
    fn outlives(&self, lost: Entry<'_>) -> bool {
        let _ = lost;
        false
    }

    /// Whether it must go, and be made again, when something that it stands on, or that its owner owns, gets
    /// another name: where the server neither follows the name nor allows the change.
    fn makes_way(&self, object: Entry<'_>, renamed: Entry<'_>) -> bool {
        let _ = (object, renamed);
        false
    }

    /// The names it takes away from others, each with the space it is unique in: a table and a view
    /// of one schema can't share a name. Needed only where other kinds draw on the same space.
    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        let _ = object;
        Vec::new()
    }

    /// The words, without quotes, by which a text that the server reads late names it; none where
    /// no text does.
    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        let _ = id;
        Vec::new()
    }

    /// The words of its own text that the server reads when it is made without keeping what they
    /// name: a string body. What they name must be there before, if it can.
    fn mentions(&self, object: Entry<'_>) -> HashSet<Box<str>> {
        let _ = object;
        HashSet::new()
    }

    /// Whether the first name of its path is a schema.
    fn is_in_schema(&self) -> bool {
        true
    }
}

/// An object that is there without what it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stub {
    /// What makes the stub.
    pub made: Statement,
    /// What makes the whole of the stub.
    pub whole: Vec<Statement>,
    /// What makes a stub of the whole.
    pub again: Statement,
}

/// One object, before and after.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// As it is.
    pub from: Entry<'a>,
    /// As it shall be.
    pub to: Entry<'a>,
}

/// How an object comes from one definition to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alteration {
    /// By statements that leave it where it is.
    InPlace(InPlace),
    /// By being dropped and made again, with all that stands on it.
    Recreate,
    /// So too, though it holds data: what drops it must say that the data is lost.
    Replace,
}

/// An alteration that leaves the object where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InPlace {
    /// The statements.
    pub statements: Vec<Statement>,
    /// What is altered, in words: `type integer → bigint`.
    pub words: Vec<String>,
    /// The objects (of the catalog before) whose dependents must stand aside meanwhile; most often
    /// none, or the object itself.
    pub disturbs: Vec<ObjectId>,
    /// The objects (of the catalog before) that go and are made again around it, whatever their
    /// kinds say; what it owns goes by no statement of its own. Each stands on what it disturbs.
    pub displaces: Vec<ObjectId>,
}

impl InPlace {
    /// Adds one alteration.
    pub fn add(&mut self, words: impl Into<String>, statement: Statement) {
        self.words.push(words.into());
        self.statements.push(statement);
    }
}

/// Why there is no statement, and what a person can do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{object}: {why}")]
pub struct Refusal {
    /// Of which object.
    pub object: ObjectId,
    /// Why, in lower case and without a full stop.
    pub why: String,
    /// What to write by hand.
    pub mend: String,
}

impl Refusal {
    /// A refusal.
    pub fn new(object: &ObjectId, why: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { object: object.clone(), why: why.into(), mend: mend.into() }
    }
}

impl From<DefinitionError> for Refusal {
    fn from(error: DefinitionError) -> Self {
        let DefinitionError { object, reason } = error;
        let why = format!("its definition can't be read: {reason}");
        Self { object, why, mend: "inspect the database again with this version of aludel".to_owned() }
    }
}

/// The kinds of a dialect, in the order in which a person would write them down.
pub struct Registry {
    kinds: Vec<&'static dyn Kind>,
    /// Where each stands, by its name: asked for every object.
    places: HashMap<&'static str, usize>,
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.kinds.iter().map(|kind| kind.name())).finish()
    }
}

impl Registry {
    /// A registry of these kinds.
    pub fn new(kinds: impl IntoIterator<Item = &'static dyn Kind>) -> Self {
        let kinds: Vec<&'static dyn Kind> = kinds.into_iter().collect();
        let places = kinds.iter().enumerate().map(|(place, kind)| (kind.name(), place)).collect();
        Self { kinds, places }
    }

    /// Every kind.
    pub fn kinds(&self) -> &[&'static dyn Kind] {
        &self.kinds
    }

    /// The kind of this name, and its place in the order.
    pub fn find(&self, name: &str) -> Option<(usize, &'static dyn Kind)> {
        let place = *self.places.get(name)?;
        Some((place, *self.kinds.get(place)?))
    }

    /// The kind of an object that an inspection of this dialect made.
    ///
    /// # Errors
    /// The catalog holds a kind that this registry does not know.
    pub fn of(&self, object: Entry<'_>) -> Result<(usize, &'static dyn Kind), Refusal> {
        self.find(object.id().kind()).ok_or_else(|| {
            Refusal::new(object.id(), "nothing is known of this kind", "inspect the database again")
        })
    }

    /// The name of a kind as the registry holds it.
    pub fn name(&self, name: &str) -> Option<&'static str> {
        self.find(name).map(|(_, kind)| kind.name())
    }
}
