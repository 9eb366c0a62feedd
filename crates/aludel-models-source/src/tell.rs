//! Models as SQL that a database can load, and how much of a schema that says.
//!
//! What Rust can't say (SeaORM knows no checks, Diesel's `table!` no indexes) must not be dropped, so
//! beside the SQL goes what was said: `aludel_schema::partial` takes the rest from the schema beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use aludel::Dialect;
use aludel_schema::partial::{Extent, Means, Said, SaidTable};
use aludel_schema::source::LoadError;
use aludel_table::{Column, ColumnType, EnumType, Models, Origin, Place, Problems, Script, Table};

use crate::satisfies::{has_values, satisfies};

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

/// Columns whose type is only named: the name, and what was said.
type Unknown = BTreeMap<String, (String, ColumnType)>;

/// Gives columns of a type that is only named some other, so that their table can be made; says which, table by
/// table.
fn without_unknown(models: &mut Models) -> Vec<Unknown> {
    let stand_in = |column: &mut Column| {
        let name = unknown(&column.column_type)?;
        let said = std::mem::replace(&mut column.column_type, ColumnType::Text);
        Some((column.name.clone(), (name, said)))
    };
    models.tables.iter_mut().map(|table| table.columns.iter_mut().filter_map(stand_in).collect()).collect()
}

/// The name of a type that is only named, as `Mood` or `Mood[]`.
fn unknown(column_type: &ColumnType) -> Option<String> {
    match column_type {
        ColumnType::Unknown(name) => Some(name.clone()),
        ColumnType::Array(of) => unknown(of).map(|name| name + "[]"),
        ColumnType::Unsigned(of) => unknown(of),
        _ => None,
    }
}

fn said(models: &Models, dialect: Dialect, unknown: Vec<Unknown>, rest_is_said: bool) -> Said {
    let tables = models
        .tables
        .iter()
        .zip(unknown)
        .map(|(table, unknown)| said_table(table, &models.enums, dialect, unknown))
        .collect();
    let unordered = models.enums.iter().filter(|one| one.origin != Origin::Derived);
    Said {
        tables,
        enums: models.enums.iter().map(|one| enum_name(one, dialect)).collect(),
        unordered: unordered.map(|one| (one.schema.clone(), one.name.clone())).collect(),
        rest_is_said,
    }
}

fn said_table(table: &Table, enums: &[EnumType], dialect: Dialect, unknown: Unknown) -> SaidTable {
    let origin = table.origin;
    let means = |column: &Column| {
        let wanted = unknown.get(&column.name).map_or(&column.column_type, |(_, said)| said).clone();
        let values = unordered_values(&wanted, enums, dialect);
        let words = format!("{dialect:?} {origin:?} {wanted:?} {values:?}");
        let is_meant = move |declared: &str| match &values {
            Some(values) => has_values(declared, values),
            None => satisfies(dialect, declared, &wanted, origin),
        };
        (column.name.clone(), Means::new(words, is_meant))
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
        left: table.left.iter().cloned().collect(),
        unknown: unknown.into_iter().map(|(column, (name, _))| (column, name)).collect(),
    }
}

/// The values of a column of MySQL where their order does not count; its type names them all.
fn unordered_values(wanted: &ColumnType, enums: &[EnumType], dialect: Dialect) -> Option<Vec<String>> {
    let ColumnType::Enum(schema, name) = wanted else { return None };
    let is_meant =
        |one: &&EnumType| one.name == *name && one.schema == *schema && one.origin != Origin::Derived;
    let found = enums.iter().filter(|_| dialect == Dialect::Mysql).find(is_meant)?;
    Some(found.values.iter().map(|value| value.name.clone()).collect())
}

fn enum_name(one: &EnumType, dialect: Dialect) -> String {
    let schema = one.schema.as_ref().map(|schema| format!("{}.", dialect.quote(schema)));
    format!("{}{}", schema.unwrap_or_default(), dialect.quote(&one.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_that_is_only_named_is_made_by_nobody() {
        let mood = || ColumnType::Unknown("Mood".to_owned());
        let columns =
            vec![Column::new("one", mood()), Column::new("many", ColumnType::Array(Box::new(mood())))];
        let table = Table { name: "users".to_owned(), columns, origin: Origin::Diesel, ..Table::default() };
        let models = Models { tables: vec![table], ..Models::default() };
        let told = tell(models, Dialect::Postgres, false).expect("models");
        assert!(
            told.script.sql.contains("one text") && told.script.sql.contains("many text"),
            "{}",
            told.script.sql
        );

        let said = &told.said.tables[0];
        let names: Vec<_> = said.unknown.values().map(String::as_str).collect();
        assert_eq!(names, ["Mood[]", "Mood"]);
        let means = |column: &str, declared: &str| said.columns[column].takes(declared);
        assert!(means("many", "mood[]") && !means("many", "mood") && !means("many", "integer[]"));
        assert!(means("one", "mood") && !means("one", "integer"));
    }
}
