//! Reads `sqlite_schema`: three queries, whatever the size of the file.
//!
//! The catalog of SQLite is the text of each CREATE. It is read here, and what is read of tables is
//! held against what SQLite itself says of their columns: where the two differ, the text was not
//! understood, and nothing is compared on such ground.

use std::collections::{HashMap, HashSet};

use aludel::Dialect;
use aludel::database::{Database, Row};
use serde::Serialize;

use super::column::COLUMN;
use super::create_table::{self, CreateTable, ReadColumn};
use super::index::{self, INDEX};
use super::part::{Part, parts};
use super::relations::Relations;
use super::shape;
use super::table::{self, TABLE, same};
use super::trigger::{self, TRIGGER};
use super::view::{self, VIEW};
use super::virtual_table::{self, VIRTUAL_TABLE};
use crate::catalog::{Catalog, CatalogBuilder, Handle};
use crate::dialect::InspectError;
use crate::object::ObjectId;

/// Every object with its text; what SQLite keeps for itself is left out.
const OBJECTS: &str = "\
SELECT type, name, tbl_name, sql FROM main.sqlite_schema
 WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid";

/// The tables in which virtual tables keep their data.
const SHADOWS: &str = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'";

/// What SQLite says of the columns of ordinary tables. 2 and 3: computed; 1: hidden.
const COLUMNS: &str = "\
SELECT s.name, x.name, x.\"notnull\", x.pk > 0, x.hidden
  FROM main.sqlite_schema s JOIN pragma_table_xinfo(s.name, 'main') x
 WHERE s.type = 'table' AND s.sql LIKE 'CREATE TABLE%' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
 ORDER BY s.rowid, x.cid";

/// Reads all that a file holds.
pub(super) fn inspect(database: &mut dyn Database) -> Result<Catalog, InspectError> {
    let version = database.server().version_number;
    // One state of the file for all three; a savepoint, as a transaction may be open.
    database.execute("SAVEPOINT aludel_inspect")?;
    let read = read(database);
    let released = database.execute("RELEASE aludel_inspect");
    let (rows, columns) = read?;
    released?;
    let mut texts = Vec::new();
    for row in rows {
        texts.push(text(row)?);
    }
    let mut tables = HashMap::new();
    for text in texts.iter().filter(|text| text.kind == TABLE) {
        let read = create_table::read(&text.parts).filter(|read| {
            let said = columns.get(&text.name).map_or(&[][..], Vec::as_slice);
            read.columns.len() == said.len()
                && read.columns.iter().zip(said).all(|(column, row)| agrees(&read.table, column, row))
        });
        tables.insert(text.name.to_ascii_lowercase(), read.ok_or_else(|| not_understood(text))?);
    }
    complete_keys(&texts, &mut tables);
    let relations = Relations::new(&texts, &tables);
    let mut builder = Builder {
        catalog: CatalogBuilder::new(Dialect::Sqlite, version),
        handles: HashMap::new(),
        columns: HashMap::new(),
    };
    for text in &texts {
        builder.add(text, &tables, &relations)?;
    }
    for text in &texts {
        builder.connect(text, &relations);
    }
    Ok(builder.catalog.finish())
}

/// One row of `sqlite_schema`.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) kind: &'static str,
    pub(super) name: String,
    /// The table or view that an index or a trigger is of; else its own name.
    pub(super) table: String,
    pub(super) parts: Vec<Part>,
}

/// The tables by their names in small letters.
pub(super) type Tables = HashMap<String, CreateTable>;

type Columns = HashMap<String, Vec<Row>>;

fn read(database: &mut dyn Database) -> Result<(Vec<Row>, Columns), InspectError> {
    let shadows: HashSet<String> = database.query(SHADOWS)?.into_iter().flatten().flatten().collect();
    let mut objects = database.query(OBJECTS)?;
    let table = |row: &Row| row.get(2).cloned().flatten().unwrap_or_default();
    objects.retain(|row| !shadows.contains(&table(row)));
    let mut columns = Columns::new();
    for mut row in database.query(COLUMNS)? {
        let table = row.first_mut().and_then(Option::take).unwrap_or_default();
        columns.entry(table).or_default().push(row);
    }
    Ok((objects, columns))
}

fn text(row: Row) -> Result<Text, InspectError> {
    let Ok([Some(kind), Some(name), Some(table), Some(sql)]) = <[Option<String>; 4]>::try_from(row) else {
        return Err(unreadable(TABLE, "a row of sqlite_schema is incomplete"));
    };
    let Some(parts) = parts(&sql) else { return Err(unreadable(TABLE, &format!("{name} is no SQL"))) };
    let kind = match kind.as_str() {
        "table" if parts.get(1).is_some_and(|part| part.is("VIRTUAL")) => VIRTUAL_TABLE,
        "table" => TABLE,
        "index" => INDEX,
        "view" => VIEW,
        "trigger" => TRIGGER,
        other => return Err(unreadable(TABLE, &format!("{name} is a {other}"))),
    };
    Ok(Text { kind, name, table, parts })
}

