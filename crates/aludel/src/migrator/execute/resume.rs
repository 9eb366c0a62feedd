//! Going on behind the point where an earlier run was cut.

use super::Executor;
use crate::database::DatabaseError;
use crate::event::Event;
use crate::log::LogEntry;
use crate::migrator::cut;
use crate::migrator::error::{MigrateError, doing};
use crate::migrator::work::Work;
use crate::script::SegmentKind;

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
}

/// Refuses to go on where the text of what is done has changed.
pub(super) fn check_resume(work: &Work<'_>, entry: &LogEntry) -> Result<(), MigrateError> {
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
