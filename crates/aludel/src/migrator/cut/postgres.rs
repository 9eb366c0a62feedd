//! What PostgreSQL's catalog tells of statements that can't be in a transaction.

use super::Found;
use crate::Dialect;
use crate::database::{Database, DatabaseError};
use crate::script::{Alone, Name};

pub(super) fn look(database: &mut dyn Database, alone: &Alone, before: &str) -> Result<Found, DatabaseError> {
    match alone {
        Alone::CreateIndexConcurrently { index: Some(index), table } => named_index(database, index, table),
        Alone::CreateIndexConcurrently { index: None, table } => unnamed_index(database, table, before),
        Alone::DropIndexConcurrently { indexes } => dropped_indexes(database, indexes),
        Alone::DetachPartition { table, partition, .. } => detached(database, table, partition),
        Alone::CreateDatabase { name } => database_exists(database, name, true),
        Alone::DropDatabase { name } => database_exists(database, name, false),
        // Both may be said again: what they do, they do anew.
        Alone::ReindexConcurrently | Alone::Repeatable => Ok(Found::NotFinished),
        Alone::Definition | Alone::Unknown => Ok(Found::NotKnown),
        #[allow(unreachable_patterns, reason = "the enum may grow")]
        _ => Ok(Found::NotKnown),
    }
}

fn literal(text: &str) -> String {
    Dialect::Postgres.literal(text)
}

/// A name as SQL says it.
fn quoted(name: &Name) -> String {
    let quote = |part: &str| Dialect::Postgres.quote(part);
    match &name.schema {
        Some(schema) => format!("{}.{}", quote(schema), quote(&name.name)),
        None => quote(&name.name),
    }
}

fn cell(rows: &[crate::database::Row], column: usize) -> Option<&str> {
    rows.first().and_then(|row| row.get(column)).and_then(Option::as_deref)
}

fn named_index(database: &mut dyn Database, index: &Name, table: &Name) -> Result<Found, DatabaseError> {
    // An index stands in its table's schema, whatever the search path says.
    let rows = database.query(&format!(
        "SELECT i.indisvalid, quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_index i \
         JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE i.indrelid = to_regclass({}) AND c.relname = {}",
        literal(&quoted(table)),
        literal(&index.name)
    ))?;
    Ok(match (cell(&rows, 0), cell(&rows, 1)) {
        (Some("t"), _) => Found::Finished,
        (Some(_), Some(name)) => Found::InvalidIndex(name.to_owned()),
        _ => Found::NotFinished,
    })
}

/// The numbers of a table's indexes, in one text.
pub(super) fn indexes_of(database: &mut dyn Database, table: &Name) -> Result<String, DatabaseError> {
    let rows = database.query(&format!(
        "SELECT coalesce(string_agg(indexrelid::text, ' ' ORDER BY indexrelid), '') FROM pg_index \
         WHERE indrelid = to_regclass({})",
        literal(&quoted(table))
    ))?;
    Ok(cell(&rows, 0).unwrap_or("").to_owned())
}

fn unnamed_index(database: &mut dyn Database, table: &Name, before: &str) -> Result<Found, DatabaseError> {
    let known: Vec<&str> = before.split_whitespace().filter(|oid| oid.parse::<u32>().is_ok()).collect();
    let others = if known.is_empty() {
        String::new()
    } else {
        format!(" AND i.indexrelid NOT IN ({})", known.join(", "))
    };
    let rows = database.query(&format!(
        "SELECT i.indisvalid, quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_index i \
         JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE i.indrelid = to_regclass({}){others} ORDER BY i.indisvalid",
        literal(&quoted(table)),
    ))?;
    Ok(match (cell(&rows, 0), cell(&rows, 1)) {
        (Some("t"), _) => Found::Finished,
        (Some(_), Some(name)) => Found::InvalidIndex(name.to_owned()),
        _ => Found::NotFinished,
    })
}

fn dropped_indexes(database: &mut dyn Database, indexes: &[Name]) -> Result<Found, DatabaseError> {
    for index in indexes {
        let rows = database.query(&format!("SELECT to_regclass({}) IS NULL", literal(&quoted(index))))?;
        if cell(&rows, 0) != Some("t") {
            return Ok(Found::NotFinished);
        }
    }
    Ok(Found::Finished)
}

fn detached(database: &mut dyn Database, table: &Name, partition: &Name) -> Result<Found, DatabaseError> {
    let rows = database.query(&format!(
        "SELECT inhdetachpending FROM pg_inherits WHERE inhparent = to_regclass({}) \
         AND inhrelid = to_regclass({})",
        literal(&quoted(table)),
        literal(&quoted(partition))
    ))?;
    Ok(match cell(&rows, 0) {
        None => Found::Finished,
        // https://www.postgresql.org/docs/current/sql-altertable.html: a cut one must be finalised.
        Some("t") => Found::Halfway(format!(
            "ALTER TABLE {} DETACH PARTITION {} FINALIZE",
            quoted(table),
            quoted(partition)
        )),
        Some(_) => Found::NotFinished,
    })
}

fn database_exists(database: &mut dyn Database, name: &str, wanted: bool) -> Result<Found, DatabaseError> {
    let rows = database.query(&format!("SELECT 1 FROM pg_database WHERE datname = {}", literal(name)))?;
    Ok(if rows.is_empty() == wanted { Found::NotFinished } else { Found::Finished })
}
