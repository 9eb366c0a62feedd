//! What the commands that compare schemas share: their flags, their workshop, their sources.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use aludel::Migrations;
use aludel::database::{self, ConnectOptions};
use aludel::target::Target;
use aludel::url::DatabaseUrl;
use aludel_models_source::Told;
use aludel_schema::dialect::{InspectOptions, PlanOptions};
use aludel_schema::filter::{Filter, Patterns};
use aludel_schema::partial::Renames;
use aludel_schema::rename::Wish;
use aludel_schema::scratch;
use aludel_schema::source::{self, BrokenRoutine, LoadWarning, Loaded, Source, SqlText};
use aludel_schema::workshop::{self, Keeping, Schema, Workshop};
use clap::{ArgAction, Args};

use crate::config::Key;
use crate::error::{Failure, Problem};
use crate::flags::{Settings, WaitFlags};
use crate::output::fields;
use crate::session::{self, Access, Session};
use crate::{failures, rust_models, schema_failures, verbs};

/// Flags of every command that compares schemas.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CompareFlags {
    /// Where the models stand: an SQL file, a folder of them, a URL, `command:…`, `rust:src/models`;
    /// several may be given [default: `models` in aludel.toml]
    #[arg(long, value_name = "SOURCE", action = ArgAction::Append)]
    pub(crate) models: Vec<String>,

    /// A server where scratch databases may be made [default: beside the database]
    #[arg(long, value_name = "URL")]
    pub(crate) scratch: Option<String>,

    /// Compare owners and privileges too
    #[arg(long)]
    pub(crate) privileges: bool,

    /// Write short forms that lock: for a database that nobody uses meanwhile
    #[arg(long)]
    pub(crate) offline: bool,

    #[command(flatten)]
    pub(crate) wait: WaitFlags,
}

impl Settings for CompareFlags {
    fn values(&self, key: Key) -> Vec<String> {
        match key {
            Key::Models => self.models.clone(),
            Key::Scratch => self.scratch.clone().into_iter().collect(),
            Key::Privileges => self.privileges.then(|| "true".to_owned()).into_iter().collect(),
            _ => self.wait.values(key),
        }
    }
}

