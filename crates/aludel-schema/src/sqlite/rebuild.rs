//! A table made anew where SQLite can't alter it in place: the way its manual describes,
//! <https://www.sqlite.org/lang_altertable.html#otheralter>.
//!
//! Foreign keys are not enforced meanwhile (see [`finish`](super::finish)), so that dropping the old
//! table deletes nothing elsewhere. The rename follows the old rules, under which views and triggers
//! are not looked at: they name the table, and it has that name again at once.
//!
//! What nobody knows of when the statements are written, they would lose without a word: a column
//! that somebody has added to the living database by hand, an index, a trigger. They look for that.

use super::check::Checks;
use super::shape::{ColumnShape, TableShape};
use super::{quote, write};
use crate::statement::Statement;

/// A table that is made anew.
pub(super) struct Rebuild<'a> {
    pub(super) from: &'a TableShape,
    pub(super) to: &'a TableShape,
    /// What the new table is called meanwhile.
    pub(super) new: &'a str,
    /// The names of its columns, indexes and triggers.
    pub(super) known: Vec<&'a str>,
    /// What makes its indexes and triggers again.
    pub(super) again: Vec<Statement>,
}

/// The statements that make a table anew.
pub(super) fn statements(rebuild: Rebuild<'_>, checks: &mut Checks) -> Vec<Statement> {
    let Rebuild { from, to, new, known, again } = rebuild;
    let (old, quoted) = (quote::name(&from.name), quote::name(new));
    let first =
        checks.add(&format!("{} has nothing else that would be lost", from.name), &unknown(from, &known));
    let mut statements = vec![first.noting(format!("SQLite alters this only by making {} anew.", from.name))];
    statements.push(Statement::whole(write::create_table(to, new)));
    statements.extend(sequence(from, to, new));
    let copy = copy(from, to);
    let rows = match copy.targets.is_empty() {
        true => None,
        false => Some(copy.statement(&quoted, &old)),
    };
    statements.extend(rows);
    statements.push(checks.add(
        &format!("every row of {} is kept", from.name),
        &format!("SELECT (SELECT count(*) FROM {quoted}) = (SELECT count(*) FROM {old})"),
    ));
    statements.push(drop(from, to));
    statements.push(Statement::whole("PRAGMA legacy_alter_table = ON"));
    statements.push(Statement::whole(format!("ALTER TABLE {quoted} RENAME TO {}", quote::name(&to.name))));
    statements.push(Statement::whole("PRAGMA legacy_alter_table = OFF"));
    statements.extend(again);
    statements
}

/// Whether the table has only columns, indexes and triggers of these names.
fn unknown(from: &TableShape, known: &[&str]) -> String {
    let table = quote::text(&from.name);
    let known: Vec<String> = known.iter().map(|name| format!("({})", quote::text(name))).collect();
    format!(
        "SELECT NOT EXISTS (\n    SELECT name FROM pragma_table_xinfo({table})\n    \
         UNION SELECT name FROM sqlite_schema WHERE tbl_name = {table} AND type <> 'table' AND sql NOT NULL\n    \
         EXCEPT VALUES {}\n)",
        known.join(", ")
    )
}

/// The old table goes, and with it the columns that have no place in the new one.
fn drop(from: &TableShape, to: &TableShape) -> Statement {
    let mut statement = Statement::whole(format!("DROP TABLE {}", quote::name(&from.name)));
    let gone = from.columns.iter().filter(|column| to.column(&column.name).is_none());
    // What is computed can be computed again.
    for column in gone.filter(|column| column.definition.generated.is_none()) {
        statement = statement.destroying(format!("column {}.{}", from.name, column.name));
    }
    statement
}

/// The highest number that AUTOINCREMENT has given goes with the rows.
/// <https://www.sqlite.org/autoinc.html>
fn sequence(from: &TableShape, to: &TableShape, new: &str) -> Option<Statement> {
    let counts = |shape: &TableShape| shape.table.primary_key.as_ref().is_some_and(|key| key.autoincrement);
    (counts(from) && counts(to)).then(|| {
        Statement::whole(format!(
            "INSERT INTO sqlite_sequence (name, seq)\nSELECT {}, seq FROM sqlite_sequence WHERE name = {}",
            quote::text(new),
            quote::text(&from.name)
        ))
    })
}

/// What is copied where.
#[derive(Default)]
struct Copy {
    targets: Vec<String>,
    sources: Vec<String>,
    notes: Vec<String>,
}

impl Copy {
    fn add(&mut self, target: &str, source: impl Into<String>) {
        self.targets.push(quote::name(target));
        self.sources.push(source.into());
    }

