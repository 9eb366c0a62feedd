//! What a database and the files say of each other, without changing either.

use super::error::{Edited, MigrateError};
use super::way::{Beyond, Wish, cut, edited};
use super::{Runner, work};
use crate::database::Database;
use crate::log::LogEntry;
use crate::revision::{Direction, RevisionId};
use crate::route::{self, Purge, StampStep};
use crate::script::SegmentKind;
use crate::target::Target;

/// Where a database stands.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct State {
    /// Whether the version table is there.
    pub has_version_table: bool,
    /// Whether the log is there.
    pub has_log: bool,
    /// The rows of the version table, sorted.
    pub rows: Vec<RevisionId>,
    /// The revisions with a file that are applied, in load order.
    pub applied: Vec<RevisionId>,
    /// The revisions with a file that are not, in the order in which `upgrade heads` takes them.
    pub pending: Vec<RevisionId>,
    /// Applied revisions that have no file, but that the log knows.
    pub beyond: Vec<RevisionId>,
    /// Rows of which neither the files nor the log know anything.
    pub unknown: Vec<RevisionId>,
    /// Applied revisions whose files were edited.
    pub edited: Vec<Edited>,
    /// Entries of revisions that a run was cut in.
    pub cut: Vec<LogEntry>,
}

impl State {
    /// Whether the database holds all that the files have, and no more.
    pub fn is_at_heads(&self) -> bool {
        self.pending.is_empty() && self.beyond.is_empty() && self.unknown.is_empty() && self.cut.is_empty()
    }
}

/// What a verb would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Its steps.
    pub steps: Vec<PlannedStep>,
    /// By how many revisions the database is ahead, where that is why there are no steps.
    pub ahead_by: usize,
}

/// A step of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    /// The revision; `None` for a stamp.
    pub revision: Option<RevisionId>,
    /// Which way; `None` for a stamp.
    pub direction: Option<Direction>,
    /// Its title.
    pub title: String,
    /// Its file; empty where the text comes from the log, and for a stamp.
    pub path: std::path::PathBuf,
    /// The rows of the version table before it.
    pub heads_before: Vec<RevisionId>,
    /// The rows of the version table after it.
    pub heads_after: Vec<RevisionId>,
    /// What it runs.
    pub segments: Vec<PlannedSegment>,
}

/// A segment of a planned step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSegment {
    /// Whether a transaction covers it.
    pub in_transaction: bool,
    /// Its statements, as in the file; `[rust] name` for a Rust function.
    pub statements: Vec<String>,
}

impl Runner<'_> {
    /// Where the database stands. Reads only.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn state(&self, database: &mut dyn Database) -> Result<State, MigrateError> {
        self.attend(database, |database| self.look(database))
    }

    fn look(&self, database: &mut dyn Database) -> Result<State, MigrateError> {
        let held = self.held(database)?;
        let graph = &self.migrations.graph;
        let dialect = database.server().dialect;
        let mut state = State {
            has_version_table: held.has_version_table,
            has_log: held.has_log,
            rows: held.rows.clone(),
            cut: cut(&held.entries).into_iter().cloned().collect(),
            edited: edited(self.migrations, &held, dialect)?,
            ..State::default()
        };
        let own_rows = match Beyond::find(graph, &held) {
            Ok(beyond) => {
                state.beyond = beyond.unknown;
                beyond.own_rows
            }
            Err(MigrateError::UnknownRows { rows }) => {
                state.unknown = rows;
                held.rows.iter().filter(|row| graph.find(row.as_str()).is_some()).cloned().collect()
            }
            Err(error) => return Err(error),
        };
        let applied = route::applied(graph, &own_rows)?;
        state.applied =
            graph.nodes().filter(|node| applied.contains(*node)).map(|node| graph.id(node).clone()).collect();
        state.pending = route::upgrade(graph, &own_rows, &[Target::heads()])?
            .iter()
            .map(|step| graph.id(step.revision).clone())
            .collect();
        Ok(state)
    }

    /// What `upgrade` would do. Reads only.
    ///
    /// # Errors
    /// Those of `upgrade`, as far as they show before it begins.
    pub fn plan_upgrade(
        &self,
        database: &mut dyn Database,
        targets: &[Target],
    ) -> Result<Plan, MigrateError> {
        self.attend(database, |database| self.plan(database, &Wish::Upgrade(targets)))
    }

    /// What `downgrade` would do. Reads only.
    ///
    /// # Errors
    /// Those of `downgrade`, as far as they show before it begins.
    pub fn plan_downgrade(&self, database: &mut dyn Database, target: &Target) -> Result<Plan, MigrateError> {
        self.attend(database, |database| self.plan(database, &Wish::Downgrade(target)))
    }

    /// What `stamp` would do. Reads only.
    ///
    /// # Errors
    /// Those of `stamp`, as far as they show before it begins.
    pub fn plan_stamp(
        &self,
        database: &mut dyn Database,
        targets: &[Target],
        purge: Purge,
    ) -> Result<Plan, MigrateError> {
        let held = self.attend(database, |database| self.held(database))?;
        let steps = route::stamp(&self.migrations.graph, &held.rows, targets, purge)?;
        Ok(Plan { steps: steps.into_iter().map(planned_stamp).collect(), ahead_by: 0 })
    }

    fn plan(&self, database: &mut dyn Database, wish: &Wish<'_>) -> Result<Plan, MigrateError> {
        let held = self.held(database)?;
        let way = self.way(database, &held, wish)?;
        let dialect = database.server().dialect;
        let works = work::prepare(&way.migrations, &way.steps, dialect, &self.settings)?;
        let mut heads = held.rows;
        let mut steps = Vec::with_capacity(works.len());
        for work in &works {
            let text = &work.section.text;
            let segments = work.segments.iter().map(|segment| PlannedSegment {
                in_transaction: segment.kind == SegmentKind::Transaction,
                statements: segment
                    .statements
                    .iter()
                    .map(|statement| match work.function() {
                        Some(function) => format!("[rust] {function}"),
                        None => text[statement.span.clone()].to_owned(),
                    })
                    .collect(),
            });
            steps.push(PlannedStep {
                revision: Some(work.id().clone()),
                direction: Some(work.step.direction),
                title: work.revision.header.title().to_owned(),
                path: work.revision.header.path.clone(),
                heads_before: heads,
                heads_after: work.step.heads_after.clone(),
                segments: segments.collect(),
            });
            heads = work.step.heads_after.clone();
        }
        Ok(Plan { steps, ahead_by: way.ahead_by })
    }
}

fn planned_stamp(step: StampStep) -> PlannedStep {
    PlannedStep {
        revision: None,
        direction: None,
        title: String::new(),
        path: std::path::PathBuf::new(),
        heads_before: step.from,
        heads_after: step.heads_after,
        segments: Vec::new(),
    }
}
