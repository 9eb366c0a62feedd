//! sqlx's pools and connections of SQLite.
//!
//! A pool's database may be in memory, so it is reached through the pool alone.

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{Sqlite, SqliteConnection, SqlitePool, SqliteRow};
use sqlx::{Executor as _, Row as _, TypeInfo as _, ValueRef as _};

use crate::Dialect;
use crate::database::answers::{Answers, collect, raw};
use crate::database::sqlite::by_code;
use crate::database::{DatabaseError, ErrorKind, Row};
use crate::service::connect::{Serve, Served, Way};
use crate::service::{Connect, Error, Link};

impl Connect for &SqlitePool {
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        Ok(Link(Way::Served(Box::new(OfPool { pool: self.clone(), connection: None }))))
    }
}

impl Connect for &mut SqliteConnection {
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        Ok(Link(Way::Served(Box::new(self))))
    }
}

/// A connection of a pool, taken when it is needed first.
struct OfPool {
    pool: SqlitePool,
    connection: Option<PoolConnection<Sqlite>>,
}

impl Drop for OfPool {
    fn drop(&mut self) {
        // It may be in the middle of a transaction: nobody else must get it.
        if let Some(connection) = &mut self.connection {
            connection.close_on_drop();
        }
    }
}

impl Serve for OfPool {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn serve<'s>(&'s mut self, text: &'s str) -> Served<'s> {
        Box::pin(async move {
            let connection = match &mut self.connection {
                Some(connection) => connection,
                None => {
                    let taken = self.pool.acquire().await.map_err(|error| failure(&error, ""))?;
                    self.connection.insert(taken)
                }
            };
            let answers: Answers<'_, Sqlite> = (**connection).fetch_many(raw(text));
            collect::<Sqlite>(answers, text, values, failure).await
        })
    }

    fn finish(&mut self) {
        self.connection = None;
    }
}

impl Serve for &mut SqliteConnection {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn serve<'s>(&'s mut self, text: &'s str) -> Served<'s> {
        let answers: Answers<'_, Sqlite> = (**self).fetch_many(raw(text));
        Box::pin(collect::<Sqlite>(answers, text, values, failure))
    }
}

/// The values as our own driver gives them.
fn values(row: &SqliteRow) -> Row {
    (0..row.len())
        .map(|column| {
            let kind =
                row.try_get_raw(column).ok().filter(|value| !value.is_null())?.type_info().name().to_owned();
            match kind.as_str() {
                "INTEGER" => row.try_get_unchecked::<i64, _>(column).ok().map(|number| number.to_string()),
                "REAL" => row.try_get_unchecked::<f64, _>(column).ok().map(|number| format!("{number:?}")),
                "BLOB" => {
                    let bytes = row.try_get_unchecked::<&[u8], _>(column).ok()?;
                    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
                }
                _ => {
                    let bytes = row.try_get_unchecked::<&[u8], _>(column).ok()?;
                    Some(String::from_utf8_lossy(bytes).into_owned())
                }
            }
        })
        .collect()
}

fn failure(error: &sqlx::Error, _: &str) -> DatabaseError {
    match error {
        sqlx::Error::Database(said) => {
            let code = said.code().and_then(|code| code.parse().ok()).unwrap_or(1);
            by_code(code, said.message())
        }
        sqlx::Error::PoolTimedOut => {
            DatabaseError::new(ErrorKind::NotReady, "no connection of the pool was free in time")
        }
        other => DatabaseError::new(ErrorKind::ConnectionLost, other.to_string()),
    }
}
