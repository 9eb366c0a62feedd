//! Where schemas are made to be looked at: revisions replayed, files loaded, databases copied.
//!
//! Whatever a schema is taken from, it comes down to two things: its catalog, and a way to make it
//! in a scratch database. Everything else, comparing and verifying among it, needs no more.

use std::sync::Arc;

use aludel::database::{Database, DatabaseError};
use aludel::event::Observer;
use aludel::target::Target;
use aludel::{Dialect, MigrateError, Migrations, Runner, Settings, Stop};

use crate::catalog::Catalog;
use crate::dialect::{self, InspectError, InspectOptions, PlanOptions};
use crate::diff::{Difference, diff};
use crate::filter::Filter;
use crate::kind::{Refusal, Registry};
use crate::object::ObjectId;
use crate::plan::{Plan, PlanError, plan};
use crate::rename::WishError;
use crate::scratch::{Scratch, ScratchError};
use crate::source::RenamedFrom;

mod keeping;

pub use keeping::{Keeping, digest};

/// What is done with schemas, and by which rules.
pub struct Workshop<'a> {
    /// Where scratch databases come from.
    pub scratch: &'a Scratch,
    /// Of which family of SQL they are.
    pub dialect: Dialect,
    /// How revisions are applied.
    pub settings: Settings,
    /// What an inspection takes in.
    pub inspect: InspectOptions,
    /// What is left out of it.
    pub filter: Filter,
    /// How plans are written.
    pub planning: PlanOptions,
    /// Is told what happens.
    pub observer: Observer,
    /// Ends the work.
    pub stop: Stop,
    /// Where catalogs are kept of what can't have changed.
    pub keeping: Keeping,
}

/// Fills an empty database.
pub type Fill<'f> = Arc<dyn Fn(&mut dyn Database) -> Result<(), WorkError> + 'f>;

/// A schema, and how to make it.
#[derive(Clone)]
pub struct Schema<'f> {
    /// What it holds.
    pub catalog: Arc<Catalog>,
    /// What its texts say about names that were others before.
    pub renamed: Vec<RenamedFrom>,
    /// A digest of all that making it depends on, where that is known.
    key: Option<String>,
    fill: Fill<'f>,
}

