//! What SQLite can alter where it stands, and what changes in words.
//!
//! SQLite adds, drops and renames columns in place, under conditions; for all else a table is made
//! anew. <https://www.sqlite.org/lang_altertable.html>

use super::column::{self, Generated};
use super::shape::{ColumnShape, TableShape, mentioned};
use super::table::{Definition, same};
use super::{quote, write};
use crate::catalog::Entry;
use crate::kind::InPlace;
use crate::statement::Statement;

/// How a table comes from one shape to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By adding and dropping columns.
    InPlace,
    /// By a new table that takes the rows of the old one.
    Rebuild,
}

/// How a table comes from one shape to another.
pub(super) fn way(from: &TableShape, to: &TableShape) -> Way {
    let added: Vec<&ColumnShape> = missing_in(from, to).collect();
    let dropped: Vec<&ColumnShape> = missing_in(to, from).collect();
    let kept_as_they_are = to.columns.iter().all(|column| match from.column(&column.name) {
        Some(old) => old.name == column.name && old.definition == column.definition,
        None => true,
    });
    let leaves_some = dropped.len() < from.columns.len();
    let in_place = kept_as_they_are
        && leaves_some
        && added.iter().all(|column| can_be_added(to, column, &added))
        && !dropped.iter().any(|column| column.tied || from.table.has_in_key(&column.name))
        && without(from, &dropped) == without(to, &added);
    if in_place { Way::InPlace } else { Way::Rebuild }
}

/// The columns of `whole` that `part` has not.
fn missing_in<'a>(part: &'a TableShape, whole: &'a TableShape) -> impl Iterator<Item = &'a ColumnShape> {
    whole.columns.iter().filter(|column| part.column(&column.name).is_none())
}

/// The table's definition without what is written behind these columns.
fn without(shape: &TableShape, columns: &[&ColumnShape]) -> Definition {
    let mut table = shape.table.clone();
    let is_of =
        |names: &[String]| matches!(names, [only] if columns.iter().any(|column| same(&column.name, only)));
    table.foreign_keys.retain(|key| !is_of(&key.columns));
    table
        .checks
        .retain(|check| !columns.iter().any(|column| shape.speaks_only_of(&check.expression, &column.name)));
    table
}

/// <https://www.sqlite.org/lang_altertable.html#alter_table_add_column>
fn can_be_added(to: &TableShape, column: &ColumnShape, added: &[&ColumnShape]) -> bool {
    let column::Definition { r#type: _, not_null, default, collate: _, generated } = &column.definition;
    let is_key = to.table.has_in_key(&column.name)
        || to
            .table
            .uniques
            .iter()
            .any(|unique| unique.columns.iter().any(|term| same(&term.name, &column.name)));
    let constant =
        default.as_deref().is_none_or(|text| !text.starts_with('(') && !text.starts_with("CURRENT_"));
    let value = default.as_deref().filter(|text| *text != "NULL");
    let refers = write::keys_of(&to.table, column).next().is_some();
    let computable = match generated {
        Some(Generated { expression, stored }) => {
            // What it is computed from may not be there yet.
            let said = mentioned(expression);
            !stored && !said.iter().any(|said| added.iter().any(|other| same(&other.name, said)))
        }
        None => not_null.is_none() || value.is_some(),
    };
    !is_key && constant && computable && !(refers && value.is_some())
}

/// An alteration in words; the statement stands only until [`finish`](super::finish) has seen all
/// that changes in the table.
pub(super) fn announced(object: Entry<'_>, words: Vec<String>) -> InPlace {
    let table = object.id().path().first().map_or("", |name| name);
    let statement = Statement::whole(format!("ALTER TABLE {} …", quote::name(table)));
    InPlace { statements: vec![statement], words, ..InPlace::default() }
}

/// What changes in a column.
pub(super) fn words_of_column(from: &column::Definition, to: &column::Definition) -> Vec<String> {
    let column::Definition { r#type, not_null, default, collate, generated } = to;
    let mut words = Vec::new();
    if from.r#type != *r#type {
        words.push(format!("type {} → {}", or_none(&from.r#type), or_none(r#type)));
    }
    if from.not_null != *not_null {
        words.push(match (&from.not_null, not_null) {
            (_, None) => "null allowed".to_owned(),
            (None, Some(_)) => "not null".to_owned(),
            (Some(_), Some(_)) => "the name or the conflict clause of not null".to_owned(),
        });
    }
    if from.default != *default {
        words.push(default.as_ref().map_or("no default".to_owned(), |default| format!("default {default}")));
    }
    if from.collate != *collate {
        words.push(collate.as_ref().map_or("no collation".to_owned(), |name| format!("collation {name}")));
    }
    if from.generated != *generated {
        words.push(match generated {
            Some(Generated { expression, stored: true }) => format!("stored as ({expression})"),
            Some(Generated { expression, stored: false }) => format!("computed as ({expression})"),
            None => "no longer computed".to_owned(),
        });
    }
    words
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

/// What changes in a table but for its columns.
pub(super) fn words_of_table(from: &Definition, to: &Definition) -> Vec<String> {
    let (before, after) = (constraints(from), constraints(to));
    let mut words = Vec::new();
    for (verb, these, those) in [("drops", &before, &after), ("adds", &after, &before)] {
        let missing = these.iter().filter(|constraint| !those.contains(constraint));
        words.extend(missing.map(|constraint| format!("{verb} {constraint}")));
    }
    for (before, after, name) in
        [(from.strict, to.strict, "strict"), (from.without_rowid, to.without_rowid, "without rowid")]
    {
        if before != after {
            words.push(if after { name.to_owned() } else { format!("no longer {name}") });
        }
    }
    words
}

fn constraints(table: &Definition) -> Vec<String> {
    let Definition { strict: _, without_rowid: _, primary_key, uniques, foreign_keys, checks } = table;
    let own = "itself";
    let mut texts: Vec<String> = primary_key.iter().map(write::primary_key).collect();
    texts.extend(uniques.iter().map(write::unique));
    texts.extend(foreign_keys.iter().map(|key| write::foreign_key(key, own)));
    texts.extend(checks.iter().map(write::check));
    texts
}
