//! Models in Rust sources: read without compiling them, and told as SQL.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use aludel::Dialect;
use aludel_models_source::{Complaint, Options};
use aludel_schema::partial::{Extent, Means, Said, SaidTable};
use aludel_schema::source::{Source, SqlText};
use aludel_schema::workshop::Workshop;
use aludel_table::{EnumType, Models, Origin, Table};

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
    let models = found.models;
    let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    if models.tables.is_empty() {
        return Err(Problem::new("models", format!("there are no tables in {}", named.join(", ")))
            .hint("a table is a struct with `#[derive(Table)]`, a SeaORM entity, or a `diesel::table!`")
            .hint("the folder or file must be the one that its modules begin in: `rust:src/models`")
            .failed());
    }
    let text = models.to_sql(dialect).map_err(complained_of_sql)?;
    let text = SqlText { path: PathBuf::from(format!("{} (as SQL)", named.join(", "))), text };
    Ok((text, said(&models, dialect, rest_is_said)))
}

fn said(models: &Models, dialect: Dialect, rest_is_said: bool) -> Said {
    let tables = models.tables.iter().map(|table| said_table(table, dialect)).collect();
    Said { tables, enums: models.enums.iter().map(|one| enum_name(one, dialect)).collect(), rest_is_said }
}

fn said_table(table: &Table, dialect: Dialect) -> SaidTable {
    let origin = table.origin;
    let means = |column: &aludel_table::Column| {
        let wanted = column.column_type.clone();
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
    }
}

fn enum_name(one: &EnumType, dialect: Dialect) -> String {
    let schema = one.schema.as_ref().map(|schema| format!("{}.", dialect.quote(schema)));
    format!("{}{}", schema.unwrap_or_default(), dialect.quote(&one.name))
}
