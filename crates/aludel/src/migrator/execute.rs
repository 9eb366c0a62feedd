//! Runs the segments of a step and records them.
//!
//! What a transaction covers is recorded in that transaction, so it runs exactly once. What no
//! transaction covers is announced in the log, run, and recorded; a run that is cut in between
//! leaves the announcement, and [`cut`](super::cut) finds out what had happened.

use std::time::{Duration, Instant};

use super::error::{Kept, MigrateError, StepFailure, doing};
use super::way::{Way, cut as cut_entries};
use super::work::{self, Work};
use super::{Migrator, Report, StepDone, cut};
use crate::Dialect;
use crate::database::{Database, DatabaseError, ErrorKind};
use crate::event::Event;
use crate::lock::{Exclusion, Lease};
use crate::log::LogEntry;
use crate::script::{Nature, Segment, SegmentKind};
use crate::settings::TransactionMode;
use crate::store::{Held, Store};
use crate::wait::Pauses;

/// Whether a walk came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    /// Another process has changed the database in between: look again.
    Changed,
}

/// Runs steps on one connection.
pub(super) struct Executor<'e, 'a> {
    migrator: &'e Migrator<'a>,
    store: &'e Store,
    lease: Option<&'e Lease>,
    pub(super) database: &'e mut dyn Database,
    dialect: Dialect,
    pooled: bool,
    /// What a session is given before the work, and again after a script has changed it.
    session: String,
    /// SQLite's count of other connections' changes when we last looked.
    seen: String,
    /// Whether a transaction spans the steps, and is open.
    open: bool,
}

/// Where in a segment it failed.
#[derive(Debug)]
enum SegmentError {
    /// Another process has changed the database in between.
    Changed,
    /// Before its text: `BEGIN`, settings, the lease.
    Before(DatabaseError),
    /// In its text: the number of the statement in the segment, and the offset in its text.
    Text(DatabaseError, usize, Option<usize>),
    /// When it was recorded or committed.
    After(DatabaseError),
}

impl SegmentError {
    fn error(&self) -> Option<&DatabaseError> {
        match self {
            Self::Changed => None,
            Self::Before(error) | Self::Text(error, ..) | Self::After(error) => Some(error),
        }
    }
}

/// A segment on its way: what of it must be said besides its own text.
struct Errand<'s> {
    text: &'s str,
    segment: &'s Segment,
    replay: Vec<&'s str>,
    record: Vec<String>,
    /// Whether it is the last of the run: the one commit that waits for the disk.
    last: bool,
}

impl<'e, 'a> Executor<'e, 'a> {
    pub(super) fn new(
        migrator: &'e Migrator<'a>,
        store: &'e Store,
        exclusion: &'e Exclusion,
        database: &'e mut dyn Database,
    ) -> Result<Self, MigrateError> {
        let server = database.server().clone();
        let session = session_settings(migrator, &server, database)?;
        if !session.is_empty() {
            each_statement(database, &session).map_err(doing("preparing the session"))?;
        }
        Ok(Self {
            migrator,
            store,
            lease: exclusion.lease(),
            database,
            dialect: server.dialect,
            pooled: server.pooled,
            session,
            seen: String::new(),
            open: false,
        })
    }

    /// Notes how often others have changed the database, to see when they do it again.
    pub(super) fn note_changes_of_others(&mut self) -> Result<(), MigrateError> {
        if self.dialect == Dialect::Sqlite {
            self.seen = data_version(self.database).map_err(doing("reading the database"))?;
        }
        Ok(())
    }

