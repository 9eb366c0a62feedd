//! A test of the revisions themselves, which every project can have in a line.
//!
//! One head; every revision up, down and up again in a scratch database; and where models are named, the
//! revisions make what they say. All that is wrong is told at once.

use std::path::Path;

use aludel::revision::{Direction, RevisionId};
use aludel::{Migrations, Stop, Target, event};
use aludel_schema::dialect::{InspectOptions, PlanOptions};
use aludel_schema::filter::{Filter, Patterns};
use aludel_schema::render;
use aludel_schema::scratch::{self, Settings};
use aludel_schema::source::SqlText;
use aludel_schema::verify::{Finding, Left};
use aludel_schema::workshop::{Keeping, WorkError, Workshop};

use crate::databases::Databases;
use crate::error::Error;
use crate::{models, words};

/// A test of revisions; [`Databases::check`] begins one.
///
/// ```no_run
/// fn the_revisions_are_sound() -> Result<(), aludel_testing::Error> {
///     aludel_testing::databases!("migrations")?.check().models("schema.sql").run()
/// }
/// ```
#[must_use = "nothing is checked before `run`"]
#[derive(Clone, Debug)]
pub struct Check {
    databases: Databases,
    models: Vec<String>,
    texts: Vec<SqlText>,
    first: Option<String>,
    schemas: Vec<String>,
    tables: Vec<String>,
}

impl Check {
    pub(crate) fn of(databases: Databases) -> Self {
        let (models, texts) = (Vec::new(), Vec::new());
        Self { databases, models, texts, first: None, schemas: Vec::new(), tables: Vec::new() }
    }

    /// Where the models stand, in the words of `aludel.toml`: an SQL file, a folder of them,
    /// `command:…`, `rust:src/models` (feature `models`). Several together are one schema.
    pub fn models(mut self, source: &str) -> Self {
        self.models.push(source.to_owned());
        self
    }

    /// The models as SQL, as `Metadata::to_sql` of derived tables gives it.
    pub fn models_as_sql(mut self, sql: impl Into<String>) -> Self {
        let path = format!("models {}", self.texts.len() + 1);
        self.texts.push(SqlText { path: path.into(), text: sql.into() });
        self
    }

    /// The first revision that is tried; those before it are only applied. For a long history.
    pub fn from(mut self, revision: &str) -> Self {
        self.first = Some(revision.to_owned());
        self
    }

    /// Which schemas are compared, in the patterns of `aludel.toml`: `["app", "!legacy_*"]`.
    pub fn schemas(mut self, patterns: &[&str]) -> Self {
        self.schemas = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        self
    }

    /// Which tables are compared, in the patterns of `aludel.toml`: `["!spatial_ref_sys"]`.
    pub fn tables(mut self, patterns: &[&str]) -> Self {
        self.tables = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        self
    }

    /// Checks.
    ///
    /// # Errors
    /// [`Error::Faults`] with all that is wrong with the revisions; else what kept them from being tried.
    pub fn run(&self) -> Result<(), Error> {
        self.databases.revisions.with(|migrations| {
            let mut faults = heads(migrations);
            let settings = Settings {
                kept_for: Some(self.databases.kept_for(migrations)),
                ..self.databases.scratch_settings()
            };
            faults.extend(scratch::open(settings, |scratch| self.tried(scratch, migrations))?);
            if faults.is_empty() { Ok(()) } else { Err(Error::Faults(faults)) }
        })
    }

