//! How a verb fails, as facts.

use std::path::PathBuf;
use std::time::Duration;

use crate::Dialect;
use crate::database::DatabaseError;
use crate::directory::DirectoryError;
use crate::lock::LockError;
use crate::revision::{Direction, RevisionId};
use crate::route::RouteError;
use crate::script::ScriptError;
use crate::settings::TableName;
use crate::wait::seconds;

/// Why a verb did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// The target leads nowhere.
    #[error(transparent)]
    Route(#[from] RouteError),
    /// A revision file is no more what it was when the folders were read.
    #[error(transparent)]
    Files(#[from] DirectoryError),
    /// The database refused something that is aludel's own.
    #[error("{doing}: {error}")]
    Database {
        /// What we were doing: `reading the version table`.
        doing: &'static str,
        /// What it said.
        error: DatabaseError,
    },
    /// A statement of a revision failed.
    #[error("{}", .0.title())]
    Step(Box<StepFailure>),
    /// A script can't be cut into statements.
    #[error("revision {revision}: {error}")]
    Script {
        /// The revision.
        revision: RevisionId,
        /// The place of the fault.
        place: Place,
        /// What is wrong.
        error: ScriptError,
    },
    /// Applied revisions are not as they were when they were applied.
    #[error("{}", edited_title(.0))]
    Edited(Vec<Edited>),
    /// Revisions on the way back have no downgrade half.
    #[error("{}", irreversible_title(.revisions))]
    Irreversible {
        /// Which, with their files (empty where only the log knows them).
        revisions: Vec<(RevisionId, PathBuf)>,
    },
    /// A revision says nothing for this database.
    #[error("revision {revision} has no {} section for {dialect}", half(*.direction))]
    NoSection {
        /// Which.
        revision: RevisionId,
        /// Its file.
        path: PathBuf,
        /// Which half.
        direction: Direction,
        /// The dialect that is missing.
        dialect: Dialect,
    },
    /// A revision is a Rust function, and nobody has handed that over.
    #[error("revision {revision} is a Rust function, {function}: its service runs it")]
    Function {
        /// Which.
        revision: RevisionId,
        /// Its file.
        path: PathBuf,
        /// The function's name.
        function: String,
    },
    /// An earlier run was cut in the middle of a revision, and this verb does not go on with it.
    #[error(
        "revision {revision} is half {}: {done} of its {total} segments {} done",
        past(*.direction),
        if *.done == 1 { "is" } else { "are" }
    )]
    Unfinished {
        /// Which.
        revision: RevisionId,
        /// Which half was running.
        direction: Direction,
        /// Segments done.
        done: usize,
        /// Segments there are.
        total: usize,
    },
    /// The text of segments that are already done has changed.
    #[error(
        "revision {revision} was cut after {done} of {total} segments, and the text before that point has \
         changed since"
    )]
    ResumeChanged {
        /// Which.
        revision: RevisionId,
        /// Its file.
        path: PathBuf,
        /// Segments done.
        done: usize,
        /// Segments there were.
        total: usize,
    },
    /// A run was cut while a statement ran that no transaction covers, and nothing in the database
    /// tells whether it finished.
    #[error(
        "revision {revision} was cut while its segment {segment} of {total} ran; whether that finished \
         can't be told"
    )]
    Ambiguous {
        /// Which.
        revision: RevisionId,
        /// The segment, from 1.
        segment: usize,
        /// Segments there are.
        total: usize,
        /// The place of its statement.
        place: Place,
    },
    /// The database holds revisions that are newer than these files.
    #[error("the database is {} ahead of this release: {}", revisions(*.by), list(.rows))]
    Ahead {
        /// By how many revisions.
        by: usize,
        /// The heads it holds.
        rows: Vec<RevisionId>,
    },
    /// The database went another way than these files.
    #[error(
        "the database went another way: it holds {}, which this release does not know, and lacks {}",
        list(.unknown),
        list(.pending)
    )]
    Diverged {
        /// Applied revisions that have no file.
        unknown: Vec<RevisionId>,
        /// Revisions with a file that are not applied.
        pending: Vec<RevisionId>,
    },
    /// The version table holds rows of which neither the files nor the log know anything.
    #[error("the version table holds {}, which neither the files nor the log know", list(.rows))]
    UnknownRows {
        /// The rows.
        rows: Vec<RevisionId>,
    },
    /// There is no version table of ours yet, and Alembic's holds revisions of these.
    #[error("Alembic has applied {} here, and there is no table {ours} yet", list(.rows))]
    AlembicsTable {
        /// The rows of its table.
        rows: Vec<RevisionId>,
        /// The table that we were told to look at.
        ours: TableName,
    },
    /// The lock was another's for too long.
    #[error("another process migrates this database: {holder}; waited {}", seconds(*.waited))]
    Locked {
        /// Who.
        holder: String,
        /// How long we waited.
        waited: Duration,
    },
    /// The lease went to another process in the middle.
    #[error("the lease on this database went to another process; nothing more was done")]
    LeaseLost,
    /// The version table can't hold an id.
    #[error("the id {revision} is longer than the {longest} characters that {table} can hold")]
    IdTooLong {
        /// Which.
        revision: RevisionId,
        /// What the table holds.
        longest: usize,
        /// The table.
        table: String,
    },
    /// The wait for another process to bring the database up to date took too long.
    #[error("the database is not at this release's head after {}: {} pending", seconds(*.waited), revisions(*.pending))]
    NotAtHead {
        /// How long we waited.
        waited: Duration,
        /// How many revisions are missing.
        pending: usize,
    },
    /// There is nothing in the log to settle for this revision.
    #[error("revision {0} was not cut: there is nothing to settle")]
    NothingToSettle(RevisionId),
    /// The database can't be written.
    #[error("the database can't be written: {0}")]
    ReadOnly(String),
    /// We were asked to end.
    #[error("stopped on request; what was running was rolled back")]
    Stopped,
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file; empty where the text comes from the log.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line's text.
    pub source_line: String,
}

