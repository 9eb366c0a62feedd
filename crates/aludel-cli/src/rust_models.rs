//! Models in Rust sources: read without compiling them, and told as SQL.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use aludel::Dialect;
use aludel_models_source::{Complaint, Options};
use aludel_schema::partial::{Extent, Means, Said, SaidTable};
use aludel_schema::source::{Source, SqlText};
use aludel_schema::workshop::Workshop;
use aludel_table::{ColumnType, EnumType, Models, Origin, Problems, Table};

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

/// What Rust sources say, as SQL, and how much that is.
pub(crate) fn read(
    session: &Session,
    workshop: &Workshop<'_>,
    paths: &[PathBuf],
    rest_is_said: bool,
) -> Result<(SqlText, Said), Failure> {
    let dialect = workshop.dialect;
    let found = aludel_models_source::read(paths, dialect, &Options::default()).map_err(complained)?;
    for warning in &found.warnings {
        session.output.warning("models", &warning.to_string(), fields([]));
    }
    let mut models = found.models;
    let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    if models.tables.is_empty() {
        return Err(Problem::new("models", format!("there are no tables in {}", named.join(", ")))
            .hint("a table is a struct with `#[derive(Table)]`, a SeaORM entity, or a `diesel::table!`")
            .hint("the folder or file must be the one that its modules begin in: `rust:src/models`")
            .failed());
    }
    let unknown = without_unknown(&mut models);
    let text = models.to_sql(dialect).map_err(unsayable)?;
    let text = SqlText { path: PathBuf::from(format!("{} (as SQL)", named.join(", "))), text };
    Ok((text, said(&models, dialect, unknown, rest_is_said)))
}

fn complained(complaints: Vec<Complaint>) -> Failure {
    let problem = |complaint: Complaint| {
        let problem = Problem::new("models", complaint.fault.to_string());
        match &complaint.place {
            Some(place) => problem.at(at(place)),
            None => problem,
        }
    };
    Failure { exit: exit::FAILED, problems: complaints.into_iter().map(problem).collect() }
}

fn unsayable(problems: Problems) -> Failure {
    let problem = |one: aludel_table::Problem| {
        let problem = Problem::new("models", format!("{}: {}", one.subject, one.what));
        match &one.place {
            Some(place) => problem.at(at(place)),
            None => problem,
        }
    };
    Failure { exit: exit::FAILED, problems: problems.0.into_iter().map(problem).collect() }
}

/// A place with its line, to be shown.
fn at(place: &aludel_table::Place) -> Place {
    let aludel_table::Place { path, line, column } = place;
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let source_line = text.lines().nth(line.saturating_sub(1)).map(str::to_owned);
    Place { line: Some(*line), column: Some(*column), source_line, ..Place::file(path) }
}

/// Names of columns and their types' names.
type Unknown = BTreeMap<String, String>;

/// Gives columns of a type that is only named some other, so that their table can be made; says which, table by
/// table.
fn without_unknown(models: &mut Models) -> Vec<Unknown> {
    let of_table = |table: &mut Table| {
        let named = |column: &mut aludel_table::Column| {
            let stand_in = ColumnType::Text;
            match &column.column_type {
                ColumnType::Unknown(name) => {
                    let name = name.clone();
                    column.column_type = stand_in;
                    Some((column.name.clone(), name))
                }
                _ => None,
            }
        };
        table.columns.iter_mut().filter_map(named).collect()
    };
    models.tables.iter_mut().map(of_table).collect()
}

fn said(models: &Models, dialect: Dialect, unknown: Vec<Unknown>, rest_is_said: bool) -> Said {
    let tables = models
        .tables
        .iter()
        .zip(unknown)
        .map(|(table, unknown)| said_table(table, dialect, unknown))
        .collect();
    Said { tables, enums: models.enums.iter().map(|one| enum_name(one, dialect)).collect(), rest_is_said }
}

fn said_table(table: &Table, dialect: Dialect, unknown: Unknown) -> SaidTable {
    let origin = table.origin;
    let means = |column: &aludel_table::Column| {
        let wanted = match unknown.get(&column.name) {
            Some(name) => ColumnType::Unknown(name.clone()),
            None => column.column_type.clone(),
        };
        let is_meant =
            move |declared: &str| aludel_models_source::satisfies(dialect, declared, &wanted, origin);
        (column.name.clone(), Means(Arc::new(is_meant)))
    };
    let keys = table.primary_key.iter().chain(&table.uniques).filter_map(|key| key.name.clone());
    let named: BTreeSet<String> = keys
        .chain(table.indexes.iter().filter_map(|index| index.name.clone()))
        .chain(table.checks.iter().filter_map(|check| check.name.clone()))
        .chain(table.foreign_keys.iter().filter_map(|key| key.name.clone()))
        .collect();
    SaidTable {
        schema: table.schema.clone(),
        name: table.name.clone(),
        extent: match origin {
            Origin::Derived => Extent::Whole,
            Origin::SeaOrm => Extent::Related,
            Origin::Diesel => Extent::Columns,
        },
        named,
        columns: table.columns.iter().map(means).collect::<BTreeMap<_, _>>(),
        unknown: unknown.clone(),
    }
}

fn enum_name(one: &EnumType, dialect: Dialect) -> String {
    let schema = one.schema.as_ref().map(|schema| format!("{}.", dialect.quote(schema)));
    format!("{}{}", schema.unwrap_or_default(), dialect.quote(&one.name))
}
