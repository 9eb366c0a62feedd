//! Why there is no scratch database.

use std::fmt;
use std::path::PathBuf;

use aludel::database::DatabaseError;

/// Why there is no scratch database.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScratchError {
    /// Nowhere can one be made.
    #[error("no scratch database can be made: {}", join(tried))]
    Impossible {
        /// Where it was tried, in order; at least one.
        tried: Vec<Attempt>,
    },
    /// The database refused on the way.
    #[error("{what}: {error}")]
    Database {
        /// What was tried: `scratch database aludel_scratch_1_x can't be made`.
        what: String,
        /// Its words.
        error: DatabaseError,
    },
    /// A file or folder can't be made, read or removed.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// The system's words.
        error: std::io::Error,
    },
    /// A template is being used or filled by another process, and has been for long.
    #[error("template database {name} is in use by another process for longer than {seconds} s")]
    Busy {
        /// Its name.
        name: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The user wished to end.
    #[error("stopped on request")]
    Stopped,
}

/// One place where a scratch database could have been made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// Where, in words: `beside app on PostgreSQL 15.18`.
    pub place: String,
    /// Why not there.
    pub reason: Reason,
}

/// Why a scratch database can't be made in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The role may not create databases; PostgreSQL calls the right CREATEDB.
    NoRight {
        /// Whose rights the session has.
        role: String,
    },
    /// It is of another product or major version than the target: definitions are written otherwise.
    OtherVersion {
        /// What it is.
        scratch: String,
        /// What it would have to be.
        target: String,
    },
    /// The server can't be written.
    ReadOnly,
    /// PostgreSQL's programs of that major version are not on this machine.
    NoPrograms {
        /// Which one is wanted; absent where any would do.
        major: Option<u32>,
        /// Where they were looked for.
        folders: Vec<PathBuf>,
    },
    /// The cluster was made but does not start, or could not be made.
    NoCluster {
        /// The program's words.
        message: String,
    },
    /// The database's words.
    Said(DatabaseError),
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRight { role } => write!(f, "role \"{role}\" has no right to create databases"),
            Self::OtherVersion { scratch, target } => {
                write!(f, "it is {scratch}, and the target {target}: both must have one major version")
            }
            Self::ReadOnly => f.write_str("the server is read-only"),
            Self::NoPrograms { major, folders } => {
                f.write_str("initdb and postgres")?;
                if let Some(major) = major {
                    write!(f, " of version {major}")?;
                }
                f.write_str(" were not found")?;
                let folders: Vec<_> = folders.iter().map(|folder| folder.display().to_string()).collect();
                if folders.is_empty() { Ok(()) } else { write!(f, " in {}", folders.join(", ")) }
            }
            Self::NoCluster { message } => f.write_str(message),
            Self::Said(error) => write!(f, "{error}"),
        }
    }
}

fn join(tried: &[Attempt]) -> String {
    tried.iter().map(Attempt::to_string).collect::<Vec<_>>().join("; ")
}
