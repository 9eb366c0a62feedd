//! The schema that the models mean: SQL, what a command prints, Rust sources.

use std::path::Path;

use aludel_schema::source::{self, Source, SqlText};
use aludel_schema::workshop::{Schema, WorkError, Workshop, digest};

use crate::error::Error;

/// Why there is no such schema.
pub(crate) enum Failure {
    Ours(Error),
    Work(WorkError),
}

impl From<WorkError> for Failure {
    fn from(error: WorkError) -> Self {
        Self::Work(error)
    }
}

impl Failure {
    /// As an error of ours.
    pub(crate) fn or_else(self, work: impl FnOnce(WorkError) -> Error) -> Error {
        match self {
            Self::Ours(error) => error,
            Self::Work(WorkError::Load(error)) => Error::Models(error.to_string()),
            Self::Work(error) => work(error),
        }
    }
}

fn ours(error: impl std::fmt::Display) -> Failure {
    Failure::Ours(Error::Models(error.to_string()))
}

/// The schema of sources and texts together; what Rust can't say is taken from `beside`.
pub(crate) fn schema(
    workshop: &Workshop<'_>,
    sources: &[String],
    given: &[SqlText],
    beside: &Schema<'_>,
) -> Result<Schema<'static>, Failure> {
    let (mut texts, mut rust) = (given.to_vec(), Vec::new());
    for written in sources {
        match written.parse::<Source>().map_err(ours)? {
            Source::Path(path) => texts.extend(source::read_sql(&[path]).map_err(ours)?),
            Source::Command(command) => {
                texts.push(source::run_command(&command, Path::new("."), &workshop.stop).map_err(ours)?);
            }
            Source::Rust(path) => rust.push(path),
            other => {
                return Err(ours(format!(
                    "{other} can't be the models of a test: known are a file.sql, a folder/, command:… and rust:…"
                )));
            }
        }
    }
    match rust.as_slice() {
        [] => of_texts(workshop, texts),
        paths => of_rust(workshop, texts, paths, beside),
    }
}

fn of_texts(workshop: &Workshop<'_>, texts: Vec<SqlText>) -> Result<Schema<'static>, Failure> {
    let parts = [workshop.dialect.name(), "models 1"];
    let key = digest(parts.into_iter().chain(texts.iter().map(|text| text.text.as_str())));
    let stop = workshop.stop.clone();
    Ok(workshop.schema("the models", Some(key), move |database| {
        source::load(database, &texts, &stop)?;
        Ok(())
    })?)
}

#[cfg(feature = "models")]
fn of_rust(
    workshop: &Workshop<'_>,
    mut texts: Vec<SqlText>,
    paths: &[std::path::PathBuf],
    beside: &Schema<'_>,
) -> Result<Schema<'static>, Failure> {
    use aludel_models_source::{Options, read, tell};

    let lines = |complaints: Vec<String>| ours(complaints.join("\n"));
    let found = read(paths, workshop.dialect, &Options::default())
        .map_err(|complaints| lines(complaints.iter().map(ToString::to_string).collect()))?;
    if found.models.tables.is_empty() {
        let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(ours(format!("there are no tables in {}", named.join(", "))));
    }
    let told = tell(found.models, workshop.dialect, !texts.is_empty()).map_err(|problems| {
        lines(problems.0.iter().map(|one| format!("{}: {}", one.subject, one.what)).collect())
    })?;
    let path = std::path::PathBuf::from("the Rust models, as SQL");
    texts.push(SqlText { path: path.clone(), text: told.script.sql.clone() });
    let make = |database: &mut dyn aludel::database::Database| {
        source::load(database, &texts, &workshop.stop).map_err(|error| told.traced(&path, error))?;
        Ok(())
    };
    Ok(workshop.partial(beside, &told.said, None, make)?)
}

#[cfg(not(feature = "models"))]
fn of_rust(
    _: &Workshop<'_>,
    _: Vec<SqlText>,
    _: &[std::path::PathBuf],
    _: &Schema<'_>,
) -> Result<Schema<'static>, Failure> {
    Err(ours("models in Rust need a feature: aludel-testing = { features = [\"models\"] }"))
}