    /// Runs the steps of a way.
    pub(super) fn walk(
        &mut self,
        held: &Held,
        way: &Way<'_>,
        report: &mut Report,
    ) -> Result<Outcome, MigrateError> {
        let settings = &self.migrator.settings;
        let works = work::prepare(&way.migrations, &way.steps, self.dialect, settings)?;
        let cut = cut_entries(&held.entries);
        let whole = settings.transaction == TransactionMode::All && self.dialect != Dialect::Mysql;
        let before = report.steps.len();
        let total = before + works.len();
        for (index, work) in works.iter().enumerate() {
            (self.migrator.observer)(Event::StepStarted {
                revision: work.id().clone(),
                direction: work.step.direction,
                title: work.revision.header.title().to_owned(),
                number: before + index + 1,
                total,
            });
            let began = Instant::now();
            let entry = cut
                .iter()
                .find(|entry| entry.revision == *work.id() && entry.kind == work.entry(settings).kind)
                .copied();
            let last = index + 1 == works.len();
            let outcome = match self.step(work, entry, whole, last) {
                Ok(outcome) => outcome,
                Err(error) => {
                    return Err(self.after_failure(error, report, before, whole));
                }
            };
            if outcome == Outcome::Changed {
                return Ok(outcome);
            }
            let step = StepDone {
                revision: work.id().clone(),
                direction: work.step.direction,
                took: began.elapsed(),
            };
            if !whole {
                self.tell_finished(&step);
            }
            report.steps.push(step);
        }
        if self.open {
            self.open = false;
            self.database.execute("COMMIT").map_err(|error| {
                let _ = self.database.execute("ROLLBACK");
                doing("committing")(error)
            })?;
        }
        if whole {
            report.steps[before..].iter().for_each(|step| self.tell_finished(step));
        }
        Ok(Outcome::Done)
    }

    fn tell_finished(&self, step: &StepDone) {
        (self.migrator.observer)(Event::StepFinished {
            revision: step.revision.clone(),
            direction: step.direction,
            took: step.took,
        });
    }

    /// Adds to a failure what this run had finished before it.
    fn after_failure(
        &mut self,
        error: MigrateError,
        report: &mut Report,
        before: usize,
        whole: bool,
    ) -> MigrateError {
        if whole {
            // The transaction that spanned the steps took them with it.
            report.steps.truncate(before);
        }
        match error {
            MigrateError::Step(mut failure) => {
                failure.finished = report.steps.iter().map(|step| step.revision.clone()).collect();
                MigrateError::Step(failure)
            }
            error => error,
        }
    }

    fn step(
        &mut self,
        work: &Work<'_>,
        entry: Option<&LogEntry>,
        whole: bool,
        last: bool,
    ) -> Result<Outcome, MigrateError> {
        let simple = match work.segments.as_slice() {
            [] => true,
            [only] => only.kind == SegmentKind::Transaction,
            _ => false,
        };
        let outcome = if simple && entry.is_none() {
            self.whole_step(work, whole, last)
        } else {
            self.step_in_segments(work, entry, whole, last)
        };
        if work.segments.iter().any(changes_session) {
            self.restore_session();
        }
        outcome
    }

    /// A step of one transaction: the text, the rows and the log travel together.
    fn whole_step(&mut self, work: &Work<'_>, whole: bool, last: bool) -> Result<Outcome, MigrateError> {
        let settings = &self.migrator.settings;
        let total = work.segments.len();
        let mut entry = work.entry(settings);
        entry.segments_done = total;
        entry.finished = true;
        let mut record = self.store.to_change_rows(&work.step.removes, &work.step.adds);
        record.push(self.store.to_insert_entry(&entry));
        let nothing = Segment {
            kind: SegmentKind::Transaction,
            span: 0..0,
            statements: Vec::new(),
            checksum: String::new(),
            replay: Vec::new(),
        };
        let segment = work.segments.first().unwrap_or(&nothing);
        let text = &work.section.text[segment.span.clone()];
        let errand = Errand { text, segment, replay: Vec::new(), record, last };
        match self.in_transaction(work, &errand, whole) {
            Ok(()) => Ok(Outcome::Done),
            Err(SegmentError::Changed) => Ok(Outcome::Changed),
            Err(error) => Err(self.failed(work, 0, None, error)),
        }
    }

    /// A step of several segments, each recorded when it is done.
    fn step_in_segments(
        &mut self,
        work: &Work<'_>,
        entry: Option<&LogEntry>,
        whole: bool,
        last: bool,
    ) -> Result<Outcome, MigrateError> {
        let total = work.segments.len();
        let (id, mut done, mut started) = match entry {
            Some(entry) => {
                check_resume(work, entry)?;
                // What stands behind the cut may have been mended since.
                let renewed = self.store.to_renew(entry.id, &work.entry(&self.migrator.settings));
                self.record(&renewed).map_err(doing("writing the log"))?;
                (entry.id, entry.segments_done, entry.segment_started)
            }
            None => match self.new_entry(work)? {
                Some(id) => (id, 0, 0),
                None => return Ok(Outcome::Changed),
            },
        };
        if let Some(entry) = entry {
            if started > done && self.settle(work, entry, done)? {
                done += 1;
                started = 0;
                self.advance(work, id, done)?;
            } else if done == total {
                // Settled by hand: its last segment was found to be done.
                self.advance(work, id, done)?;
            }
            if done > 0 {
                let revision = work.id().clone();
                (self.migrator.observer)(Event::Resumed { revision, done, total });
            }
        }
        while done < total {
            let again = started > done;
            if self.segment(work, id, done, again, whole, last)? == Outcome::Changed {
                return Ok(Outcome::Changed);
            }
            done += 1;
        }
        Ok(Outcome::Done)
    }

