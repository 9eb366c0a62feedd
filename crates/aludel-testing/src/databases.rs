//! Where tests get their databases from: which revisions, on which server, and what else is in them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use aludel::database::{ConnectOptions, DatabaseError};
use aludel::function::Functions;
use aludel::url::DatabaseUrl;
use aludel::{Dialect, Migrations, Runner, Settings, Stop, Target, event, route, script};
use aludel_schema::scratch::{self, ScratchError};
use aludel_schema::workshop::digest;

use crate::check::Check;
use crate::database::Database;
use crate::error::Error;
use crate::place::Place;
use crate::revisions::Revisions;
use crate::thread::on_a_thread;

/// Where tests get their databases from.
///
/// ```no_run
/// # fn main() -> Result<(), aludel_testing::Error> {
/// use aludel_testing::Databases;
///
/// let databases = Databases::new("migrations", "postgres://me@localhost/postgres")?
///     .seed("INSERT INTO users (name) VALUES ('ann'), ('bob')");
/// let database = databases.fresh()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Databases {
    pub(crate) revisions: Revisions,
    url: String,
    pub(crate) parsed: DatabaseUrl,
    folder: PathBuf,
    pub(crate) settings: Settings,
    seeds: Vec<Seed>,
    /// The Rust functions that revisions name, and what says that they are others.
    functions: Option<(String, Functions)>,
}

/// What the template holds besides the revisions.
#[derive(Clone)]
struct Seed {
    name: String,
    /// What it depends on.
    key: String,
    run: Arc<dyn Fn(&mut dyn aludel::database::Database) -> Result<(), DatabaseError> + Send + Sync>,
}

impl std::fmt::Debug for Databases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Databases").field("url", &self.parsed.to_string()).finish_non_exhaustive()
    }
}

impl Databases {
    /// Databases that hold the revisions, on the server of the URL: copies stand beside the database that it
    /// names, which need not be there and is not touched. On SQLite they stand beside its file.
    ///
    /// # Errors
    /// The URL can't be read, or names a SQLite database in memory.
    pub fn new(revisions: impl Into<Revisions>, url: &str) -> Result<Self, Error> {
        let parsed = DatabaseUrl::parse(url)?;
        let folder = match (parsed.dialect(), parsed.database()) {
            (Dialect::Sqlite, Some(file)) => folder_of(file),
            (Dialect::Sqlite, None) => return Err(Error::InMemory { url: parsed.to_string() }),
            _ => PathBuf::new(),
        };
        Ok(Self::with(revisions.into(), url, parsed, folder))
    }

