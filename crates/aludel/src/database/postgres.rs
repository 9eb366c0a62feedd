//! PostgreSQL, by its simple query protocol.
//!
//! A text goes to the server as one message, as it is: what the server does with several statements
//! in one message (one transaction, unless they say otherwise) is what happens, and a revision costs
//! one round trip. <https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SIMPLE-QUERY>
//!
//! There are two drivers. Our own knows all that a URL of libpq can say, hears the server's notices
//! and cancels by the protocol. A service that has sqlx anyway need not carry it: there, sqlx's is used.

use super::{ConnectOptions, Created, Database, DatabaseError, ErrorKind};
use crate::Dialect;
use crate::url::DatabaseUrl;

#[cfg(feature = "sqlx-postgres")]
pub(crate) mod by_sqlx;
mod endpoint;
mod error;
mod files;
#[cfg(feature = "postgres")]
mod native;

#[cfg(all(feature = "sqlx-postgres", not(feature = "postgres")))]
pub(super) use by_sqlx::connect;
#[cfg(feature = "postgres")]
pub(super) use native::connect;

pub(super) fn create_database(url: &DatabaseUrl, options: &ConnectOptions) -> Result<Created, DatabaseError> {
    let Some(name) = url.database() else {
        return Err(DatabaseError::new(ErrorKind::UnknownDatabase, "the database URL names no database"));
    };
    let options = ConnectOptions { read_only: false, ..options.clone() };
    // Both are there on every server, unless somebody has dropped the first.
    let mut maintenance = match connect(&url.with_database("postgres"), &options) {
        Err(error) if error.kind == ErrorKind::UnknownDatabase => {
            connect(&url.with_database("template1"), &options)
        }
        other => other,
    }?;
    match maintenance.execute(&format!("CREATE DATABASE {}", Dialect::Postgres.quote(name))) {
        Ok(()) => Ok(Created::New),
        // 42P04 says that it is there; two who make it at once meet in a unique index of the catalog.
        Err(error) if matches!(error.code.as_deref(), Some("42P04" | "23505")) => Ok(Created::AlreadyThere),
        Err(error) => Err(error),
    }
}

/// Gives a new connection the settings that were asked for.
fn settle(
    mut database: impl Database + 'static,
    options: &ConnectOptions,
) -> Result<Box<dyn Database>, DatabaseError> {
    let server = database.server();
    // Behind a pooler the setting would stay in a session that others get.
    if options.read_only && !server.pooled && !server.read_only {
        database.execute("SET default_transaction_read_only = on")?;
    }
    Ok(Box::new(database))
}

/// The protocol ends a text at its first NUL.
fn refuse_nul(text: &str) -> Result<(), DatabaseError> {
    let Some(offset) = text.find('\0') else { return Ok(()) };
    let mut error = DatabaseError::new(ErrorKind::Statement, "the text has a NUL character");
    error.offset = Some(offset);
    Err(error)
}
