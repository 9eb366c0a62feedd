//! Repair: make the log agree with the files, or settle what a cut run left open.

use super::error::{Edited, MigrateError, doing};
use super::facts::Facts;
use super::way::{applied_entries, cut, edited};
use super::{Runner, execute};
use crate::database::Database;
use crate::lock;
use crate::log::EntryKind;
use crate::revision::{Direction, RevisionId};
use crate::store::Store;

/// What `repair` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The edited revisions that are accepted now.
    pub accepted: Vec<Edited>,
}

/// What a human found out about a segment that was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It had finished: the next run goes on behind it.
    Done,
    /// It had not: the next run does it again.
    Again,
    /// The revision's changes were taken back by hand: the next run begins it anew.
    Undone,
}

impl Runner<'_> {
    /// Accepts edits of applied revisions (of those named; of all where none is): the log takes
    /// over their text, parents and downgrade as the files have them now. Runs nothing of them.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn repair(&self, database: &mut dyn Database, only: &[RevisionId]) -> Result<Repaired, MigrateError> {
        self.attend(database, |database| self.accept(database, only))
    }

    fn accept(&self, database: &mut dyn Database, only: &[RevisionId]) -> Result<Repaired, MigrateError> {
        let (store, held) = self.read(database)?;
        let dialect = database.server().dialect;
        let mut accepted = edited(self.migrations, &held, dialect)?;
        accepted.retain(|edited| only.is_empty() || only.contains(&edited.revision));
        if accepted.is_empty() {
            return Ok(Repaired { accepted });
        }
        let entries = applied_entries(&held.entries);
        let graph = &self.migrations.graph;
        let mut statements = Vec::new();
        for edited in &accepted {
            let (Some(entry), Some(node)) =
                (entries.get(edited.revision.as_str()), graph.find(edited.revision.as_str()))
            else {
                continue;
            };
            let facts = Facts::of(self.migrations, node, Direction::Up, dialect)?;
            statements.push(store.to_repair(entry.id, &facts.entry(EntryKind::Up, &self.settings)));
        }
        self.write_alone(database, &store, &statements)?;
        Ok(Repaired { accepted })
    }

    /// Settles by hand what a cut run left open in a revision.
    ///
    /// # Errors
    /// [`MigrateError::NothingToSettle`] where the revision was not cut.
    pub fn settle(
        &self,
        database: &mut dyn Database,
        revision: &RevisionId,
        settled: Settled,
    ) -> Result<(), MigrateError> {
        self.attend(database, |database| self.write_settled(database, revision, settled))
    }

    fn write_settled(
        &self,
        database: &mut dyn Database,
        revision: &RevisionId,
        settled: Settled,
    ) -> Result<(), MigrateError> {
        let (store, held) = self.read(database)?;
        let cut = cut(&held.entries);
        let Some(entry) = cut.iter().find(|entry| entry.revision == *revision) else {
            return Err(MigrateError::NothingToSettle(revision.clone()));
        };
        let statement = match settled {
            Settled::Done => store.to_advance(entry.id, entry.segments_done + 1, false),
            Settled::Again => store.to_advance(entry.id, entry.segments_done, false),
            Settled::Undone => store.to_forget(entry.id),
        };
        self.write_alone(database, &store, &[statement])
    }

    fn write_alone(
        &self,
        database: &mut dyn Database,
        store: &Store,
        statements: &[String],
    ) -> Result<(), MigrateError> {
        let around = self.around(store);
        lock::with(
            database,
            &around,
            |_| Ok(None),
            |database, _| execute::in_own_transaction(database, statements).map_err(doing("writing the log")),
        )
        .map_err(MigrateError::from)
    }
}