    fn tried(&self, scratch: &scratch::Scratch, migrations: &Migrations) -> Result<Vec<String>, Error> {
        let Databases { parsed, settings, .. } = &self.databases;
        let version_table = settings.version_table.clone();
        let workshop = Workshop {
            scratch,
            dialect: parsed.dialect(),
            settings: settings.clone(),
            inspect: InspectOptions::default(),
            filter: Filter {
                schemas: Patterns::new(&self.schemas),
                tables: Patterns::new(&self.tables),
                kinds: Patterns::new(&[] as &[String]),
                books: vec![(version_table.schema, version_table.name)],
            },
            planning: PlanOptions { offline: true },
            observer: event::silent(),
            stop: Stop::new(),
            keeping: Keeping::nothing(),
        };
        let failed = |error: WorkError| self.failed(error);
        let targets = [Target::heads()];
        let first = self.first.as_deref().map(|id| first(migrations, id)).transpose()?;
        let verified =
            workshop.verify(migrations, &targets, first.as_ref(), None, &mut |_, _, _| {}).map_err(failed)?;
        let fails = verified.findings.iter().any(|finding| matches!(finding, Finding::Fails { .. }));
        let mut faults: Vec<String> =
            verified.findings.into_iter().map(|finding| fault(finding, migrations)).collect();
        // What a revision that fails would have made is no difference from the models.
        if !fails && (!self.models.is_empty() || !self.texts.is_empty()) {
            let revisions = workshop.revisions(migrations, &targets).map_err(failed)?;
            let models = models::schema(&workshop, &self.models, &self.texts, &revisions)
                .map_err(|error| error.or_else(failed))?;
            let left = workshop.left(&revisions.catalog, &models.catalog);
            faults.extend(left.map(|left| fault(Finding::NotModels { left }, migrations)));
        }
        Ok(faults)
    }

    fn failed(&self, error: WorkError) -> Error {
        match error {
            WorkError::Scratch(error) => Error::Scratch { error, dialect: self.databases.parsed.dialect() },
            WorkError::Migrate(error) => Error::Migrate(error),
            other => Error::Check(other.to_string()),
        }
    }
}

/// More heads than one.
fn heads(migrations: &Migrations) -> Vec<String> {
    let heads = migrations.graph.real_heads();
    if heads.len() < 2 {
        return Vec::new();
    }
    let ids: Vec<&str> = heads.iter().map(|head| migrations.graph.id(*head).as_str()).collect();
    let files = heads.iter().map(|head| format!("\n  --> {}", migrations.graph.header(*head).path.display()));
    let files: String = files.collect();
    vec![format!(
        "the revisions have {} heads: {}{files}\n   = join them: `aludel merge {}`, or put one line on top of the other: `aludel rebase`",
        ids.len(),
        ids.join(", "),
        ids.join(" "),
    )]
}

fn first(migrations: &Migrations, id: &str) -> Result<RevisionId, Error> {
    match migrations.graph.find(id) {
        Some(node) => Ok(migrations.graph.id(node).clone()),
        None => Err(Error::Check(format!("there is no revision {id} to begin at"))),
    }
}

/// A finding in words, with what mends it.
fn fault(finding: Finding, migrations: &Migrations) -> String {
    let file = |revision: &RevisionId| {
        let node = migrations.graph.find(revision.as_str());
        node.map(|node| at(&migrations.graph.header(node).path)).unwrap_or_default()
    };
    match finding {
        Finding::Fails { revision, direction, again, error } => {
            let way = match (direction, again) {
                (Direction::Down, _) => "its downgrade fails",
                (Direction::Up, false) => "its upgrade fails",
                (Direction::Up, true) => "its upgrade fails after its downgrade",
            };
            format!("revision {revision}: {way}: {}", words::migrate(&error))
        }
        Finding::NotRestored { revision, left } => {
            let mend = "\n   = write it into the downgrade half; where nothing can bring it back, leave `-- downgrade` out";
            let words = "its downgrade does not bring back what was; this would";
            format!("revision {revision}: {words}{}{}{mend}", file(&revision), self::left(&left))
        }
        Finding::NotRepeated { revision, left } => {
            let words = "after its downgrade its upgrade makes something else; this is the difference";
            format!("revision {revision}: {words}{}{}", file(&revision), self::left(&left))
        }
        Finding::NotModels { left } => {
            let mend = "\n   = `aludel revision --autogenerate -m \"…\"` writes it as a revision";
            format!("the revisions do not make what the models say; this is left{}{mend}", self::left(&left))
        }
        other => format!("{other:?}"),
    }
}

fn at(path: &Path) -> String {
    format!("\n  --> {}", path.display())
}

/// What is left, as words and as SQL.
fn left(left: &Left) -> String {
    match left {
        Left::Unplanned(why) => format!("\n   = {why}"),
        Left::Plan(plan) => {
            let words = render::words(plan).into_iter().map(|words| format!("\n   - {words}"));
            let script = render::script(plan);
            let lines = script.lines().filter(|line| !line.is_empty()).map(|line| format!("\n   | {line}"));
            words.chain(lines).collect()
        }
    }
}