/// Lets `work` compare: with scratch databases that are given back however it ends.
pub(crate) fn with_workshop<T>(
    session: &Session,
    flags: &CompareFlags,
    work: impl FnOnce(&Workshop<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let scratch_url = session.config.scratch.as_deref().map(|text| parse_url(session, text)).transpose()?;
    let dialect = match (&scratch_url, session.has_url()) {
        (Some(url), false) => url.dialect(),
        _ => session.dialect()?,
    };
    if let Some(url) = scratch_url.as_ref().filter(|url| url.dialect() != dialect) {
        let words = format!("the scratch server {url} is not of the database's family, {dialect}");
        return Err(Problem::new("scratch", words).hint("name another with `--scratch URL`").usage());
    }
    let target = session.url().ok().cloned();
    let near = scratch_url.is_some() || target.as_ref().is_some_and(DatabaseUrl::is_local);
    let settings = scratch::Settings {
        target,
        url: scratch_url,
        programs: session::program_folders(),
        cache: session.caches().map(Path::to_owned),
        keeps_templates: near && session.caches().is_some(),
        connect: ConnectOptions { create: true, ..session.connect_options(Access::Write) },
        stop: session.stop.clone(),
        ..scratch::Settings::new(dialect, std::env::temp_dir())
    };
    scratch::open(settings, |scratch| {
        work(&Workshop {
            scratch,
            dialect,
            settings: session.migrator_settings(),
            inspect: InspectOptions { privileges: session.config.privileges },
            filter: filter(session),
            planning: PlanOptions { offline: flags.offline },
            observer: session.observer(),
            stop: session.stop.clone(),
            keeping: session
                .caches()
                .map_or_else(Keeping::nothing, |caches| Keeping::in_folder(caches.join("catalogs"))),
        })
    })
}

fn filter(session: &Session) -> Filter {
    let (schema, name) = session.config.version_table.clone();
    Filter {
        schemas: Patterns::new(&session.config.schemas),
        tables: Patterns::new(&session.config.tables),
        kinds: Patterns::new(&session.config.kinds),
        books: vec![(schema, name)],
    }
}

const SOURCES: &str = "sources: empty, revisions, revisions:ID, database, models, a URL, a .sql file, a folder, command:…, rust:…";

/// Reads a source that was typed.
pub(crate) fn parse_source(text: &str) -> Result<Source, Failure> {
    text.parse()
        .map_err(|error: source::SourceError| Problem::new("source", error.to_string()).hint(SOURCES).usage())
}

/// The revisions, where one of the sources asks for them; else none, so that a folder that is not
/// there is no obstacle.
pub(crate) fn migrations_for(session: &Session, sources: &[&Source]) -> Result<Migrations, Failure> {
    let asks = |text: &str| matches!(text.parse(), Ok(Source::Revisions(_)));
    let needed = sources.iter().any(|source| match source {
        Source::Revisions(_) => true,
        Source::Models => session.config.models.iter().any(|text| asks(text)),
        _ => false,
    });
    match needed {
        true => session.migrations().map(std::mem::ManuallyDrop::into_inner),
        false => Migrations::from_revisions(Vec::new()).map_err(|complaints| failures::graph(&complaints)),
    }
}

/// Whether anybody said where the models stand.
pub(crate) fn has_models(session: &Session) -> bool {
    !session.config.models.is_empty()
}

/// What a schema stands beside, where its source can't say everything.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'a> {
    /// From this it takes the rest.
    schema: &'a Schema<'a>,
    /// What of that is to have another name.
    wishes: &'a [Wish],
}

/// The schemas of two sources: from one, to the other, with the renames that are wished.
///
/// # Errors
/// As [`schema`].
pub(crate) fn both<'f>(
    session: &Session,
    workshop: &Workshop<'_>,
    from: &Source,
    to: &Source,
    migrations: &'f Migrations,
    wishes: &[Wish],
) -> Result<(Schema<'f>, Schema<'f>), Failure> {
    if rust_models::are_meant(session, from) && !rust_models::are_meant(session, to) {
        let to = schema(session, workshop, to, migrations, None)?;
        let beside = Beside { schema: &to, wishes: &[] };
        return Ok((schema(session, workshop, from, migrations, Some(beside))?, to));
    }
    let from = schema(session, workshop, from, migrations, None)?;
    let to = schema(session, workshop, to, migrations, Some(Beside { schema: &from, wishes }))?;
    Ok((from, to))
}

/// The schema of a source. `migrations` is asked only for the revisions; what models can't say is taken from
/// what they stand beside.
pub(crate) fn schema<'f>(
    session: &Session,
    workshop: &Workshop<'_>,
    source: &Source,
    migrations: &'f Migrations,
    beside: Option<Beside<'_>>,
) -> Result<Schema<'f>, Failure> {
    let failed = |error| schema_failures::work(session, error);
    let schema = match source {
        Source::Empty => workshop.empty().map_err(failed)?,
        Source::Revisions(target) => {
            let targets = match target {
                Some(text) => vec![verbs::parse_target(text)?],
                None => vec![Target::heads()],
            };
            workshop.revisions(migrations, &targets).map_err(failed)?
        }
        Source::Database => {
            let mut database = session.connect(Access::Read, std::time::Duration::ZERO)?;
            workshop.live(&mut *database).map_err(failed)?
        }
        Source::Models => return models(session, workshop, migrations, beside),
        Source::Url(url) => live(session, workshop, url)?,
        Source::Path(_) | Source::Command(_) | Source::Rust(_) => {
            text(session, workshop, std::slice::from_ref(source), Path::new(""), beside)?
        }
        other => {
            return Err(Problem::new("source", format!("{other} is not known here")).hint(SOURCES).usage());
        }
    };
    for warning in schema.catalog.warnings() {
        session.output.warning("not-compared", warning, fields([]));
    }
    Ok(schema)
}

