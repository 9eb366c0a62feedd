//! A statement that no transaction covers: announced before, recorded after.

use std::time::{Duration, Instant};

use super::session::{application, lock_timeout};
use super::{Errand, Executor, SegmentError};
use crate::Dialect;
use crate::database::{DatabaseError, ErrorKind};
use crate::lock::Lease;
use crate::migrator::cut;
use crate::migrator::work::Work;
use crate::script::Alone;
use crate::wait::Pauses;

impl Executor<'_, '_> {
    /// A statement that changes the session and can't be in a transaction.
    pub(super) fn as_session(&mut self, errand: &Errand<'_>) -> Result<(), SegmentError> {
        self.close_open().map_err(SegmentError::Before)?;
        self.replay(errand)?;
        self.run(errand.text).map_err(|error| {
            let offset = error.offset;
            SegmentError::Text(error, 0, offset)
        })?;
        self.record(&errand.record).map_err(SegmentError::After)
    }

    /// A statement that no transaction covers: it was announced; it runs; it is recorded.
    pub(super) fn alone(
        &mut self,
        work: &Work<'_>,
        errand: &Errand<'_>,
        alone: &Alone,
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
            let restore = format!("SET lock_timeout = {lock_timeout};\nRESET application_name");
            self.run(&restore).map_err(SegmentError::After)?;
        }
        self.record(&errand.record).map_err(SegmentError::After)
    }

    /// Drops the invalid index that a failed build leaves: it would slow writes, and enforce what
    /// it was to enforce.
    fn sweep(&mut self, alone: &Alone, error: &DatabaseError) {
        if error.kind == ErrorKind::ConnectionLost || error.code.as_deref() == Some("42P07") {
            return;
        }
        if let Ok(cut::Found::InvalidIndex(index)) = cut::look(self.database, alone, "", true) {
            let _ = self.database.execute(&format!("DROP INDEX CONCURRENTLY IF EXISTS {index}"));
        }
    }
}