/// A statement that failed.
#[derive(Clone, Debug)]
pub struct StepFailure {
    /// The revision.
    pub revision: RevisionId,
    /// Which half.
    pub direction: Direction,
    /// The statement's number in its half, from 1; 0: the record of the step, or its commit.
    pub statement: usize,
    /// Where the database saw the fault, or the statement's beginning.
    pub place: Place,
    /// How many characters from the column on are at fault; at least 1.
    pub width: usize,
    /// What the database said.
    pub error: DatabaseError,
    /// The server, as `PostgreSQL 15.18`.
    pub server: String,
    /// What of the revision is in the database now.
    pub kept: Kept,
    /// The Rust function that failed; `None`: it was SQL.
    pub function: Option<String>,
    /// Revisions that this run had finished before.
    pub finished: Vec<RevisionId>,
}

/// What of a failed revision was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kept {
    /// Nothing.
    Nothing,
    /// So many of its segments; the next run goes on behind them.
    Segments {
        /// Segments done.
        done: usize,
        /// Segments there are.
        total: usize,
    },
    /// The connection broke while the database may have been committing: the next run finds out.
    NotKnown,
}

impl StepFailure {
    pub(crate) fn title(&self) -> String {
        let what = match self.direction {
            Direction::Up => "revision",
            Direction::Down => "the downgrade of revision",
        };
        if self.kept == Kept::NotKnown {
            let id = &self.revision;
            return format!("the connection broke while {what} {id} ran; whether it was kept is not known");
        }
        let at = match self.statement {
            1.. if self.function.is_some() => {
                format!("in its Rust function {}", self.function.as_deref().unwrap_or_default())
            }
            0 => "when it was recorded".to_owned(),
            number => format!("at its {} statement", ordinal(number)),
        };
        let kept = match self.kept {
            Kept::Nothing => "nothing of it was kept".to_owned(),
            Kept::Segments { done: 1, total } => {
                format!("1 of its {total} segments was kept, and the next run goes on behind it")
            }
            Kept::Segments { done, total } => {
                format!("{done} of its {total} segments were kept, and the next run goes on behind them")
            }
            Kept::NotKnown => "whether it was kept is not known".to_owned(),
        };
        format!("{what} {} failed {at}; {kept}", self.revision)
    }
}

