//! Tables and their parts as SQL.
//!
//! A constraint of one column is written behind it, as people do; what speaks of several stands
//! behind all columns.

use super::column;
use super::quote;
use super::shape::{ColumnShape, TableShape};
use super::table::{Check, Definition, ForeignKey, PrimaryKey, Term, Unique, same};

/// The statement that makes a table under a name.
pub(super) fn create_table(shape: &TableShape, name: &str) -> String {
    let mut lines: Vec<String> = shape.columns.iter().map(|column| column_line(shape, column)).collect();
    lines.extend(constraints(shape));
    let options = options(&shape.table);
    format!("CREATE TABLE {} (\n    {}\n){options}", quote::name(name), lines.join(",\n    "))
}

/// What stands behind the last bracket.
pub(super) fn options(table: &Definition) -> String {
    let Definition { strict, without_rowid, primary_key: _, uniques: _, foreign_keys: _, checks: _ } = table;
    match (strict, without_rowid) {
        (true, true) => " STRICT, WITHOUT ROWID",
        (true, false) => " STRICT",
        (false, true) => " WITHOUT ROWID",
        (false, false) => "",
    }
    .to_owned()
}

/// A column with its constraints.
pub(super) fn column_line(shape: &TableShape, column: &ColumnShape) -> String {
    let table = &shape.table;
    let column::Definition { r#type, not_null, default, collate, generated } = &column.definition;
    let mut words = vec![quote::name(&column.name)];
    if !r#type.is_empty() {
        words.push(r#type.clone());
    }
    if let Some(column::NotNull { name, conflict }) = not_null {
        words.push(format!("{}NOT NULL{}", named(name), on_conflict(conflict)));
    }
    if let Some(key) = table.primary_key.as_ref().filter(|key| is_of_one(&key.columns, &column.name)) {
        let PrimaryKey { name, columns, conflict, autoincrement } = key;
        let direction = if columns.iter().any(|term| term.descending) { " DESC" } else { "" };
        let mark = if *autoincrement { " AUTOINCREMENT" } else { "" };
        words.push(format!("{}PRIMARY KEY{direction}{}{mark}", named(name), on_conflict(conflict)));
    }
    for Unique { columns: _, name, conflict } in
        table.uniques.iter().filter(|unique| is_of_one(&unique.columns, &column.name))
    {
        words.push(format!("{}UNIQUE{}", named(name), on_conflict(conflict)));
    }
    words.extend(default.iter().map(|default| format!("DEFAULT {default}")));
    words.extend(collate.iter().map(|collation| format!("COLLATE {}", quote::name(collation))));
    if let Some(column::Generated { expression, stored }) = generated {
        let stored = if *stored { "STORED" } else { "VIRTUAL" };
        words.push(format!("GENERATED ALWAYS AS ({expression}) {stored}"));
    }
    words.extend(checks_of(shape, column).map(check));
    words.extend(keys_of(table, column).map(|key| references(key, &shape.name)));
    words.join(" ")
}

/// The constraints that stand behind all columns.
fn constraints(shape: &TableShape) -> Vec<String> {
    let Definition { strict: _, without_rowid: _, primary_key: key, uniques, foreign_keys, checks } =
        &shape.table;
    let mut lines: Vec<String> = Vec::new();
    lines.extend(key.iter().filter(|key| !is_single(&key.columns)).map(primary_key));
    lines.extend(uniques.iter().filter(|unique| !is_single(&unique.columns)).map(unique));
    lines.extend(
        foreign_keys.iter().filter(|key| key.columns.len() > 1).map(|key| foreign_key(key, &shape.name)),
    );
    let is_behind_column = |check: &Check| {
        shape.columns.iter().any(|column| shape.speaks_only_of(&check.expression, &column.name))
    };
    lines.extend(checks.iter().filter(|check| !is_behind_column(check)).map(check));
    lines
}

/// The checks that speak of this column only.
pub(super) fn checks_of<'a>(
    shape: &'a TableShape,
    column: &'a ColumnShape,
) -> impl Iterator<Item = &'a Check> {
    shape.table.checks.iter().filter(|check| shape.speaks_only_of(&check.expression, &column.name))
}

/// The foreign keys of this column only.
pub(super) fn keys_of<'a>(
    table: &'a Definition,
    column: &'a ColumnShape,
) -> impl Iterator<Item = &'a ForeignKey> {
    table
        .foreign_keys
        .iter()
        .filter(|key| matches!(key.columns.as_slice(), [only] if same(only, &column.name)))
}

/// Whether a key can stand behind a column.
fn is_single(columns: &[Term]) -> bool {
    matches!(columns, [only] if only.collate.is_none())
}

fn is_of_one(columns: &[Term], name: &str) -> bool {
    is_single(columns) && columns.iter().all(|term| same(&term.name, name))
}

/// A primary key behind all columns.
pub(super) fn primary_key(key: &PrimaryKey) -> String {
    let PrimaryKey { name, columns, conflict, autoincrement } = key;
    let mark = if *autoincrement { " AUTOINCREMENT" } else { "" };
    format!("{}PRIMARY KEY ({}{mark}){}", named(name), terms(columns), on_conflict(conflict))
}

/// A UNIQUE behind all columns.
pub(super) fn unique(unique: &Unique) -> String {
    let Unique { columns, name, conflict } = unique;
    format!("{}UNIQUE ({}){}", named(name), terms(columns), on_conflict(conflict))
}

/// A CHECK.
pub(super) fn check(check: &Check) -> String {
    let Check { expression, name } = check;
    format!("{}CHECK ({expression})", named(name))
}

/// A foreign key behind all columns; `own`: the table's name, for a key to itself.
pub(super) fn foreign_key(key: &ForeignKey, own: &str) -> String {
    let (name, target) = (named(&key.name), target(key, own));
    format!("{name}FOREIGN KEY ({}) {target}", quote::names(&key.columns))
}

fn references(key: &ForeignKey, own: &str) -> String {
    format!("{}{}", named(&key.name), target(key, own))
}

fn target(key: &ForeignKey, own: &str) -> String {
    let ForeignKey { columns: _, parent, parent_columns, name: _, on_delete, on_update, deferred } = key;
    let mut text = format!("REFERENCES {}", quote::name(parent.as_deref().unwrap_or(own)));
    if !parent_columns.is_empty() {
        text.push_str(&format!(" ({})", quote::names(parent_columns)));
    }
    for (event, action) in [("UPDATE", on_update), ("DELETE", on_delete)] {
        if let Some(action) = action {
            text.push_str(&format!(" ON {event} {action}"));
        }
    }
    if *deferred {
        text.push_str(" DEFERRABLE INITIALLY DEFERRED");
    }
    text
}

fn terms(terms: &[Term]) -> String {
    let written = terms.iter().map(|Term { name, collate, descending }| {
        let collate = collate.iter().map(|collate| format!(" COLLATE {}", quote::name(collate)));
        let direction = if *descending { " DESC" } else { "" };
        format!("{}{}{direction}", quote::name(name), collate.collect::<String>())
    });
    written.collect::<Vec<_>>().join(", ")
}

fn named(name: &Option<String>) -> String {
    name.as_ref().map_or_else(String::new, |name| format!("CONSTRAINT {} ", quote::name(name)))
}

fn on_conflict(conflict: &Option<String>) -> String {
    conflict.as_ref().map_or_else(String::new, |what| format!(" ON CONFLICT {what}"))
}
