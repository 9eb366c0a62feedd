//! What the kinds of SQLite are to models that can't say everything.
//!
//! A table's keys and checks are part of its definition here, so the laying over is done in it.

use std::collections::BTreeSet;

use super::table::{Check, Definition, ForeignKey, Unique};
use crate::catalog::Entry;
use crate::object::DefinitionError;
use crate::partial::{ColumnKeys, Extent, Relation, Role, SaidTable, Words, is_unique};

/// The words of models on SQLite.
pub(super) struct ModelWords;

static COLUMN: ColumnKeys =
    ColumnKeys { of_type: &["type", "collate"], unsaid: &[], primary_key_may_be_null: true };

impl Words for ModelWords {
    fn role(&self, object: Entry<'_>) -> Role {
        match object.id().kind() {
            "table" => Role::Table,
            "column" => Role::Column,
            "index" if is_unique(object) => Role::Relation(Relation::Unique),
            "index" => Role::Relation(Relation::Index),
            _ => Role::Other,
        }
    }

    fn column_keys(&self) -> &'static ColumnKeys {
        &COLUMN
    }

    fn table(
        &self,
        base: Entry<'_>,
        models: Entry<'_>,
        said: &SaidTable,
    ) -> Result<Option<String>, DefinitionError> {
        let (was, wanted): (Definition, Definition) = (base.read()?, models.read()?);
        let mut merged = match said.extent {
            Extent::Whole => to_the_letter(&was, wanted),
            Extent::Related => related(base, &was, wanted),
            Extent::Columns => with_new_columns(base, &was, wanted),
        };
        if merged == was {
            return Ok(None);
        }
        merged.sort();
        written(base, &merged).map(Some)
    }

    fn parents(&self, table: Entry<'_>) -> Result<Vec<String>, DefinitionError> {
        let definition: Definition = table.read()?;
        Ok(definition.foreign_keys.into_iter().filter_map(|key| key.parent).collect())
    }

    fn without(
        &self,
        table: Entry<'_>,
        definition: &str,
        lost: Entry<'_>,
    ) -> Result<Option<String>, DefinitionError> {
        let mut without: Definition =
            serde_json::from_str(definition).map_err(|error| unreadable(table, &error))?;
        let before = without.foreign_keys.len();
        let leads_there = |key: &ForeignKey| {
            key.parent.as_ref().is_some_and(|parent| parent.eq_ignore_ascii_case(lost.id().name()))
        };
        without.foreign_keys.retain(|key| !leads_there(key));
        match without.foreign_keys.len() == before {
            true => Ok(None),
            false => written(table, &without).map(Some),
        }
    }
}

fn written(table: Entry<'_>, definition: &Definition) -> Result<String, DefinitionError> {
    serde_json::to_string(definition).map_err(|error| unreadable(table, &error))
}

fn unreadable(table: Entry<'_>, error: &serde_json::Error) -> DefinitionError {
    DefinitionError { object: table.id().clone(), reason: error.to_string() }
}

/// Names, and what is done on a conflict, are the base's where the models say the same constraint.
fn to_the_letter(was: &Definition, wanted: Definition) -> Definition {
    let Definition { primary_key: _, uniques, foreign_keys, checks, strict, without_rowid } = wanted.clone();
    Definition {
        strict,
        without_rowid,
        primary_key: with_key_of(was, &wanted).primary_key,
        uniques: kept_and_new(&was.uniques, uniques, |one, other| {
            one.columns == other.columns && is_same_name(&one.name, &other.name)
        }),
        foreign_keys: kept_and_new(&was.foreign_keys, foreign_keys, |one: &ForeignKey, other| {
            let ForeignKey { columns, parent, parent_columns, name, on_delete, on_update, deferred } = other;
            one.columns == *columns
                && one.parent == *parent
                && one.parent_columns == *parent_columns
                && is_same_name(&one.name, name)
                && one.on_delete == *on_delete
                && one.on_update == *on_update
                && one.deferred == *deferred
        }),
        checks: kept_and_new(&was.checks, checks, |one: &Check, other| {
            one.expression == other.expression && is_same_name(&one.name, &other.name)
        }),
    }
}

/// A constraint without a name in the models may have any.
fn is_same_name(was: &Option<String>, wanted: &Option<String>) -> bool {
    wanted.is_none() || was == wanted
}

/// What is in both, as it was; then what is new.
fn kept_and_new<T: Clone>(was: &[T], wanted: Vec<T>, is_same: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut kept: Vec<T> =
        was.iter().filter(|one| wanted.iter().any(|other| is_same(one, other))).cloned().collect();
    kept.extend(wanted.into_iter().filter(|other| !was.iter().any(|one| is_same(one, other))));
    kept
}

/// As it was, with the models' primary key if that is over other columns.
fn with_key_of(was: &Definition, wanted: &Definition) -> Definition {
    let columns = |definition: &Definition| {
        let key = definition.primary_key.as_ref();
        key.map(|key| key.columns.iter().map(|term| term.name.clone()).collect::<Vec<_>>())
    };
    let primary_key = match columns(was) == columns(wanted) {
        true => was.primary_key.clone(),
        false => wanted.primary_key.clone(),
    };
    Definition { primary_key, ..was.clone() }
}

/// As it was, with foreign keys over columns that only the models have.
fn with_new_columns(base: Entry<'_>, was: &Definition, wanted: Definition) -> Definition {
    let mut merged = with_key_of(was, &wanted);
    let has = |column: &String| base.owned_of("column").any(|one| one.id().name() == column);
    let is_new = |key: &ForeignKey| key.columns.iter().any(|column| !has(column));
    merged.foreign_keys.extend(wanted.foreign_keys.into_iter().filter(is_new));
    merged
}

/// As it was, with keys that only the models have.
fn related(base: Entry<'_>, was: &Definition, wanted: Definition) -> Definition {
    let names =
        |unique: &Unique| unique.columns.iter().map(|term| term.name.clone()).collect::<BTreeSet<_>>();
    let mut unique: Vec<BTreeSet<String>> = was.uniques.iter().map(names).collect();
    for index in base.owned_of("index").filter(|index| is_unique(*index)) {
        unique.push(index.needs().map(|column| column.id().name().to_owned()).collect());
    }
    let mut merged = with_key_of(was, &wanted);
    merged.uniques.extend(wanted.uniques.into_iter().filter(|one| !unique.contains(&names(one))));
    for wanted in wanted.foreign_keys {
        let leads_the_same_way =
            |one: &&mut ForeignKey| one.columns == wanted.columns && one.parent == wanted.parent;
        match merged.foreign_keys.iter_mut().find(leads_the_same_way) {
            // What the models don't say of it is as it was.
            Some(one) => {
                one.on_delete = wanted.on_delete.or(one.on_delete.take());
                one.on_update = wanted.on_update.or(one.on_update.take());
            }
            None => merged.foreign_keys.push(wanted),
        }
    }
    merged
}
