//! The tables as a diagram draws them; partitions are left to what they are parts of.

use serde::Deserialize;

use crate::catalog::{Catalog, Entry};
use crate::diagram::{Column, Diagram, End, Reading, Reference, Shape, Table, TableName};
use crate::object::ObjectId;

/// What is drawn of a column.
#[derive(Deserialize)]
struct ColumnLook {
    r#type: String,
    #[serde(default)]
    not_null: bool,
}

/// What is drawn of a key.
#[derive(Deserialize)]
struct KeyLook {
    columns: Vec<String>,
}

/// What is drawn of a foreign key.
#[derive(Deserialize)]
struct ReferenceLook {
    columns: Vec<String>,
    #[serde(default)]
    table: Option<[String; 2]>,
    referenced: Vec<String>,
}

/// What is drawn of a view's column.
#[derive(Deserialize)]
struct ViewLook {
    #[serde(default)]
    columns: Vec<serde_json::Value>,
}

/// Draws the tables of a catalog, their foreign keys, and what its views read.
pub(super) fn diagram(catalog: &Catalog, title: &str) -> Diagram {
    let mut diagram = Diagram { title: title.to_owned(), ..Diagram::default() };
    for kind in ["table", "foreign table"] {
        for entry in catalog.of_kind(kind).filter(|entry| !is_partition(*entry)) {
            diagram.tables.push(table(entry));
            diagram.references.extend(entry.owned_of("foreign key").filter_map(|key| reference(entry, key)));
        }
    }
    for kind in ["view", "materialized view"] {
        for entry in catalog.of_kind(kind) {
            diagram.tables.push(view(entry));
            diagram.readings.extend(readings(entry));
        }
    }
    diagram
}

fn is_partition(table: Entry<'_>) -> bool {
    table.owned_of("attachment").next().is_some()
}

fn name(id: &ObjectId) -> TableName {
    match id.path() {
        [schema, name, ..] => in_schema(schema, name),
        _ => in_schema("", id.name()),
    }
}

/// To name the schema that all names stand in tells nothing.
fn in_schema(schema: &str, name: &str) -> TableName {
    let schema = Some(schema).filter(|schema| !matches!(*schema, "" | "public"));
    TableName { schema: schema.map(str::to_owned), name: name.to_owned() }
}

fn comment(entry: Entry<'_>) -> Option<String> {
    entry.owned_of("comment").next()?.read().ok()
}

fn table(entry: Entry<'_>) -> Table {
    let primary = key(entry, "primary key").unwrap_or_default();
    let columns = entry.owned_of("column").filter_map(|column| {
        let ColumnLook { r#type, not_null } = column.read().ok()?;
        let name = column.id().name().to_owned();
        let primary = primary.contains(&name);
        Some(Column { type_: r#type, nullable: !not_null, primary, comment: comment(column), name })
    });
    Table { name: name(entry.id()), shape: Shape::Table, comment: comment(entry), columns: columns.collect() }
}

fn key(entry: Entry<'_>, kind: &'static str) -> Option<Vec<String>> {
    let KeyLook { columns } = entry.owned_of(kind).next()?.read().ok()?;
    Some(columns)
}

fn view(entry: Entry<'_>) -> Table {
    let columns = entry.read::<ViewLook>().map(|look| look.columns).unwrap_or_default();
    let columns = columns.into_iter().filter_map(|column| {
        let said = |member: &str| column.get(member).and_then(|value| value.as_str()).map(str::to_owned);
        Some(Column {
            name: said("name")?,
            type_: said("type").unwrap_or_default(),
            nullable: true,
            primary: false,
            comment: None,
        })
    });
    Table { name: name(entry.id()), shape: Shape::View, comment: comment(entry), columns: columns.collect() }
}

fn readings<'a>(view: Entry<'a>) -> impl Iterator<Item = Reading> + use<'a> {
    let read = view.needs().map(|needed| if needed.id().kind() == "column" { needed.root() } else { needed });
    read.filter(|needed| {
        matches!(needed.id().kind(), "table" | "foreign table" | "view" | "materialized view")
    })
    .map(move |needed| Reading { view: name(view.id()), table: name(needed.id()) })
    .collect::<std::collections::BTreeSet<_>>()
    .into_iter()
}

fn reference(table: Entry<'_>, key: Entry<'_>) -> Option<Reference> {
    let ReferenceLook { columns, table: parent, referenced } = key.read().ok()?;
    let same = |columns_of: &[String]| {
        columns_of.len() == columns.len() && columns_of.iter().all(|column| columns.contains(column))
    };
    let keys = table.owned_of("primary key").chain(table.owned_of("unique constraint"));
    let unique = keys.filter_map(|key| key.read::<KeyLook>().ok()).any(|key| same(&key.columns));
    let optional = table.owned_of("column").any(|column| {
        columns.iter().any(|name| **name == *column.id().name())
            && column.read::<ColumnLook>().is_ok_and(|look| !look.not_null)
    });
    let to = parent.map_or_else(|| name(table.id()), |[schema, parent]| in_schema(&schema, &parent));
    Some(Reference {
        name: Some(key.id().name().to_owned()),
        from: End { table: name(table.id()), columns },
        to: End { table: to, columns: referenced },
        unique,
        optional,
    })
}
