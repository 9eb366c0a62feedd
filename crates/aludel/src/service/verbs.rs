//! The verbs of a service, each for whoever awaits it and for whoever blocks.

use std::time::{Duration, Instant};

use super::call::Access;
use super::{Connect, Error, Migrator};
use crate::block::block_on;
use crate::migrator::{MigrateError, Report, State};
use crate::revision::RevisionId;
use crate::target::Target;

impl Migrator {
    /// Applies all that is pending, up to every head.
    ///
    /// # Errors
    /// See [`Error`]. What was finished before the error stays.
    pub async fn upgrade(&self, database: impl Connect) -> Result<Report, Error> {
        let heads = [Target::heads()];
        self.work(database, Access::Write, move |runner, database| runner.upgrade(database, &heads)).await
    }

    /// As [`upgrade`](Self::upgrade), for a thread that blocks.
    ///
    /// A pool of SQLite and a connection of sqlx's need their runtime meanwhile: this thread must not be
    /// its only one.
    ///
    /// # Errors
    /// Those of [`upgrade`](Self::upgrade).
    pub fn upgrade_blocking(&self, database: impl Connect) -> Result<Report, Error> {
        block_on(self.blocking().upgrade(database))
    }

    /// Applies what is pending on the way to a target: `003`, `+1`, `billing@head`.
    ///
    /// # Errors
    /// Those of [`upgrade`](Self::upgrade); the text names no target.
    pub async fn upgrade_to(&self, database: impl Connect, target: &str) -> Result<Report, Error> {
        let target = [target.parse::<Target>()?];
        self.work(database, Access::Write, move |runner, database| runner.upgrade(database, &target)).await
    }

    /// As [`upgrade_to`](Self::upgrade_to), for a thread that blocks.
    ///
    /// # Errors
    /// Those of [`upgrade_to`](Self::upgrade_to).
    pub fn upgrade_to_blocking(&self, database: impl Connect, target: &str) -> Result<Report, Error> {
        block_on(self.blocking().upgrade_to(database, target))
    }

    /// Undoes what stands above a target: `003`, `-1`, `base`.
    ///
    /// # Errors
    /// See [`Error`]. What was finished before the error stays undone.
    pub async fn downgrade(&self, database: impl Connect, target: &str) -> Result<Report, Error> {
        let target = target.parse::<Target>()?;
        self.work(database, Access::Write, move |runner, database| runner.downgrade(database, &target)).await
    }

    /// As [`downgrade`](Self::downgrade), for a thread that blocks.
    ///
    /// # Errors
    /// Those of [`downgrade`](Self::downgrade).
    pub fn downgrade_blocking(&self, database: impl Connect, target: &str) -> Result<Report, Error> {
        block_on(self.blocking().downgrade(database, target))
    }

    /// Where the database stands. Reads only.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn state(&self, database: impl Connect) -> Result<State, Error> {
        self.work(database, Access::Read, |runner, database| runner.state(database)).await
    }

    /// As [`state`](Self::state), for a thread that blocks.
    ///
    /// # Errors
    /// Those of [`state`](Self::state).
    pub fn state_blocking(&self, database: impl Connect) -> Result<State, Error> {
        block_on(self.blocking().state(database))
    }

    /// The heads that the database holds, sorted; none where it was never migrated. Reads only.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn current(&self, database: impl Connect) -> Result<Vec<RevisionId>, Error> {
        Ok(self.state(database).await?.rows)
    }

    /// As [`current`](Self::current), for a thread that blocks.
    ///
    /// # Errors
    /// Those of [`current`](Self::current).
    pub fn current_blocking(&self, database: impl Connect) -> Result<Vec<RevisionId>, Error> {
        block_on(self.blocking().current(database))
    }

    /// What [`upgrade`](Self::upgrade) would apply, in its order. Reads only.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn pending(&self, database: impl Connect) -> Result<Vec<RevisionId>, Error> {
        Ok(self.state(database).await?.pending)
    }

    /// As [`pending`](Self::pending), for a thread that blocks.
    ///
    /// # Errors
    /// Those of [`pending`](Self::pending).
    pub fn pending_blocking(&self, database: impl Connect) -> Result<Vec<RevisionId>, Error> {
        block_on(self.blocking().pending(database))
    }

    /// Waits so long until another process has applied all that is pending. Reads only: it is for a
    /// service whose role may not change the schema.
    ///
    /// # Errors
    /// [`MigrateError::NotAtHead`] when the time is over.
    pub async fn wait_for(&self, database: impl Connect, patience: Duration) -> Result<Report, Error> {
        let heads = [Target::heads()];
        let began = Instant::now();
        let verb = move |runner: &crate::migrator::Runner<'_>,
                         database: &mut dyn crate::database::Database| {
            runner.wait_for(database, &heads, patience.saturating_sub(began.elapsed()))
        };
        self.work(database, Access::Await(patience), verb).await
    }

    /// As [`wait_for`](Self::wait_for), for a thread that blocks.
    ///
    /// # Errors
    /// Those of [`wait_for`](Self::wait_for).
    pub fn wait_for_blocking(&self, database: impl Connect, patience: Duration) -> Result<Report, Error> {
        block_on(self.blocking().wait_for(database, patience))
    }

    /// Looks, without a database, whether the revisions are a graph with one head, and whether every
    /// Rust function that they name was handed over: a test of the service can call it.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn check(&self) -> Result<(), Error> {
        let migrations = self.revisions.get()?;
        let heads: Vec<RevisionId> =
            migrations.graph.heads().iter().map(|node| migrations.graph.id(*node).clone()).collect();
        if heads.len() > 1 {
            return Err(Error::SeveralHeads(heads));
        }
        let missing = self.functions.missing(migrations).map_err(MigrateError::Files)?;
        match missing.into_iter().next() {
            Some((header, function)) => Err(Error::Migrate(MigrateError::Function {
                revision: header.id.clone(),
                path: header.path.clone(),
                function,
            })),
            None => Ok(()),
        }
    }
}
