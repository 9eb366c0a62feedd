//! Loads SQL into a scratch database, whatever the order it stands in.
//!
//! Statements run as they come, in few messages. Those that fail are tried again once all others have run, for
//! as long as one more succeeds: a view may stand before its table, a file before the one it builds on.
//! What `pg_dump`, `mysqldump` and `sqlite3 .dump` write loads as it is; what is no part of a schema, or
//! would reach out of the scratch database, is left out with a warning.

use std::fmt;
use std::path::PathBuf;

use aludel::database::{Database, DatabaseError};
use aludel::{Dialect, Stop};

use super::SqlText;
use super::place::{headline, line_and_column};

mod client;
mod item;
mod mysql;
mod postgres;
mod rounds;
mod routines;
mod sqlite;

use item::Item;
use rounds::Failed;

/// What came of loading.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Loaded {
    /// How many statements have run.
    pub statements: usize,
    /// What was left out, and why.
    pub warnings: Vec<LoadWarning>,
    /// Functions, views and the like that are there and can't work.
    pub broken: Vec<BrokenRoutine>,
}

/// Statements that were left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoadWarning {
    /// The file of the first.
    pub path: PathBuf,
    /// Its line, from 1.
    pub line: usize,
    /// Its first line of text.
    pub statement: String,
    /// Why.
    pub reason: String,
    /// How many they are.
    pub count: usize,
}

/// What was made, but does not work.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BrokenRoutine {
    /// As the database names it: `function public.total(integer)`, `view report`.
    pub name: String,
    /// File and line of the statement that makes it, where it is found.
    pub place: Option<(PathBuf, usize)>,
    /// The database's words.
    pub error: DatabaseError,
}

/// Why the texts could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// Texts that can't be cut into statements, or would reach out of the scratch database.
    #[error("{}", join(faults))]
    Texts {
        /// At least one.
        faults: Vec<TextFault>,
    },
    /// Statements that fail in every order.
    #[error("{} of {statements} statements can't run: {}", failures.len(), failures.first().map_or(String::new(), LoadFailure::to_string))]
    Statements {
        /// The most telling first; at least one.
        failures: Vec<LoadFailure>,
        /// How many statements there are.
        statements: usize,
        /// Whether each of them only lacks what others of them would make: they need each other.
        is_circle: bool,
    },
    /// The database could not go on.
    #[error("{0}")]
    Database(DatabaseError),
    /// The user wished to end.
    #[error("stopped on request")]
    Stopped,
}

/// What is wrong with a text before any of it has run.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextFault {
    /// The file.
    pub path: PathBuf,
    /// Line and column, from 1.
    pub place: (usize, usize),
    /// What is wrong.
    pub message: String,
}

/// A statement that fails, and why.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LoadFailure {
    /// The file.
    pub path: PathBuf,
    /// Line and column, from 1: where the database saw the fault, else where the statement begins.
    pub place: (usize, usize),
    /// The same in bytes.
    pub offset: usize,
    /// Its first line of text.
    pub statement: String,
    /// The database's words.
    pub error: DatabaseError,
}

impl fmt::Display for LoadFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.place;
        write!(f, "{}:{line}:{column}: {}", self.path.display(), self.error)
    }
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.place;
        write!(f, "{}:{line}:{column}: {}", self.path.display(), self.message)
    }
}

fn join(faults: &[TextFault]) -> String {
    faults.iter().map(TextFault::to_string).collect::<Vec<_>>().join("; ")
}

/// Loads the texts into a database, which is to be a scratch database.
///
/// # Errors
/// [`LoadError`]; what has run by then stays.
pub fn load(database: &mut dyn Database, texts: &[SqlText], stop: &Stop) -> Result<Loaded, LoadError> {
    let dialect = database.server().dialect;
    let (items, warnings) = cut(dialect, texts)?;
    let mut loaded = Loaded { statements: items.len(), warnings, broken: Vec::new() };
    let loading = Loading { texts, items: &items, stop };
    let failed = match dialect {
        Dialect::Postgres => postgres::load(database, &loading, &mut loaded.warnings)?,
        Dialect::Mysql => mysql::load(database, &loading, &mut loaded.warnings)?,
        Dialect::Sqlite => sqlite::load(database, &loading)?,
    };
    if !failed.is_empty() {
        return Err(loading.failures(failed));
    }
    loaded.broken = routines::check(database, &loading)?;
    Ok(loaded)
}

