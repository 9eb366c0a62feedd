//! Foreign keys, <https://mariadb.com/kb/en/foreign-keys/>.
//!
//! A name can't be given to a new foreign key by the statement that drops the old one: that takes
//! two. Columns whose type changes can't be altered under one: it goes and comes back.

use serde::{Deserialize, Serialize};

use super::inspect::Reader;
use super::online::Online;
use super::{MysqlKind, index, quote};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A foreign key of a table.
pub(super) struct ForeignKey;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    pub(super) columns: Vec<String>,
    /// The database of the table that is referred to, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) database: Option<String>,
    pub(super) table: String,
    pub(super) referenced: Vec<String>,
    on_update: String,
    on_delete: String,
}

const RULES: &str = "\
SELECT table_name, constraint_name, update_rule, delete_rule
  FROM information_schema.referential_constraints WHERE constraint_schema = {database}";

/// By themselves: joined with the rules, the server would read its dictionary once a row.
const COLUMNS: &str = "\
SELECT table_name, constraint_name, ordinal_position, column_name,
       referenced_table_schema, referenced_table_name, referenced_column_name
  FROM information_schema.key_column_usage
 WHERE table_schema = {database} AND referenced_table_name IS NOT NULL";

struct Row {
    table: String,
    name: String,
    place: u32,
    column: String,
    target: (String, String),
    referenced: String,
}

impl MysqlKind for ForeignKey {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        let rules = reader.query(RULES)?;
        if rules.is_empty() {
            return Ok(());
        }
        let rules = rules.into_iter().map(|mut row| ((row.text(), row.text()), (row.text(), row.text())));
        let rules: std::collections::HashMap<_, _> = rules.collect();
        let read = |mut row: super::inspect::Values| Row {
            table: row.text(),
            name: row.text(),
            place: row.number(),
            column: row.text(),
            target: (row.text(), row.text()),
            referenced: row.text(),
        };
        let mut rows: Vec<Row> = reader.query(COLUMNS)?.into_iter().map(read).collect();
        rows.sort_by(|a, b| (&a.table, &a.name, a.place).cmp(&(&b.table, &b.name, b.place)));
        for rows in rows.chunk_by(|a, b| a.table == b.table && a.name == b.name) {
            let [Row { table, name, target, .. }, ..] = rows else { continue };
            let (on_update, on_delete) =
                rules.get(&(table.clone(), name.clone())).cloned().unwrap_or_default();
            let definition = Definition {
                columns: rows.iter().map(|row| row.column.clone()).collect(),
                database: Some(target.0.clone()).filter(|database| *database != reader.facts.database),
                table: target.1.clone(),
                referenced: rows.iter().map(|row| row.referenced.clone()).collect(),
                on_update,
                on_delete,
            };
            add(reader, table, name, &definition)?;
        }
        Ok(())
    }

    fn online(&self, from: Option<Entry<'_>>, to: Option<Entry<'_>>) -> Option<Online> {
        Some(match (from, to) {
            // The rows are looked at, with the table locked.
            (_, Some(_)) => Online::Copy,
            (Some(from), None) if quote::is_mariadb(from) => Online::Instant,
            (_, None) => Online::Light,
        })
    }
}

fn add(
    reader: &mut Reader<'_>,
    table: &str,
    name: &str,
    definition: &Definition,
) -> Result<(), InspectError> {
    let handle = reader.add(ObjectId::new("foreign key", [table, name]), 0, definition)?;
    reader.own(handle, table);
    reader.need_columns(handle, table, &definition.columns);
    need_index(reader, handle, table, &definition.columns);
    if definition.database.is_none() {
        let target = definition.table.as_str();
        if let Some(needed) = reader.find("table", &[target]) {
            reader.need(handle, needed);
        }
        reader.need_columns(handle, target, &definition.referenced);
        need_index(reader, handle, target, &definition.referenced);
    }
    Ok(())
}

/// It stands on an index that begins with its columns.
fn need_index(reader: &mut Reader<'_>, key: crate::catalog::Handle, table: &str, columns: &[String]) {
    let indexes = reader.indexes.get(table).map(Vec::as_slice).unwrap_or_default();
    let fitting = indexes.iter().filter(|(_, parts)| parts.starts_with(columns));
    if let Some((needed, _)) = fitting.min_by_key(|(_, parts)| parts.len()).cloned() {
        reader.need(key, needed);
    }
}

impl Kind for ForeignKey {
    fn name(&self) -> &'static str {
        "foreign key"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { columns, database, table, referenced, on_update, on_delete } = object.read()?;
        let database = database.map(|database| format!("{}.", quote::name(&database))).unwrap_or_default();
        let mut line = format!(
            "CONSTRAINT {} FOREIGN KEY {} REFERENCES {database}{} {}",
            quote::name(object.id().name()),
            quote::names(columns),
            quote::name(&table),
            quote::names(referenced),
        );
        for (event, rule) in [("DELETE", on_delete), ("UPDATE", on_update)] {
            // The rule that is none to speak of: MariaDB says RESTRICT, MySQL NO ACTION.
            let is_default = rule == if quote::is_mariadb(object) { "RESTRICT" } else { "NO ACTION" };
            if !is_default && !rule.is_empty() {
                line.push_str(&format!(" ON {event} {rule}"));
            }
        }
        Ok(vec![Statement::member(&line, quote::head(object.id()), format!("ADD {line}"))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let clause = format!("DROP FOREIGN KEY {}", quote::name(object.id().name()));
        Ok(vec![Statement::clause(quote::head(object.id()), clause)])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::Recreate)
    }

    fn stands_aside(&self, object: Entry<'_>, disturbed: Pair<'_>) -> bool {
        match disturbed.from.id().kind() {
            "column" => true,
            // The new form of the index serves as well, or another does.
            "index" | "primary key" => !is_served(object, disturbed.to),
            _ => false,
        }
    }

    /// Another index serves, or it would not be there.
    fn outlives(&self, lost: Entry<'_>) -> bool {
        matches!(lost.id().kind(), "index" | "primary key")
    }

    fn is_in_schema(&self) -> bool {
        false
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![format!("foreign key {}", object.id().name())]
    }
}

/// Whether the table of an index, as it shall be, has one for the foreign key.
fn is_served(object: Entry<'_>, index: Entry<'_>) -> bool {
    let Ok(definition) = object.read::<Definition>() else { return false };
    let table = quote::table(index.id());
    let mut wanted = Vec::new();
    if quote::table(object.id()) == table {
        wanted.push(&definition.columns);
    }
    if definition.table == table {
        wanted.push(&definition.referenced);
    }
    let Some(owner) = index.owner() else { return false };
    let serving = |columns: &[String]| {
        owner.owned_of("index").chain(owner.owned_of("primary key")).any(|one| index::serves(one, columns))
    };
    wanted.into_iter().all(|columns| serving(columns))
}
