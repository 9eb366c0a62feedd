//! The tables as a diagram draws them.

use super::shape::{ColumnShape, TableShape};
use super::table::{ForeignKey, TABLE, same};
use super::view::VIEW;
use super::virtual_table::VIRTUAL_TABLE;
use crate::catalog::{Catalog, Entry};
use crate::diagram::{Column, Diagram, End, Reading, Reference, Shape, Table, TableName};
use crate::object::ObjectId;

/// Draws the tables of a catalog, their foreign keys, and what its views read.
pub(super) fn diagram(catalog: &Catalog, title: &str) -> Diagram {
    let mut diagram = Diagram { title: title.to_owned(), ..Diagram::default() };
    for entry in catalog.of_kind(TABLE) {
        // A definition that can't be read is told of where it is compared.
        let Ok(shape) = TableShape::of(entry) else { continue };
        diagram.references.extend(shape.table.foreign_keys.iter().map(|key| reference(&shape, key)));
        diagram.tables.push(Table {
            name: name(entry.id().name()),
            columns: shape.columns.iter().map(|column| draw(&shape, column)).collect(),
            ..Table::default()
        });
    }
    for entry in catalog.of_kind(VIEW) {
        let view = name(entry.id().name());
        diagram.tables.push(Table { name: view.clone(), shape: Shape::View, ..Table::default() });
        diagram
            .readings
            .extend(read_by(entry).map(|read| Reading { view: view.clone(), table: name(read.name()) }));
    }
    let others = catalog.of_kind(VIRTUAL_TABLE);
    diagram.tables.extend(others.map(|entry| Table { name: name(entry.id().name()), ..Table::default() }));
    diagram
}

fn name(name: &str) -> TableName {
    TableName { schema: None, name: name.to_owned() }
}

fn draw(shape: &TableShape, column: &ColumnShape) -> Column {
    let primary = shape.table.has_in_key(&column.name);
    let number = shape.row_number().is_some_and(|number| number == column);
    let required = column.definition.not_null.is_some() || number || (primary && shape.table.without_rowid);
    Column {
        name: column.name.clone(),
        type_: column.definition.r#type.clone(),
        nullable: !required,
        primary,
        comment: None,
    }
}

fn reference(shape: &TableShape, key: &ForeignKey) -> Reference {
    let is_key = |names: Vec<&String>| {
        names.len() == key.columns.len()
            && names.iter().all(|name| key.columns.iter().any(|column| same(column, name)))
    };
    let keys = shape.table.primary_key.iter().map(|key| &key.columns);
    let mut keys = keys.chain(shape.table.uniques.iter().map(|unique| &unique.columns));
    let unique = keys.any(|terms| is_key(terms.iter().map(|term| &term.name).collect()));
    let parent = key.parent.as_deref().unwrap_or(&shape.name);
    let mut columns = key.columns.iter().filter_map(|name| shape.column(name));
    Reference {
        name: key.name.clone(),
        from: End { table: name(&shape.name), columns: key.columns.clone() },
        to: End { table: name(parent), columns: key.parent_columns.clone() },
        unique,
        optional: columns.any(|column| draw(shape, column).nullable),
    }
}

fn read_by<'a>(view: Entry<'a>) -> impl Iterator<Item = &'a ObjectId> + use<'a> {
    let needed = view.needs().map(|needed| needed.id());
    needed.filter(|id| matches!(id.kind(), TABLE | VIEW | VIRTUAL_TABLE))
}
