//! The tables and views of a catalog, as a diagram draws them.

use super::{column, foreign_key, index, quote, table};
use crate::catalog::{Catalog, Entry};
use crate::diagram::{Column, Diagram, End, Reading, Reference, Shape, Table, TableName};

/// The diagram of a catalog.
pub(super) fn diagram(catalog: &Catalog, title: &str) -> Diagram {
    let tables = catalog.of_kind("table").map(|entry| Table {
        name: name(entry),
        shape: Shape::Table,
        comment: Some(table::comment(entry)).filter(|comment| !comment.is_empty()),
        columns: columns(entry),
    });
    let views = catalog.of_kind("view").map(|entry| Table {
        name: name(entry),
        shape: Shape::View,
        comment: None,
        columns: Vec::new(),
    });
    let readings = catalog.of_kind("view").flat_map(|view| {
        let read = view.needs().filter(|needed| matches!(needed.id().kind(), "table" | "view"));
        read.map(move |needed| Reading { view: name(view), table: name(needed) })
    });
    Diagram {
        title: title.to_owned(),
        tables: tables.chain(views).collect(),
        references: catalog.of_kind("foreign key").filter_map(reference).collect(),
        readings: readings.collect(),
    }
}

fn name(entry: Entry<'_>) -> TableName {
    TableName { schema: None, name: quote::table(entry.id()).to_owned() }
}

fn columns(table: Entry<'_>) -> Vec<Column> {
    let key: Vec<String> = table.owned_of("primary key").flat_map(index::columns).collect();
    let columns = table.owned_of("column").filter_map(|entry| {
        let definition: column::Definition = entry.read().ok()?;
        Some(Column {
            name: entry.id().name().to_owned(),
            primary: key.iter().any(|name| name == entry.id().name()),
            nullable: !definition.not_null,
            comment: Some(definition.comment).filter(|comment| !comment.is_empty()),
            type_: definition.r#type,
        })
    });
    columns.collect()
}

fn reference(key: Entry<'_>) -> Option<Reference> {
    let definition: foreign_key::Definition = key.read().ok()?;
    let table = key.owner()?;
    let indexes = table.owned_of("primary key").chain(table.owned_of("index"));
    let mut unique = indexes.filter(|entry| index::is_unique(*entry)).map(index::columns);
    let optional = table.owned_of("column").any(|entry| {
        let is_its = definition.columns.iter().any(|name| name == entry.id().name());
        is_its && entry.read::<column::Definition>().is_ok_and(|column| !column.not_null)
    });
    Some(Reference {
        name: Some(key.id().name().to_owned()),
        unique: unique.any(|columns| columns.iter().all(|column| definition.columns.contains(column))),
        optional,
        from: End { table: name(key), columns: definition.columns },
        to: End {
            table: TableName { schema: definition.database, name: definition.table },
            columns: definition.referenced,
        },
    })
}
