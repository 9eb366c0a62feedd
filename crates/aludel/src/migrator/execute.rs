//! Runs the segments of a step and records them.
//!
//! What a transaction covers is recorded in that transaction, so it runs exactly once. What no
//! transaction covers is announced in the log, run, and recorded; a run that is cut in between
//! leaves the announcement, and [`cut`](super::cut) finds out what had happened.

mod alone;
mod failure;
mod function;
mod resume;
mod session;
mod transaction;

use std::time::Instant;

use resume::check_resume;
use session::{data_version, each_statement, session_settings};

use super::error::{MigrateError, doing};
use super::way::{Way, cut as cut_entries};
use super::work::{self, Work};
use super::{Report, Runner, StepDone, cut};
use crate::Dialect;
use crate::database::{Database, DatabaseError, ErrorKind};
use crate::event::Event;
use crate::lock::{Exclusion, Lease};
use crate::log::LogEntry;
use crate::script::{Nature, Segment, SegmentKind};
use crate::settings::TransactionMode;
use crate::store::{Held, Store};

/// Whether a walk came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    /// Another process has changed the database in between: look again.
    Changed,
}

/// Runs steps on one connection.
pub(super) struct Executor<'e, 'a> {
    migrator: &'e Runner<'a>,
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
    /// Nobody knows where: the connection broke while the message with text and COMMIT was away.
    Away(DatabaseError),
}

impl SegmentError {
    fn error(&self) -> Option<&DatabaseError> {
        match self {
            Self::Changed => None,
            Self::Before(error) | Self::Text(error, ..) | Self::After(error) | Self::Away(error) => {
                Some(error)
            }
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
        migrator: &'e Runner<'a>,
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
        self.migrator.refuse_missing_functions(&works)?;
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
                match work.function() {
                    Some(function) => self.function_alone(&errand, alone, function),
                    None => self.alone(work, &errand, alone),
                }
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

    /// Says again what earlier segments set in the session.
    fn replay(&mut self, errand: &Errand<'_>) -> Result<(), SegmentError> {
        errand.replay.iter().try_for_each(|statement| self.run(statement)).map_err(SegmentError::Before)
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
}

/// Whether something in a segment changes the session for what comes after.
fn changes_session(segment: &Segment) -> bool {
    segment.kind == SegmentKind::Session
        || segment.statements.iter().any(|statement| statement.nature == Nature::Session)
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