    /// Writes the entry of a step that begins; `None`: others have changed the database.
    fn new_entry(&mut self, work: &Work<'_>) -> Result<Option<i64>, MigrateError> {
        let recording = || doing("writing the log");
        let insert = self.store.to_insert_entry(&work.entry(&self.migrator.settings));
        if self.dialect != Dialect::Sqlite || self.open {
            self.run(&insert).map_err(recording())?;
            return self.store.newest_entry(self.database).map(Some).map_err(recording());
        }
        match self.begin_immediate() {
            Ok(()) => {}
            Err(SegmentError::Changed) => return Ok(None),
            Err(error) => return Err(self.failed(work, 0, None, error)),
        }
        let id = self.run(&insert).and_then(|()| self.store.newest_entry(self.database));
        match id.and_then(|id| self.database.execute("COMMIT").map(|()| id)) {
            Ok(id) => Ok(Some(id)),
            Err(error) => {
                let _ = self.database.execute("ROLLBACK");
                Err(recording()(error))
            }
        }
    }

    /// Looks whether a segment that was cut while it ran had finished.
    fn settle(&mut self, work: &Work<'_>, entry: &LogEntry, done: usize) -> Result<bool, MigrateError> {
        let Some(segment) = work.segments.get(done) else { return Ok(false) };
        let SegmentKind::Alone(alone) = &segment.kind else { return Ok(false) };
        let before = self.store.segment_before(self.database, entry.id).map_err(doing("reading the log"))?;
        let found = cut::look(self.database, alone, &before, entry.failed)
            .map_err(doing("looking what a cut run left behind"))?;
        match found {
            cut::Found::Finished => Ok(true),
            cut::Found::NotFinished => Ok(false),
            cut::Found::InvalidIndex(index) => {
                self.drop_invalid(&index).map_err(doing("dropping an invalid index"))?;
                Ok(false)
            }
            cut::Found::Halfway(statement) => {
                self.run(&statement).map_err(doing("finishing what a cut run left behind"))?;
                Ok(true)
            }
            cut::Found::NotKnown => Err(MigrateError::Ambiguous {
                revision: work.id().clone(),
                segment: done + 1,
                total: work.segments.len(),
                place: work.place(segment.span.start),
            }),
        }
    }

    fn drop_invalid(&mut self, index: &str) -> Result<(), DatabaseError> {
        (self.migrator.observer)(Event::Warning(format!(
            "the index {index} is invalid: an index build was cut short; it is dropped and built again"
        )));
        self.run(&format!("DROP INDEX CONCURRENTLY IF EXISTS {index}"))
    }

    /// Runs one segment of several and records it.
    fn segment(
        &mut self,
        work: &Work<'_>,
        id: i64,
        done: usize,
        again: bool,
        whole: bool,
        last: bool,
    ) -> Result<Outcome, MigrateError> {
        let segment = &work.segments[done];
        let text = &work.section.text[segment.span.clone()];
        let replay = segment.replay.iter().map(|span| &work.section.text[span.clone()]).collect();
        let record = self.record_of(work, id, done + 1);
        let last = last && done + 1 == work.segments.len();
        let errand = Errand { text, segment, replay, record, last };
        let result = match &segment.kind {
            SegmentKind::Transaction => self.in_transaction(work, &errand, whole),
            SegmentKind::Session => self.as_session(&errand),
            SegmentKind::Alone(alone) => {
                if !again {
                    let before = cut::before(self.database, alone)
                        .map_err(doing("looking at the database before a statement"))?;
                    let start = self.store.to_start_segment(id, done + 1, &before);
                    self.close_open().and_then(|()| self.run(&start)).map_err(doing("writing the log"))?;
                }
                self.alone(work, &errand, alone)
            }
        };
        match result {
            Ok(()) => Ok(Outcome::Done),
            Err(SegmentError::Changed) => Ok(Outcome::Changed),
            Err(error) => Err(self.failed(work, done, Some(id), error)),
        }
    }

