//! Going on behind the point where an earlier run was cut.

use std::time::{Duration, Instant};

use super::Executor;
use crate::Dialect;
use crate::database::DatabaseError;
use crate::event::Event;
use crate::log::LogEntry;
use crate::migrator::cut;
use crate::migrator::error::{MigrateError, doing};
use crate::migrator::work::Work;
use crate::script::SegmentKind;
use crate::wait::Pauses;

impl Executor<'_, '_> {
    /// Looks whether a segment that was cut while it ran had finished.
    pub(super) fn settle(
        &mut self,
        work: &Work<'_>,
        entry: &LogEntry,
        done: usize,
    ) -> Result<bool, MigrateError> {
        let Some(segment) = work.segments.get(done) else { return Ok(false) };
        let SegmentKind::Alone(alone) = &segment.kind else { return Ok(false) };
        self.outlast(&work.section.text[segment.span.clone()])?;
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

    /// Waits until no other session runs a statement.
    ///
    /// Behind a pooler a server goes on with it after its client was killed, and the lease ends
    /// sooner. To run it a second time, or to drop its index, would be a deadlock.
    fn outlast(&mut self, text: &str) -> Result<(), MigrateError> {
        if self.dialect != Dialect::Postgres {
            return Ok(());
        }
        let began = Instant::now();
        let mut pauses = Pauses::new(Duration::from_millis(50), Duration::from_secs(1));
        let mut told = false;
        // The server shows the first 1024 bytes, unless it is told to show more or less.
        let find = format!(
            "SELECT pid, extract(epoch FROM clock_timestamp() - query_start)::bigint FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active' \
             AND left(query, 200) = left({}, 200)",
            self.dialect.literal(text)
        );
        loop {
            let rows = self.database.query(&find).map_err(doing("looking what a cut run left behind"))?;
            let Some(row) = rows.first() else { return Ok(()) };
            let cell = |index: usize| row.get(index).and_then(Option::as_deref).unwrap_or("");
            let holder = format!(
                "pid {} still runs, for {} s, the statement that an earlier run began",
                cell(0),
                cell(1)
            );
            let waited = began.elapsed();
            if waited >= self.migrator.settings.lock_wait {
                return Err(MigrateError::Locked { holder, waited });
            }
            if !told && waited >= Duration::from_secs(1) {
                (self.migrator.observer)(Event::LockHeld { holder, waited });
                told = true;
            }
            if self.migrator.stop.sleep(pauses.next()) {
                return Err(MigrateError::Stopped);
            }
        }
    }

    fn drop_invalid(&mut self, index: &str) -> Result<(), DatabaseError> {
        (self.migrator.observer)(Event::Warning(format!(
            "the index {index} is invalid: an index build was cut short; it is dropped and built again"
        )));
        self.run(&format!("DROP INDEX CONCURRENTLY IF EXISTS {index}"))
    }
}

/// Refuses to go on where the text of what is done has changed.
pub(super) fn check_resume(work: &Work<'_>, entry: &LogEntry) -> Result<(), MigrateError> {
    let done = entry.segments_done;
    let checksums = work.segment_checksums();
    let ran = entry.segments.get(..done);
    let same = ran.is_some() && checksums.get(..done) == ran;
    // A segment that was begun counts, too: what it did is looked for by its text.
    let begun = entry.segment_started > done && !entry.failed;
    let same_begun = !begun || checksums.get(done) == entry.segments.get(done);
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