/// The models' schema: several files and commands together, or one other source.
fn models<'f>(
    session: &Session,
    workshop: &Workshop<'_>,
    migrations: &'f Migrations,
    beside: Option<Beside<'_>>,
) -> Result<Schema<'f>, Failure> {
    let sources: Vec<Source> =
        session.config.models.iter().map(|text| parse_source(text)).collect::<Result<_, _>>()?;
    match sources.as_slice() {
        [] => Err(no_models()),
        [Source::Models] => Err(Problem::new("models", "`models` can't be the models themselves")
            .hint("name an SQL file, a folder, a URL, `command:…` or `rust:src/models`")
            .usage()),
        [one @ (Source::Empty | Source::Revisions(_) | Source::Database | Source::Url(_))] => {
            schema(session, workshop, one, migrations, beside)
        }
        several => text(session, workshop, several, &session.config.models_folder, beside),
    }
}

pub(crate) fn no_models() -> Failure {
    Problem::new("models", "nobody said where the models stand")
        .hint("write `models = \"schema.sql\"` into aludel.toml, or use `--models schema.sql`")
        .hint("a folder, a URL or a command that prints SQL will do too: `models.command = \"python -m app.ddl\"`")
        .usage()
}

/// The schema that texts make: SQL, or Rust sources.
fn text(
    session: &Session,
    workshop: &Workshop<'_>,
    sources: &[Source],
    folder: &Path,
    beside: Option<Beside<'_>>,
) -> Result<Schema<'static>, Failure> {
    let (mut texts, mut rust) = (Vec::new(), Vec::new());
    for source in sources {
        match source {
            Source::Path(path) => {
                let whole = folder.join(path);
                if let Some(failure) = rust_models::taken_for_sql(path, &whole) {
                    return Err(failure);
                }
                texts.extend(source::read_sql(&[whole]).map_err(|error| schema_failures::unread(&error))?);
            }
            Source::Command(command) => {
                session.output.detail("command", &format!("running {command}"), fields([]));
                let text = source::run_command(command, folder_or_here(folder), &session.stop)
                    .map_err(|error| session.ended(schema_failures::command(&error)))?;
                texts.push(text);
            }
            Source::Rust(path) => rust.push(folder.join(path)),
            other => {
                let words = format!("{other} can't be one of several models: only files and commands can");
                return Err(Problem::new("models", words).usage());
            }
        }
    }
    if !rust.is_empty() {
        let (from_rust, told) = rust_models::read(session, workshop, &rust, &texts)?;
        texts.push(from_rust);
        return partial(session, workshop, &texts, &told, beside);
    }
    let key = workshop::digest(
        [workshop.dialect.name(), "models 1"].into_iter().chain(texts.iter().map(|text| text.text.as_str())),
    );
    let (told, stop) = (Rc::new(RefCell::new(None)), session.stop.clone());
    let (tells, shown) = (Rc::clone(&told), texts.clone());
    let mut schema = workshop
        .schema("the models", Some(key.clone()), move |database| {
            *tells.borrow_mut() = Some(words_of(&source::load(database, &texts, &stop)?));
            Ok(())
        })
        .map_err(|error| session.ended(schema_failures::work_with(session, error, &shown)))?;
    schema.renamed = source::renamed(workshop.dialect, &shown);
    let told = told.borrow_mut().take();
    tell(session, &key, told);
    Ok(schema)
}

