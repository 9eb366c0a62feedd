//! A long table, some rows at a time: neither the function nor the server holds all of it.

use super::Connection;
use crate::database::{DatabaseError, Row};

/// The rows of a query, batch by batch.
///
/// Each batch begins behind the last key of the one before, so rows may be changed meanwhile.
#[derive(Debug)]
pub struct Batches<'c> {
    connection: &'c Connection,
    query: String,
    key: String,
    size: usize,
    last: Option<String>,
    is_over: bool,
}

impl<'c> Batches<'c> {
    pub(super) fn new(connection: &'c Connection, query: &str, key: &str, size: usize) -> Self {
        let query = query.trim().trim_end_matches(';').to_owned();
        let key = format!("batch.{}", connection.quote(key));
        Self { connection, query, key, size: size.max(1), last: None, is_over: false }
    }

    /// The next rows; `None`: there are no more.
    ///
    /// # Errors
    /// What the database says.
    pub async fn next(&mut self) -> Result<Option<Vec<Row>>, DatabaseError> {
        if self.is_over {
            return Ok(None);
        }
        let Self { query, key, size, .. } = self;
        let behind = match &self.last {
            Some(last) => format!(" WHERE {key} > {}", self.connection.literal(last)),
            None => String::new(),
        };
        // A new line: the query may end with a comment.
        let text = format!("SELECT * FROM ({query}\n) AS batch{behind} ORDER BY {key} LIMIT {size}");
        let rows = self.connection.query(&text).await?;
        self.last = rows.last().and_then(|row| row.first().cloned()).flatten();
        self.is_over = rows.len() < self.size || self.last.is_none();
        Ok(Some(rows).filter(|rows| !rows.is_empty()))
    }
}
