//! Where a schema is taken from, as one word of the command line says it.
//!
//! | written | means |
//! |---|---|
//! | `empty` | nothing at all |
//! | `revisions`, `revisions:ID` | what the revisions make, up to one of them |
//! | `database` | the database that the project works on |
//! | `models` | what the project's settings name as its models |
//! | `postgres://…`, `mysql://…`, `sqlite:…` | another database |
//! | `schema.sql`, `schema/` | SQL files; of a folder all that end in `.sql` |
//! | `command:python -m app.ddl` | what a command prints |
//! | `rust:src/models` | what Rust sources say, without compiling them |
//!
//! Text becomes a schema in a scratch database: [`read_sql`] or [`run_command`], then [`load`].

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use aludel::url::{DatabaseUrl, UrlError};

mod command;
mod load;
mod place;
mod read;
mod renamed;
mod views;
mod words;

pub use command::{CommandError, run_command};
pub use load::{BrokenRoutine, LoadError, LoadFailure, LoadWarning, Loaded, TextFault, load};
pub use read::{ReadComplaint, ReadError, SqlText, read_sql};
pub use renamed::{RenamedFrom, due, renamed};
pub use views::views;

/// Where a schema is taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// Nothing at all.
    Empty,
    /// What the revisions make; up to a target, in the words of `upgrade`, if one is named.
    Revisions(Option<String>),
    /// The database that the project works on.
    Database,
    /// What the project's settings name as its models.
    Models,
    /// Another database.
    Url(Box<DatabaseUrl>),
    /// An SQL file, or a folder of them.
    Path(PathBuf),
    /// What a command prints.
    Command(String),
    /// What Rust sources say: a file, a folder of modules, a crate.
    Rust(PathBuf),
}

/// Why a text names no source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// There is nothing.
    #[error("the source is empty: known are {KNOWN}")]
    Nothing,
    /// A word that is nearly one of ours, and has nothing of a path.
    #[error("unknown source \"{word}\": did you mean \"{meant}\"? A file or folder of that name is ./{word}")]
    Unknown {
        /// The word.
        word: String,
        /// What may be meant.
        meant: &'static str,
    },
    /// Behind the colon stands nothing.
    #[error("\"{word}:\" names no {what}")]
    Unfinished {
        /// `revisions`, `command` or `rust`.
        word: &'static str,
        /// What is to stand there.
        what: &'static str,
    },
    /// A word that takes nothing behind a colon.
    #[error("\"{0}\" takes nothing behind a colon")]
    TakesNothing(&'static str),
    /// It begins as a URL.
    #[error(transparent)]
    Url(#[from] UrlError),
}

const WORDS: [&str; 4] = ["empty", "revisions", "database", "models"];
const KNOWN: &str = "empty, revisions, revisions:ID, database, models, a database URL, a file.sql, a folder/, command:…, rust:…";

impl FromStr for Source {
    type Err = SourceError;

    fn from_str(text: &str) -> Result<Self, SourceError> {
        let text = text.trim();
        match text.split_once(':') {
            _ if text.is_empty() => Err(SourceError::Nothing),
            None => word(text),
            Some(("revisions", "")) => Err(SourceError::Unfinished { word: "revisions", what: "revision" }),
            Some(("revisions", target)) => Ok(Self::Revisions(Some(target.to_owned()))),
            Some(("command", command)) if command.trim().is_empty() => {
                Err(SourceError::Unfinished { word: "command", what: "command" })
            }
            Some(("command", command)) => Ok(Self::Command(command.trim().to_owned())),
            Some(("rust", path)) if path.trim().is_empty() => {
                Err(SourceError::Unfinished { word: "rust", what: "file or folder" })
            }
            Some(("rust", path)) => Ok(Self::Rust(PathBuf::from(path.trim()))),
            Some((before, _)) => match WORDS.iter().find(|word| **word == before) {
                Some(word) => Err(SourceError::TakesNothing(word)),
                None => behind_colon(text, before),
            },
        }
    }
}

fn word(text: &str) -> Result<Source, SourceError> {
    match text {
        "empty" => Ok(Source::Empty),
        "revisions" => Ok(Source::Revisions(None)),
        "database" => Ok(Source::Database),
        "models" => Ok(Source::Models),
        // libpq's own form: host=… dbname=…
        _ if text.contains("host=") || text.contains("dbname=") => url(text),
        _ if text.contains(['/', '\\', '.']) => Ok(Source::Path(PathBuf::from(text))),
        _ => match WORDS.into_iter().find(|word| is_near(&text.to_lowercase(), word)) {
            Some(meant) => Err(SourceError::Unknown { word: text.to_owned(), meant }),
            None => Ok(Source::Path(PathBuf::from(text))),
        },
    }
}

fn behind_colon(text: &str, before: &str) -> Result<Source, SourceError> {
    let is_scheme = !before.contains(['/', '\\', '.', ' ']) && before.len() > 1;
    if text.contains("://") || (is_scheme && matches!(before, "sqlite" | "sqlite3" | "file")) {
        return url(text);
    }
    match ["revisions", "command", "rust"].into_iter().find(|word| is_near(&before.to_lowercase(), word)) {
        Some(meant) if is_scheme => Err(SourceError::Unknown { word: before.to_owned(), meant }),
        _ => Ok(Source::Path(PathBuf::from(text))),
    }
}

fn url(text: &str) -> Result<Source, SourceError> {
    Ok(Source::Url(Box::new(DatabaseUrl::parse(text)?)))
}

/// Whether one slip, or a missing or doubled letter or two, lies between.
fn is_near(typed: &str, known: &str) -> bool {
    let (typed, known): (Vec<char>, Vec<char>) = (typed.chars().collect(), known.chars().collect());
    if typed.len().abs_diff(known.len()) > 2 || typed.len() < 3 {
        return false;
    }
    let mut last: Vec<usize> = (0..=known.len()).collect();
    for (row, a) in typed.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, b) in known.iter().enumerate() {
            let change = last[column] + usize::from(a != b);
            next.push(change.min(last[column + 1] + 1).min(next[column] + 1));
        }
        last = next;
    }
    last[known.len()] <= 2
}

