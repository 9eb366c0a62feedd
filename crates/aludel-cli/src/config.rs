//! Settings: flag over environment over file over default, and every complaint at once.
//!
//! All three sources give texts under the same keys, with their origin; only at the end are they
//! read as what they mean, so that a wrong value is refused in one way wherever it stands.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueEnum;

use crate::error::{Failure, Place, Problem, exit, io_problem};
use crate::flags::{Flags, Settings};
use crate::suggest::nearest;

mod file;
mod key;

use file::ConfigFile;
pub(crate) use key::{Fallback, Key, OTHERS};

/// The name that a configuration has where none is named.
pub(crate) const FILE_NAME: &str = "aludel.toml";

/// What shares a transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TransactionMode {
    /// Each revision has its own.
    #[default]
    PerRevision,
    /// All revisions of a run share one.
    All,
    /// Nothing does: each statement stands by itself.
    None,
}

/// What `run` does where the database is ahead of this release.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ahead {
    /// Warn and start the application.
    #[default]
    Start,
    /// Refuse.
    Fail,
    /// Undo the unknown revisions with the text that the database keeps.
    Downgrade,
}

/// How the ids of new revisions are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum IdScheme {
    /// 001, 002, …
    #[default]
    Sequential,
    /// Twelve random hexadecimal digits, as Alembic's.
    Hex,
    /// The time, to the second.
    Timestamp,
}

/// Everything that is set, read.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// The configuration file, where there is one.
    pub(crate) file: Option<PathBuf>,
    /// The database URL as given, and who gave it.
    pub(crate) url: Option<(String, Origin)>,
    /// Folders of revisions.
    pub(crate) migrations: Vec<PathBuf>,
    /// Schema and name of the version table.
    pub(crate) version_table: (Option<String>, String),
    /// How ids are made.
    pub(crate) id_scheme: IdScheme,
    /// What shares a transaction.
    pub(crate) transaction: TransactionMode,
    /// What to do where the database is ahead.
    pub(crate) ahead: Ahead,
    /// How long to wait for the database, where that is set.
    pub(crate) wait: Option<Duration>,
    /// How long to wait for another migrator.
    pub(crate) lock_wait: Duration,
    /// How long a statement may wait for a lock; `None`: for ever.
    pub(crate) lock_timeout: Option<Duration>,
    /// For how long in all it is tried again.
    pub(crate) lock_retry: Duration,
    /// How long a lease lasts unless it is prolonged.
    pub(crate) lease: Duration,
    /// How long a statement may run; `None`: for ever.
    pub(crate) statement_timeout: Option<Duration>,
    /// Whether a database that is not there is made.
    pub(crate) create_database: bool,
    /// Where the models stand; empty where nobody said.
    pub(crate) models: Vec<String>,
    /// The folder that paths of models are relative to.
    pub(crate) models_folder: PathBuf,
    /// The URL of the server where scratch databases are made.
    pub(crate) scratch: Option<String>,
    /// Whether owners and privileges are compared.
    pub(crate) privileges: bool,
    /// Patterns of schemas, tables and kinds that are compared.
    pub(crate) schemas: Vec<String>,
    pub(crate) tables: Vec<String>,
    pub(crate) kinds: Vec<String>,
    /// What the user should know of how the settings were found.
    pub(crate) warnings: Vec<String>,
}

/// Where a value was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// On the command line.
    Flag(&'static str),
    /// In this environment variable.
    Variable(String),
    /// In a file, at these bytes of its text.
    File { span: Range<usize> },
}

/// The values of one key, with their origin.
#[derive(Clone, Debug)]
struct Value {
    texts: Vec<String>,
    origin: Origin,
}

/// What is read of the environment: a function, so that tests have their own.
pub(crate) type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Reads all settings.
pub(crate) fn read(
    flags: &Flags,
    command: &dyn Settings,
    environment: Environment<'_>,
) -> Result<Config, Failure> {
    let mut file = find_file(flags, environment)?;
    let section = flags.environment.clone().or_else(|| variable(environment, "ALUDEL_ENVIRONMENT"));
    let mut problems = file.as_mut().map(ConfigFile::take_problems).unwrap_or_default();
    if let Some(section) = &section {
        check_section(file.as_ref(), section, &mut problems);
    }
    let mut reader = Reader { flags, command, environment, file: file.as_ref(), section, problems };
    let config = reader.config();
    match reader.problems.is_empty() {
        true => Ok(config),
        false => Err(Failure { exit: exit::USAGE, problems: reader.problems }),
    }
}

