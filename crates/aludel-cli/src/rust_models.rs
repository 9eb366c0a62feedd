//! Models in Rust sources: read without compiling them, and told as SQL.

use std::path::{Path, PathBuf};

use aludel_models_source::{Complaint, Options, Told};
use aludel_schema::source::{self, Source, SqlText};
use aludel_schema::workshop::Workshop;
use aludel_table::{Models, Origin, Problems};

use crate::compare;
use crate::error::{Failure, Place, Problem, exit};
use crate::output::fields;
use crate::session::Session;

/// Whether a source is, or has among it, Rust: what that can't say is taken from the schema beside it.
pub(crate) fn are_meant(session: &Session, source: &Source) -> bool {
    let is_rust = |text: &String| matches!(compare::parse_source(text), Ok(Source::Rust(_)));
    match source {
        Source::Rust(_) => true,
        Source::Models => session.config.models.iter().any(is_rust),
        _ => false,
    }
}

/// What Rust sources say, as SQL, and how much that is. What `beside` says need not be theirs.
pub(crate) fn read(
    session: &Session,
    workshop: &Workshop<'_>,
    paths: &[PathBuf],
    beside: &[SqlText],
) -> Result<(SqlText, Told), Failure> {
    let dialect = workshop.dialect;
    let found = aludel_models_source::read(paths, dialect, &Options::default()).map_err(complained)?;
    for warning in &found.warnings {
        session.output.warning("models", &warning.to_string(), fields([]));
    }
    let mut models = found.models;
    let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    if models.tables.is_empty() {
        let problem = Problem::new("models", format!("there are no tables in {}", named.join(", ")));
        let unset: Vec<String> = found.unset_features.into_iter().collect();
        if !unset.is_empty() {
            let unset = unset.join(", ");
            let words = "of features only the default ones are set, and there is something behind";
            return Err(problem
                .hint(format!("{words} {unset}: name the file itself, as in `rust:src/schema.rs`"))
                .failed());
        }
        return Err(problem
            .hint("a table is a struct with `#[derive(Table)]`, a SeaORM entity, or a `diesel::table!`")
            .hint("the folder or file must be the one that its modules begin in: `rust:src/models`")
            .failed());
    }
    leave_views(&mut models, &source::views(dialect, beside));
    let rest_is_said = !beside.is_empty();
    let mut told = aludel_models_source::tell(models, dialect, rest_is_said).map_err(unsayable)?;
    told.said.left_out = found.left_out;
    let path = PathBuf::from(format!("{} (as SQL)", named.join(", ")));
    Ok((SqlText { path, text: told.script.sql.clone() }, told))
}

/// Takes out the tables that the SQL beside makes as views: Diesel and SeaORM have no other word for one.
fn leave_views(models: &mut Models, views: &[String]) {
    let is_view = |name: &str| views.iter().any(|view| view.eq_ignore_ascii_case(name));
    models.tables.retain(|table| table.origin == Origin::Derived || !is_view(&table.name));
    for table in models.tables.iter_mut().filter(|table| table.origin != Origin::Derived) {
        table.foreign_keys.retain(|key| !is_view(&key.reference.table));
    }
}

fn complained(complaints: Vec<Complaint>) -> Failure {
    let of_a_root = complaints.iter().any(|one| one.place.is_none());
    let mut failure = failure(complaints.into_iter().map(|one| (one.fault.to_string(), one.place)));
    if of_a_root && let Some(last) = failure.problems.last_mut() {
        last.hints.push(
            "`models` in aludel.toml, or `--models`, names it; a path there begins at aludel.toml".to_owned(),
        );
    }
    failure
}

/// Why a path can't be read as SQL, where it is Rust: a file, or a folder with no SQL in it.
pub(crate) fn taken_for_sql(path: &Path, whole: &Path) -> Option<Failure> {
    let is_rust = |path: &Path| path.extension().is_some_and(|ending| ending == "rs");
    let holds_rust = || {
        let entries = std::fs::read_dir(whole).ok()?;
        let paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        let has_more =
            paths.iter().any(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "sql"));
        Some(!has_more && paths.iter().any(|path| is_rust(path)))
    };
    (is_rust(path) || holds_rust().unwrap_or(false)).then(|| {
        Problem::new("models", format!("{} is Rust, and would be read as SQL", path.display()))
            .hint(format!("Rust sources are named so: `rust:{}`", path.display()))
            .usage()
    })
}

fn unsayable(problems: Problems) -> Failure {
    failure(problems.0.into_iter().map(|one| (format!("{}: {}", one.subject, one.what), one.place)))
}

/// All that is wrong, each with its place where that is known.
fn failure(wrong: impl Iterator<Item = (String, Option<aludel_table::Place>)>) -> Failure {
    let problem = |(words, place): (String, Option<aludel_table::Place>)| {
        let problem = Problem::new("models", words);
        match &place {
            Some(place) => problem.at(at(place)),
            None => problem,
        }
    };
    Failure { exit: exit::FAILED, problems: wrong.map(problem).collect() }
}

/// A place with its line, to be shown.
fn at(place: &aludel_table::Place) -> Place {
    let aludel_table::Place { path, line, column } = place;
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let source_line = text.lines().nth(line.saturating_sub(1)).map(str::to_owned);
    Place { line: Some(*line), column: Some(*column), source_line, ..Place::file(path) }
}
