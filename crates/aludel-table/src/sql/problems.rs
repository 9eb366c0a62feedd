//! What can't be, said all at once: whatever the database, and before it is asked.

use std::collections::HashSet;
use std::fmt;

use crate::column::{Column, ColumnType, Identity};
use crate::table::{Place, Reference, Table, Term};
use crate::{EnumType, Models};

use super::is_meant;

/// Something in models that can't be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is written, where that is known.
    pub place: Option<Place>,
    /// What it is about: `table users`, `column users.id`, `type mood`.
    pub subject: String,
    /// What can't be, and what to write.
    pub what: String,
}

/// Everything in models that can't be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problems(pub Vec<Problem>);

/// `src/models.rs:14:5: column users.id: an identity counts integers`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}: {}", self.subject, self.what)
    }
}

/// A line a problem.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl Problem {
    pub(super) fn of_table(table: &Table, what: impl Into<String>) -> Self {
        Self { place: table.place.clone(), subject: format!("table {}", full_name(table)), what: what.into() }
    }

    pub(super) fn of_column(table: &Table, column: &Column, what: impl Into<String>) -> Self {
        let place = column.place.clone().or_else(|| table.place.clone());
        Self { place, subject: format!("column {}.{}", full_name(table), column.name), what: what.into() }
    }

    /// Of a part of a table that is written somewhere itself.
    pub(super) fn at(self, place: Option<&Place>) -> Self {
        Self { place: place.cloned().or(self.place), ..self }
    }

    pub(super) fn of_enum(enum_type: &EnumType, what: impl Into<String>) -> Self {
        let name = match &enum_type.schema {
            Some(schema) => format!("{schema}.{}", enum_type.name),
            None => enum_type.name.clone(),
        };
        Self { place: enum_type.place.clone(), subject: format!("type {name}"), what: what.into() }
    }
}

fn full_name(table: &Table) -> String {
    match &table.schema {
        Some(schema) => format!("{schema}.{}", table.name),
        None => table.name.clone(),
    }
}

/// What no database could make.
pub(super) fn of(models: &Models) -> Vec<Problem> {
    let mut problems = Vec::new();
    let also = |place: Option<&Place>| place.map(|it| format!(" ({it})")).unwrap_or_default();
    for (at, table) in models.tables.iter().enumerate() {
        let before = models.tables[..at].iter();
        let twin = before.into_iter().find(|it| (&it.schema, &it.name) == (&table.schema, &table.name));
        if let Some(twin) = twin {
            let what = format!("there is a table of this name already{}", also(twin.place.as_ref()));
            problems.push(Problem::of_table(table, what));
        }
        of_table(models, table, &mut problems);
    }
    for (at, it) in models.enums.iter().enumerate() {
        let twin =
            models.enums[..at].iter().find(|other| (&other.schema, &other.name) == (&it.schema, &it.name));
        if let Some(twin) = twin {
            let what = format!("there is a type of this name already{}", also(twin.place.as_ref()));
            problems.push(Problem::of_enum(it, what));
        }
        if it.values.is_empty() {
            problems.push(Problem::of_enum(it, "it has no values"));
        }
        let mut seen = HashSet::new();
        for value in it.values.iter().filter(|value| !seen.insert(&value.name)) {
            problems.push(Problem::of_enum(it, format!("the value `{}` stands there twice", value.name)));
        }
    }
    problems
}

