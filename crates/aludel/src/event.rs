//! What happens while a migration goes on, told to whoever embeds it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::revision::{Direction, RevisionId};
use crate::wait::seconds;

/// A message of the server that is no error: PostgreSQL's notices, MySQL's warnings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// `NOTICE`, `WARNING`, `INFO`, `Note`, … as the server says.
    pub severity: String,
    /// SQLSTATE or error number.
    pub code: String,
    /// Its words.
    pub message: String,
    /// More words, where the server has them.
    pub detail: Option<String>,
    /// The server's hint.
    pub hint: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event {
    /// The server does not answer yet; another attempt follows.
    Waiting {
        /// Which attempt has failed, from 1.
        attempt: u32,
        /// Why, in words without a password.
        reason: String,
        /// How long until the next attempt.
        pause: Duration,
    },
    /// The server answers and accepts the login.
    Connected {
        /// `PostgreSQL 15.18`.
        server: String,
        /// After how long.
        after: Duration,
    },
    /// Another process migrates this database.
    LockHeld {
        /// Who, in words: pid, application, since when, at which revision.
        holder: String,
        /// How long we have waited.
        waited: Duration,
    },
    /// A step begins.
    StepStarted {
        /// Its revision.
        revision: RevisionId,
        /// Which way.
        direction: Direction,
        /// Its title.
        title: String,
        /// Its place in the route, from 1.
        number: usize,
        /// How many steps the route has.
        total: usize,
    },
    /// A segment that an earlier run finished is not run again.
    Resumed {
        /// The revision.
        revision: RevisionId,
        /// Segments that were done.
        done: usize,
        /// Segments there are.
        total: usize,
    },
    /// A segment waited behind traffic for longer than `lock_timeout`; it is tried again.
    SegmentRetried {
        /// The revision.
        revision: RevisionId,
        /// Which attempt has failed, from 1.
        attempt: u32,
        /// The database's words.
        reason: String,
        /// How long until the next attempt.
        pause: Duration,
    },
    /// A step is done and recorded.
    StepFinished {
        /// Its revision.
        revision: RevisionId,
        /// Which way.
        direction: Direction,
        /// How long it took.
        took: Duration,
    },
    /// The server said something.
    Notice(Notice),
    /// Something the user should know.
    Warning(String),
}

/// One line, for the log of a service.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = |direction: &Direction| match direction {
            Direction::Up => "upgrade",
            Direction::Down => "downgrade",
        };
        match self {
            Self::Waiting { attempt, reason, pause } => {
                let next = seconds(*pause);
                write!(f, "waiting for the database (attempt {attempt}): {reason}; next in {next}")
            }
            Self::Connected { server, .. } => write!(f, "connected to {server}"),
            Self::LockHeld { holder, waited } => {
                write!(f, "another process migrates: {holder}; waited {} so far", seconds(*waited))
            }
            Self::StepStarted { revision, direction, title, number, total } => {
                let lead = if title.is_empty() { "" } else { " " };
                write!(f, "{} {revision}{lead}{title} ({number} of {total})", verb(direction))
            }
            Self::Resumed { revision, done, total } => {
                write!(f, "{revision} goes on behind segment {done} of {total}: an earlier run was cut there")
            }
            Self::SegmentRetried { revision, attempt, reason, pause } => {
                let again = seconds(*pause);
                write!(
                    f,
                    "{revision} waits behind other sessions (attempt {attempt}: {reason}); again in {again}"
                )
            }
            Self::StepFinished { revision, direction, took } => {
                write!(f, "{} {revision} took {}", verb(direction), seconds(*took))
            }
            Self::Notice(notice) => write!(f, "{}: {}", notice.severity, notice.message),
            Self::Warning(words) => f.write_str(words),
        }
    }
}

/// Is told each event, from any thread.
pub type Observer = Arc<dyn Fn(Event) + Send + Sync>;

/// An observer that does nothing.
pub fn silent() -> Observer {
    Arc::new(|_| {})
}
