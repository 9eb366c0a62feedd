//! Models as SQL that a database can load, and how much of a schema that says.
//!
//! What Rust can't say (SeaORM knows no checks, Diesel's `table!` no indexes) must not be dropped, so
//! beside the SQL goes what was said: `aludel_schema::partial` takes the rest from the schema beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use aludel::Dialect;
use aludel_schema::partial::{Extent, Means, Said, SaidTable};
use aludel_schema::source::LoadError;
use aludel_table::{Column, ColumnType, EnumType, Models, Origin, Place, Problems, Script, Table};

use crate::satisfies;

/// Models as SQL, and how much they say.
pub struct Told {
    /// The statements, and where each part of them is written.
    pub script: Script,
    /// What they say of the schema.
    pub said: Said,
}

/// Tells models as SQL; `rest_is_said`: what they don't say, something else beside them does.
///
/// # Errors
/// What this family of SQL can't say.
pub fn tell(mut models: Models, dialect: Dialect, rest_is_said: bool) -> Result<Told, Problems> {
    let unknown = without_unknown(&mut models);
    let script = models.to_script(dialect)?;
    Ok(Told { script, said: said(&models, dialect, unknown, rest_is_said) })
}

impl Told {
    /// An error of the SQL, which was loaded under this path, with the places in the sources that it comes from.
    pub fn traced(&self, path: &Path, mut error: LoadError) -> LoadError {
        let found = |place: Option<&Place>| place.map(|it| (it.path.clone(), (it.line, it.column)));
        match &mut error {
            LoadError::Statements { failures, .. } => {
                for failure in failures.iter_mut().filter(|failure| failure.path == path) {
                    let (at, said) = (failure.offset, &failure.error);
                    let byte = said.offset.map(|_| at);
                    let begin = at - said.offset.unwrap_or_default().min(at);
                    if let Some(place) = found(self.script.place(begin, byte, &said.message)) {
                        (failure.path, failure.place) = place;
                    }
                }
            }
            LoadError::Texts { faults } => {
                for fault in faults.iter_mut().filter(|fault| fault.path == path) {
                    let byte = byte_of(&self.script.sql, fault.place);
                    if let Some(place) = found(self.script.place(usize::MAX, Some(byte), &fault.message)) {
                        (fault.path, fault.place) = place;
                    }
                }
            }
            _ => {}
        }
        error
    }
}

/// The byte at a line and a column, which are counted from 1.
fn byte_of(text: &str, (line, column): (usize, usize)) -> usize {
    let lines = text.split_inclusive('\n');
    let before: usize = lines.clone().take(line.saturating_sub(1)).map(str::len).sum();
    let within = lines.clone().nth(line.saturating_sub(1)).unwrap_or_default();
    before + within.char_indices().nth(column.saturating_sub(1)).map_or(within.len(), |(at, _)| at)
}

/// Names of columns and their types' names.
type Unknown = BTreeMap<String, String>;

/// Gives columns of a type that is only named some other, so that their table can be made; says which, table by
/// table.
fn without_unknown(models: &mut Models) -> Vec<Unknown> {
    let of_table = |table: &mut Table| {
        let named = |column: &mut Column| {
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
    let means = |column: &Column| {
        let wanted = match unknown.get(&column.name) {
            Some(name) => ColumnType::Unknown(name.clone()),
            None => column.column_type.clone(),
        };
        let is_meant = move |declared: &str| satisfies(dialect, declared, &wanted, origin);
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
