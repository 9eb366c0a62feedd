//! Why a service's verb failed: in one line that says all a log needs.

use std::fmt;

use crate::database::DatabaseError;
use crate::file::Complaint;
use crate::migrator::{MigrateError, StepFailure};
use crate::revision::RevisionId;
use crate::target::TargetError;
use crate::url::UrlError;
use crate::wait::WaitError;

/// Why a verb of a [`Migrator`](super::Migrator) did not do what was asked.
///
/// It is shown in one line with file, line and the database's own words, also by `{:?}`, which is what
/// Rust prints of an error that `main` returns. Nothing in it is a password.
#[non_exhaustive]
pub enum Error {
    /// The text is no database URL.
    Url(UrlError),
    /// The text names no target.
    Target(TargetError),
    /// All that is wrong with the revisions.
    Revisions(Vec<Complaint>),
    /// There are several heads, where there should be one.
    SeveralHeads(Vec<RevisionId>),
    /// The database was not reached in time, or waiting can't cure what it said.
    Connect(WaitError),
    /// The verb itself.
    Migrate(MigrateError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(error) => error.fmt(f),
            Self::Target(error) => error.fmt(f),
            Self::Revisions(complaints) => {
                let lines: Vec<String> = complaints.iter().map(ToString::to_string).collect();
                write!(f, "the revisions are no graph: {}", lines.join("; "))
            }
            Self::SeveralHeads(heads) => {
                let heads: Vec<&str> = heads.iter().map(RevisionId::as_str).collect();
                write!(f, "the revisions have {} heads: {}", heads.len(), heads.join(", "))
            }
            Self::Connect(WaitError::Refused(error)) => {
                f.write_str("the database can't be used: ")?;
                words(f, error)
            }
            Self::Connect(error) => error.fmt(f),
            Self::Migrate(MigrateError::Step(failure)) => step(f, failure),
            Self::Migrate(MigrateError::Script { revision, place, error }) => {
                let (path, line, column) = (place.path.display(), place.line, place.column);
                write!(f, "revision {revision}: {path}:{line}:{column}: {error}")
            }
            Self::Migrate(MigrateError::Database { doing, error }) => {
                write!(f, "{doing}: ")?;
                words(f, error)
            }
            Self::Migrate(error) => error.fmt(f),
        }
    }
}

/// `revision 003 failed at its second statement; nothing of it was kept: migrations/003.sql:14:1: …`
fn step(f: &mut fmt::Formatter<'_>, failure: &StepFailure) -> fmt::Result {
    write!(f, "{}: ", failure.title())?;
    let place = &failure.place;
    if !place.path.as_os_str().is_empty() {
        write!(f, "{}:{}:{}: ", place.path.display(), place.line, place.column)?;
    }
    words(f, &failure.error)
}

fn words(f: &mut fmt::Formatter<'_>, error: &DatabaseError) -> fmt::Result {
    write!(f, "{error}")?;
    if let Some(code) = &error.code {
        write!(f, " ({code})")?;
    }
    for more in [&error.detail, &error.hint].into_iter().flatten() {
        write!(f, "; {}", more.replace('\n', " "))?;
    }
    Ok(())
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

impl From<MigrateError> for Error {
    fn from(error: MigrateError) -> Self {
        Self::Migrate(error)
    }
}

impl From<WaitError> for Error {
    fn from(error: WaitError) -> Self {
        Self::Connect(error)
    }
}

impl From<UrlError> for Error {
    fn from(error: UrlError) -> Self {
        Self::Url(error)
    }
}

impl From<TargetError> for Error {
    fn from(error: TargetError) -> Self {
        Self::Target(error)
    }
}

/// So that `?` takes what reading a folder says.
impl From<crate::directory::DirectoryError> for Error {
    fn from(error: crate::directory::DirectoryError) -> Self {
        match error {
            crate::directory::DirectoryError::Files(complaints) => Self::Revisions(complaints),
            error => Self::Migrate(MigrateError::Files(error)),
        }
    }
}
