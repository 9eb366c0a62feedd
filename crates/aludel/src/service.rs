//! What a service embeds: five lines that wait, migrate and report.
//!
//! The drivers block, and a service must not: a verb gives the work a thread of its own and is a
//! future of no particular runtime. What must happen where the service awaits it, statements on a
//! connection of the service's and revisions that are Rust functions, the thread asks the future for.

mod builder;
mod call;
mod connect;
mod error;
mod events;
mod revisions;
mod served;
#[cfg(any(feature = "sqlx-postgres", feature = "sqlx-sqlite", feature = "sqlx-mysql"))]
mod sqlx;
#[cfg(feature = "tracing")]
mod trace;
mod verbs;

use std::sync::Arc;
use std::time::Duration;

pub use connect::{Connect, Link};
pub use error::Error;
pub use events::Events;
pub use revisions::Revisions;

use crate::event::Observer;
use crate::function::Functions;
use crate::settings::Settings;
use crate::stop::Stop;

/// Brings a service's database to the revisions that the service was built with.
///
/// ```no_run
/// # async fn start(database_url: &str) -> Result<(), aludel::Error> {
/// use std::time::Duration;
///
/// # let migrations = aludel::Migrations::from_texts(&[])?;
/// // let migrations = aludel::embedded!();
/// let report = aludel::Migrator::new(migrations).wait(Duration::from_secs(60)).upgrade(database_url).await?;
/// println!("{} revisions applied", report.steps.len());
/// # Ok(())
/// # }
/// ```
///
/// Twenty that start at once take turns: one migrates, the others find nothing left to do. Every verb
/// takes a URL, or a pool or connection of sqlx where the feature for it is on (see [`Connect`]), and is
/// there twice: as a future of any runtime, and with `_blocking` behind its name. The work runs in a
/// thread of its own. A future that is dropped cancels the statement that runs, and its transaction is
/// rolled back; to wait until that is done, await the verb and use [`Migrator::stop`] instead.
#[derive(Clone)]
pub struct Migrator {
    revisions: Revisions,
    settings: Settings,
    wait: Duration,
    create_database: bool,
    observers: Vec<Observer>,
    stop: Stop,
    functions: Functions,
    /// Whether this thread is blocked while the verb is awaited.
    blocks: bool,
}

impl Migrator {
    /// A migrator for these revisions: [`embedded!`](crate::embedded!) ones, or
    /// [`Migrations`](crate::Migrations) that were read from a folder.
    pub fn new(revisions: impl Into<Revisions>) -> Self {
        Self {
            revisions: revisions.into(),
            settings: Settings::default(),
            wait: Duration::ZERO,
            create_database: false,
            observers: Vec::new(),
            stop: Stop::new(),
            functions: Functions::default(),
            blocks: false,
        }
    }

    /// Its revisions.
    pub fn revisions(&self) -> &Revisions {
        &self.revisions
    }

    /// The Rust functions that were handed over.
    pub fn functions(&self) -> &Functions {
        &self.functions
    }

    /// How it behaves.
    pub fn current_settings(&self) -> &Settings {
        &self.settings
    }

    fn blocking(&self) -> Self {
        Self { blocks: true, ..self.clone() }
    }

    /// Tells every observer.
    fn observer(&self) -> Observer {
        let observers = self.observers.clone();
        #[cfg(feature = "tracing")]
        let observers = [observers, vec![trace::observer()]].concat();
        match <[Observer; 1]>::try_from(observers) {
            Ok([only]) => only,
            Err(observers) => Arc::new(move |event| {
                for observer in &observers {
                    observer(event.clone());
                }
            }),
        }
    }
}

impl std::fmt::Debug for Migrator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { revisions, settings, wait, create_database, observers: _, stop: _, functions, blocks: _ } =
            self;
        f.debug_struct("Migrator")
            .field("revisions", revisions)
            .field("settings", settings)
            .field("wait", wait)
            .field("create_database", create_database)
            .field("functions", functions)
            .finish_non_exhaustive()
    }
}
