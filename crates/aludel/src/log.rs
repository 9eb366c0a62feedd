//! The log: what was applied, when, by whom, from which text.

mod columns;

use std::collections::HashMap;

use crate::revision::RevisionId;

pub(crate) use columns::declarations;
pub use columns::{COLUMNS, LogColumn};

/// What an entry of the log tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// The upgrade half ran.
    Up,
    /// The downgrade half ran.
    Down,
    /// It was recorded as applied without running.
    Stamp,
    /// It was recorded as not applied without running.
    Unstamp,
}

impl EntryKind {
    /// The word in the log's column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Stamp => "stamp",
            Self::Unstamp => "unstamp",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        [Self::Up, Self::Down, Self::Stamp, Self::Unstamp].into_iter().find(|kind| kind.name() == word)
    }
}

/// An entry of the log, in short: what a start-up check reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Its number; later entries have higher ones.
    pub id: i64,
    /// The revision.
    pub revision: RevisionId,
    /// What happened.
    pub kind: EntryKind,
    /// The checksum of the text that ran.
    pub checksum: String,
    /// Whether all of it is done. Where it is, nothing is told of its segments.
    pub finished: bool,
    /// Segments that are done.
    pub segments_done: usize,
    /// Segments there are.
    pub segments_total: usize,
    /// The segment (from 1) that was begun and is not done; 0: none.
    pub segment_started: usize,
    /// Whether it failed with an error that was recorded; `false` where it was cut.
    pub failed: bool,
    /// The revisions it revises.
    pub parents: Vec<RevisionId>,
    /// What it depends on, as written.
    pub depends_on: Vec<String>,
    /// The checksums of its segments.
    pub segments: Vec<String>,
}

impl LogEntry {
    /// Whether something of it was kept, or may have been, and something is missing.
    pub fn is_cut(&self) -> bool {
        !self.finished && (self.segments_done > 0 || self.segment_started > 0)
    }

    /// Reads an entry as the store asks for it: its id, revision, direction, checksum, parents and
    /// depends_on, a line each; and where it is not finished, what is known of its segments.
    pub(crate) fn from_packed(packed: &str, before: Option<&Self>) -> Result<Self, String> {
        let mut rest = packed;
        let mut line = || {
            // Most lines are short: a search that is made for long texts takes longer.
            let end = rest.bytes().position(|byte| byte == b'\n').unwrap_or(rest.len());
            let (line, behind) = rest.split_at(end);
            rest = behind.get(1..).unwrap_or("");
            line
        };
        let (id, revision, direction) = (line(), line(), line());
        let kind = EntryKind::parse(direction)
            .ok_or_else(|| format!("\"{direction}\" is no direction that this version knows"))?;
        let (checksum, parents, depends_on) = (line(), line(), line());
        let [done, total, started] = [line(), line(), line()];
        let number = |text: &str| text.parse().unwrap_or(0);
        // Most revisions revise the one before: one text serves both.
        let parent = |id: &str| match before {
            Some(before) if before.revision.as_str() == id => before.revision.clone(),
            _ => RevisionId::from_row(id),
        };
        Ok(Self {
            id: id.parse().map_err(|_| format!("\"{id}\" is no id"))?,
            revision: RevisionId::from_row(revision),
            kind,
            checksum: checksum.to_owned(),
            finished: done.is_empty(),
            segments_done: number(done),
            segments_total: number(total),
            segment_started: number(started),
            failed: line() == "e",
            parents: parents.split_whitespace().map(parent).collect(),
            depends_on: depends_on.split_whitespace().map(str::to_owned).collect(),
            segments: line().split_whitespace().map(str::to_owned).collect(),
        })
    }
}

/// An entry of the log, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRecord {
    /// Its number; later entries have higher ones.
    pub id: i64,
    /// The revision.
    pub revision: RevisionId,
    /// What happened.
    pub kind: EntryKind,
    /// The revisions it revises.
    pub parents: Vec<RevisionId>,
    /// What it depends on, as written.
    pub depends_on: Vec<String>,
    /// What it is for.
    pub message: String,
    /// The checksum of the text that ran.
    pub checksum: String,
    /// Segments that are done.
    pub segments_done: usize,
    /// Segments there are.
    pub segments_total: usize,
    /// The segment (from 1) that was begun and is not done; 0: none.
    pub segment_started: usize,
    /// When it began: RFC 3339, UTC.
    pub started_at: String,
    /// When it was done; `None`: it is not.
    pub finished_at: Option<String>,
    /// The database role.
    pub role: Option<String>,
    /// The machine.
    pub host: Option<String>,
    /// The program and its version.
    pub tool: String,
    /// How it failed.
    pub error: Option<String>,
    /// The text that undoes it; `None`: there is no way back.
    pub downgrade: Option<String>,
    /// Whether that text wants no transaction.
    pub downgrade_no_transaction: bool,
}

impl LogRecord {
    pub(crate) fn from_row(row: Vec<Option<String>>) -> Result<Self, String> {
        let cell = |index: usize| row.get(index).and_then(Option::as_deref).unwrap_or("");
        let optional = |index: usize| row.get(index).cloned().flatten();
        let kind = EntryKind::parse(cell(2))
            .ok_or_else(|| format!("\"{}\" is no direction that this version knows", cell(2)))?;
        Ok(Self {
            id: cell(0).parse().map_err(|_| format!("\"{}\" is no id", cell(0)))?,
            revision: RevisionId::from_row(cell(1)),
            kind,
            parents: cell(3).split_whitespace().map(RevisionId::from_row).collect(),
            depends_on: cell(4).split_whitespace().map(str::to_owned).collect(),
            message: cell(5).to_owned(),
            checksum: cell(6).to_owned(),
            segments_done: cell(7).parse().unwrap_or(0),
            segments_total: cell(8).parse().unwrap_or(0),
            started_at: cell(9).to_owned(),
            finished_at: optional(10),
            role: optional(11),
            host: optional(12),
            tool: cell(13).to_owned(),
            error: optional(14),
            downgrade: optional(15),
            downgrade_no_transaction: cell(16) == "1",
            segment_started: cell(17).parse().unwrap_or(0),
        })
    }
}

/// An entry to write.
#[derive(Clone, Debug)]
pub(crate) struct NewEntry<'a> {
    pub(crate) revision: RevisionText<'a>,
    pub(crate) kind: EntryKind,
    pub(crate) parents: &'a [RevisionId],
    pub(crate) depends_on: &'a [String],
    pub(crate) message: &'a str,
    pub(crate) checksum: &'a str,
    pub(crate) segments: &'a str,
    pub(crate) segments_done: usize,
    pub(crate) segments_total: usize,
    pub(crate) finished: bool,
    pub(crate) host: &'a str,
    pub(crate) tool: &'a str,
    pub(crate) error: Option<&'a str>,
    pub(crate) downgrade: Option<&'a str>,
    pub(crate) downgrade_no_transaction: bool,
}

pub(crate) type RevisionText<'a> = std::borrow::Cow<'a, str>;

/// Ids in one text, as the log keeps them.
pub(crate) fn words(ids: &[RevisionId]) -> String {
    ids.iter().map(RevisionId::as_str).collect::<Vec<_>>().join(" ")
}

/// The newest entry of each revision.
pub(crate) fn newest(entries: &[LogEntry]) -> HashMap<&str, &LogEntry> {
    // Entries come in the order of their numbers: a later one replaces an earlier one.
    entries.iter().map(|entry| (entry.revision.as_str(), entry)).collect()
}
