//! Models of what is read as tables are, and is none: views, foreign and virtual tables.
//!
//! Diesel and SeaORM have no other word for them than for a table. So where the base has a view of a model's name,
//! the view is what is meant: it stays as it is, and no table is made beside it.

use std::collections::BTreeSet;

use super::{Relation, Role, Said, Words};
use crate::catalog::{Catalog, Entry};
use crate::object::{DefinitionError, ObjectId};

const KINDS: [&str; 4] = ["view", "materialized view", "foreign table", "virtual table"];

/// The models' tables that are views in truth.
pub(super) struct Views<'a> {
    tables: Vec<Entry<'a>>,
    words: &'a dyn Words,
}

/// The base's views that models speak of.
pub(crate) fn views_meant<'a>(base: &'a Catalog, said: &'a Said) -> impl Iterator<Item = Entry<'a>> {
    let loose = said.tables.iter().filter(|table| table.extent.is_loose());
    let names: BTreeSet<&str> = loose.map(|table| table.name.as_str()).collect();
    KINDS.iter().flat_map(|kind| base.of_kind(kind)).filter(move |view| names.contains(view.id().name()))
}

impl<'a> Views<'a> {
    pub(super) fn new(base: &Catalog, models: &'a Catalog, said: &Said, words: &'a dyn Words) -> Self {
        let paths: BTreeSet<_> = views_meant(base, said).map(|view| view.id().path()).collect();
        let is_one = |one: &Entry<'_>| words.role(*one) == Role::Table && paths.contains(one.id().path());
        Self { tables: models.entries().filter(is_one).collect(), words }
    }

    /// Whether something of the models is not to be made: such a table, what is its own, and a key that leads to it.
    pub(super) fn take(&self, object: Entry<'_>) -> bool {
        let is_one = |one: Entry<'_>| self.has(one.root().id());
        let is_key = self.words.role(object) == Role::Relation(Relation::Foreign);
        is_one(object) || (is_key && object.needs().any(is_one))
    }

    /// A definition of the models, without what in it leads to such a table; `None`: nothing does.
    pub(super) fn let_go(&self, object: Entry<'_>) -> Result<Option<String>, DefinitionError> {
        let mut definition: Option<String> = None;
        for lost in &self.tables {
            if self.words.role(object) == Role::Table {
                let so_far = definition.as_deref().unwrap_or(&object.object().definition);
                definition = self.words.without(object, so_far, *lost)?.or(definition);
            }
        }
        Ok(definition)
    }

    fn has(&self, id: &ObjectId) -> bool {
        self.tables.iter().any(|table| table.id() == id)
    }
}
