//! Which steps lead from what a database holds to what is wished, and whether they may be taken.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::path::PathBuf;

use super::Runner;
use super::error::{Edit, Edited, MigrateError, doing};
use crate::database::Database;
use crate::directory::Migrations;
use crate::graph::Node;
use crate::log::{EntryKind, LogEntry, LogRecord, newest};
use crate::revision::{Direction, Header, Revision, RevisionId, Section};
use crate::route::{self, Step};
use crate::settings::{Ahead, Settings, TableName};
use crate::store::{Held, Store};
use crate::target::Target;
use crate::{Dialect, RevisionGraph};

/// The version table of a database that Alembic has migrated.
const ALEMBICS: &str = "alembic_version";

/// What a verb was given.
pub(super) enum Wish<'w> {
    Upgrade(&'w [Target]),
    Downgrade(&'w Target),
}

/// The steps to take, and the revisions they are of.
pub(super) struct Way<'a> {
    pub(super) migrations: Book<'a>,
    pub(super) steps: Vec<Step>,
    /// By how many revisions the database is ahead.
    pub(super) ahead_by: usize,
}

/// The revisions of the files, or those together with what only the log knows.
pub(super) enum Book<'a> {
    Files(&'a Migrations),
    Extended(Box<Migrations>),
}

impl Deref for Book<'_> {
    type Target = Migrations;

    fn deref(&self) -> &Migrations {
        match self {
            Self::Files(migrations) => migrations,
            Self::Extended(migrations) => migrations,
        }
    }
}

