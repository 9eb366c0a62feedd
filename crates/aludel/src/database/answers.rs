//! What sqlx's connections give back for a text, the same for all three databases.

use std::future::poll_fn;

use futures_core::stream::BoxStream;
use sqlx::{AssertSqlSafe, Either};

use super::DatabaseError;

/// What comes back, one by one.
pub(crate) type Answers<'a, DB> = BoxStream<
    'a,
    Result<Either<<DB as sqlx::Database>::QueryResult, <DB as sqlx::Database>::Row>, sqlx::Error>,
>;

/// A text as it is, by the protocol that takes several statements.
pub(crate) fn raw(text: &str) -> sqlx::RawSql {
    sqlx::raw_sql(AssertSqlSafe(text.to_owned()))
}

/// Takes all that comes back, and hands on each row.
pub(crate) async fn take<DB: sqlx::Database>(
    mut answers: Answers<'_, DB>,
    text: &str,
    mut each: impl FnMut(&DB::Row),
    failure: impl Fn(&sqlx::Error, &str) -> DatabaseError,
) -> Result<(), DatabaseError> {
    let mut statements_done = 0;
    while let Some(answer) = poll_fn(|context| answers.as_mut().poll_next(context)).await {
        match answer {
            Ok(Either::Left(_)) => statements_done += 1,
            Ok(Either::Right(row)) => each(&row),
            Err(error) => return Err(DatabaseError { statements_done, ..failure(&error, text) }),
        }
    }
    Ok(())
}

/// Takes all that comes back, and keeps the rows.
#[cfg(any(feature = "sqlx-postgres", feature = "sqlx-sqlite", feature = "sqlx-mysql"))]
pub(crate) async fn collect<DB: sqlx::Database>(
    answers: Answers<'_, DB>,
    text: &str,
    values: fn(&DB::Row) -> super::Row,
    failure: fn(&sqlx::Error, &str) -> DatabaseError,
) -> Result<Vec<super::Row>, DatabaseError> {
    let mut rows = Vec::new();
    take::<DB>(answers, text, |row| rows.push(values(row)), failure).await?;
    Ok(rows)
}

/// Says goodbye to the server: it would notice anyway, but it may still hold our locks until then.
#[cfg(any(feature = "_mysql", feature = "sqlx-postgres"))]
pub(crate) fn part(runtime: Option<tokio::runtime::Runtime>, connection: Option<impl sqlx::Connection>) {
    let Some(runtime) = runtime else { return };
    let goodbye = async {
        if let Some(connection) = connection {
            let _ = connection.close().await;
        }
    };
    super::farewell(runtime, goodbye);
}
