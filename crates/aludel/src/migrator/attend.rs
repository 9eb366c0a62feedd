//! A connection that can be ended at any call, and that waits its turn at a SQLite file.
//!
//! SQLite lets nobody read while a transaction is being written to the file, and has one writer:
//! who comes at that moment is told "database is locked" at once. It passes, so it is tried again.

use std::time::{Duration, Instant};

use super::Runner;
use super::error::MigrateError;
use crate::Dialect;
use crate::database::{Canceller, Database, DatabaseError, ErrorKind, Row, Server};
use crate::event::{Event, Observer};
use crate::stop::Stop;
use crate::wait::Pauses;

struct Attended<'d> {
    inner: &'d mut dyn Database,
    /// Those of the inner one, asked for once: the trait gives them by reference only.
    server: Server,
    canceller: Canceller,
    stop: Stop,
    observer: Observer,
    patience: Duration,
}

impl Runner<'_> {
    /// Does the work of a verb on such a connection.
    pub(super) fn attend<T>(
        &self,
        database: &mut dyn Database,
        work: impl FnOnce(&mut dyn Database) -> Result<T, MigrateError>,
    ) -> Result<T, MigrateError> {
        let mut attended = Attended {
            server: database.server().clone(),
            canceller: database.canceller(),
            stop: self.stop.clone(),
            observer: self.observer.clone(),
            patience: self.settings.lock_wait,
            inner: database,
        };
        match work(&mut attended) {
            Err(MigrateError::Database { error, .. })
                if error.kind == ErrorKind::Cancelled && self.stop.is_requested() =>
            {
                Err(MigrateError::Stopped)
            }
            Err(MigrateError::Database { error, .. })
                if error.kind == ErrorKind::Locked && attended.server.dialect == Dialect::Sqlite =>
            {
                let holder = format!("{ANOTHER} ({error})");
                Err(MigrateError::Locked { holder, waited: self.settings.lock_wait })
            }
            result => result,
        }
    }
}

/// Who holds a SQLite file: it does not say more.
pub(super) const ANOTHER: &str = "another connection writes to it";

impl Attended<'_> {
    fn until_free<T>(
        &mut self,
        mut call: impl FnMut(&mut dyn Database) -> Result<T, DatabaseError>,
    ) -> Result<T, DatabaseError> {
        let began = Instant::now();
        let mut pauses = Pauses::new(Duration::from_millis(2), Duration::from_millis(100));
        let mut due = Duration::from_secs(1);
        loop {
            let stop = &self.stop;
            let result = stop.watch(self.canceller.clone(), || call(self.inner));
            let waited = began.elapsed();
            let is_locked = result.as_ref().is_err_and(|error| error.kind == ErrorKind::Locked);
            if !is_locked || self.server.dialect != Dialect::Sqlite || waited >= self.patience {
                return result;
            }
            if waited >= due {
                (self.observer)(Event::LockHeld { holder: ANOTHER.to_owned(), waited });
                due = waited + Duration::from_secs(10);
            }
            if self.stop.sleep(pauses.next()) {
                return Err(DatabaseError::new(ErrorKind::Cancelled, "stopped on request"));
            }
        }
    }
}

impl Database for Attended<'_> {
    fn server(&self) -> &Server {
        &self.server
    }

    fn query(&mut self, statement: &str) -> Result<Vec<Row>, DatabaseError> {
        self.until_free(|database| database.query(statement))
    }

    fn execute(&mut self, text: &str) -> Result<(), DatabaseError> {
        // What changes data is not said again here: an earlier statement of the text may be done.
        if matches!(text, "BEGIN IMMEDIATE" | "COMMIT") {
            return self.until_free(|database| database.execute(text));
        }
        let stop = &self.stop;
        stop.watch(self.canceller.clone(), || self.inner.execute(text))
    }

    fn canceller(&self) -> Canceller {
        self.canceller.clone()
    }
}