impl<'a> Runner<'a> {
    /// Finds the steps, and refuses what must not be done.
    pub(super) fn way(
        &self,
        database: &mut dyn Database,
        held: &Held,
        wish: &Wish<'_>,
    ) -> Result<Way<'a>, MigrateError> {
        let graph = &self.migrations.graph;
        let dialect = database.server().dialect;
        if let Wish::Upgrade(_) = wish {
            self.refuse_alembics(database, held)?;
        }
        let way = if held.rows.iter().all(|row| graph.find(row.as_str()).is_some()) {
            let steps = match wish {
                Wish::Upgrade(targets) => route::upgrade(graph, &held.rows, targets)?,
                Wish::Downgrade(target) => route::downgrade(graph, &held.rows, target)?,
            };
            Way { migrations: Book::Files(self.migrations), steps, ahead_by: 0 }
        } else {
            self.way_from_beyond(database, held, wish)?
        };
        let edited = edited(self.migrations, held, dialect)?;
        let way = match wish {
            Wish::Upgrade(_) if !edited.is_empty() => return Err(MigrateError::Edited(edited)),
            Wish::Upgrade(_) => way,
            Wish::Downgrade(_) => self.with_stored_text(database, way, &edited)?,
        };
        self.refuse_unfinished(held, way)
    }

    /// Refuses to begin at base where Alembic has applied revisions of these: its table has another
    /// name, and everything would be run a second time.
    fn refuse_alembics(&self, database: &mut dyn Database, held: &Held) -> Result<(), MigrateError> {
        let ours = &self.settings.version_table;
        if held.has_version_table || ours.name == ALEMBICS {
            return Ok(());
        }
        let theirs = TableName { schema: ours.schema.clone(), name: ALEMBICS.to_owned() };
        let settings = Settings { version_table: theirs, ..self.settings.clone() };
        let found = Store::look(database, &settings).map_err(doing("looking for Alembic's table"))?;
        let known = |row: &RevisionId| self.migrations.graph.find(row.as_str()).is_some();
        match found.rows.iter().any(known) {
            true => Err(MigrateError::AlembicsTable { rows: found.rows, ours: ours.clone() }),
            false => Ok(()),
        }
    }

    /// The way where the version table holds revisions that have no file: a newer release was here.
    fn way_from_beyond(
        &self,
        database: &mut dyn Database,
        held: &Held,
        wish: &Wish<'_>,
    ) -> Result<Way<'a>, MigrateError> {
        let graph = &self.migrations.graph;
        let beyond = Beyond::find(graph, held)?;
        match wish {
            Wish::Downgrade(target) => {
                let migrations = self.extended(database, &beyond)?;
                let steps = route::downgrade(&migrations.graph, &held.rows, target)?;
                Ok(Way { migrations: Book::Extended(migrations), steps, ahead_by: 0 })
            }
            Wish::Upgrade(targets) => {
                let pending = route::upgrade(graph, &beyond.own_rows, targets)?;
                if !pending.is_empty() {
                    return Err(MigrateError::Diverged {
                        unknown: beyond.unknown,
                        pending: pending.iter().map(|step| graph.id(step.revision).clone()).collect(),
                    });
                }
                let by = beyond.unknown.len();
                match self.settings.ahead {
                    Ahead::Fail => Err(MigrateError::Ahead { by, rows: held.rows.clone() }),
                    Ahead::Start => {
                        Ok(Way { migrations: Book::Files(self.migrations), steps: Vec::new(), ahead_by: by })
                    }
                    Ahead::Downgrade => {
                        let migrations = self.extended(database, &beyond)?;
                        let steps = steps_back(&migrations.graph, &beyond.own_rows, &held.rows)?;
                        Ok(Way { migrations: Book::Extended(migrations), steps, ahead_by: 0 })
                    }
                }
            }
        }
    }

    /// The files' revisions and those that the log keeps.
    fn extended(
        &self,
        database: &mut dyn Database,
        beyond: &Beyond,
    ) -> Result<Box<Migrations>, MigrateError> {
        let stored = self.stored(database, &beyond.unknown)?;
        // The files' come first: their nodes keep their numbers.
        let mut revisions: Vec<Revision> = self.migrations.revisions()?.into_iter().cloned().collect();
        revisions.extend(stored);
        Migrations::from_revisions(revisions)
            .map(Box::new)
            .map_err(|_| MigrateError::UnknownRows { rows: beyond.unknown.clone() })
    }

    /// Revisions as the log keeps them.
    fn stored(
        &self,
        database: &mut dyn Database,
        wanted: &[RevisionId],
    ) -> Result<Vec<Revision>, MigrateError> {
        let wanted: HashSet<&RevisionId> = wanted.iter().collect();
        let (store, _) = Store::read(database, &self.settings).map_err(doing("reading the version table"))?;
        let mut newest: HashMap<RevisionId, LogRecord> = HashMap::new();
        for record in store.records(database, None).map_err(doing("reading the log"))? {
            let applied = matches!(record.kind, EntryKind::Up | EntryKind::Stamp);
            if applied && record.finished_at.is_some() && wanted.contains(&record.revision) {
                newest.insert(record.revision.clone(), record);
            }
        }
        Ok(newest.into_values().map(revision_of).collect())
    }

    /// Undoes an edited revision by the text that belongs to what was applied.
    fn with_stored_text(
        &self,
        database: &mut dyn Database,
        way: Way<'a>,
        edited: &[Edited],
    ) -> Result<Way<'a>, MigrateError> {
        let graph = &way.migrations.graph;
        let undone: HashSet<&RevisionId> = way.steps.iter().map(|step| graph.id(step.revision)).collect();
        let concerned: Vec<RevisionId> = edited
            .iter()
            .filter(|edited| edited.what == Edit::Text && undone.contains(&edited.revision))
            .map(|edited| edited.revision.clone())
            .collect();
        if concerned.is_empty() {
            return Ok(way);
        }
        for revision in &concerned {
            (self.observer)(crate::event::Event::Warning(format!(
                "revision {revision} was edited after it was applied: it is undone by the text that the log \
                 keeps"
            )));
        }
        let mut stored: HashMap<RevisionId, Revision> = self
            .stored(database, &concerned)?
            .into_iter()
            .map(|revision| (revision.header.id.clone(), revision))
            .collect();
        let revisions = way.migrations.revisions()?.into_iter().map(|revision| {
            let downgrade = match stored.remove(&revision.header.id) {
                Some(stored) => stored.downgrade,
                None => revision.downgrade.clone(),
            };
            Revision { downgrade, ..revision.clone() }
        });
        let Ok(migrations) = Migrations::from_revisions(revisions.collect()) else { return Ok(way) };
        Ok(Way { migrations: Book::Extended(Box::new(migrations)), ..way })
    }

    /// A revision that was cut must be finished before anything else is done.
    fn refuse_unfinished(&self, held: &Held, mut way: Way<'a>) -> Result<Way<'a>, MigrateError> {
        for entry in cut(&held.entries) {
            let direction = match entry.kind {
                EntryKind::Down => Direction::Down,
                EntryKind::Up | EntryKind::Stamp | EntryKind::Unstamp => Direction::Up,
            };
            let graph = &way.migrations.graph;
            let Some(node) = graph.find(entry.revision.as_str()) else {
                // A newer release was cut in the middle of a revision that we have no file for.
                match self.settings.ahead {
                    Ahead::Start => way.ahead_by += 1,
                    Ahead::Fail | Ahead::Downgrade => {
                        return Err(MigrateError::Ahead { by: 1, rows: vec![entry.revision.clone()] });
                    }
                }
                continue;
            };
            if !way.steps.iter().any(|step| step.revision == node && step.direction == direction) {
                return Err(MigrateError::Unfinished {
                    revision: entry.revision.clone(),
                    direction,
                    done: entry.segments_done,
                    total: entry.segments_total,
                });
            }
        }
        Ok(way)
    }
}

