//! Models that can't say everything, as Rust's: what they have no words for stays as it is.
//!
//! A struct says columns, keys and indexes, but no view and no trigger; Diesel's `table!` says not even an index.
//! Taken for the whole schema, such models would drop all they do not mention. So what they mean is
//! worked out against the schema that they change: `meant` lays the one over the other.
//!
//! ```text
//! base ─► a copy, without its tables ─► the models' tables in it ─► inspect ─┐
//! base ──────────────────────────────────────────────────────────────────────┴► meant ─► plan
//! base ─► a copy ─► that plan runs in it ─► inspect ─► what the models mean, in the server's own words
//! ```

mod meant;
mod merge;
mod nowhere;
mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use aludel::database::Database;

use crate::catalog::{Catalog, Entry};
use crate::dialect::{self, PlanOptions};
use crate::kind::{Refusal, Registry};
use crate::object::DefinitionError;
use crate::plan::{Plan, Verb};
use crate::rename::{Renamed, Wish};
use crate::source::{self, RenamedFrom, SqlText};
use crate::workshop::{Schema, WorkError, Workshop, digest, run, way};

pub(crate) use meant::meant;
pub(crate) use merge::{ColumnKeys, is_unique, members, merged_column, merged_values};
pub(crate) use views::views_meant;

/// What models say, and of which tables.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The tables that they have.
    pub tables: Vec<SaidTable>,
    /// The enums that they make, each named as SQL does, and what those were called before.
    pub enums: Vec<String>,
    /// Of those, the ones whose values have no order to the models: schema, where it is named, and name.
    pub unordered: Vec<(Option<String>, String)>,
    /// Whether something that can say everything stands beside them, as SQL files do: then what nobody says goes.
    pub rest_is_said: bool,
    /// The tables that were left out of them on purpose.
    pub left_out: LeftOut,
}

/// Whether models leave a table out on purpose, by its name: then it stays.
#[derive(Clone)]
pub struct LeftOut {
    words: String,
    is_left_out: Arc<dyn Fn(&str) -> bool + Send + Sync>,
}

impl LeftOut {
    /// What `is_left_out` says of a table. `words` is all that this depends on: where those are the same, so are the
    /// answers.
    pub fn new(words: impl Into<String>, is_left_out: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        Self { words: words.into(), is_left_out: Arc::new(is_left_out) }
    }

    fn has(&self, table: &str) -> bool {
        (self.is_left_out)(table)
    }
}

/// None is.
impl Default for LeftOut {
    fn default() -> Self {
        Self::new("", |_| false)
    }
}

impl fmt::Debug for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LeftOut").field(&self.words).finish()
    }
}

/// What models say of a table.
#[derive(Clone, Debug)]
pub struct SaidTable {
    /// Its schema; `None`: where the session makes things, or there are none.
    pub schema: Option<String>,
    /// Its name.
    pub name: String,
    /// How much they can say.
    pub extent: Extent,
    /// Keys, indexes and checks that have a name in the models; the others are known by what they are.
    pub named: BTreeSet<String>,
    /// For each column, which of a database's types are meant.
    pub columns: BTreeMap<String, Means>,
    /// Columns that they do not have and yet leave where they are.
    pub left: BTreeSet<String>,
    /// Whether foreign keys come only with a column that is new.
    pub may_only_join: bool,
    /// Columns whose type the models only name, each with that name: they can't be made, but may be there.
    pub unknown: BTreeMap<String, String>,
}

/// How much models can say of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Its columns, keys, indexes, checks and comments, each to the letter.
    Whole,
    /// Columns with a class of types, and some of its keys and indexes: what they say is added, what they don't
    /// say stays.
    Related,
    /// Columns with a class of types, and the primary key.
    Columns,
}

impl Extent {
    pub(crate) fn is_loose(self) -> bool {
        self != Self::Whole
    }
}

/// Whether a type, as the database writes it, is what a model means.
#[derive(Clone)]
pub struct Means {
    wanted: String,
    is_meant: Arc<dyn Fn(&str) -> bool + Send + Sync>,
}

impl Means {
    /// What `is_meant` says of a type. `wanted` is all that this depends on, in words: where those are the same, so are
    /// the answers.
    pub fn new(wanted: impl Into<String>, is_meant: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        Self { wanted: wanted.into(), is_meant: Arc::new(is_meant) }
    }

    /// Whether a column of this type is meant.
    pub fn takes(&self, written: &str) -> bool {
        (self.is_meant)(written)
    }
}

