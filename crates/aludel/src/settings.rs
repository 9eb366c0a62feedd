//! How a migrator behaves: what is the same for every verb.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// How a [`Runner`](crate::Runner) behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the heads are kept.
    pub version_table: TableName,
    /// How long to wait while another process migrates.
    pub lock_wait: Duration,
    /// How long a statement may wait behind traffic before it is tried again; `None`: for ever.
    pub lock_timeout: Option<Duration>,
    /// For how long in all a segment is tried again.
    pub retry_for: Duration,
    /// Behind a pooler: how long the lease lasts unless it is prolonged, and so for how long a
    /// migrator that was killed keeps the others out. At least a second.
    pub lease: Duration,
    /// How long a statement may run; `None`: as long as it takes, whatever limit the role has.
    /// On MySQL it does not apply.
    pub statement_timeout: Option<Duration>,
    /// What shares a transaction.
    pub transaction: TransactionMode,
    /// What to do in front of a database that is ahead of these revisions.
    pub ahead: Ahead,
    /// Whether a revision that is a Rust function, which nobody has handed over, is recorded without
    /// running: a scratch database holds no rows that it could change.
    pub pass_over_functions: bool,
    /// The name of this machine, for the log.
    pub host: String,
    /// The name and version of the program, for the log.
    pub tool: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version_table: TableName::default(),
            lock_wait: Duration::from_secs(300),
            lock_timeout: Some(Duration::from_secs(5)),
            retry_for: Duration::from_secs(120),
            lease: Duration::from_secs(30),
            statement_timeout: None,
            transaction: TransactionMode::PerRevision,
            ahead: Ahead::Start,
            pass_over_functions: false,
            host: String::new(),
            tool: concat!("aludel ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// What shares a transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TransactionMode {
    /// Each revision has its own.
    #[default]
    PerRevision,
    /// The whole run has one, but for statements that can't be in one.
    All,
    /// Each statement has its own.
    None,
}

/// What to do in front of a database that is ahead: it holds revisions that are not in our folder
/// and stand on the newest that is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ahead {
    /// Go on, with a warning.
    #[default]
    Start,
    /// Refuse.
    Fail,
    /// Undo them, by the downgrade texts that the log keeps.
    Downgrade,
}

/// A word that names no choice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is none of {choices}")]
pub struct UnknownWord {
    /// The word.
    pub given: String,
    /// The words there are.
    pub choices: &'static str,
}

impl FromStr for TransactionMode {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "per-revision" => Ok(Self::PerRevision),
            "all" => Ok(Self::All),
            "none" => Ok(Self::None),
            _ => Err(UnknownWord { given: word.to_owned(), choices: "per-revision, all, none" }),
        }
    }
}

impl FromStr for Ahead {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "start" => Ok(Self::Start),
            "fail" => Ok(Self::Fail),
            "downgrade" => Ok(Self::Downgrade),
            _ => Err(UnknownWord { given: word.to_owned(), choices: "start, fail, downgrade" }),
        }
    }
}

/// The version table's name, with its schema (on MySQL: database) where one is given.
///
/// Without a schema it is looked for as the session looks for any table, and made in the
/// session's current schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableName {
    /// Its schema.
    pub schema: Option<String>,
    /// Its name.
    pub name: String,
}

impl Default for TableName {
    fn default() -> Self {
        Self { schema: None, name: "aludel_version".to_owned() }
    }
}

impl TableName {
    /// How many characters a revision id may have: Alembic makes its column 32 wide.
    pub fn longest_id(&self) -> usize {
        if self.name == "alembic_version" { 32 } else { 255 }
    }
}

impl FromStr for TableName {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let (schema, name) = match text.split_once('.') {
            Some((schema, name)) => (Some(schema), name),
            None => (None, text),
        };
        if name.is_empty() || schema == Some("") || name.contains('.') || text.contains('\0') {
            return Err(UnknownWord { given: text.to_owned(), choices: "`table`, `schema.table`" });
        }
        Ok(Self { schema: schema.map(str::to_owned), name: name.to_owned() })
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.schema {
            Some(schema) => write!(f, "{schema}.{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}