/// An applied revision whose file is not what was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Which.
    pub revision: RevisionId,
    /// Its file.
    pub path: PathBuf,
    /// What is different.
    pub what: Edit,
}

/// What is different in an edited revision.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Edit {
    /// The text of its upgrade half.
    Text,
    /// The revisions it revises.
    Parents {
        /// As the log has them.
        applied: Vec<RevisionId>,
        /// As the file has them.
        now: Vec<RevisionId>,
    },
}

fn ordinal(number: usize) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    match WORDS.get(number.wrapping_sub(1)) {
        Some(word) => (*word).to_owned(),
        None => format!(
            "{number}{}",
            match (number % 10, number % 100) {
                (1, rest) if rest != 11 => "st",
                (2, rest) if rest != 12 => "nd",
                (3, rest) if rest != 13 => "rd",
                _ => "th",
            }
        ),
    }
}

fn half(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "upgrade",
        Direction::Down => "downgrade",
    }
}

fn past(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "upgraded",
        Direction::Down => "downgraded",
    }
}

fn revisions(number: usize) -> String {
    if number == 1 { "1 revision".to_owned() } else { format!("{number} revisions") }
}

/// Ids with commas; many are cut short.
fn list(ids: &[RevisionId]) -> String {
    const SHOWN: usize = 8;
    let mut text = ids.iter().take(SHOWN).map(RevisionId::as_str).collect::<Vec<_>>().join(", ");
    if ids.len() > SHOWN {
        text.push_str(&format!(" and {} more", ids.len() - SHOWN));
    }
    text
}

fn edited_title(edited: &[Edited]) -> String {
    let ids: Vec<_> = edited.iter().map(|edited| edited.revision.clone()).collect();
    match edited {
        [one] => match &one.what {
            Edit::Text => format!("revision {} was edited after it was applied", one.revision),
            Edit::Parents { applied, now } => format!(
                "revision {} was given another parent after it was applied: it revised {}, now {}",
                one.revision,
                or_base(applied),
                or_base(now)
            ),
        },
        _ => format!("{} applied revisions were edited: {}", edited.len(), list(&ids)),
    }
}

fn or_base(ids: &[RevisionId]) -> String {
    if ids.is_empty() { "base".to_owned() } else { list(ids) }
}

fn irreversible_title(revisions: &[(RevisionId, PathBuf)]) -> String {
    let ids: Vec<_> = revisions.iter().map(|(id, _)| id.clone()).collect();
    match &ids[..] {
        [one] => format!("revision {one} has no downgrade half: there is no way back behind it"),
        _ => format!("revisions {} have no downgrade half: there is no way back behind them", list(&ids)),
    }
}

/// Names what we were doing when the database refused.
pub(crate) fn doing(doing: &'static str) -> impl FnOnce(DatabaseError) -> MigrateError {
    move |error| match error.kind {
        crate::database::ErrorKind::ReadOnly => MigrateError::ReadOnly(error.message),
        _ => MigrateError::Database { doing, error },
    }
}

impl From<LockError<Self>> for MigrateError {
    fn from(error: LockError<Self>) -> Self {
        match error {
            LockError::TimedOut { holder, waited } => Self::Locked { holder, waited },
            LockError::Stopped => Self::Stopped,
            LockError::Database(error) => doing("taking the lock")(error),
            LockError::Work(error) => error,
        }
    }
}
