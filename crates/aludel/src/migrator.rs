//! The verbs: upgrade, downgrade, stamp, and what only looks.
//!
//! ```text
//! Store::look ─► Route ─► nothing to do?            one statement, no lock taken
//! lock::with ─► read again ─► Route again ─► Work ─► Executor ─► Report
//! ```

mod attend;
mod cut;
mod error;
mod execute;
mod facts;
mod function;
mod offline;
mod repair;
mod stamp;
mod state;
mod way;
mod work;

use std::time::{Duration, Instant};

pub use error::{Edit, Edited, Kept, MigrateError, Place, StepFailure};
pub use repair::{Repaired, Settled};
pub use state::{Plan, PlannedSegment, PlannedStep, State};

use crate::database::Database;
use crate::directory::Migrations;
use crate::event::{Event, Observer};
use crate::function::Functions;
use crate::lock::{self, Reconnect, Surroundings};
use crate::log::LogRecord;
use crate::revision::{Direction, RevisionId};
use crate::settings::{Ahead, Settings};
use crate::stop::Stop;
use crate::store::{Held, Store};
use crate::target::Target;
use crate::wait::Pauses;
use error::doing;
use execute::{Executor, Outcome};
use way::{Way, Wish};

/// Brings a database from revision to revision, on a connection that one holds, in this thread.
///
/// A service has it easier with [`Migrator`](crate::Migrator).
pub struct Runner<'a> {
    migrations: &'a Migrations,
    settings: Settings,
    observer: Observer,
    stop: Stop,
    reconnect: Option<Reconnect>,
    functions: Functions,
}

/// What a verb has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The steps that this process has made, in their order.
    pub steps: Vec<StepDone>,
    /// The rows of the version table now.
    pub heads: Vec<RevisionId>,
    /// By how many revisions the database is ahead of these; 0: it is not.
    pub ahead_by: usize,
}

/// A step that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDone {
    /// The revision.
    pub revision: RevisionId,
    /// Which way.
    pub direction: Direction,
    /// How long it took.
    pub took: Duration,
}

impl<'a> Runner<'a> {
    /// A migrator for these revisions.
    pub fn new(migrations: &'a Migrations, settings: Settings, observer: Observer, stop: Stop) -> Self {
        Self { migrations, settings, observer, stop, reconnect: None, functions: Functions::default() }
    }

    /// Says how to open another connection: behind a pooler, the lease is prolonged through it.
    #[must_use]
    pub fn reconnect_by(mut self, reconnect: Reconnect) -> Self {
        self.reconnect = Some(reconnect);
        self
    }

    /// Hands over the Rust functions that revisions name.
    #[must_use]
    pub fn functions(mut self, functions: Functions) -> Self {
        self.functions = functions;
        self
    }

    /// Applies what is pending on the way to the targets.
    ///
    /// # Errors
    /// See [`MigrateError`]. What was finished before the error stays.
    pub fn upgrade(&self, database: &mut dyn Database, targets: &[Target]) -> Result<Report, MigrateError> {
        self.attend(database, |database| self.walk(database, &Wish::Upgrade(targets)))
    }

    /// Undoes what stands above the target.
    ///
    /// # Errors
    /// See [`MigrateError`]. What was finished before the error stays undone.
    pub fn downgrade(&self, database: &mut dyn Database, target: &Target) -> Result<Report, MigrateError> {
        self.attend(database, |database| self.walk(database, &Wish::Downgrade(target)))
    }