/// The entries of revisions that a run was cut in.
pub(super) fn cut(entries: &[LogEntry]) -> Vec<&LogEntry> {
    if entries.iter().all(|entry| entry.finished) {
        return Vec::new();
    }
    let mut cut: Vec<&LogEntry> = newest(entries).into_values().filter(|entry| entry.is_cut()).collect();
    cut.sort_by_key(|entry| entry.id);
    cut
}

/// The newest finished entry of each revision, where it says that the revision is applied.
pub(super) fn applied_entries(entries: &[LogEntry]) -> HashMap<&str, &LogEntry> {
    let mut newest: HashMap<&str, &LogEntry> = HashMap::with_capacity(entries.len());
    for entry in entries.iter().filter(|entry| entry.finished) {
        newest.insert(entry.revision.as_str(), entry);
    }
    newest.retain(|_, entry| matches!(entry.kind, EntryKind::Up | EntryKind::Stamp));
    newest
}

/// For each revision that has a file its newest finished entry.
fn newest_finished<'e>(graph: &RevisionGraph, entries: &'e [LogEntry]) -> Vec<Option<&'e LogEntry>> {
    let mut newest = vec![None; graph.len()];
    let nodes: Vec<Node> = graph.nodes().collect();
    let mut next = 0;
    for entry in entries.iter().filter(|entry| entry.finished) {
        let id = entry.revision.as_str();
        // They were applied in load order, mostly: the next one is looked at before all are searched.
        let is_next = nodes.get(next).filter(|node| graph.id(**node).as_str() == id).copied();
        let Some(node) = is_next.or_else(|| graph.find(id)) else { continue };
        next = node.index() + 1;
        if let Some(place) = newest.get_mut(node.index()) {
            *place = Some(entry);
        }
    }
    newest
}

/// The applied revisions whose files are not what was applied.
pub(super) fn edited(
    migrations: &Migrations,
    held: &Held,
    dialect: Dialect,
) -> Result<Vec<Edited>, MigrateError> {
    let graph = &migrations.graph;
    let entries = newest_finished(graph, &held.entries);
    let known: Vec<RevisionId> =
        held.rows.iter().filter(|row| graph.find(row.as_str()).is_some()).cloned().collect();
    let mut applied = None;
    let mut edited = Vec::new();
    for (node, entry) in graph.nodes().zip(entries) {
        let header = graph.header(node);
        let says_applied = |entry: &&LogEntry| matches!(entry.kind, EntryKind::Up | EntryKind::Stamp);
        let Some(entry) = entry.filter(says_applied) else { continue };
        let what = what_is_edited(migrations, node, entry, dialect);
        let Some(what) = what else { continue };
        // Asked late: most databases hold no edited revision.
        if applied.is_none() {
            applied = Some(route::applied(graph, &known)?);
        }
        if applied.as_ref().is_some_and(|applied| applied.contains(node)) {
            edited.push(Edited { revision: header.id.clone(), path: header.path.clone(), what });
        }
    }
    Ok(edited)
}