    /// The statements that record that so many segments are done.
    fn record_of(&self, work: &Work<'_>, id: i64, done: usize) -> Vec<String> {
        let finished = done == work.segments.len();
        let mut record = Vec::new();
        if finished {
            record = self.store.to_change_rows(&work.step.removes, &work.step.adds);
        }
        record.push(self.store.to_advance(id, done, finished));
        record
    }

    /// Records a segment that an earlier run had finished without recording it.
    fn advance(&mut self, work: &Work<'_>, id: i64, done: usize) -> Result<(), MigrateError> {
        let record = self.record_of(work, id, done);
        self.record(&record).map_err(doing("writing the log"))
    }

    /// Writes to our own tables in a transaction of its own, or in the one that is open.
    fn record(&mut self, record: &[String]) -> Result<(), DatabaseError> {
        if self.open {
            return record.iter().try_for_each(|statement| self.database.execute(statement));
        }
        in_own_transaction(self.database, record)
    }

    /// Runs a segment in a transaction, again where it waited behind traffic for too long.
    fn in_transaction(
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
                Dialect::Sqlite => self.transaction_on_sqlite(errand, whole),
                Dialect::Mysql => self.transaction_on_mysql(errand),
            };
            let Err(failure) = result else { return Ok(()) };
            self.open = false;
            let _ = self.database.execute("ROLLBACK");
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

    fn may_try_again(&self, failure: &SegmentError, began: Instant) -> bool {
        // Before its text: the wait for SQLite's one writer has had its own patience.
        !matches!(failure, SegmentError::Before(_))
            && failure.error().is_some_and(|error| error.kind == ErrorKind::Locked)
            && began.elapsed() < self.migrator.settings.retry_for
            && !self.migrator.stop.is_requested()
    }