    /// Makes the version table and the log, where they are not there.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn ensure_version(&self, database: &mut dyn Database) -> Result<(), MigrateError> {
        self.attend(database, |database| {
            let (store, held) = self.read(database)?;
            if held.has_version_table && held.has_log {
                return Ok(());
            }
            let create = |database: &mut dyn Database, _: &_| self.create_tables(database, &store, &held);
            lock::with(database, &self.around(&store), |_| Ok(None), create).map_err(MigrateError::from)
        })
    }

    /// Waits until another process has brought the database to the targets. Reads only.
    ///
    /// # Errors
    /// [`MigrateError::NotAtHead`] when `patience` is over.
    pub fn wait_for(
        &self,
        database: &mut dyn Database,
        targets: &[Target],
        patience: Duration,
    ) -> Result<Report, MigrateError> {
        self.attend(database, |database| self.poll(database, targets, patience))
    }

    fn poll(
        &self,
        database: &mut dyn Database,
        targets: &[Target],
        patience: Duration,
    ) -> Result<Report, MigrateError> {
        let began = Instant::now();
        let mut pauses = Pauses::new(Duration::from_millis(100), Duration::from_secs(2));
        let mut told = false;
        loop {
            let held = self.held(database)?;
            let way = self.way(database, &held, &Wish::Upgrade(targets))?;
            if way.steps.is_empty() {
                return Ok(self.report_without_steps(&held, &way));
            }
            let (waited, pending) = (began.elapsed(), way.steps.len());
            if waited >= patience {
                return Err(MigrateError::NotAtHead { waited, pending });
            }
            if !told {
                (self.observer)(Event::Warning(format!(
                    "{pending} pending: waiting until another process has applied them"
                )));
                told = true;
            }
            if self.stop.sleep(pauses.next().min(patience.saturating_sub(waited))) {
                return Err(MigrateError::Stopped);
            }
        }
    }

    /// The log, whole, oldest first; of one revision where one is named. Reads only.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn log(
        &self,
        database: &mut dyn Database,
        revision: Option<&str>,
    ) -> Result<Vec<LogRecord>, MigrateError> {
        self.attend(database, |database| {
            let (store, held) = self.read(database)?;
            if !held.has_log {
                return Ok(Vec::new());
            }
            store.records(database, revision).map_err(doing("reading the log"))
        })
    }

    /// Who holds the lock now, in words; `None`: nobody. Reads only.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn lock_holder(&self, database: &mut dyn Database) -> Result<Option<String>, MigrateError> {
        self.attend(database, |database| {
            let (store, _) = self.read(database)?;
            lock::current_holder(database, &store).map_err(doing("looking who holds the lock"))
        })
    }

    fn read(&self, database: &mut dyn Database) -> Result<(Store, Held), MigrateError> {
        Store::read(database, &self.settings).map_err(doing("reading the version table"))
    }

    /// What the database says, for whoever only looks.
    fn held(&self, database: &mut dyn Database) -> Result<Held, MigrateError> {
        Store::look(database, &self.settings).map_err(doing("reading the version table"))
    }

    fn around<'b>(&'b self, store: &'b Store) -> Surroundings<'b> {
        Surroundings {
            store,
            settings: &self.settings,
            observer: &self.observer,
            stop: &self.stop,
            reconnect: self.reconnect.as_ref(),
        }
    }

    fn walk(&self, database: &mut dyn Database, wish: &Wish<'_>) -> Result<Report, MigrateError> {
        let held = self.held(database)?;
        let way = self.way(database, &held, wish)?;
        self.tell_if_ahead(&way);
        if way.steps.is_empty() {
            return Ok(self.report_without_steps(&held, &way));
        }
        let (store, held) = self.read(database)?;
        let needed = |database: &mut dyn Database| {
            let held = self.held(database)?;
            let way = self.way(database, &held, wish)?;
            Ok(way.steps.is_empty().then(|| self.report_without_steps(&held, &way)))
        };
        let around = self.around(&store);
        let report = lock::with(database, &around, needed, |database, exclusion| {
            self.create_tables(database, &store, &held)?;
            let mut report = Report::default();
            let mut executor = Executor::new(self, &store, exclusion, database)?;
            loop {
                // In this order: what others change after this moment is seen by the executor.
                executor.note_changes_of_others()?;
                let now = store.read_again(executor.database).map_err(doing("reading the version table"))?;
                let way = self.way(executor.database, &now, wish)?;
                let outcome = executor.walk(&now, &way, &mut report)?;
                if outcome == Outcome::Done {
                    report.heads = way.steps.last().map_or(now.rows, |step| step.heads_after.clone());
                    report.ahead_by = way.ahead_by;
                    return Ok(report);
                }
            }
        })?;
        Ok(report)
    }

    /// Makes the tables under the lock, where they are not there.
    fn create_tables(
        &self,
        database: &mut dyn Database,
        store: &Store,
        before: &Held,
    ) -> Result<(), MigrateError> {
        if before.has_version_table && before.has_log {
            return Ok(());
        }
        execute::in_own_transaction(database, &store.to_create_missing(before))
            .map_err(doing("making the version table and the log"))
    }

    fn tell_if_ahead(&self, way: &Way<'_>) {
        if way.ahead_by > 0 && way.steps.is_empty() && self.settings.ahead == Ahead::Start {
            let word = if way.ahead_by == 1 { "revision" } else { "revisions" };
            (self.observer)(Event::Warning(format!(
                "the database is {} {word} ahead of this release; nothing was changed",
                way.ahead_by
            )));
        }
    }

    fn report_without_steps(&self, held: &Held, way: &Way<'_>) -> Report {
        Report { steps: Vec::new(), heads: held.rows.clone(), ahead_by: way.ahead_by }
    }
}