impl fmt::Debug for Means {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Means").field(&self.wanted).finish()
    }
}

/// What an object is to models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A table.
    Table,
    /// A column of one.
    Column,
    /// A column's default.
    Default,
    /// What counts a column's values.
    Counter,
    /// A key, an index, a check.
    Relation(Relation),
    /// What is said of something.
    Comment,
    /// A type whose values are named one by one.
    Enum,
    /// What makes a table a part of another.
    Attachment,
    /// Nothing that a model has words for.
    Other,
}

/// What belongs to a table and is over its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    Primary,
    Unique,
    Foreign,
    Check,
    Index,
}

/// What a dialect knows of models.
pub(crate) trait Words: Sync {
    /// What an object is to models.
    fn role(&self, object: Entry<'_>) -> Role;

    /// Which properties of a column models speak of.
    fn column_keys(&self) -> &'static ColumnKeys;

    /// A table that both have; `None`: as it is in `base`.
    ///
    /// # Errors
    /// A definition can't be read.
    fn table(
        &self,
        base: Entry<'_>,
        models: Entry<'_>,
        said: &SaidTable,
    ) -> Result<Option<String>, DefinitionError> {
        let _ = (base, models, said);
        Ok(None)
    }

    /// A table's definition without what in it refers to a table that goes; `None`: nothing in it does.
    ///
    /// # Errors
    /// The definition can't be read.
    fn without(
        &self,
        table: Entry<'_>,
        definition: &str,
        lost: Entry<'_>,
    ) -> Result<Option<String>, DefinitionError> {
        let _ = (table, definition, lost);
        Ok(None)
    }

    /// The tables that foreign keys in a table's own definition lead to, where making it asks nobody whether they are
    /// there.
    ///
    /// # Errors
    /// The definition can't be read.
    fn parents(&self, table: Entry<'_>) -> Result<Vec<String>, DefinitionError> {
        let _ = table;
        Ok(Vec::new())
    }

    /// What takes away from a copy of `base` all that models will make in it; `None`: they need nothing
    /// of what is in there, and are made in an empty database.
    fn to_clear(&self, base: &Catalog, said: &Said) -> Option<Vec<String>> {
        let _ = (base, said);
        None
    }
}

/// What was called something else before.
#[derive(Clone, Copy, Debug, Default)]
pub struct Renames<'r> {
    /// What the models say of that.
    pub noted: &'r [RenamedFrom],
    /// What was asked for beside.
    pub wishes: &'r [Wish],
}

impl Renames<'_> {
    /// The renames that are asked for, and those that the models note and that are not done in `base`.
    pub fn due(&self, base: &Catalog, models: &Catalog, registry: &Registry) -> Vec<Wish> {
        let mut wishes = self.wishes.to_vec();
        for noted in source::due(self.noted, base, models, registry) {
            let is_same = |wish: &Wish| wish.new == noted.new && wish.old.last() == noted.old.last();
            if !wishes.iter().any(is_same) {
                wishes.push(noted);
            }
        }
        wishes
    }
}