/// Whether a column was read as SQLite has it: name, NOT NULL, part of the key, computed.
fn agrees(table: &table::Definition, column: &ReadColumn, row: &Row) -> bool {
    let said = |index: usize| row.get(index).and_then(Option::as_deref).unwrap_or("");
    let definition = &column.definition;
    let in_key = table.has_in_key(&column.name);
    // In a table without row numbers the key is NOT NULL, said or not.
    let not_null = definition.not_null.is_some() || (in_key && (table.without_rowid || table.strict));
    let computed = match &definition.generated {
        None => "0",
        Some(generated) if generated.stored => "3",
        Some(_) => "2",
    };
    said(1) == column.name
        && (not_null || said(2) == "0")
        && (definition.not_null.is_none() || said(2) == "1")
        && (said(3) == "1") == in_key
        && said(4) == computed
}

/// A foreign key names its parent as the parent is written, and says the columns: those of the
/// primary key where none are said.
fn complete_keys(texts: &[Text], tables: &mut Tables) {
    let names: HashMap<String, &str> =
        texts.iter().map(|text| (text.name.to_ascii_lowercase(), text.name.as_str())).collect();
    let keys: HashMap<String, Vec<String>> = tables
        .iter()
        .filter_map(|(name, read)| {
            let key = read.table.primary_key.as_ref()?;
            Some((name.clone(), key.columns.iter().map(|term| term.name.clone()).collect()))
        })
        .collect();
    let columns: HashMap<String, Vec<String>> = tables
        .iter()
        .map(|(name, read)| (name.clone(), read.columns.iter().map(|column| column.name.clone()).collect()))
        .collect();
    for (name, read) in tables {
        for key in &mut read.table.foreign_keys {
            let parent = key.parent.as_ref().unwrap_or(name).to_ascii_lowercase();
            if let (Some(said), Some(real)) = (&mut key.parent, names.get(&parent)) {
                (*real).clone_into(said);
            }
            if key.parent_columns.is_empty() {
                key.parent_columns = keys.get(&parent).cloned().unwrap_or_default();
            }
            for said in &mut key.parent_columns {
                let real = columns.get(&parent).into_iter().flatten().find(|real| same(real, said));
                *said = real.unwrap_or(said).clone();
            }
        }
        read.table.sort();
    }
}

struct Builder {
    catalog: CatalogBuilder,
    /// By kind and name, in small letters; a trigger has a name of its own.
    handles: HashMap<(bool, String), Handle>,
    /// By table and column, in small letters.
    columns: HashMap<(String, String), Handle>,
}

impl Builder {
    fn add(&mut self, text: &Text, tables: &Tables, relations: &Relations) -> Result<(), InspectError> {
        let Text { kind, name, table, parts } = text;
        let names = relations.names(text);
        let (path, definition) = match *kind {
            INDEX => (vec![table, name], json(text, index::read(parts, table, &names))?),
            TRIGGER => (vec![table, name], json(text, trigger::read(parts, &names))?),
            VIEW => (vec![name], json(text, view::read(parts, &names))?),
            VIRTUAL_TABLE => (vec![name], json(text, virtual_table::read(parts))?),
            _ => (vec![name], json(text, tables.get(&name.to_ascii_lowercase()).map(|read| &read.table))?),
        };
        let id = ObjectId::new(kind, path.into_iter().map(String::as_str));
        let handle = self.catalog.add(id, 0, definition);
        self.handles.insert((*kind == TRIGGER, name.to_ascii_lowercase()), handle);
        if *kind != TABLE {
            return Ok(());
        }
        let columns = tables.get(&name.to_ascii_lowercase()).map_or(&[][..], |read| &read.columns);
        for (place, ReadColumn { name: column, definition, tied }) in columns.iter().enumerate() {
            let id = ObjectId::new(COLUMN, [name.as_str(), column.as_str()]);
            let definition = json(text, Some(definition))?;
            let added = self.catalog.add(id, shape::order(place, *tied), definition);
            self.catalog.own(added, handle);
            self.columns.insert((name.to_ascii_lowercase(), column.to_ascii_lowercase()), added);
        }
        Ok(())
    }

    /// Says what an object is of, and what it stands on.
    fn connect(&mut self, text: &Text, relations: &Relations) {
        let Some(own) = self.handles.get(&(text.kind == TRIGGER, text.name.to_ascii_lowercase())).copied()
        else {
            return;
        };
        if matches!(text.kind, INDEX | TRIGGER)
            && let Some(owner) = self.handles.get(&(false, text.table.to_ascii_lowercase()))
        {
            self.catalog.own(own, *owner);
        }
        let stands = relations.stands_on(text);
        for relation in stands.relations {
            if let Some(needed) = self.handles.get(&(false, relation)) {
                self.catalog.need(own, *needed);
            }
        }
        for column in stands.columns {
            if let Some(needed) = self.columns.get(&column) {
                self.catalog.need(own, *needed);
            }
        }
    }
}

fn json<T: Serialize>(text: &Text, definition: Option<T>) -> Result<String, InspectError> {
    let definition = definition.ok_or_else(|| not_understood(text))?;
    serde_json::to_string(&definition).map_err(|error| unreadable(text.kind, &error.to_string()))
}

fn not_understood(text: &Text) -> InspectError {
    unreadable(text.kind, &format!("what makes {} is not understood", text.name))
}

fn unreadable(kind: &'static str, reason: &str) -> InspectError {
    InspectError::Unreadable { kind, reason: reason.to_owned() }
}