impl std::fmt::Debug for Schema<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Schema")
            .field("catalog", &self.catalog)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// Why a schema can't be made, read or compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkError {
    /// No scratch database could be had.
    #[error(transparent)]
    Scratch(#[from] ScratchError),
    /// A database could not be read.
    #[error(transparent)]
    Inspect(#[from] InspectError),
    /// A revision failed in scratch.
    #[error(transparent)]
    Migrate(#[from] Box<MigrateError>),
    /// A source could not be loaded.
    #[error(transparent)]
    Load(#[from] crate::source::LoadError),
    /// There is no way by statements.
    #[error("{} objects can't be brought there by statements", .0.len())]
    Refused(Vec<Refusal>),
    /// Objects wait for each other.
    #[error("these wait for each other: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Cycle(Vec<ObjectId>),
    /// A rename can't be made.
    #[error(transparent)]
    Wish(#[from] WishError),
    /// The two sides come from servers whose words can't be compared.
    #[error("one side comes from {one}, the other from {other}: their words differ")]
    Servers {
        /// Product and version.
        one: String,
        /// Product and version.
        other: String,
    },
    /// Revisions are no graph.
    #[error("{}", .0.join("; "))]
    Graph(Vec<String>),
    /// A statement that aludel wrote failed in scratch.
    #[error("a planned statement failed in scratch: {error}")]
    Statement {
        /// The statement.
        statement: String,
        /// What the database said.
        error: DatabaseError,
    },
}

impl From<PlanError> for WorkError {
    fn from(error: PlanError) -> Self {
        match error {
            PlanError::Refused(refusals) => Self::Refused(refusals),
            PlanError::Cycle(members) => Self::Cycle(members),
        }
    }
}

impl From<MigrateError> for WorkError {
    fn from(error: MigrateError) -> Self {
        Self::Migrate(Box::new(error))
    }
}

impl<'f> Schema<'f> {
    /// A schema that is made by `fill`; `key` is a digest of all that it depends on.
    pub fn new(catalog: Arc<Catalog>, key: Option<String>, fill: Fill<'f>) -> Self {
        Self { catalog, renamed: Vec::new(), key, fill }
    }

    /// A digest of all that making it depends on; empty where that is its catalog alone, or is not known.
    pub(crate) fn key(&self) -> &str {
        self.key.as_deref().unwrap_or_default()
    }

    /// Whether copies of it are made by what it was read from.
    pub(crate) fn is_template(&self) -> bool {
        self.key.is_some()
    }
}

impl Workshop<'_> {
    /// The kinds of this dialect.
    pub fn registry(&self) -> &'static Registry {
        dialect::registry(self.dialect)
    }

    /// Reads what a database holds, without what is left out.
    ///
    /// # Errors
    /// The database refuses.
    pub fn catalog(&self, database: &mut dyn Database) -> Result<Catalog, InspectError> {
        let catalog = self.read(database)?;
        Ok(self.filter.apply(catalog, self.registry()))
    }

    fn read(&self, database: &mut dyn Database) -> Result<Catalog, InspectError> {
        self.keeping.learn(database)?;
        dialect::inspect(database, &self.inspect)
    }

    /// The schema that `fill` makes. With a `key` it is made once, and kept where that is possible.
    ///
    /// # Errors
    /// As `fill`, and where no scratch database can be had or read.
    pub fn schema<'f>(
        &self,
        purpose: &str,
        key: Option<String>,
        fill: impl Fn(&mut dyn Database) -> Result<(), WorkError> + 'f,
    ) -> Result<Schema<'f>, WorkError> {
        let read = |database: &mut dyn Database| Ok(self.read(database)?);
        let catalog = match &key {
            Some(key) => self.kept(key, || self.scratch.read_template(key, purpose, &fill, read))?,
            None => self.scratch.with(purpose, |database| {
                fill(database)?;
                read(database)
            })?,
        };
        let catalog = self.filter.apply(catalog, self.registry());
        Ok(Schema::new(Arc::new(catalog), key, Arc::new(fill)))
    }

    /// The catalog of what has this key, from the file where it is kept, else read and kept.
    pub(crate) fn kept(
        &self,
        key: &str,
        read: impl FnOnce() -> Result<Catalog, WorkError>,
    ) -> Result<Catalog, WorkError> {
        let InspectOptions { privileges } = self.inspect;
        let parts = [key, if privileges { "with privileges" } else { "" }];
        self.keeping.kept(&parts, self.dialect, self.registry(), read)
    }

    /// The schema of a database that holds nothing.
    ///
    /// # Errors
    /// Where no scratch database can be had.
    pub fn empty(&self) -> Result<Schema<'static>, WorkError> {
        self.schema("an empty database", None, |_| Ok(()))
    }

    /// The schema that the revisions make, up to the targets.
    ///
    /// # Errors
    /// A revision fails; the targets mean nothing; no scratch database can be had.
    pub fn revisions<'f>(
        &self,
        migrations: &'f Migrations,
        targets: &[Target],
    ) -> Result<Schema<'f>, WorkError> {
        let key = self.replay_key(migrations, targets)?;
        let (settings, observer, stop) = (self.settings.clone(), self.observer.clone(), self.stop.clone());
        let targets = targets.to_vec();
        self.schema("a replay of the revisions", Some(key), move |database| {
            // Nothing but this run is in there: it needs no patience.
            // A Rust function changes rows, and here are none.
            let settings = Settings { pass_over_functions: true, ..settings.clone() };
            let migrator = Runner::new(migrations, settings, quiet(&observer), stop.clone());
            migrator.upgrade(database, &targets)?;
            Ok(())
        })
    }

    /// The schema of a database that is in use; a copy of it is made from its catalog.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn live(&self, database: &mut dyn Database) -> Result<Schema<'static>, WorkError> {
        let catalog = self.catalog(database)?;
        Ok(self.copied(Arc::new(catalog)))
    }

    /// The schema of a database that scratch databases need not be like, as [`Workshop::live`].
    ///
    /// # Errors
    /// The database can't be read.
    pub fn elsewhere(&self, database: &mut dyn Database) -> Result<Schema<'static>, WorkError> {
        let catalog = self.filter.apply(dialect::inspect(database, &self.inspect)?, self.registry());
        Ok(self.copied(Arc::new(catalog)))
    }

    /// The schema of a catalog, which is made by what its objects say.
    pub(crate) fn copied(&self, catalog: Arc<Catalog>) -> Schema<'static> {
        let registry = self.registry();
        let original = Arc::clone(&catalog);
        let options = PlanOptions { offline: true };
        let fill = move |database: &mut dyn Database| {
            let empty = dialect::inspect(database, &InspectOptions::default())?;
            let plan = way(&empty, &original, registry, &options)?;
            run(database, &plan)
        };
        Schema::new(catalog, None, Arc::new(fill))
    }

    /// Lets `work` use a copy of a schema.
    ///
    /// # Errors
    /// As `work`, and where no copy can be made.
    pub fn copy<T>(
        &self,
        schema: &Schema<'_>,
        purpose: &str,
        work: impl FnOnce(&mut dyn Database) -> Result<T, WorkError>,
    ) -> Result<T, WorkError> {
        let fill = &schema.fill;
        match &schema.key {
            Some(key) => self.scratch.from_template(key, purpose, |database| fill(database), work),
            None => self.scratch.with(purpose, |database| {
                fill(database)?;
                work(database)
            }),
        }
    }

    /// The plan from one catalog to another.
    ///
    /// # Errors
    /// There is no way by statements; the servers differ.
    pub fn plan(&self, from: &Catalog, to: &Catalog) -> Result<Plan, WorkError> {
        way(from, to, self.registry(), &self.planning)
    }

    /// A digest of all that a replay depends on.
    fn replay_key(&self, migrations: &Migrations, targets: &[Target]) -> Result<String, WorkError> {
        let steps = aludel::route::upgrade(&migrations.graph, &[], targets).map_err(MigrateError::from)?;
        let Settings { version_table, transaction, .. } = &self.settings;
        let settings = format!("{:?} {version_table:?} {transaction:?}", self.dialect);
        let mut parts = vec![concat!("aludel ", env!("CARGO_PKG_VERSION"), " replay 1"), &settings];
        for step in steps {
            let revision = migrations.revision(step.revision).map_err(MigrateError::from)?;
            let section = revision.section(aludel::revision::Direction::Up, self.dialect);
            parts.extend([revision.header.id.as_str(), section.map_or("", |section| &section.text)]);
        }
        Ok(digest(parts))
    }
}