impl Workshop<'_> {
    /// A digest of all that the schema depends on which models mean beside `base`; `texts` are what makes them.
    pub fn partial_key(&self, base: &Schema<'_>, said: &Said, wishes: &[Wish], texts: &[SqlText]) -> String {
        // The number counts what is meant by the same models, as this code changes.
        const OURS: &str = concat!("aludel ", env!("CARGO_PKG_VERSION"), " partial 2");
        // Even a closure (`Means`) says there in words what it does.
        let rules = format!("{said:?} {wishes:?} {:?}", self.filter);
        let beside = base.catalog.to_text();
        let ours = [OURS, self.dialect.name(), &rules, base.key(), &beside];
        digest(ours.into_iter().chain(texts.iter().map(|text| text.text.as_str())))
    }

    /// The schema that models mean which can't say everything, beside what is in `base`.
    ///
    /// `make` makes what they say. What was called something else before is what it was, under its new name. With a `key`, which is [`Workshop::partial_key`]'s, the schema is made once, and kept
    /// where that is possible.
    ///
    /// # Errors
    /// As `make`; what the models take away is needed by something that they can't say.
    pub fn partial(
        &self,
        base: &Schema<'_>,
        said: &Said,
        renames: Renames<'_>,
        key: Option<&str>,
        make: impl Fn(&mut dyn Database) -> Result<(), WorkError>,
    ) -> Result<Schema<'static>, WorkError> {
        let read = || self.meant(base, said, renames, make);
        let catalog = match key {
            Some(key) => self.kept(key, read)?,
            None => read()?,
        };
        Ok(self.copied(Arc::new(catalog)))
    }

    /// What models mean beside what is in `base`, in the server's own words.
    fn meant(
        &self,
        base: &Schema<'_>,
        said: &Said,
        renames: Renames<'_>,
        make: impl Fn(&mut dyn Database) -> Result<(), WorkError>,
    ) -> Result<Catalog, WorkError> {
        let (registry, words) = (self.registry(), dialect::words(self.dialect));
        let (models, default) = self.said_alone(base, said, make)?;
        let due = renames.due(&base.catalog, &models, registry);
        let renamed = match due.as_slice() {
            [] => None,
            due => Some(
                self.copy(base, "trying the renames out", |database| self.rename(database, due, &models))?,
            ),
        };
        let (start, renamed) = match &renamed {
            Some((now, renames)) => (now, renames.as_slice()),
            None => (&*base.catalog, [].as_slice()),
        };
        let lost = renamed.iter().flat_map(|renamed| given_up(renamed, &models)).collect::<Vec<_>>();
        if !lost.is_empty() {
            return Err(WorkError::Refused(lost));
        }
        let meant = meant(start, &models, said, &default, words).map_err(WorkError::Refused)?;
        let plan = way(start, &meant, registry, &PlanOptions { offline: true })?;
        if plan.is_empty() {
            return Ok(start.clone());
        }
        let first = Plan { steps: renamed.iter().map(|renamed| renamed.forth.clone()).collect() };
        self.copy(base, "what the models mean", |database| {
            run(database, &first)?;
            run(database, &plan)?;
            Ok(self.catalog(database)?)
        })
    }

    /// What models say, by itself, and the schema in which the session makes things.
    fn said_alone(
        &self,
        base: &Schema<'_>,
        said: &Said,
        make: impl Fn(&mut dyn Database) -> Result<(), WorkError>,
    ) -> Result<(Catalog, String), WorkError> {
        let read = |database: &mut dyn Database| {
            let default = database.server().schema.clone();
            Ok((self.catalog(database)?, default))
        };
        let to_clear = match said.rest_is_said {
            true => None,
            false => dialect::words(self.dialect).to_clear(&base.catalog, said),
        };
        match to_clear {
            Some(statements) => self.copy(base, "the models", |database| {
                for statement in statements {
                    database
                        .execute(&statement)
                        .map_err(|error| WorkError::Statement { statement: statement.clone(), error })?;
                }
                make(database)?;
                read(database)
            }),
            None => self.scratch.with("the models", |database| {
                make(database)?;
                read(database)
            }),
        }
    }
}

/// Why a column can't be made.
pub(crate) fn of_unknown_type(column: Entry<'_>, name: &str) -> Refusal {
    Refusal::new(
        column.id(),
        format!("its type {name} is only named in the models"),
        format!("add {} in a revision by hand, with the type that it shall have", column.id()),
    )
}

/// Why a table can't go.
pub(crate) fn refers_to_nothing(table: Entry<'_>, lost: Entry<'_>) -> Refusal {
    Refusal::new(
        table.id(),
        format!("it still refers to {}, which the models no longer have", lost.id()),
        format!("take the reference out of {}'s model too", table.id().name()),
    )
}

/// What makes way for a rename and is not made again, since models can't say how it shall be.
fn given_up(renamed: &Renamed, models: &Catalog) -> Vec<Refusal> {
    let actions = &renamed.forth.actions;
    let Some(rename) = actions.iter().find(|action| action.verb == Verb::Rename) else { return Vec::new() };
    let dropped = actions.iter().filter(|action| action.verb == Verb::Drop);
    dropped
        .filter(|action| models.find(&action.object).is_none())
        .map(|action| {
            Refusal::new(
                &action.object,
                format!("it reads {}, which is renamed {}", rename.object, rename.words.join(", ")),
                format!(
                    "write a revision by hand that renames it, with {} made again around that",
                    action.object
                ),
            )
        })
        .collect()
}

/// Why something that models can't say stands in the way.
pub(crate) fn in_the_way(object: Entry<'_>, lost: Entry<'_>) -> Refusal {
    Refusal::new(
        object.id(),
        format!("it reads {}, which the models no longer have", lost.id()),
        format!(
            "ask for a rename, if {} is only called something else now; else write a revision by hand that drops or \
             changes {} first",
            lost.id(),
            object.id()
        ),
    )
}