fn what_is_edited(migrations: &Migrations, node: Node, entry: &LogEntry, dialect: Dialect) -> Option<Edit> {
    let (now, applied) = (&migrations.graph.header(node).parents, &entry.parents);
    if !is_same_set(now, applied) {
        return Some(Edit::Parents { applied: applied.clone(), now: now.clone() });
    }
    let is_same = entry.checksum.is_empty() || migrations.has_checksum(node, dialect, &entry.checksum);
    (!is_same).then_some(Edit::Text)
}

fn is_same_set(one: &[RevisionId], two: &[RevisionId]) -> bool {
    let sorted = |ids: &[RevisionId]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    one == two || sorted(one) == sorted(two)
}

/// The steps that undo all between two sets of rows, newest first.
fn steps_back(
    graph: &RevisionGraph,
    to: &[RevisionId],
    from: &[RevisionId],
) -> Result<Vec<Step>, MigrateError> {
    let targets: Vec<Target> = from
        .iter()
        .map(|row| row.as_str().parse())
        .collect::<Result<_, _>>()
        .map_err(|_| MigrateError::UnknownRows { rows: from.to_vec() })?;
    let forward = route::upgrade(graph, to, &targets)?;
    let mut heads: Vec<Vec<RevisionId>> = vec![to.to_vec()];
    heads.extend(forward.iter().map(|step| step.heads_after.clone()));
    let back = forward.into_iter().zip(heads).rev().map(|(step, heads_before)| Step {
        direction: Direction::Down,
        removes: step.adds,
        adds: step.removes,
        heads_after: heads_before,
        ..step
    });
    Ok(back.collect())
}

/// What a database holds beyond the files.
pub(super) struct Beyond {
    /// Applied revisions that have no file.
    pub(super) unknown: Vec<RevisionId>,
    /// The rows there would be without them.
    pub(super) own_rows: Vec<RevisionId>,
}

impl Beyond {
    /// Follows the log from the unknown rows down to revisions that have files.
    pub(super) fn find(graph: &RevisionGraph, held: &Held) -> Result<Self, MigrateError> {
        let entries = applied_entries(&held.entries);
        let mut unknown: Vec<RevisionId> = Vec::new();
        let mut lost: Vec<RevisionId> = Vec::new();
        let mut own = Vec::new();
        let mut seen: HashSet<RevisionId> = HashSet::new();
        let mut open: Vec<RevisionId> = held.rows.clone();
        while let Some(id) = open.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            if let Some(node) = graph.find(id.as_str()) {
                own.push(node);
                continue;
            }
            let Some(entry) = entries.get(id.as_str()) else {
                lost.push(id);
                continue;
            };
            open.extend(entry.parents.iter().cloned());
            open.extend(entry.depends_on.iter().map(|id| RevisionId::from_row(id)));
            unknown.push(id);
        }
        if !lost.is_empty() {
            lost.sort();
            return Err(MigrateError::UnknownRows { rows: lost });
        }
        unknown.sort();
        let mut own_rows: Vec<RevisionId> = own
            .iter()
            .filter(|node| {
                !own.iter().any(|other| other != *node && graph.ancestors(&[*other]).contains(**node))
            })
            .map(|node| graph.id(*node).clone())
            .collect();
        own_rows.sort();
        Ok(Self { unknown, own_rows })
    }
}

/// A revision as an entry of the log keeps it: it can only be undone.
fn revision_of(record: LogRecord) -> Revision {
    let section = |text: String, no_transaction| {
        let (rust, text) = match text.strip_prefix(super::facts::RUST) {
            Some(name) => (true, name.to_owned()),
            None => (false, text),
        };
        Section { dialects: Vec::new(), no_transaction, rust, line: 1, text }
    };
    Revision {
        header: Header {
            id: record.revision,
            parents: record.parents,
            depends_on: record.depends_on,
            branch_labels: Vec::new(),
            created: None,
            message: record.message,
            path: PathBuf::new(),
        },
        upgrade: vec![section(String::new(), false)],
        downgrade: record
            .downgrade
            .map(|text| section(text, record.downgrade_no_transaction))
            .into_iter()
            .collect(),
    }
}
