//! What a service can say of how it is migrated.

use std::sync::Arc;
use std::time::Duration;

use super::{Events, Migrator, events};
use crate::database::DatabaseError;
use crate::event::Event;
use crate::function::{BoxError, Connection};
use crate::settings::{Ahead, Settings, TableName};
use crate::stop::Stop;

impl Migrator {
    /// Waits so long until the server answers and accepts the login; without this, it is asked once.
    ///
    /// What waiting can't cure, a wrong password or an unknown database, fails at once.
    #[must_use]
    pub fn wait(self, patience: Duration) -> Self {
        Self { wait: patience, ..self }
    }

    /// Waits so long while another process migrates this database; without this, five minutes.
    #[must_use]
    pub fn lock(mut self, patience: Duration) -> Self {
        self.settings.lock_wait = patience;
        self
    }

    /// Says what is done in front of a database that is ahead of these revisions: a newer release was
    /// there. Without this, [`Ahead::Start`].
    #[must_use]
    pub fn ahead(mut self, ahead: Ahead) -> Self {
        self.settings.ahead = ahead;
        self
    }

    /// Names the table in which the heads are kept, to share it with Alembic, or with another service.
    #[must_use]
    pub fn version_table(mut self, name: TableName) -> Self {
        self.settings.version_table = name;
        self
    }

    /// Sets all there is to set; what [`lock`](Self::lock), [`ahead`](Self::ahead) and
    /// [`version_table`](Self::version_table) set comes after it.
    #[must_use]
    pub fn settings(self, settings: Settings) -> Self {
        Self { settings, ..self }
    }

    /// Makes the database where the server has none of that name. A SQLite file is always made.
    #[must_use]
    pub fn create_database(self) -> Self {
        Self { create_database: true, ..self }
    }

    /// Ends a verb when the wish is made, from a signal handler for example: the statement that runs is
    /// cancelled, its transaction rolled back, the lock given back, and the verb returns an error.
    #[must_use]
    pub fn stop(self, stop: Stop) -> Self {
        Self { stop, ..self }
    }

    /// Tells a closure each event, in the thread that migrates; may be called several times.
    ///
    /// ```
    /// # let migrations = aludel::Migrations::from_texts(&[]).unwrap();
    /// let migrator = aludel::Migrator::new(migrations).events(|event| eprintln!("{event}"));
    /// ```
    #[must_use]
    pub fn events(mut self, observer: impl Fn(Event) + Send + Sync + 'static) -> Self {
        self.observers.push(Arc::new(observer));
        self
    }

    /// Gives the events as a stream, beside what [`events`](Self::events) is told.
    ///
    /// The stream ends when the migrator and its clones are gone.
    pub fn event_stream(mut self) -> (Self, Events) {
        let (observer, events) = events::stream();
        self.observers.push(observer);
        (self, events)
    }

    /// Hands over the Rust function that a section marked `[rust]` names.
    ///
    /// It runs where the verb is awaited, in the transaction of its revision, with its record; an error
    /// rolls all of it back. So it may be called again, and must be as ready for that as SQL is.
    ///
    /// ```
    /// # let migrations = aludel::Migrations::from_texts(&[]).unwrap();
    /// // migrations/004_fill_slugs.sql ends with `-- upgrade [rust]` and, below it, `fill_slugs`.
    /// let migrator = aludel::Migrator::new(migrations).function("fill_slugs", |database| async move {
    ///     let mut batches = database.batches("SELECT id, title FROM posts", "id", 1000);
    ///     while let Some(rows) = batches.next().await? {
    ///         for row in rows {
    ///             let [Some(id), Some(title)] = row.as_slice() else { continue };
    ///             let slug = database.literal(&title.to_lowercase().replace(' ', "-"));
    ///             database.execute(&format!("UPDATE posts SET slug = {slug} WHERE id = {id}")).await?;
    ///         }
    ///     }
    ///     Ok(())
    /// });
    /// ```
    #[must_use]
    pub fn function<F, O>(mut self, name: impl Into<String>, function: F) -> Self
    where
        F: Fn(Connection) -> O + Send + Sync + 'static,
        O: Future<Output = Result<(), BoxError>> + Send + 'static,
    {
        self.functions.add(name.into(), Arc::new(move |connection| Box::pin(function(connection))));
        self
    }
}

/// So that `?` in a function takes what its connection says.
const _: fn(DatabaseError) -> BoxError = BoxError::from;