/// As it is written; a URL without its password.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty"),
            Self::Revisions(None) => f.write_str("revisions"),
            Self::Revisions(Some(target)) => write!(f, "revisions:{target}"),
            Self::Database => f.write_str("database"),
            Self::Models => f.write_str("models"),
            Self::Url(url) => write!(f, "{url}"),
            Self::Path(path) => write!(f, "{}", path.display()),
            Self::Command(command) => write!(f, "command:{command}"),
            Self::Rust(path) => write!(f, "rust:{}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Source, String> {
        text.parse().map_err(|error: SourceError| error.to_string())
    }

    #[test]
    fn each_kind_is_recognised() {
        assert_eq!(parse(" empty "), Ok(Source::Empty));
        assert_eq!(parse("revisions"), Ok(Source::Revisions(None)));
        assert_eq!(parse("revisions:ae10+2"), Ok(Source::Revisions(Some("ae10+2".to_owned()))));
        assert_eq!(parse("database"), Ok(Source::Database));
        assert_eq!(parse("models"), Ok(Source::Models));
        assert!(matches!(parse("postgresql://me@here/app"), Ok(Source::Url(_))));
        assert!(matches!(parse("sqlite:app.db"), Ok(Source::Url(_))));
        assert!(matches!(parse("host=here dbname=app"), Ok(Source::Url(_))));
        for path in ["schema.sql", "schema/", "./models", "tables", "C:\\schema\\a.sql"] {
            assert_eq!(parse(path), Ok(Source::Path(PathBuf::from(path))));
        }
        assert_eq!(parse("rust:src/models"), Ok(Source::Rust(PathBuf::from("src/models"))));
        let command = "python -m app.ddl --url a://b";
        assert_eq!(parse(&format!("command: {command}")), Ok(Source::Command(command.to_owned())));
    }

    #[test]
    fn slips_are_told() {
        let error = |text: &str| parse(text).unwrap_err();
        assert!(error("model").contains("did you mean \"models\"? A file or folder of that name is ./model"));
        assert!(error("Database").contains("did you mean \"database\""));
        assert!(error("revision:003").contains("did you mean \"revisions\""));
        assert!(error("").contains("known are empty, revisions,"));
        assert_eq!(error("revisions:"), "\"revisions:\" names no revision");
        assert_eq!(error("command: "), "\"command:\" names no command");
        assert_eq!(error("rust:"), "\"rust:\" names no file or folder");
        assert_eq!(error("models:x"), "\"models\" takes nothing behind a colon");
        assert!(error("oracle://x/y").contains("unknown scheme"));
    }

    #[test]
    fn a_password_is_not_shown() {
        let source: Source = "postgres://me:secret@here/app".parse().unwrap();
        assert!(!source.to_string().contains("secret") && !format!("{source:?}").contains("secret"));
    }
}