    /// Tells of a retry and waits; returns whether we were asked to end.
    fn pause(&self, work: &Work<'_>, failure: &SegmentError, attempt: u32, pause: Duration) -> bool {
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
            if number < before.len() {
                SegmentError::Before(error)
            } else if number < before.len() + statements {
                let offset = error
                    .offset
                    .and_then(|offset| offset.checked_sub(start))
                    .filter(|offset| *offset < errand.text.len());
                SegmentError::Text(error, number - before.len(), offset)
            } else {
                SegmentError::After(error)
            }
        })?;
        self.open = whole;
        Ok(())
    }

    fn transaction_on_sqlite(&mut self, errand: &Errand<'_>, whole: bool) -> Result<(), SegmentError> {
        if !self.open {
            // PRAGMAs of earlier segments do nothing within a transaction: they come before it.
            self.replay(errand)?;
            self.begin_immediate()?;
        }
        self.run(errand.text).map_err(|error| {
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

    /// Says again what earlier segments set in the session.
    fn replay(&mut self, errand: &Errand<'_>) -> Result<(), SegmentError> {
        errand.replay.iter().try_for_each(|statement| self.run(statement)).map_err(SegmentError::Before)
    }

    /// Begins a writing transaction on SQLite; refuses when others have written since we looked.
    fn begin_immediate(&mut self) -> Result<(), SegmentError> {
        self.database.execute("BEGIN IMMEDIATE").map_err(SegmentError::Before)?;
        let now = data_version(self.database).map_err(SegmentError::Before)?;
        if now == self.seen {
            return Ok(());
        }
        let _ = self.database.execute("ROLLBACK");
        Err(SegmentError::Changed)
    }

    /// A statement that changes the session and can't be in a transaction.
    fn as_session(&mut self, errand: &Errand<'_>) -> Result<(), SegmentError> {
        self.close_open().map_err(SegmentError::Before)?;
        self.replay(errand)?;
        self.run(errand.text).map_err(|error| {
            let offset = error.offset;
            SegmentError::Text(error, 0, offset)
        })?;
        self.record(&errand.record).map_err(SegmentError::After)
    }

    /// A statement that no transaction covers: it was announced; it runs; it is recorded.
    fn alone(
        &mut self,
        work: &Work<'_>,
        errand: &Errand<'_>,
        alone: &crate::script::Alone,
    ) -> Result<(), SegmentError> {
        if self.lease.is_some_and(Lease::is_lost) {
            let mut error = DatabaseError::new(ErrorKind::Statement, "the lease was lost");
            error.code = Some(crate::lock::LEASE_LOST.to_owned());
            return Err(SegmentError::Before(error));
        }
        self.replay(errand)?;
        let began = Instant::now();
        let mut pauses = Pauses::new(Duration::from_millis(200), Duration::from_secs(5));
        let mut attempt = 0;
        loop {
            // An index build waits for older transactions by design and blocks nobody meanwhile.
            if self.dialect == Dialect::Postgres && !self.pooled {
                let name = self.dialect.literal(&application(&self.migrator.settings.tool, work));
                self.run(&format!("SET lock_timeout = 0; SET application_name = {name}"))
                    .map_err(SegmentError::Before)?;
            }
            let Err(error) = self.run(errand.text) else { break };
            self.sweep(alone, &error);
            attempt += 1;
            let offset = error.offset;
            let failure = SegmentError::Text(error, 0, offset);
            if !self.may_try_again(&failure, began) || self.pause(work, &failure, attempt, pauses.next()) {
                return Err(failure);
            }
        }
        if self.dialect == Dialect::Postgres && !self.pooled {
            let lock_timeout = lock_timeout(self.migrator);
            self.run(&format!("SET lock_timeout = {lock_timeout}")).map_err(SegmentError::After)?;
        }
        self.record(&errand.record).map_err(SegmentError::After)
    }

    /// Drops the invalid index that a failed build leaves: it would slow writes, and enforce what
    /// it was to enforce.
    fn sweep(&mut self, alone: &crate::script::Alone, error: &DatabaseError) {
        if error.kind == ErrorKind::ConnectionLost || error.code.as_deref() == Some("42P07") {
            return;
        }
        if let Ok(cut::Found::InvalidIndex(index)) = cut::look(self.database, alone, "", true) {
            let _ = self.database.execute(&format!("DROP INDEX CONCURRENTLY IF EXISTS {index}"));
        }
    }

    /// Commits the transaction that spans the steps: a statement follows that can't be in it.
    fn close_open(&mut self) -> Result<(), DatabaseError> {
        if !self.open {
            return Ok(());
        }
        self.open = false;
        self.database.execute("COMMIT")
    }

    /// Gives the session back the settings it had before a script changed them.
    fn restore_session(&mut self) {
        let statements = match self.dialect {
            Dialect::Postgres if self.open || self.pooled => return,
            Dialect::Postgres => "RESET SESSION AUTHORIZATION;\nRESET ALL;\n",
            Dialect::Sqlite | Dialect::Mysql => "",
        };
        let _ = each_statement(self.database, &format!("{statements}{}", self.session));
    }

    /// Runs a text; a wish to stop cancels it.
    fn run(&mut self, text: &str) -> Result<(), DatabaseError> {
        if self.migrator.stop.is_requested() {
            return Err(DatabaseError::new(ErrorKind::Cancelled, "stopped on request"));
        }
        self.database.execute(text)
    }

    /// Turns a failure into facts, and writes it into the log where that is possible.
    fn failed(
        &mut self,
        work: &Work<'_>,
        done: usize,
        id: Option<i64>,
        failure: SegmentError,
    ) -> MigrateError {
        let stopped = self.migrator.stop.is_requested();
        let (error, statement, offset, after) = match failure {
            SegmentError::Changed => return MigrateError::LeaseLost,
            SegmentError::Before(error) if error.code.as_deref() == Some(crate::lock::LEASE_LOST) => {
                return MigrateError::LeaseLost;
            }
            SegmentError::Before(error) if error.kind == ErrorKind::Locked => {
                return MigrateError::Locked {
                    holder: format!("{} ({error})", super::attend::ANOTHER),
                    waited: self.migrator.settings.lock_wait,
                };
            }
            SegmentError::Before(error) if !stopped => return doing("beginning a revision")(error),
            SegmentError::Before(error) => (error, 0, None, false),
            SegmentError::Text(error, statement, offset) => (error, statement + 1, offset, false),
            SegmentError::After(error) => (error, 0, None, true),
        };
        self.write_failure(work, id, &error);
        if stopped && error.kind == ErrorKind::Cancelled {
            return MigrateError::Stopped;
        }
        let total = work.segments.len();
        let kept = if error.kind == ErrorKind::ConnectionLost && after {
            Kept::NotKnown
        } else if done == 0 {
            Kept::Nothing
        } else {
            Kept::Segments { done, total }
        };
        let server = self.database.server();
        MigrateError::Step(Box::new(StepFailure {
            revision: work.id().clone(),
            direction: work.step.direction,
            statement: number_in_half(work, done, statement),
            place: place_of(work, done, statement, offset),
            width: width_of(work, done, offset),
            server: format!("{} {}", server.product, server.version),
            error,
            kept,
            finished: Vec::new(),
        }))
    }

    fn write_failure(&mut self, work: &Work<'_>, id: Option<i64>, error: &DatabaseError) {
        if matches!(error.kind, ErrorKind::ConnectionLost | ErrorKind::DiskFull | ErrorKind::ReadOnly) {
            return;
        }
        let words = match &error.code {
            Some(code) => format!("{error} ({code})"),
            None => error.to_string(),
        };
        let statement = match id {
            Some(id) => self.store.to_fail(id, &words),
            None if error.kind == ErrorKind::Cancelled => return,
            None => {
                let mut entry = work.entry(&self.migrator.settings);
                entry.error = Some(&words);
                self.store.to_insert_entry(&entry)
            }
        };
        // Best effort: the failure itself is what the user must see.
        let _ = self.database.execute(&statement);
    }
}

/// Whether something in a segment changes the session for what comes after.
fn changes_session(segment: &Segment) -> bool {
    segment.kind == SegmentKind::Session
        || segment.statements.iter().any(|statement| statement.nature == Nature::Session)
}

/// Refuses to go on where the text of what is done has changed.
fn check_resume(work: &Work<'_>, entry: &LogEntry) -> Result<(), MigrateError> {
    let done = entry.segments_done;
    let same = work.segments.len() >= done
        && entry.segments.len() >= done
        && work.segments[..done]
            .iter()
            .zip(&entry.segments)
            .all(|(segment, checksum)| segment.checksum == *checksum);
    // A segment that was begun counts, too: what it did is looked for by its text.
    let begun = entry.segment_started > done && !entry.failed;
    let same_begun =
        !begun || work.segments.get(done).map(|segment| &segment.checksum) == entry.segments.get(done);
    if same && same_begun {
        return Ok(());
    }
    Err(MigrateError::ResumeChanged {
        revision: work.id().clone(),
        path: work.revision.header.path.clone(),
        done,
        total: entry.segments_total,
    })
}

/// The number of a statement among all of its half, from 1; 0 stays 0.
fn number_in_half(work: &Work<'_>, segment: usize, statement: usize) -> usize {
    if statement == 0 {
        return 0;
    }
    let before: usize = work.segments[..segment].iter().map(|segment| segment.statements.len()).sum();
    before + statement
}

fn place_of(work: &Work<'_>, segment: usize, statement: usize, offset: Option<usize>) -> super::Place {
    let Some(segment) = work.segments.get(segment) else { return work.place(0) };
    let offset = match offset {
        Some(offset) => segment.span.start + offset,
        None => statement
            .checked_sub(1)
            .and_then(|index| segment.statements.get(index))
            .map_or(segment.span.start, |statement| statement.span.start),
    };
    work.place(offset)
}

/// How many characters are at fault: the word at the offset.
fn width_of(work: &Work<'_>, segment: usize, offset: Option<usize>) -> usize {
    let start = match (work.segments.get(segment), offset) {
        (Some(segment), Some(offset)) => segment.span.start + offset,
        _ => return 1,
    };
    let rest = work.section.text.get(start..).unwrap_or("");
    let quote = rest.chars().next().filter(|c| "\"'`".contains(*c));
    let width = match quote {
        Some(quote) => rest[1..].find([quote, '\n']).map_or(1, |end| rest[..end + 1].chars().count() + 1),
        None => rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').count(),
    };
    width.max(1)
}

/// What a waiting process sees of us: the program, and the revision it is at.
fn application(tool: &str, work: &Work<'_>) -> String {
    format!("{tool}: {} {}", work.step.direction.name(), work.id())
}

fn lock_timeout(migrator: &Migrator<'_>) -> u128 {
    migrator.settings.lock_timeout.map_or(0, |timeout| timeout.as_millis().max(1))
}

/// The settings of a transaction where a session can't keep them.
fn local_settings(migrator: &Migrator<'_>) -> Vec<String> {
    let mut settings = vec![format!("SET LOCAL lock_timeout = {}", lock_timeout(migrator))];
    if let Some(timeout) = migrator.settings.statement_timeout {
        settings.push(format!("SET LOCAL statement_timeout = {}", timeout.as_millis()));
    }
    settings
}

/// The statements that prepare a session, joined by `;` and a new line.
fn session_settings(
    migrator: &Migrator<'_>,
    server: &crate::database::Server,
    database: &mut dyn Database,
) -> Result<String, MigrateError> {
    let mut statements = Vec::new();
    match server.dialect {
        Dialect::Postgres if server.pooled => {}
        Dialect::Postgres => {
            statements.push(format!("SET lock_timeout = {}", lock_timeout(migrator)));
            if let Some(timeout) = migrator.settings.statement_timeout {
                statements.push(format!("SET statement_timeout = {}", timeout.as_millis()));
            }
            if server.version_number.0 >= 14 {
                // So that the server notices a killed client within a second, and frees its lock.
                // https://www.postgresql.org/docs/current/runtime-config-connection.html
                statements.push("SET client_connection_check_interval = 1000".to_owned());
            }
            statements.push("SET idle_in_transaction_session_timeout = 0".to_owned());
        }
        Dialect::Mysql => {
            if let Some(timeout) = migrator.settings.lock_timeout {
                let seconds = timeout.as_secs().max(1);
                statements.push(format!("SET SESSION lock_wait_timeout = {seconds}"));
                statements.push(format!("SET SESSION innodb_lock_wait_timeout = {seconds}"));
            }
            // Scripts made by mysqldump change these, and the next revision must not see it.
            for name in ["foreign_key_checks", "unique_checks", "sql_mode", "autocommit"] {
                let value = one(database, &format!("SELECT @@SESSION.{name}"))?;
                statements.push(format!("SET SESSION {name} = {}", mysql_value(&value)));
            }
            if !server.database.is_empty() {
                statements.push(format!("USE {}", server.dialect.quote(&server.database)));
            }
        }
        Dialect::Sqlite => {
            for name in ["foreign_keys", "legacy_alter_table", "writable_schema"] {
                let value = one(database, &format!("PRAGMA {name}"))?;
                statements.push(format!("PRAGMA {name} = {value}"));
            }
        }
    }
    Ok(statements.join(";\n"))
}

fn one(database: &mut dyn Database, query: &str) -> Result<String, MigrateError> {
    let rows = database.query(query).map_err(doing("reading the session's settings"))?;
    Ok(rows.into_iter().next().and_then(|row| row.into_iter().next()).flatten().unwrap_or_default())
}

fn mysql_value(value: &str) -> String {
    if value.parse::<i64>().is_ok() { value.to_owned() } else { Dialect::Mysql.literal(value) }
}

/// Runs statements of our own, joined by `;` and a new line.
fn each_statement(database: &mut dyn Database, text: &str) -> Result<(), DatabaseError> {
    match database.server().dialect {
        Dialect::Mysql => text
            .split(";\n")
            .filter(|statement| !statement.is_empty())
            .try_for_each(|statement| database.execute(statement)),
        Dialect::Postgres | Dialect::Sqlite => database.execute(text),
    }
}

fn data_version(database: &mut dyn Database) -> Result<String, DatabaseError> {
    // It changes when another connection has changed the file, and only then.
    // https://www.sqlite.org/pragma.html#pragma_data_version
    let rows = database.query("PRAGMA data_version")?;
    Ok(rows.into_iter().next().and_then(|row| row.into_iter().next()).flatten().unwrap_or_default())
}

/// Runs statements of our own in one transaction (on MySQL, where DDL commits, one by one).
pub(super) fn in_own_transaction(
    database: &mut dyn Database,
    statements: &[String],
) -> Result<(), DatabaseError> {
    let result = match database.server().dialect {
        Dialect::Postgres => {
            return database.execute(&format!("BEGIN;\n{};\nCOMMIT", statements.join(";\n"))).inspect_err(
                |_| {
                    let _ = database.execute("ROLLBACK");
                },
            );
        }
        Dialect::Sqlite => database.execute("BEGIN IMMEDIATE"),
        Dialect::Mysql => database.execute("START TRANSACTION"),
    };
    result?;
    statements
        .iter()
        .try_for_each(|statement| database.execute(statement))
        .and_then(|()| database.execute("COMMIT"))
        .inspect_err(|_| {
            let _ = database.execute("ROLLBACK");
        })
}
