//! A failed segment as facts: where, why, and what was kept.

use super::{Executor, SegmentError};
use crate::database::{DatabaseError, ErrorKind};
use crate::migrator::attend;
use crate::migrator::error::{Kept, MigrateError, Place, StepFailure, doing};
use crate::migrator::work::Work;

impl Executor<'_, '_> {
    /// Turns a failure into facts, and writes it into the log where that is possible.
    pub(super) fn failed(
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
                    holder: format!("{} ({error})", attend::ANOTHER),
                    waited: self.migrator.settings.lock_wait,
                };
            }
            SegmentError::Before(error) if !stopped => return doing("beginning a revision")(error),
            SegmentError::Before(error) => (error, 0, None, false),
            SegmentError::Text(error, statement, offset) => (error, statement + 1, offset, false),
            SegmentError::After(error) | SegmentError::Away(error) => (error, 0, None, true),
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
            function: work.function().map(str::to_owned),
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

/// The number of a statement among all of its half, from 1; 0 stays 0.
fn number_in_half(work: &Work<'_>, segment: usize, statement: usize) -> usize {
    if statement == 0 {
        return 0;
    }
    let before: usize = work.segments[..segment].iter().map(|segment| segment.statements.len()).sum();
    before + statement
}

fn place_of(work: &Work<'_>, segment: usize, statement: usize, offset: Option<usize>) -> Place {
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