/// The value of an environment variable that is set and not empty.
fn variable(environment: Environment<'_>, name: &str) -> Option<String> {
    environment(name).filter(|value| !value.is_empty())
}

fn find_file(flags: &Flags, environment: Environment<'_>) -> Result<Option<ConfigFile>, Failure> {
    let named = flags.config.clone().or_else(|| variable(environment, "ALUDEL_CONFIG").map(PathBuf::from));
    let path = match &named {
        Some(path) => path.as_path(),
        None if Path::new(FILE_NAME).exists() => Path::new(FILE_NAME),
        None => return Ok(None),
    };
    match std::fs::read_to_string(path) {
        Ok(text) => ConfigFile::parse(path, text).map(Some),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Err(Problem::new("configuration", "the configuration is not UTF-8").at(Place::file(path)).usage())
        }
        Err(error) => Err(io_problem("read the configuration", path, &error).usage()),
    }
}

fn check_section(file: Option<&ConfigFile>, section: &str, problems: &mut Vec<Problem>) {
    let Some(file) = file else {
        let words = format!("there is no environment \"{section}\": there is no {FILE_NAME} here");
        problems.push(
            Problem::new("configuration", words)
                .hint("name the configuration with `--config FILE` or go there with `-C DIR`"),
        );
        return;
    };
    let known: Vec<&str> = file.environments().collect();
    if known.contains(&section) {
        return;
    }
    let mut problem = Problem::new("configuration", format!("there is no environment \"{section}\""))
        .at(Place::file(file.path()));
    if let Some(meant) = nearest(section, known.iter().copied()) {
        problem = problem.hint(format!("did you mean `-n {meant}`?"));
    } else if known.is_empty() {
        problem = problem.hint(format!("add a section `[environments.{section}]` to it"));
    } else {
        problem = problem.hint(format!("it has {}", known.join(", ")));
    }
    problems.push(problem);
}