    /// What the macros call: the first variable that is set counts.
    ///
    /// # Errors
    /// None is set; as [`Databases::new`].
    #[doc(hidden)]
    pub fn of_surroundings(
        revisions: impl Into<Revisions>,
        variables: &[(&'static str, Option<String>)],
        temporary: PathBuf,
    ) -> Result<Self, Error> {
        let set = |value: &Option<String>| value.clone().filter(|value| !value.trim().is_empty());
        let Some(url) = variables.iter().find_map(|(_, value)| set(value)) else {
            let looked_for = variables.iter().map(|(name, _)| *name).collect();
            return Err(Error::NoUrl { looked_for });
        };
        let parsed = DatabaseUrl::parse(&url)?;
        Ok(Self::with(revisions.into(), &url, parsed, temporary.join("aludel-tests")))
    }

    fn with(revisions: Revisions, url: &str, parsed: DatabaseUrl, folder: PathBuf) -> Self {
        let url = url.to_owned();
        Self {
            revisions,
            url,
            parsed,
            folder,
            settings: Settings::default(),
            seeds: Vec::new(),
            functions: None,
        }
    }

    /// Where SQLite's files stand: the template, and for each test a folder of its own.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = folder.into();
        self
    }

    /// How the revisions are applied: for a project with another version table.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The Rust functions that revisions name (`migrator.functions()`): without them those are passed over.
    ///
    /// They run again when the key is another: change that with their code.
    #[must_use]
    pub fn functions(mut self, key: &str, functions: &Functions) -> Self {
        self.functions = Some((key.to_owned(), functions.clone()));
        self
    }

    /// What every database holds besides the revisions: statements that run once, in the template.
    #[must_use]
    pub fn seed(self, sql: impl Into<String>) -> Self {
        let (sql, dialect) = (sql.into(), self.parsed.dialect());
        let name = (self.seeds.len() + 1).to_string();
        let key = format!("sql {sql}");
        self.seeded(name, key, move |database| run(database, dialect, &sql))
    }

    /// As [`Databases::seed`], by code. It runs again when the key is another: change that with the code.
    #[must_use]
    pub fn seed_by(
        self,
        key: &str,
        fill: impl Fn(&mut dyn aludel::database::Database) -> Result<(), DatabaseError> + Send + Sync + 'static,
    ) -> Self {
        self.seeded(key.to_owned(), format!("code {key}"), fill)
    }

    fn seeded(
        mut self,
        name: String,
        key: String,
        run: impl Fn(&mut dyn aludel::database::Database) -> Result<(), DatabaseError> + Send + Sync + 'static,
    ) -> Self {
        self.seeds.push(Seed { name, key, run: Arc::new(run) });
        self
    }

    /// A fresh database, for one test.
    ///
    /// It blocks for the time that a copy takes; the first call for these revisions applies them, and others
    /// wait for that, in other processes too. In an asynchronous test, which has its runtime for itself, it
    /// may be called as it is.
    ///
    /// # Errors
    /// No database can be made; a revision or a seed fails.
    pub fn fresh(&self) -> Result<Database, Error> {
        let known = self.known()?;
        let dialect = self.parsed.dialect();
        let place = Place::of(&format!("{}\n{}\n{}", self.url, self.folder.display(), known.kept_for));
        let line = place
            .line(|| scratch::Settings { kept_for: Some(known.kept_for.clone()), ..self.scratch_settings() });
        let owned = line.0.scratch.owned(&known.key, "a test", |database| self.fill(database));
        let owned = owned.map_err(|error| error.with(dialect))?;
        let (url, parsed) = match owned.file() {
            Some(file) => {
                (crate::url::of_file(&self.url, file), DatabaseUrl::sqlite_file(file.display().to_string()))
            }
            None => {
                let name = owned.name();
                (crate::url::with_database(dialect, &self.url, name), self.parsed.with_database(name))
            }
        };
        Ok(Database { url, parsed, owned })
    }

    /// As [`Databases::fresh`], without blocking: on a thread of its own, in any runtime.
    ///
    /// # Errors
    /// As [`Databases::fresh`].
    pub async fn fresh_async(&self) -> Result<Database, Error> {
        let databases = self.clone();
        on_a_thread(move || databases.fresh()).await
    }

    /// A test of the revisions themselves.
    pub fn check(self) -> Check {
        Check::of(self)
    }

    /// How databases are made.
    pub(crate) fn scratch_settings(&self) -> scratch::Settings {
        scratch::Settings {
            url: Some(self.parsed.clone()),
            cache: Some(self.folder.clone()),
            keeps_templates: true,
            connect: ConnectOptions { application: "aludel tests".to_owned(), ..ConnectOptions::default() },
            ..scratch::Settings::new(self.parsed.dialect(), self.folder.clone())
        }
    }

    /// Applies the revisions, then the seeds.
    fn fill(&self, database: &mut dyn aludel::database::Database) -> Result<(), Failure> {
        let applied = self.revisions.with(|migrations| {
            let settings =
                Settings { pass_over_functions: self.functions.is_none(), ..self.settings.clone() };
            let mut runner = Runner::new(migrations, settings, event::silent(), Stop::new());
            if let Some((_, functions)) = &self.functions {
                runner = runner.functions(functions.clone());
            }
            let report = runner.upgrade(database, &[Target::heads()]);
            report.map(drop).map_err(|error| Error::Migrate(Box::new(error)))
        });
        applied.map_err(Failure::Ours)?;
        for seed in &self.seeds {
            (seed.run)(database)
                .map_err(|error| Failure::Ours(Error::Seed { name: seed.name.clone(), error }))?;
        }
        Ok(())
    }

    /// What is known of these revisions and seeds; worked out once, where they can't change.
    fn known(&self) -> Result<Arc<Known>, Error> {
        if let Revisions::Read(migrations) = &self.revisions {
            return self.know(migrations).map(Arc::new);
        }
        let mut parts = vec![self.revisions.identity(), format!("{:?}", self.parsed.dialect())];
        parts.push(format!("{:?} {:?}", self.settings.version_table, self.settings.transaction));
        parts.extend(self.functions.iter().map(|(key, _)| format!("functions {key}")));
        parts.extend(self.seeds.iter().map(|seed| seed.key.clone()));
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get_or_insert_with(HashMap::new);
        if let Some(known) = known.get(&parts) {
            return Ok(Arc::clone(known));
        }
        let new = Arc::new(self.revisions.with(|migrations| self.know(migrations))?);
        known.insert(parts, Arc::clone(&new));
        Ok(new)
    }

    fn know(&self, migrations: &Migrations) -> Result<Known, Error> {
        let failed = |error: aludel::MigrateError| Error::Migrate(Box::new(error));
        let dialect = self.parsed.dialect();
        let steps = route::upgrade(&migrations.graph, &[], &[Target::heads()])
            .map_err(|error| failed(error.into()))?;
        let Settings { version_table, transaction, .. } = &self.settings;
        let settings = format!("{dialect:?} {version_table:?} {transaction:?}");
        let mut parts = vec![concat!("aludel ", env!("CARGO_PKG_VERSION"), " tests 1"), &settings];
        for step in steps {
            let revision = migrations.revision(step.revision).map_err(|error| failed(error.into()))?;
            let section = revision.section(aludel::revision::Direction::Up, dialect);
            parts.extend([revision.header.id.as_str(), section.map_or("", |section| &section.text)]);
        }
        parts.extend(self.functions.iter().flat_map(|(key, _)| ["functions", key.as_str()]));
        parts.extend(self.seeds.iter().map(|seed| seed.key.as_str()));
        Ok(Known { key: digest(parts), kept_for: self.kept_for(migrations) })
    }

    /// For what templates are kept: nobody names a project, but its first revision stays.
    pub(crate) fn kept_for(&self, migrations: &Migrations) -> String {
        let first = migrations.graph.nodes().next().map(|node| &migrations.graph.header(node).path);
        match first {
            Some(path) => format!("tests that begin with {}", path.display()),
            None => "tests".to_owned(),
        }
    }
}

/// What is known of revisions and seeds together.
struct Known {
    /// A digest of all that the template depends on.
    key: String,
    /// For what it is kept.
    kept_for: String,
}

static KNOWN: Mutex<Option<HashMap<Vec<String>, Arc<Known>>>> = Mutex::new(None);

/// What a template's maker fails with.
enum Failure {
    Ours(Error),
    Scratch(ScratchError),
}

impl From<ScratchError> for Failure {
    fn from(error: ScratchError) -> Self {
        Self::Scratch(error)
    }
}

impl Failure {
    fn with(self, dialect: Dialect) -> Error {
        match self {
            Self::Ours(error) => error,
            Self::Scratch(error) => Error::Scratch { error, dialect },
        }
    }
}

/// The folder in which a SQLite file stands.
fn folder_of(file: &str) -> PathBuf {
    let path = PathBuf::from(file);
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Runs statements; MySQL takes one at a time.
fn run(
    database: &mut dyn aludel::database::Database,
    dialect: Dialect,
    sql: &str,
) -> Result<(), DatabaseError> {
    if dialect != Dialect::Mysql {
        return database.execute(sql);
    }
    let statements = script::statements(dialect, sql)
        .map_err(|error| DatabaseError::new(aludel::database::ErrorKind::Statement, error.to_string()))?;
    statements.iter().try_for_each(|statement| database.execute(&sql[statement.span.clone()]))
}
