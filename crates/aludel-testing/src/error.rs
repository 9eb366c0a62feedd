//! Why there is no database for a test: in words that a failed test shows, with what mends it.

use std::fmt;

use aludel::database::{DatabaseError, ErrorKind};
use aludel::directory::DirectoryError;
use aludel::url::UrlError;
use aludel::{Dialect, MigrateError};
use aludel_schema::scratch::{Attempt, Reason, ScratchError};

use crate::words;

/// Why there is no database for a test.
///
/// `Debug` is as `Display`, with what mends it: a test shows an error by `unwrap`, or by returning it.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nobody said where databases can be made.
    #[error("nobody said where databases for tests can be made: {} not set", names(looked_for))]
    NoUrl {
        /// The variables that were looked for.
        looked_for: Vec<&'static str>,
    },
    /// The URL can't be read.
    #[error(transparent)]
    Url(#[from] UrlError),
    /// A SQLite database in memory belongs to one connection.
    #[error("{url} names no file, and a database in memory can't be given to another connection")]
    InMemory {
        /// The URL.
        url: String,
    },
    /// The revisions can't be read, or are no graph.
    #[error("{0}")]
    Revisions(String),
    /// A revision fails in the template.
    #[error("{}", words::migrate(.0))]
    Migrate(Box<MigrateError>),
    /// What is put into the template beside the revisions is refused.
    #[error("seed {name}: {error}")]
    Seed {
        /// Its key, or its number.
        name: String,
        /// The database's words.
        error: DatabaseError,
    },
    /// The models can't be read or loaded.
    #[error("the models: {0}")]
    Models(String),
    /// The revisions are not as they should be: all that is wrong with them.
    #[error("{}", faults(.0))]
    Faults(Vec<String>),
    /// The revisions can't be tried.
    #[error("the revisions can't be checked: {0}")]
    Check(String),
    /// No database can be made.
    #[error("no database can be made for a test: {error}")]
    Scratch {
        /// Why.
        error: ScratchError,
        /// The family of SQL, by which it is known what mends it.
        dialect: Dialect,
    },
}

impl Error {
    pub(crate) fn revisions(error: &DirectoryError) -> Self {
        Self::Revisions(words::files(error))
    }

    /// What to do about it.
    pub fn mend(&self) -> Option<String> {
        match self {
            Self::NoUrl { .. } => Some(
                "set DATABASE_URL to a database on a server for development, as \
                 postgres://me:secret@localhost/postgres (nothing in it is changed), or to sqlite:"
                    .to_owned(),
            ),
            Self::InMemory { .. } => {
                Some("name a file: copies are made beside it, as in sqlite:target/test.db".to_owned())
            }
            Self::Scratch { error: ScratchError::Impossible { tried }, dialect } => {
                tried.last().and_then(|attempt| mend(attempt, *dialect))
            }
            Self::Scratch { error: ScratchError::Database { error, .. }, dialect } => said(error, *dialect),
            _ => None,
        }
    }
}

fn mend(Attempt { reason, .. }: &Attempt, dialect: Dialect) -> Option<String> {
    match reason {
        Reason::NoRight { role } => Some(right(role, dialect)),
        Reason::ReadOnly => Some("name a server that can be written".to_owned()),
        Reason::Said(error) => said(error, dialect),
        _ => None,
    }
}

/// The right to make databases, as its server gives it.
fn right(role: &str, dialect: Dialect) -> String {
    match dialect {
        // https://www.postgresql.org/docs/current/sql-alterrole.html
        Dialect::Postgres => format!("as a superuser: ALTER ROLE {} CREATEDB", dialect.quote(role)),
        // https://mariadb.com/kb/en/grant/#database-privileges
        _ => format!(
            "as root: GRANT ALL ON `aludel\\_scratch\\_%`.* TO {0}; GRANT ALL ON `aludel\\_template\\_%`.* TO {0}",
            account(role)
        ),
    }
}

/// `name@host` as `GRANT` writes it.
fn account(role: &str) -> String {
    let (name, host) = role.rsplit_once('@').unwrap_or((role, "%"));
    format!("{}@{}", Dialect::Mysql.literal(name), Dialect::Mysql.literal(host))
}

fn said(error: &DatabaseError, dialect: Dialect) -> Option<String> {
    match error.kind {
        ErrorKind::Unreachable => Some("start the server, or name another in DATABASE_URL".to_owned()),
        ErrorKind::NotReady => Some(
            "all its connections may be taken: let fewer tests run at once (`--test-threads 4`), or raise its limit"
                .to_owned(),
        ),
        ErrorKind::Unsupported => {
            Some(format!("switch the feature on: aludel-testing = {{ features = [\"{}\"] }}", dialect.name()))
        }
        _ => None,
    }
}

fn faults(all: &[String]) -> String {
    let count = if all.len() == 1 { "1 fault".to_owned() } else { format!("{} faults", all.len()) };
    format!("{count} in the revisions:\n\n{}", all.join("\n\n"))
}

fn names(looked_for: &[&str]) -> String {
    match looked_for {
        [] => "no variable is".to_owned(),
        [one] => format!("{one} is"),
        [before @ .., last] => format!("{} and {last} are", before.join(", ")),
    }
}

/// As `Display`, with what mends it.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")?;
        match self.mend() {
            Some(mend) => write!(f, "\nhint: {mend}"),
            None => Ok(()),
        }
    }
}