/// Finds each value and reads it.
struct Reader<'a> {
    flags: &'a Flags,
    command: &'a dyn Settings,
    environment: Environment<'a>,
    file: Option<&'a ConfigFile>,
    section: Option<String>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn config(&mut self) -> Config {
        let mut warnings = Vec::new();
        let url = self.url(&mut warnings);
        let (models, models_folder) = self.models();
        Config {
            file: self.file.map(|file| file.path().to_owned()),
            url,
            migrations: self.migrations(),
            version_table: self.or_fallback(Key::VersionTable, parse_table),
            id_scheme: self.or_fallback(Key::IdScheme, parse_word),
            transaction: self.or_fallback(Key::Transaction, parse_word),
            ahead: self.or_fallback(Key::Ahead, parse_word),
            wait: self.one(Key::Wait, parse_duration),
            lock_wait: self.or_fallback(Key::LockWait, parse_duration),
            lock_timeout: off_at_zero(self.or_fallback(Key::LockTimeout, parse_duration)),
            lock_retry: self.or_fallback(Key::LockRetry, parse_duration),
            lease: self.or_fallback(Key::Lease, parse_duration),
            statement_timeout: self.one(Key::StatementTimeout, parse_duration).and_then(off_at_zero),
            create_database: self.or_fallback(Key::CreateDatabase, parse_bool),
            models,
            models_folder,
            scratch: self.one(Key::Scratch, |text| Ok(text.to_owned())),
            privileges: self.or_fallback(Key::Privileges, parse_bool),
            schemas: self.several(Key::Schemas),
            tables: self.several(Key::Tables),
            kinds: self.several(Key::Kinds),
            warnings,
        }
    }

    /// The values of a key: flag over environment over section of the file over the file.
    fn find(&self, key: Key) -> Option<Value> {
        for values in [self.command.values(key), self.flags.values(key)] {
            if !values.is_empty() {
                return Some(Value { texts: values, origin: Origin::Flag(key.name()) });
            }
        }
        if let Some(text) = variable(self.environment, &key.variable()) {
            let texts = match (key, key.separator()) {
                (Key::Migrations, _) => {
                    std::env::split_paths(&text).map(|path| path.display().to_string()).collect()
                }
                (_, Some(between)) => text.split(between).map(|pattern| pattern.trim().to_owned()).collect(),
                (_, None) => vec![text],
            };
            return Some(Value { texts, origin: Origin::Variable(key.variable()) });
        }
        let file = self.file?;
        file.value(self.section.as_deref(), key)
            .map(|(texts, span)| Value { texts, origin: Origin::File { span } })
    }

    /// Finds a key of one value and reads it.
    fn one<T>(&mut self, key: Key, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let value = self.find(key)?;
        let text = value.texts.last().map_or("", String::as_str);
        match parse(text) {
            Ok(parsed) => Some(parsed),
            Err(words) => {
                self.refuse(key, &value.origin, &format!("\"{text}\": {words}"));
                None
            }
        }
    }

    /// The same; where nobody says it, what holds then.
    fn or_fallback<T: Default>(&mut self, key: Key, parse: impl Fn(&str) -> Result<T, String>) -> T {
        self.one(key, &parse).or_else(|| parse(key.fallback()).ok()).unwrap_or_default()
    }

    /// All values of a key.
    fn several(&self, key: Key) -> Vec<String> {
        self.find(key).map(|value| value.texts).unwrap_or_default()
    }

    /// Where the models stand, and what their paths are relative to: as for the folders of revisions.
    fn models(&self) -> (Vec<String>, PathBuf) {
        match self.find(Key::Models) {
            Some(Value { texts, origin: Origin::File { .. } }) => (texts, self.beside_file("")),
            Some(Value { texts, .. }) => (texts, PathBuf::new()),
            None => (Vec::new(), PathBuf::new()),
        }
    }

    fn refuse(&mut self, key: Key, origin: &Origin, words: &str) {
        let problem = match (origin, self.file) {
            (Origin::File { span }, Some(file)) => {
                Problem::new("configuration", format!("`{}` can't be {words}", key.name()))
                    .at(file.place(span))
            }
            (Origin::Variable(name), _) => {
                Problem::new("configuration", format!("the environment variable {name} can't be {words}"))
            }
            _ => {
                let flag = key.name().replace('_', "-");
                Problem::new("usage", format!("`--{flag}` can't be {words}"))
            }
        };
        self.problems.push(problem);
    }

    /// Folders of the file are relative to the file, others to the current folder.
    fn migrations(&mut self) -> Vec<PathBuf> {
        let Some(Value { texts, origin }) = self.find(Key::Migrations) else {
            return vec![self.beside_file(Key::Migrations.fallback())];
        };
        match origin {
            Origin::File { .. } => texts.iter().map(|folder| self.beside_file(folder)).collect(),
            _ => texts.into_iter().map(PathBuf::from).collect(),
        }
    }

    fn beside_file(&self, folder: &str) -> PathBuf {
        match self.file.and_then(|file| file.path().parent()) {
            Some(beside) if !beside.as_os_str().is_empty() => beside.join(folder),
            _ => PathBuf::from(folder),
        }
    }

    /// `--url`, ALUDEL_URL, DATABASE_URL, the file of DATABASE_URL_FILE, the configuration.
    fn url(&mut self, warnings: &mut Vec<String>) -> Option<(String, Origin)> {
        let found =
            self.find(Key::Url).and_then(|value| Some((value.texts.into_iter().next_back()?, value.origin)));
        if let Some((_, Origin::Flag(_) | Origin::Variable(_))) = found {
            return found;
        }
        let Some(from_environment) = self.url_of_environment() else { return found };
        // A section was asked for by name, and something else decides: say so.
        if let (Some(section), Some(file), Origin::Variable(name)) =
            (&self.section, self.file, &from_environment.1)
            && file.sets(section, Key::Url)
        {
            warnings.push(format!(
                "the environment variable {name} decides which database it is, not the url of [environments.{section}]"
            ));
        }
        Some(from_environment)
    }

    fn url_of_environment(&mut self) -> Option<(String, Origin)> {
        const VARIABLE: &str = "DATABASE_URL";
        const FILE: &str = "DATABASE_URL_FILE";
        let plain = variable(self.environment, VARIABLE);
        let Some(path) = variable(self.environment, FILE) else {
            return plain.map(|url| (url, Origin::Variable(VARIABLE.to_owned())));
        };
        if plain.is_some() {
            self.problems.push(
                Problem::new("configuration", format!("both {VARIABLE} and {FILE} are set"))
                    .hint(format!("unset one of them; where the URL holds a password, keep {FILE}")),
            );
            return None;
        }
        match std::fs::read_to_string(&path) {
            Ok(text) if !text.trim().is_empty() => {
                Some((text.trim().to_owned(), Origin::Variable(FILE.to_owned())))
            }
            Ok(_) => {
                self.problems.push(
                    Problem::new("configuration", format!("the file that {FILE} names is empty"))
                        .at(Place::file(path)),
                );
                None
            }
            Err(error) => {
                self.problems.push(io_problem(
                    &format!("read the file that {FILE} names,"),
                    Path::new(&path),
                    &error,
                ));
                None
            }
        }
    }
}

