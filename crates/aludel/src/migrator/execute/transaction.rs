//! A segment in a transaction, its record with it, on each dialect.

use std::time::{Duration, Instant};

use super::session::{application, data_version, local_settings};
use super::{Errand, Executor, SegmentError, changes_session};
use crate::Dialect;
use crate::database::{DatabaseError, ErrorKind};
use crate::event::Event;
use crate::lock::Lease;
use crate::migrator::work::Work;
use crate::wait::Pauses;

impl Executor<'_, '_> {
    /// Runs a segment in a transaction, again where it waited behind traffic for too long.
    pub(super) fn in_transaction(
        &mut self,
        work: &Work<'_>,
        errand: &Errand<'_>,
        whole: bool,
    ) -> Result<(), SegmentError> {
        let began = Instant::now();
        let mut pauses = Pauses::new(Duration::from_millis(100), Duration::from_secs(2));
        let mut attempt = 0;
        loop {
            let was_open = self.open;
            let result = match self.dialect {
                Dialect::Postgres => self.transaction_on_postgres(work, errand, whole),
                Dialect::Sqlite => self.transaction_on_sqlite(work, errand, whole),
                Dialect::Mysql => self.transaction_on_mysql(errand),
            };
            let Err(failure) = result else { return Ok(()) };
            self.open = false;
            // A message that PostgreSQL can't read begins nothing, not even its BEGIN.
            let began_nothing = self.dialect == Dialect::Postgres
                && failure.error().is_some_and(|error| error.statements_done == 0);
            if was_open || !began_nothing {
                let _ = self.database.execute("ROLLBACK");
            }
            if self.dialect == Dialect::Sqlite {
                // On a full disk it rolls back when it is read next: now, so that there is room again.
                let _ = self.database.query("PRAGMA schema_version");
            }
            attempt += 1;
            // What was in the same transaction before is lost with it: that can't be tried again here.
            if was_open || !self.may_try_again(&failure, began) {
                return Err(failure);
            }
            if self.pause(work, &failure, attempt, pauses.next()) {
                return Err(failure);
            }
        }
    }

    pub(super) fn may_try_again(&self, failure: &SegmentError, began: Instant) -> bool {
        // Before its text: the wait for SQLite's one writer has had its own patience.
        !matches!(failure, SegmentError::Before(_))
            && failure.error().is_some_and(|error| error.kind == ErrorKind::Locked)
            && began.elapsed() < self.migrator.settings.retry_for
            && !self.migrator.stop.is_requested()
    }

    /// Tells of a retry and waits; returns whether we were asked to end.
    pub(super) fn pause(
        &self,
        work: &Work<'_>,
        failure: &SegmentError,
        attempt: u32,
        pause: Duration,
    ) -> bool {
        (self.migrator.observer)(Event::SegmentRetried {
            revision: work.id().clone(),
            attempt,
            reason: failure.error().map(ToString::to_string).unwrap_or_default(),
            pause,
        });
        self.migrator.stop.sleep(pause)
    }