/// The schema that texts mean which can't say everything.
fn partial(
    session: &Session,
    workshop: &Workshop<'_>,
    texts: &[SqlText],
    rust: &Told,
    beside: Option<Beside<'_>>,
) -> Result<Schema<'static>, Failure> {
    let failed = |error| session.ended(schema_failures::work_with(session, error, texts));
    let empty = match beside {
        Some(_) => None,
        None => Some(workshop.empty().map_err(failed)?),
    };
    let none = empty.as_ref().map(|schema| Beside { schema, wishes: &[] });
    let Some(Beside { schema: base, wishes }) = beside.or(none) else { return Err(no_models()) };
    let said = &rust.said;
    let key = workshop.partial_key(base, said, wishes, texts);
    let noted = source::renamed(workshop.dialect, texts);
    let renames = Renames { noted: &noted, wishes };
    let told = RefCell::new(None);
    let make = |database: &mut dyn database::Database| {
        let loaded = source::load(database, texts, &session.stop);
        // The text from Rust is the last.
        let path = texts.last().map_or(Path::new(""), |text| &text.path);
        *told.borrow_mut() = Some(words_of(&loaded.map_err(|error| rust.traced(path, error))?));
        Ok(())
    };
    let mut schema = workshop.partial(base, said, renames, Some(&key), make).map_err(failed)?;
    schema.renamed = noted;
    tell(session, &key, told.take());
    Ok(schema)
}

/// Says what was told when the models were loaded; where they need not be loaded again, what was told then.
fn tell(session: &Session, key: &str, told: Option<Vec<String>>) {
    let file = session.caches().map(|caches| caches.join("catalogs").join(format!("{key}.told")));
    let words = match (told, file) {
        (Some(words), Some(file)) => {
            // What can't be kept is not told the next time.
            let _ = match words.is_empty() {
                true => std::fs::remove_file(file),
                false => std::fs::write(file, words.join("\n")),
            };
            words
        }
        (Some(words), None) => words,
        (None, Some(file)) => {
            let kept = std::fs::read_to_string(file).unwrap_or_default();
            kept.lines().map(str::to_owned).collect()
        }
        (None, None) => Vec::new(),
    };
    for words in words {
        session.output.warning("models", &words, fields([]));
    }
}

/// What was left out of the models, and what in them can't work.
fn words_of(loaded: &Loaded) -> Vec<String> {
    let left_out =
        loaded.warnings.iter().map(|LoadWarning { path, line, statement, reason, count, .. }| {
            let more = if *count > 1 { format!(" (and {} more)", count - 1) } else { String::new() };
            format!("{}:{line}: left out: {statement}: {reason}{more}", path.display())
        });
    let broken = loaded.broken.iter().map(|BrokenRoutine { name, place, error, .. }| {
        let place = place.as_ref().map(|(path, line)| format!("{}:{line}: ", path.display()));
        format!("{}{name}: {error}", place.unwrap_or_default())
    });
    left_out.chain(broken).map(|words| words.replace('\n', " ")).collect()
}

/// The renames that are wished, and those that the models' notes ask for and that are not done yet.
pub(crate) fn renames(
    workshop: &Workshop<'_>,
    from: &Schema<'_>,
    to: &Schema<'_>,
    wishes: &[Wish],
) -> Vec<Wish> {
    Renames { noted: &to.renamed, wishes }.due(&from.catalog, &to.catalog, workshop.registry())
}

fn folder_or_here(folder: &Path) -> &Path {
    match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    }
}

/// The schema of another database.
fn live(session: &Session, workshop: &Workshop<'_>, url: &DatabaseUrl) -> Result<Schema<'static>, Failure> {
    let mut url = url.clone();
    session.complete(&mut url)?;
    let refused = |error| failures::connection(aludel::wait::WaitError::Refused(error), &url);
    let options = session.connect_options(Access::Read);
    let mut database = database::connect(&url, &options).map_err(refused)?;
    workshop.elsewhere(&mut *database).map_err(|error| schema_failures::work(session, error))
}

fn parse_url(session: &Session, text: &str) -> Result<DatabaseUrl, Failure> {
    let mut url = DatabaseUrl::parse(text).map_err(|error| Problem::new("url", error.to_string()).usage())?;
    session.complete(&mut url)?;
    Ok(url)
}