/// Environment variables that are nearly a setting: mistyped, most likely.
pub(crate) fn mistyped_variables(names: impl Iterator<Item = String>) -> Vec<String> {
    let variables: Vec<String> = Key::ALL.iter().map(|key| key.variable()).collect();
    let others = OTHERS.iter().map(|(_, variable, ..)| *variable);
    let known: Vec<&str> = variables.iter().map(String::as_str).chain(others).collect();
    names
        .filter(|name| name.starts_with("ALUDEL_") && !known.contains(&name.as_str()))
        .filter_map(|name| {
            let meant = nearest(&name, known.iter().copied())?;
            Some(format!("the environment variable {name} means nothing; did you mean {meant}?"))
        })
        .collect()
}

/// Reads `500ms`, `60s`, `5m`, `1h`; a bare number is seconds.
pub(crate) fn parse_duration(text: &str) -> Result<Duration, String> {
    let refused = || "write a time as `500ms`, `60s`, `5m` or `1h`".to_owned();
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().map_err(|_| refused())?;
    let milliseconds = match unit.trim() {
        "ms" => 1,
        "" | "s" | "sec" => 1_000,
        "m" | "min" => 60_000,
        "h" => 3_600_000,
        _ => return Err(refused()),
    };
    let all = number.checked_mul(milliseconds).ok_or_else(refused)?;
    // Longer than anyone waits, and adding it to a clock could overflow.
    const MOST: u64 = 365 * 24 * 3_600_000;
    if all > MOST { Err("it is longer than a year".to_owned()) } else { Ok(Duration::from_millis(all)) }
}

fn off_at_zero(duration: Duration) -> Option<Duration> {
    (!duration.is_zero()).then_some(duration)
}

/// Reads `[schema.]name`.
pub(crate) fn parse_table(text: &str) -> Result<(Option<String>, String), String> {
    let parts: Vec<&str> = text.split('.').collect();
    match parts.as_slice() {
        [name] if !name.is_empty() => Ok((None, (*name).to_owned())),
        [schema, name] if !schema.is_empty() && !name.is_empty() => {
            Ok((Some((*schema).to_owned()), (*name).to_owned()))
        }
        _ => Err("write it as `name` or `schema.name`".to_owned()),
    }
}

fn parse_bool(text: &str) -> Result<bool, String> {
    match text {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" => Ok(false),
        _ => Err("it is true or false".to_owned()),
    }
}

fn parse_word<T: ValueEnum>(text: &str) -> Result<T, String> {
    T::from_str(text, true).map_err(|_| {
        let words: Vec<String> = T::value_variants()
            .iter()
            .filter_map(|variant| variant.to_possible_value())
            .map(|value| value.get_name().to_owned())
            .collect();
        match nearest(text, words.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("it is one of {}", words.join(", ")),
        }
    })
}

#[cfg(test)]
mod tests;
