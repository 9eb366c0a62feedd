//! A long table, some rows at a time: neither the function nor the server holds all of it.

use super::Connection;
use crate::Dialect;
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
    /// The last key, as it is written in SQL.
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
        let mut rows = self.connection.query(&self.text()).await?;
        let kinds: Vec<Option<String>> = match self.kind() {
            Some(_) => rows.iter_mut().filter_map(Vec::pop).collect(),
            None => Vec::new(),
        };
        let last = rows.last().and_then(|row| row.first()).and_then(Option::as_deref);
        let kind = kinds.last().and_then(Option::as_deref);
        self.last = last.map(|last| self.literal(last, kind));
        self.is_over = rows.len() < self.size || self.last.is_none();
        Ok(Some(rows).filter(|rows| !rows.is_empty()))
    }

    fn text(&self) -> String {
        let Self { query, key, size, .. } = self;
        let kind = self.kind().map(|kind| format!(", {kind}")).unwrap_or_default();
        let behind = self.last.as_ref().map(|last| format!(" WHERE {key} > {last}")).unwrap_or_default();
        // A new line: the query may end with a comment.
        format!("SELECT batch.*{kind} FROM ({query}\n) AS batch{behind} ORDER BY {key} LIMIT {size}")
    }

    /// What tells whether the key is a number, where a number and its text are not compared as numbers.
    ///
    /// SQLite holds every number for less than any text. MySQL compares the two as floating-point
    /// numbers, to which large keys are all the same.
    /// <https://dev.mysql.com/doc/refman/8.4/en/type-conversion.html>
    fn kind(&self) -> Option<String> {
        match self.connection.dialect() {
            Dialect::Postgres => None,
            Dialect::Sqlite => Some(format!("typeof({})", self.key)),
            Dialect::Mysql => Some(format!("COLLATION({})", self.key)),
        }
    }

    fn literal(&self, key: &str, kind: Option<&str>) -> String {
        let is_number = matches!(kind, Some("integer" | "real" | "binary"))
            && key.parse::<f64>().is_ok_and(f64::is_finite);
        if is_number { key.to_owned() } else { self.connection.literal(key) }
    }
}
