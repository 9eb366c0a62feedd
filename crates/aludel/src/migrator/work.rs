//! The steps of a way with their scripts, all read before the first one runs.

use std::cell::OnceCell;

use super::error::{MigrateError, Place};
use super::facts::Facts;
use super::function;
use super::way::Book;
use crate::Dialect;
use crate::log::{EntryKind, NewEntry};
use crate::revision::{Direction, Revision, RevisionId, Section};
use crate::route::Step;
use crate::script::{self, Segment, SegmentMode};
use crate::settings::{Settings, TransactionMode};

/// A step, ready to run.
pub(super) struct Work<'w> {
    pub(super) step: &'w Step,
    pub(super) revision: &'w Revision,
    pub(super) section: &'w Section,
    pub(super) segments: Vec<Segment>,
    dialect: Dialect,
    /// Those of the segments; only what is written needs them.
    checksums: OnceCell<String>,
    facts: Facts<'w>,
}

/// Reads the scripts of all steps; nothing has run yet when one of them is refused.
pub(super) fn prepare<'w>(
    migrations: &'w Book<'_>,
    steps: &'w [Step],
    dialect: Dialect,
    settings: &Settings,
) -> Result<Vec<Work<'w>>, MigrateError> {
    let irreversible: Vec<_> = steps
        .iter()
        .filter(|step| step.direction == Direction::Down)
        .map(|step| migrations.revision(step.revision))
        .filter(|revision| revision.as_ref().map_or(true, |revision| revision.downgrade.is_empty()))
        .map(|revision| revision.map(|it| (it.header.id.clone(), it.header.path.clone())))
        .collect::<Result<_, _>>()?;
    if !irreversible.is_empty() {
        return Err(MigrateError::Irreversible { revisions: irreversible });
    }
    let longest = settings.version_table.longest_id();
    steps
        .iter()
        .map(|step| {
            let id = migrations.graph.id(step.revision);
            if id.as_str().chars().count() > longest {
                let table = settings.version_table.to_string();
                return Err(MigrateError::IdTooLong { revision: id.clone(), longest, table });
            }
            Work::prepare(migrations, step, dialect, settings.transaction)
        })
        .collect()
}

impl<'w> Work<'w> {
    fn prepare(
        migrations: &'w Book<'_>,
        step: &'w Step,
        dialect: Dialect,
        transaction: TransactionMode,
    ) -> Result<Self, MigrateError> {
        let revision = migrations.revision(step.revision)?;
        let header = &revision.header;
        let section = revision.section(step.direction, dialect).ok_or_else(|| MigrateError::NoSection {
            revision: header.id.clone(),
            path: header.path.clone(),
            direction: step.direction,
            dialect,
        })?;
        let refused = |error: script::ScriptError| MigrateError::Script {
            revision: header.id.clone(),
            place: place(revision, section, error.offset),
            error,
        };
        let mode = if section.no_transaction || transaction == TransactionMode::None {
            SegmentMode::NoTransaction
        } else {
            SegmentMode::Transaction
        };
        let segments = match section.named() {
            Some((at, name)) => vec![function::segment(dialect, section, at, name)],
            None => script::segments(dialect, &section.text, mode).map_err(refused)?,
        };
        let facts = Facts::of(migrations, step.revision, step.direction, dialect)?;
        Ok(Self { step, revision, section, segments, facts, dialect, checksums: OnceCell::new() })
    }

    /// The Rust function that it calls; `None`: it is SQL.
    pub(super) fn function(&self) -> Option<&'w str> {
        self.section.function()
    }

    pub(super) fn id(&self) -> &'w RevisionId {
        &self.revision.header.id
    }

    /// The checksums of its segments.
    pub(super) fn segment_checksums(&self) -> Vec<String> {
        self.segments.iter().map(|segment| segment.checksum(self.dialect, &self.section.text)).collect()
    }

    /// The entry of the log for this step.
    pub(super) fn entry<'e>(&'e self, settings: &'e Settings) -> NewEntry<'e> {
        let kind = match self.step.direction {
            Direction::Up => EntryKind::Up,
            Direction::Down => EntryKind::Down,
        };
        NewEntry {
            segments: self.checksums.get_or_init(|| self.segment_checksums().join(" ")),
            segments_total: self.segments.len(),
            finished: false,
            ..self.facts.entry(kind, settings)
        }
    }

    /// The place in the file of an offset in the script.
    pub(super) fn place(&self, offset: usize) -> Place {
        place(self.revision, self.section, offset)
    }
}

/// The place in its file of an offset in a section's text.
pub(super) fn place(revision: &Revision, section: &Section, offset: usize) -> Place {
    let text = &section.text;
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let source_line = text[line_start..].lines().next().unwrap_or("").to_owned();
    Place {
        path: revision.header.path.clone(),
        line: section.line + before.matches('\n').count(),
        column: before[line_start..].chars().count() + 1,
        source_line,
    }
}
