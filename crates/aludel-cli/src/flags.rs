//! Flags that every command takes, before or after its name, and those that all who change a
//! database share.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use crate::config::{Ahead, Key, TransactionMode, parse_duration};
use crate::output::Format;
use crate::program::Embedded;

/// Flags of every command.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Flags {
    /// The database: `postgres://user@host/db`, `sqlite:app.db`, `mysql://user@host/db`
    ///
    /// SQLAlchemy's forms (`postgresql+asyncpg://…`) work too. Otherwise ALUDEL_URL, DATABASE_URL,
    /// the file that DATABASE_URL_FILE names, `url` in aludel.toml, or the PG* variables.
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) url: Option<String>,

    /// A folder of revisions; may be given several times [default: migrations]
    #[arg(long, global = true, value_name = "DIR", action = ArgAction::Append)]
    pub(crate) migrations: Vec<PathBuf>,

    /// The configuration [default: aludel.toml, where there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Go to this folder first
    #[arg(short = 'C', global = true, value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,

    /// The section `[environments.NAME]` of the configuration
    #[arg(short = 'n', long, global = true, value_name = "NAME")]
    pub(crate) environment: Option<String>,

    /// A value for scripts; kept for tools that wrap aludel, which reads none itself
    #[arg(short = 'x', global = true, value_name = "KEY=VALUE", action = ArgAction::Append, value_parser = key_value)]
    pub(crate) values: Vec<(String, String)>,

    /// The table of applied revisions [default: aludel_version]
    #[arg(long, global = true, value_name = "[SCHEMA.]NAME")]
    pub(crate) version_table: Option<String>,

    /// How the result is written to stdout
    #[arg(long, global = true, value_name = "FORM", value_enum)]
    pub(crate) output: Option<Format>,

    /// How messages are written to stderr
    #[arg(long, global = true, value_name = "FORM", value_enum)]
    pub(crate) log: Option<Format>,

    /// Say more
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(crate) verbose: u8,

    /// Say nothing but warnings and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Read every revision file anew, and keep nothing of them in the cache
    #[arg(long, global = true)]
    pub(crate) no_cache: bool,

    /// Answer every question with yes
    #[arg(long, global = true)]
    pub(crate) yes: bool,

    /// What the service has handed over whose program this is.
    #[arg(skip)]
    pub(crate) embedded: Option<Embedded>,
}

/// Flags of every command that waits for a database.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct WaitFlags {
    /// How long to wait until the database answers: `500ms`, `60s`, `5m`
    #[arg(long, value_name = "TIME", value_parser = duration_text)]
    pub(crate) wait: Option<String>,
}

/// Flags of every command that changes a database.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ChangeFlags {
    #[command(flatten)]
    pub(crate) wait: WaitFlags,

    /// Make the database where it is not there
    #[arg(long)]
    pub(crate) create_database: bool,

    /// What shares a transaction [default: per-revision]
    #[arg(long, value_enum, value_name = "MODE")]
    pub(crate) transaction: Option<TransactionMode>,

    /// How long a statement may wait for a lock before it is tried again; 0: for ever [default: 5s]
    #[arg(long, value_name = "TIME", value_parser = duration_text)]
    pub(crate) lock_timeout: Option<String>,

    /// For how long in all it is tried again [default: 2m]
    #[arg(long, value_name = "TIME", value_parser = duration_text)]
    pub(crate) lock_retry: Option<String>,

    /// How long a statement may run; 0: for ever [default: 0]
    #[arg(long, value_name = "TIME", value_parser = duration_text)]
    pub(crate) statement_timeout: Option<String>,

    /// How long to wait while another process migrates [default: 5m]
    #[arg(long, value_name = "TIME", value_parser = duration_text)]
    pub(crate) lock_wait: Option<String>,
}

/// Flags of every command that can show what it would do.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ScriptFlags {
    /// Print a script instead of running it; the target may be `from:to`
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) sql: bool,

    /// Show the steps instead of taking them
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// The dialect of the script, where no URL names one
    #[arg(long, value_name = "DIALECT", requires = "sql")]
    pub(crate) dialect: Option<aludel::Dialect>,
}

/// What the flags say of a setting.
pub(crate) trait Settings {
    /// The values of a setting that flags name; empty where none does.
    fn values(&self, key: Key) -> Vec<String>;
}

impl Settings for Flags {
    fn values(&self, key: Key) -> Vec<String> {
        match key {
            Key::Url => {
                let own = || self.embedded.as_ref().and_then(|embedded| embedded.url.clone());
                self.url.clone().or_else(own).into_iter().collect()
            }
            Key::Migrations => self.migrations.iter().map(|path| path.display().to_string()).collect(),
            Key::VersionTable => {
                let own = || self.embedded.as_ref().map(|embedded| embedded.version_table.clone());
                self.version_table.clone().or_else(own).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Settings for WaitFlags {
    fn values(&self, key: Key) -> Vec<String> {
        match key {
            Key::Wait => self.wait.clone().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

impl Settings for ChangeFlags {
    fn values(&self, key: Key) -> Vec<String> {
        let word = match key {
            Key::Transaction => self.transaction.map(name),
            Key::LockTimeout => self.lock_timeout.clone(),
            Key::LockRetry => self.lock_retry.clone(),
            Key::StatementTimeout => self.statement_timeout.clone(),
            Key::LockWait => self.lock_wait.clone(),
            Key::CreateDatabase => self.create_database.then(|| "true".to_owned()),
            _ => return self.wait.values(key),
        };
        word.into_iter().collect()
    }
}

/// Flags of a command with none of its own.
pub(crate) struct NoSettings;

impl Settings for NoSettings {
    fn values(&self, _: Key) -> Vec<String> {
        Vec::new()
    }
}

impl Settings for (&ChangeFlags, Option<Ahead>) {
    fn values(&self, key: Key) -> Vec<String> {
        match key {
            Key::Ahead => self.1.map(name).into_iter().collect(),
            _ => self.0.values(key),
        }
    }
}

/// The word for a value of an enumeration.
fn name(value: impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn key_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("write it as key=value".to_owned()),
    }
}

fn duration_text(text: &str) -> Result<String, String> {
    parse_duration(text).map(|_| text.to_owned())
}
