//! Virtual tables, <https://www.sqlite.org/vtab.html>: FTS5, rtree and the like.
//!
//! The tables in which a module keeps its data are its own affair and are not seen. None can be
//! altered: an FTS5 or FTS4 table whose content stands in another table is made again and filled
//! from it, an FTS5 table that holds its content is made anew and takes over the rows.

use serde::{Deserialize, Serialize};

use super::canonical::{Names, canonical};
use super::part::{Cursor, Part, between_commas, parts};
use super::quote;
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// The kind's name.
pub(super) const VIRTUAL_TABLE: &str = "virtual table";

/// A virtual table.
pub(super) struct VirtualTable;

/// What a virtual table is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    /// In small letters.
    pub(super) module: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) arguments: Vec<String>,
}

/// Reads a CREATE VIRTUAL TABLE.
pub(super) fn read(parts: &[Part]) -> Option<Definition> {
    let mut cursor = Cursor::new(parts);
    if !cursor.take(&["CREATE", "VIRTUAL", "TABLE"]) {
        return None;
    }
    let _ = cursor.take(&["IF", "NOT", "EXISTS"]);
    while !cursor.take(&["USING"]) {
        cursor.next()?;
    }
    let module = cursor.name()?.to_ascii_lowercase();
    let inside = cursor.brackets().unwrap_or_default();
    let arguments = between_commas(inside).into_iter().map(argument).collect();
    Some(Definition { module, arguments })
}

/// An argument means to each module what it likes; FTS4 allows no blank around the `=` of an option.
fn argument(parts: &[Part]) -> String {
    let written = |parts: &[Part]| canonical(parts, &Names::new());
    match parts {
        [key, equals, value @ ..] if equals.is_symbol("=") => {
            format!("{}={}", written(std::slice::from_ref(key)), written(value))
        }
        _ => written(parts),
    }
}

impl Definition {
    /// The value of an option: `content = 'posts'`.
    fn option(&self, name: &str) -> Option<String> {
        self.arguments.iter().find_map(|argument| {
            let parts = parts(argument)?;
            match parts.as_slice() {
                [key, equals, value] if key.is(name) && equals.is_symbol("=") => value.name(),
                _ => None,
            }
        })
    }

    /// The table whose rows it indexes; none where it holds them itself, or holds none.
    pub(super) fn content(&self) -> Option<String> {
        let is_search = matches!(self.module.as_str(), "fts5" | "fts4");
        self.option("content").filter(|content| is_search && !content.is_empty())
    }

    /// FTS5: its columns, where it holds its rows itself.
    fn own_columns(&self) -> Option<Vec<String>> {
        (self.module == "fts5" && self.option("content").is_none()).then(|| {
            let names = self.arguments.iter().filter_map(|argument| match parts(argument)?.as_slice() {
                [_, equals, ..] if equals.is_symbol("=") => None,
                [name, ..] => name.name(),
                [] => None,
            });
            names.collect()
        })
    }
}

fn create(name: &str, definition: &Definition) -> Statement {
    let Definition { module, arguments } = definition;
    let arguments = match arguments.is_empty() {
        true => String::new(),
        false => format!(" (\n    {}\n)", arguments.join(",\n    ")),
    };
    Statement::whole(format!("CREATE VIRTUAL TABLE {} USING {module}{arguments}", quote::name(name)))
}

/// Fills an index from the table that holds its content.
/// <https://www.sqlite.org/fts5.html#the_rebuild_command>
fn fill(name: &str) -> Statement {
    let name = quote::name(name);
    Statement::whole(format!("INSERT INTO {name} ({name}) VALUES ('rebuild')"))
}

impl Kind for VirtualTable {
    fn name(&self) -> &'static str {
        VIRTUAL_TABLE
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        let mut statements = vec![create(object.id().name(), &definition)];
        statements.extend(definition.content().map(|_| fill(object.id().name())));
        Ok(statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        let statement = Statement::whole(format!("DROP TABLE {}", quote::name(object.id().name())));
        Ok(vec![match definition.content() {
            Some(_) => statement,
            None => statement.destroying(format!("virtual table {}", object.id().dotted())),
        }])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let name = pair.to.id().name();
        if from.content().is_some() {
            return Ok(Alteration::Recreate);
        }
        match (from.own_columns(), to.own_columns()) {
            (Some(old), Some(new)) => {
                let taken_over = |column: &&String| old.iter().any(|old| old.eq_ignore_ascii_case(column));
                let kept: Vec<String> = new.iter().filter(taken_over).cloned().collect();
                let words = vec!["made anew".to_owned()];
                let statements = move_rows(name, &to, &kept, &old);
                Ok(Alteration::InPlace(InPlace { statements, words, ..InPlace::default() }))
            }
            _ => Err(Refusal::new(
                pair.to.id(),
                format!("a virtual table of the module {} can't be altered, and it holds data", from.module),
                "drop it and make it again by hand, and fill it",
            )),
        }
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(quote::renaming(from.name(), to.name()).into_iter().map(Statement::whole).collect())
    }

    fn holds_data(&self) -> bool {
        true
    }

    fn is_derived(&self, object: Entry<'_>) -> bool {
        object.read().is_ok_and(|definition: Definition| definition.content().is_some())
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![object.id().name().to_ascii_lowercase()]
    }

    fn is_in_schema(&self) -> bool {
        false
    }

    fn outlives(&self, _lost: Entry<'_>) -> bool {
        true
    }
}

fn move_rows(name: &str, to: &Definition, kept: &[String], old: &[String]) -> Vec<Statement> {
    let new = format!("new_{name}");
    let (quoted, columns) = (quote::name(name), quote::names(kept));
    let columns = if kept.is_empty() { "rowid".to_owned() } else { format!("rowid, {columns}") };
    let copy = format!("INSERT INTO {} ({columns})\nSELECT {columns} FROM {quoted}", quote::name(&new));
    let mut drop = Statement::whole(format!("DROP TABLE {quoted}"));
    for lost in old.iter().filter(|old| !kept.iter().any(|kept| kept.eq_ignore_ascii_case(old))) {
        drop = drop.destroying(format!("column {name}.{lost}"));
    }
    vec![
        create(&new, to),
        Statement::whole(copy),
        drop,
        Statement::whole(format!("ALTER TABLE {} RENAME TO {quoted}", quote::name(&new))),
    ]
}