fn of_table(models: &Models, table: &Table, problems: &mut Vec<Problem>) {
    let mut of_table = Vec::new();
    if table.columns.is_empty() {
        of_table.push(("it has no columns".to_owned(), None));
    }
    let has = |name: &str| table.columns.iter().any(|column| column.name == name);
    let mut missing = |what: &str, names: &mut dyn Iterator<Item = &String>, place: &Option<Place>| {
        for name in names.filter(|name| !has(name)) {
            let what = format!("{what} is over `{name}`, which is no column of it");
            of_table.push((what, place.clone()));
        }
    };
    if let Some(key) = &table.primary_key {
        missing("the primary key", &mut key.columns.iter(), &key.place);
    }
    for key in &table.uniques {
        missing("a unique key", &mut key.columns.iter(), &key.place);
    }
    for key in &table.foreign_keys {
        missing("a foreign key", &mut key.columns.iter(), &key.reference.place);
    }
    for index in &table.indexes {
        let named = index.terms.iter().filter_map(|term| match term {
            Term::Column { name, .. } => Some(name),
            Term::Expression(_) => None,
        });
        missing("an index", &mut named.chain(&index.include), &index.place);
    }
    let keys = table.primary_key.iter().chain(&table.uniques).any(|key| key.columns.is_empty());
    if keys || table.indexes.iter().any(|index| index.terms.is_empty()) {
        of_table.push(("a key or an index is over nothing".to_owned(), None));
    }
    for key in &table.foreign_keys {
        let problem = reference_problem(models, table, &key.reference, key.columns.len());
        of_table.extend(problem.map(|what| (what, key.reference.place.clone())));
    }
    let problem = |(what, place): (String, Option<Place>)| Problem::of_table(table, what).at(place.as_ref());
    problems.extend(of_table.into_iter().map(problem));
    for (at, column) in table.columns.iter().enumerate() {
        let mut say = |what: String| problems.push(Problem::of_column(table, column, what));
        if table.columns[..at].iter().any(|other| other.name == column.name) {
            say("there is a column of this name already".to_owned());
        }
        of_column(table, column, &mut say);
        if let Some(reference) = &column.references
            && let Some(what) = reference_problem(models, table, reference, 1)
        {
            problems.push(Problem::of_column(table, column, what).at(reference.place.as_ref()));
        }
    }
}

fn of_column(table: &Table, column: &Column, say: &mut dyn FnMut(String)) {
    let is_key = table.primary_key.iter().any(|key| key.columns.contains(&column.name));
    if is_key && column.nullable {
        say("a primary key is never empty, and this column may be".to_owned());
    }
    if column.name.is_empty() {
        say("it has no name".to_owned());
    }
    if let Some(identity) = column.identity {
        if !is_integer(&column.column_type) {
            say("an identity counts integers".to_owned());
        }
        if column.default.is_some() {
            say("an identity column has no default: the database counts its values".to_owned());
        }
        if column.nullable && identity != Identity::Serial {
            say("an identity column is never empty".to_owned());
        }
    }
    if column.generated.is_some() && (column.default.is_some() || column.identity.is_some()) {
        say("a generated column has no default".to_owned());
    }
    if let ColumnType::Unknown(name) = &column.column_type {
        say(format!("no column type is known for `{name}`"));
    }
}

pub(super) fn is_integer(column_type: &ColumnType) -> bool {
    use ColumnType::{BigInt, Integer, SmallInt, TinyInt, Unsigned, Written};
    match column_type {
        TinyInt | SmallInt | Integer | BigInt => true,
        Unsigned(inner) => is_integer(inner),
        // What is written out only the database can judge.
        Written { .. } => true,
        _ => false,
    }
}

/// What is wrong with a reference to a table that is among the models.
fn reference_problem(models: &Models, from: &Table, reference: &Reference, count: usize) -> Option<String> {
    let table = models.tables.iter().find(|table| is_meant(from, reference, table))?;
    let columns = match &table.primary_key {
        Some(key) if reference.columns.is_empty() => &key.columns,
        None if reference.columns.is_empty() => {
            return Some(format!("it refers to `{}`, which has no primary key", table.name));
        }
        _ => &reference.columns,
    };
    if let Some(name) = columns.iter().find(|name| !table.columns.iter().any(|it| it.name == **name)) {
        return Some(format!("it refers to `{}.{name}`, which is no column", table.name));
    }
    let needed = columns.len();
    (needed != count).then(|| format!("{count} columns can't refer to {needed} of `{}`", table.name))
}
