//! Calls the Rust function of a revision, its record with it.

use super::{Errand, Executor, SegmentError};
use crate::database::{DatabaseError, ErrorKind};
use crate::script::Alone;

impl Executor<'_, '_> {
    /// Calls a function; in a scratch database nothing happens.
    pub(super) fn call(&mut self, function: &str, in_transaction: bool) -> Result<(), DatabaseError> {
        let (functions, stop) = (&self.migrator.functions, &self.migrator.stop);
        if stop.is_requested() {
            return Err(DatabaseError::new(ErrorKind::Cancelled, "stopped on request"));
        }
        if self.migrator.settings.pass_over_functions && !functions.has(function) {
            return Ok(());
        }
        functions.call(function, self.database, in_transaction, stop)
    }

    /// As one message before it and one behind it: what a script's own message has around its text.
    pub(super) fn function_on_postgres(
        &mut self,
        before: &str,
        function: &str,
        after: &str,
    ) -> Result<(), SegmentError> {
        if !before.is_empty() {
            self.run(before).map_err(SegmentError::Before)?;
        }
        self.call(function, true).map_err(in_function)?;
        self.run(after).map_err(SegmentError::After)
    }

    /// A function that was announced: in a transaction with its record where there is one.
    pub(super) fn function_alone(
        &mut self,
        errand: &Errand<'_>,
        alone: &Alone,
        function: &str,
    ) -> Result<(), SegmentError> {
        self.replay(errand)?;
        if *alone != Alone::Function {
            self.call(function, false).map_err(in_function)?;
            return self.record(&errand.record).map_err(SegmentError::After);
        }
        self.run("START TRANSACTION").map_err(SegmentError::Before)?;
        let called = self.call(function, true).map_err(in_function);
        let result = called.and_then(|()| {
            let mut statements = errand.record.iter().map(String::as_str).chain(["COMMIT"]);
            statements.try_for_each(|statement| self.run(statement)).map_err(SegmentError::After)
        });
        if result.is_err() {
            let _ = self.database.execute("ROLLBACK");
        }
        result
    }
}

fn in_function(error: DatabaseError) -> SegmentError {
    SegmentError::Text(error, 0, None)
}