    fn statement(self, new: &str, old: &str) -> Statement {
        let Self { targets, sources, notes } = self;
        let (targets, sources) = (targets.join(", "), sources.join(", "));
        let mut statement =
            Statement::whole(format!("INSERT INTO {new} ({targets})\nSELECT {sources} FROM {old}"));
        statement.notes = notes;
        statement
    }
}

fn copy(from: &TableShape, to: &TableShape) -> Copy {
    let mut copy = Copy::default();
    let number = to.row_number();
    if to.table.strict && !from.table.strict {
        copy.notes.push("fails where a value is not of its column's type".to_owned());
    }
    if let Some((target, source)) = row_numbers(from, to) {
        copy.add(&target, source);
    }
    for column in to.columns.iter().filter(|column| column.definition.generated.is_none()) {
        let is_number = number.is_some_and(|number| number == column);
        match from.column(&column.name) {
            Some(old) => {
                let source = value(old, column, is_number || is_required(from, old), &mut copy.notes);
                copy.add(&column.name, source);
                copy.notes.extend(conversion(to, old, column));
            }
            None if is_number => {}
            None if column.definition.not_null.is_some() && !has_default(column) => {
                copy.notes.push(format!(
                    "the rows have no {name} yet: write what they shall hold in place of NULL",
                    name = column.name
                ));
                copy.add(&column.name, "NULL");
            }
            // Its default, or NULL.
            None => {}
        }
    }
    copy
}

/// Whether the old column can't hold NULL.
fn is_required(from: &TableShape, old: &ColumnShape) -> bool {
    old.definition.not_null.is_some() || from.row_number().is_some_and(|number| number == old)
}

fn has_default(column: &ColumnShape) -> bool {
    column.definition.default.as_deref().is_some_and(|default| default != "NULL")
}

/// What a kept column takes over.
fn value(old: &ColumnShape, column: &ColumnShape, never_null: bool, notes: &mut Vec<String>) -> String {
    let name = quote::name(&old.name);
    if column.definition.not_null.is_none() || never_null {
        return name;
    }
    match column.definition.default.as_deref().filter(|default| *default != "NULL") {
        Some(default) => {
            notes.push(format!("where {name} is NULL it becomes {default}", name = column.name));
            format!("coalesce({name}, {default})")
        }
        None => {
            notes.push(format!(
                "fails where {name} is NULL: write coalesce({name}, …), or fill these rows first",
                name = column.name
            ));
            name
        }
    }
}

/// What becomes of values under another type.
fn conversion(to: &TableShape, old: &ColumnShape, column: &ColumnShape) -> Option<String> {
    let is_new_type = old.definition.r#type != column.definition.r#type;
    let (name, r#type) = (&column.name, &column.definition.r#type);
    if to.table.strict {
        return (is_new_type && r#type != "ANY").then(|| format!("fails where {name} can't become {type}"));
    }
    let textual = |text: &str| ["CHAR", "CLOB", "TEXT"].iter().any(|word| text.contains(word));
    let blob = |text: &str| text.is_empty() || text.contains("BLOB");
    if is_new_type && old.definition.r#type.contains("INT") && is_real(r#type) {
        return Some(format!("numbers in {name} beyond 2^53 lose their last digits"));
    }
    let becomes_number = textual(&old.definition.r#type) && !textual(r#type) && !blob(r#type);
    (is_new_type && becomes_number).then(|| format!("texts in {name} that look like numbers become numbers"))
}

/// <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>
fn is_real(r#type: &str) -> bool {
    !r#type.contains("INT") && ["REAL", "FLOA", "DOUB"].iter().any(|word| r#type.contains(word))
}

/// The names by which SQLite knows a row's number, <https://www.sqlite.org/lang_createtable.html#rowid>.
const ROW_NUMBER: [&str; 3] = ["rowid", "_rowid_", "oid"];

/// What keeps the rows' numbers, which other tables (FTS5) may have noted.
fn row_numbers(from: &TableShape, to: &TableShape) -> Option<(String, String)> {
    if from.table.without_rowid || to.table.without_rowid {
        return None;
    }
    let free = |shape: &TableShape| {
        ROW_NUMBER.into_iter().find(|name| shape.column(name).is_none()).map(str::to_owned)
    };
    let source = free(from)?;
    match to.row_number() {
        Some(number) if from.column(&number.name).is_none() => Some((number.name.clone(), source)),
        Some(_) => None,
        None => Some((free(to)?, source)),
    }
}