/// What is loaded.
struct Loading<'a> {
    texts: &'a [SqlText],
    items: &'a [Item],
    stop: &'a Stop,
}

/// The statements of all texts, and what is left out.
fn cut(dialect: Dialect, texts: &[SqlText]) -> Result<(Vec<Item>, Vec<LoadWarning>), LoadError> {
    let (mut items, mut warnings, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for (index, text) in texts.iter().enumerate() {
        match aludel::script::dump(dialect, &text.text) {
            Ok(dump) => {
                let mut wrong = client::lines(text, &dump, &mut warnings);
                wrong.extend(item::items(dialect, index, text, &dump.statements, &mut items, &mut warnings));
                faults.extend(wrong.into_iter().map(|(offset, message)| fault(text, offset, message)));
            }
            Err(error) => faults.push(fault(text, error.offset, error.to_string())),
        }
    }
    if faults.is_empty() { Ok((items, warnings)) } else { Err(LoadError::Texts { faults }) }
}

fn fault(text: &SqlText, offset: usize, message: String) -> TextFault {
    TextFault { path: text.path.clone(), place: line_and_column(&text.text, offset), message }
}

/// Adds a reason to what is told already.
fn warn(warnings: &mut Vec<LoadWarning>, text: &SqlText, offset: usize, statement: &str, reason: &str) {
    match warnings.iter_mut().find(|warning| warning.reason == reason) {
        Some(warning) => warning.count += 1,
        None => warnings.push(LoadWarning {
            path: text.path.clone(),
            line: line_and_column(&text.text, offset).0,
            statement: headline(statement),
            reason: reason.to_owned(),
            count: 1,
        }),
    }
}

impl Loading<'_> {
    fn text(&self, item: &Item) -> &str {
        let text = self.texts.get(item.text).map_or("", |text| text.text.as_str());
        text.get(item.span.clone()).unwrap_or("")
    }

    fn warn(&self, warnings: &mut Vec<LoadWarning>, item: &Item, reason: &str) {
        if let Some(text) = self.texts.get(item.text) {
            warn(warnings, text, item.span.start, self.text(item), reason);
        }
    }

    fn failures(&self, failed: Vec<Failed>) -> LoadError {
        let made: Vec<Vec<String>> = failed.iter().map(|failed| self.makes(failed)).collect();
        let waits = |index: usize| {
            let Some(failed) = failed.get(index) else { return false };
            let lacking = rounds::lacking(&failed.error);
            lacking.iter().any(|name| {
                made.iter().enumerate().any(|(other, made)| other != index && made.contains(name))
            })
        };
        let waiting: Vec<bool> = (0..failed.len()).map(waits).collect();
        let is_circle = waiting.iter().all(|waits| *waits);
        let mut failures: Vec<(bool, LoadFailure)> =
            waiting.into_iter().zip(failed).map(|(waits, failed)| (waits, self.failure(failed))).collect();
        // What waits for others of them tells less than what they wait for.
        failures.sort_by_key(|(waits, _)| *waits);
        let failures = failures.into_iter().map(|(_, failure)| failure).collect();
        LoadError::Statements { failures, statements: self.items.len(), is_circle }
    }

    /// The names in the head of a failed statement: one of them is what it would make.
    fn makes(&self, failed: &Failed) -> Vec<String> {
        let item = self.items.get(failed.item);
        let words = item.map(|item| super::words::words(self.text(item), 9)).unwrap_or_default();
        let is_create = words.first().is_some_and(|word| matches!(word.as_str(), "CREATE" | "ALTER"));
        let words = if is_create { words } else { Vec::new() };
        words.into_iter().map(|word| word.trim_matches(['"', '`']).to_lowercase()).collect()
    }

    fn failure(&self, failed: Failed) -> LoadFailure {
        let Failed { item, error } = failed;
        let Some((item, text)) =
            self.items.get(item).and_then(|item| Some((item, self.texts.get(item.text)?)))
        else {
            return LoadFailure {
                path: PathBuf::new(),
                place: (1, 1),
                offset: 0,
                statement: String::new(),
                error,
            };
        };
        let offset = item.span.start + error.offset.unwrap_or(0);
        LoadFailure {
            path: text.path.clone(),
            place: line_and_column(&text.text, offset),
            offset,
            statement: headline(self.text(item)),
            error,
        }
    }
}
