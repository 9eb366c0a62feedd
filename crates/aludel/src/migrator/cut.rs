//! Finds out whether a statement that no transaction covers had finished when a run was cut.
//!
//! Before such a statement begins, the log is told so, with what the database looked like where
//! that is needed. Afterwards the database itself tells: the index is there and valid, the
//! partition is detached, the schema is another one.

mod mysql;
mod postgres;

use crate::Dialect;
use crate::database::{Database, DatabaseError};
use crate::script::Alone;

/// What a cut statement left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// All of its work.
    Finished,
    /// Nothing, or what running it again puts right.
    NotFinished,
    /// An index that is not valid, by its quoted name.
    InvalidIndex(String),
    /// Half of its work; this statement does the rest.
    Halfway(String),
    /// Nothing tells.
    NotKnown,
}

/// What the statement will be held against if the run is cut.
pub(super) fn before(database: &mut dyn Database, alone: &Alone) -> Result<String, DatabaseError> {
    match (database.server().dialect, alone) {
        (Dialect::Mysql, _) => mysql::schema_digest(database),
        (Dialect::Postgres, Alone::CreateIndexConcurrently { index: None, table }) => {
            postgres::indexes_of(database, table)
        }
        _ => Ok(String::new()),
    }
}

/// Looks what is there now. `failed`: the statement ended with an error that was recorded, so it
/// can't have finished.
pub(super) fn look(
    database: &mut dyn Database,
    alone: &Alone,
    before: &str,
    failed: bool,
) -> Result<Found, DatabaseError> {
    let found = match database.server().dialect {
        Dialect::Postgres => postgres::look(database, alone, before)?,
        Dialect::Mysql => match (mysql::look(database, before)?, alone) {
            // A definition has committed: what stood behind it may be missing.
            (Found::Finished, Alone::Function) => Found::NotKnown,
            (found, _) => found,
        },
        Dialect::Sqlite => match alone {
            Alone::Repeatable => Found::NotFinished,
            _ => Found::NotKnown,
        },
    };
    Ok(match found {
        Found::Finished | Found::NotKnown if failed => Found::NotFinished,
        found => found,
    })
}
