//! A database of one test: where it is, until it is dropped.

use std::fmt;
use std::path::Path;

use aludel::Dialect;
use aludel::database::{ConnectOptions, DatabaseError};
use aludel::url::DatabaseUrl;
use aludel_schema::scratch::Owned;

use crate::error::Error;

/// A database of one test; it is dropped with this, whoever is still connected to it.
///
/// What a killed test leaves is dropped by the next one that makes a database on that server.
#[must_use = "the database is dropped with this: keep it in a variable as long as the test runs"]
pub struct Database {
    pub(crate) url: String,
    pub(crate) parsed: DatabaseUrl,
    pub(crate) owned: Owned,
}

impl Database {
    /// Its URL, password and all, for any driver: the one that was given, with another name in it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its name on the server; on SQLite the file's path.
    pub fn name(&self) -> &str {
        match self.owned.file() {
            Some(file) => file.to_str().unwrap_or_default(),
            None => self.owned.name(),
        }
    }

    /// Its file, on SQLite: what rusqlite opens.
    pub fn file(&self) -> Option<&Path> {
        self.owned.file()
    }

    /// Its family of SQL.
    pub fn dialect(&self) -> Dialect {
        self.parsed.dialect()
    }

    /// A connection of aludel's own, for a test that needs no driver.
    ///
    /// # Errors
    /// The server refuses.
    pub fn connect(&self) -> Result<Box<dyn aludel::database::Database>, DatabaseError> {
        aludel::database::connect(&self.parsed, &ConnectOptions::default())
    }

    /// Drops it now, and says what went wrong with that: dropping the value is silent.
    ///
    /// # Errors
    /// The server refuses, or is gone.
    pub fn close(self) -> Result<(), Error> {
        let dialect = self.dialect();
        self.owned.give_back().map_err(|error| Error::Scratch { error, dialect })
    }
}

/// Without a password.
impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Database").field(&self.parsed.to_string()).finish()
    }
}