/// The way from one catalog to another, written as its dialect would have it.
pub(crate) fn way(
    from: &Catalog,
    to: &Catalog,
    registry: &Registry,
    options: &PlanOptions,
) -> Result<Plan, WorkError> {
    way_and(from, to, registry, options, |_| ()).map(|(plan, ())| plan)
}

/// As [`way`], and what else is to be learned from the difference.
pub(crate) fn way_and<T>(
    from: &Catalog,
    to: &Catalog,
    registry: &Registry,
    options: &PlanOptions,
    learn: impl FnOnce(&Difference<'_>) -> T,
) -> Result<(Plan, T), WorkError> {
    let said = |catalog: &Catalog| format!("{} {}", catalog.dialect(), catalog.version().0);
    if from.dialect() != to.dialect() || from.version().0 != to.version().0 {
        return Err(WorkError::Servers { one: said(from), other: said(to) });
    }
    let difference = diff(from, to, registry).map_err(WorkError::Refused)?;
    let plan = dialect::finished(plan(&difference, registry)?, &difference, options);
    Ok((plan, learn(&difference)))
}

/// Runs a plan statement by statement.
pub(crate) fn run(database: &mut dyn Database, plan: &Plan) -> Result<(), WorkError> {
    for statement in plan.statements() {
        let text = statement.text();
        database.execute(&text).map_err(|error| WorkError::Statement { statement: text, error })?;
    }
    Ok(())
}

/// Passes on what is worth a word while revisions are replayed where nobody watches.
pub(crate) fn quiet(observer: &Observer) -> Observer {
    let observer = observer.clone();
    Arc::new(move |event| {
        if let aludel::event::Event::Warning(_) = event {
            observer(event);
        }
    })
}
