//! Stamp: record without running.

use std::collections::HashSet;

use super::error::{MigrateError, doing};
use super::facts::Facts;
use super::{Report, Runner, execute};
use crate::RevisionGraph;
use crate::database::Database;
use crate::graph::NodeSet;
use crate::lock;
use crate::log::{EntryKind, NewEntry};
use crate::revision::{Direction, RevisionId};
use crate::route::{self, Purge, StampStep};
use crate::store::{Held, Store};
use crate::target::Target;

impl Runner<'_> {
    /// Records that the database is at the targets, and runs nothing.
    ///
    /// # Errors
    /// See [`MigrateError`]; nothing is changed then.
    pub fn stamp(
        &self,
        database: &mut dyn Database,
        targets: &[Target],
        purge: Purge,
    ) -> Result<Report, MigrateError> {
        self.attend(database, |database| self.write_stamp(database, targets, purge))
    }

    fn write_stamp(
        &self,
        database: &mut dyn Database,
        targets: &[Target],
        purge: Purge,
    ) -> Result<Report, MigrateError> {
        let (store, held) = self.read(database)?;
        // Refuses what can't be before anything is made.
        route::stamp(&self.migrations.graph, &held.rows, targets, purge)?;
        let around = self.around(&store);
        lock::with(
            database,
            &around,
            |_| Ok(None),
            |database, _| {
                self.create_tables(database, &store, &held)?;
                let held = store.read_again(database).map_err(doing("reading the version table"))?;
                let steps = route::stamp(&self.migrations.graph, &held.rows, targets, purge)?;
                let statements = self.to_stamp(&store, &held, &steps, purge)?;
                execute::in_own_transaction(database, &statements).map_err(doing("stamping"))?;
                let heads = rows_after(&held.rows, &steps, purge).to_vec();
                Ok(Report { steps: Vec::new(), heads, ahead_by: 0 })
            },
        )
        .map_err(MigrateError::from)
    }

    /// The statements that stamp: the rows, and an entry for each revision whose state changes.
    pub(super) fn to_stamp(
        &self,
        store: &Store,
        held: &Held,
        steps: &[StampStep],
        purge: Purge,
    ) -> Result<Vec<String>, MigrateError> {
        let graph = &self.migrations.graph;
        let after = rows_after(&held.rows, steps, purge);
        let (was, is) = (covered(graph, &held.rows)?, covered(graph, after)?);
        let old: HashSet<&RevisionId> = held.rows.iter().collect();
        let new: HashSet<&RevisionId> = after.iter().collect();
        let removes: Vec<RevisionId> = held.rows.iter().filter(|row| !new.contains(row)).cloned().collect();
        let adds: Vec<RevisionId> = after.iter().filter(|row| !old.contains(row)).cloned().collect();
        let mut statements = store.to_change_rows(&removes, &adds);
        let mut facts = Vec::new();
        for node in graph.nodes() {
            let kind = match (was.contains(node), is.contains(node)) {
                (false, true) => EntryKind::Stamp,
                (true, false) => EntryKind::Unstamp,
                _ => continue,
            };
            facts.push((kind, Facts::of(self.migrations, node, Direction::Up, store.dialect)?));
        }
        // A revision that was cut is settled by a stamp, too: its entry is no more the newest.
        let entries: Vec<NewEntry<'_>> =
            facts.iter().map(|(kind, facts)| facts.entry(*kind, &self.settings)).collect();
        statements.extend(entries.chunks(500).map(|chunk| store.to_insert_entries(chunk)));
        Ok(statements)
    }
}

/// The rows when all is done; a purge without steps leaves none.
fn rows_after<'r>(before: &'r [RevisionId], steps: &'r [StampStep], purge: Purge) -> &'r [RevisionId] {
    match (steps.last(), purge) {
        (Some(step), _) => &step.heads_after,
        (None, Purge::All) => &[],
        (None, Purge::Keep) => before,
    }
}

/// The revisions that rows stand for; rows nobody knows stand for none.
fn covered(graph: &RevisionGraph, rows: &[RevisionId]) -> Result<NodeSet, MigrateError> {
    let known: Vec<RevisionId> =
        rows.iter().filter(|row| graph.find(row.as_str()).is_some()).cloned().collect();
    Ok(route::applied(graph, &known)?)
}