    /// One message: BEGIN, the text, the record, COMMIT.
    fn transaction_on_postgres(
        &mut self,
        work: &Work<'_>,
        errand: &Errand<'_>,
        whole: bool,
    ) -> Result<(), SegmentError> {
        let mut before: Vec<String> = Vec::new();
        if !self.open {
            before.push("BEGIN".to_owned());
        }
        if self.pooled {
            before.extend(local_settings(self.migrator));
        }
        before.push(format!(
            "SET LOCAL application_name = {}",
            self.dialect.literal(&application(&self.migrator.settings.tool, work))
        ));
        if !errand.last && !whole {
            // A crash loses whole revisions together with their rows, never half of one; the last
            // commit of the run waits for the disk, and with it all before it.
            before.push("SET LOCAL synchronous_commit = off".to_owned());
        }
        before.extend(self.lease.map(Lease::to_hold));
        before.extend(errand.replay.iter().map(|statement| (*statement).to_owned()));
        let changes_session = changes_session(errand.segment) || !errand.replay.is_empty();
        let mut after: Vec<String> = Vec::new();
        if changes_session {
            after.push("RESET SESSION AUTHORIZATION".to_owned());
        }
        after.extend(errand.record.iter().cloned());
        if changes_session && (self.pooled || whole) {
            // Behind a pooler the session goes on to others; in a transaction that spans the steps,
            // to the next revision.
            after.push("RESET ALL".to_owned());
            after.extend(self.session.split(";\n").filter(|set| !set.is_empty()).map(str::to_owned));
        }
        if !whole {
            after.push("COMMIT".to_owned());
        }
        if let Some(function) = work.function() {
            self.function_on_postgres(&before.join(";\n"), function, &after.join(";\n"))?;
            self.open = whole;
            return Ok(());
        }
        let mut message = String::with_capacity(errand.text.len() + 1024);
        for statement in &before {
            message.push_str(statement);
            message.push_str(";\n");
        }
        let start = message.len();
        message.push_str(errand.text);
        message.push_str("\n;\n");
        message.push_str(&after.join(";\n"));
        let statements = errand.segment.statements.len();
        self.run(&message).map_err(|error| {
            let number = error.statements_done;
            let offset = error
                .offset
                .and_then(|offset| offset.checked_sub(start))
                .filter(|offset| *offset < errand.text.len());
            if let (0, Some(offset)) = (number, offset) {
                // It reads the whole message before it runs any of it.
                let statement = errand.segment.statement_at(offset);
                SegmentError::Text(error, statement, Some(offset))
            } else if error.kind == ErrorKind::ConnectionLost && error.code.is_none() && !whole {
                // The server has the whole message, or will: answers come together, at its end.
                SegmentError::Away(error)
            } else if number < before.len() {
                SegmentError::Before(error)
            } else if number < before.len() + statements {
                SegmentError::Text(error, number - before.len(), offset)
            } else {
                SegmentError::After(error)
            }
        })?;
        self.open = whole;
        Ok(())
    }

    fn transaction_on_sqlite(
        &mut self,
        work: &Work<'_>,
        errand: &Errand<'_>,
        whole: bool,
    ) -> Result<(), SegmentError> {
        if !self.open {
            // PRAGMAs of earlier segments do nothing within a transaction: they come before it.
            self.replay(errand)?;
            self.begin_immediate()?;
        }
        match work.function() {
            Some(function) => self.call(function, true),
            None => self.run(errand.text),
        }
        .map_err(|error| {
            let (number, offset) = (error.statements_done, error.offset);
            SegmentError::Text(error, number, offset)
        })?;
        let record: Result<(), DatabaseError> =
            errand.record.iter().try_for_each(|statement| self.database.execute(statement));
        record.map_err(SegmentError::After)?;
        self.open = whole;
        if !whole {
            self.database.execute("COMMIT").map_err(SegmentError::After)?;
        }
        Ok(())
    }

    fn transaction_on_mysql(&mut self, errand: &Errand<'_>) -> Result<(), SegmentError> {
        self.replay(errand)?;
        self.run("START TRANSACTION").map_err(SegmentError::Before)?;
        for (number, statement) in errand.segment.statements.iter().enumerate() {
            let start = statement.span.start - errand.segment.span.start;
            let end = statement.span.end - errand.segment.span.start;
            self.run(&errand.text[start..end]).map_err(|error| {
                let offset = Some(start + error.offset.unwrap_or(0));
                SegmentError::Text(error, number, offset)
            })?;
        }
        for statement in errand.record.iter().map(String::as_str).chain(["COMMIT"]) {
            self.run(statement).map_err(SegmentError::After)?;
        }
        Ok(())
    }

    /// Begins a writing transaction on SQLite; refuses when others have written since we looked.
    pub(super) fn begin_immediate(&mut self) -> Result<(), SegmentError> {
        self.database.execute("BEGIN IMMEDIATE").map_err(SegmentError::Before)?;
        let now = data_version(self.database).map_err(SegmentError::Before)?;
        if now == self.seen {
            return Ok(());
        }
        let _ = self.database.execute("ROLLBACK");
        Err(SegmentError::Changed)
    }
}
