//! SeaORM's entities, of its first and its second major version, as they are.
//!
//! What stands here follows `sea-orm-macros` (how a field becomes a column) and
//! `Schema::create_table_from_entity` (how an entity becomes a table).

pub(crate) mod active_enum;
mod attributes;
mod case;
mod column;
mod default;
mod expanded;
mod model;
mod relation;
pub(crate) mod sea_type;
mod type_text;
pub(crate) mod value_type;

use aludel::Dialect;
use aludel_table::{Column, Index, Table, Term};
use proc_macro2::Span;
use syn::Item;

use crate::complaint::Fault;
use crate::derived::refuse;
use crate::reader::Reader;
use crate::tree::{ModuleId, Name};
use crate::types::derives;

/// An entity that was read; those outside of the roots are only referred to.
struct Entity {
    module: ModuleId,
    /// Its table, which those outside of the roots have not among the models.
    index: Option<usize>,
    schema: Option<String>,
    name: String,
    /// Each column as `Column` calls it, and as the database does.
    columns: Vec<(String, String)>,
    /// Its primary key, as the database calls it.
    primary_key: Vec<String>,
    /// What else is there once for each row.
    uniques: Vec<Vec<String>>,
}

/// What is known where a column is read.
#[derive(Clone, Copy)]
struct Setting {
    module: ModuleId,
    dialect: Dialect,
    /// SeaORM's major version.
    major: u32,
}

/// Takes every entity of some modules, then what relations say of them.
pub(crate) fn read(reader: &mut Reader, modules: &[ModuleId]) {
    let mut entities = Vec::new();
    for module in (0..reader.tree.modules.len()).map(ModuleId) {
        let is_model = modules.contains(&module);
        let major = reader.tree.crates[reader.tree.module(module).of].sea_orm.unwrap_or(2);
        let setting = Setting { module, dialect: reader.dialect, major };
        for index in 0..reader.tree.module(module).items.len() {
            let Item::Struct(item) = reader.tree.item(module, index) else { continue };
            let table = if derives(&item.attrs, "DeriveEntityModel") {
                let item = item.clone();
                model::read(reader, setting, &item)
            } else if derives(&item.attrs, "DeriveEntity") {
                let item = item.clone();
                expanded::read(reader, setting, &item)
            } else {
                continue;
            };
            let Some((mut table, columns)) = table else { continue };
            let scope = &mut reader.tree.modules[module.0].scope;
            scope.entry("Entity".to_owned()).or_insert(Name::Item(index));
            let mut entity = Entity {
                module,
                index: None,
                schema: table.schema.clone(),
                name: table.name.clone(),
                primary_key: table.primary_key.as_ref().map(|key| key.columns.clone()).unwrap_or_default(),
                uniques: uniques(&table),
                columns,
            };
            if is_model {
                table.origin = aludel_table::Origin::SeaOrm;
                table.may_only_join = major < 2;
                entity.index = Some(take(reader, table));
            }
            entities.push(entity);
        }
    }
    relation::read(reader, &entities);
}

/// Takes a table among the models, where it is; several entities may each say a part of one.
fn take(reader: &mut Reader, table: Table) -> usize {
    let tables = &mut reader.models.tables;
    let is_same =
        |one: &Table| one.origin == table.origin && one.schema == table.schema && one.name == table.name;
    let Some(index) = tables.iter().position(is_same) else {
        tables.push(table);
        return tables.len() - 1;
    };
    let first = &mut tables[index];
    if let (Some(place), Some(other)) = (table.place.clone(), &first.place) {
        let message = format!("the table {} is at {other} too: both are taken together", table.name);
        reader.tree.warn(place, message);
    }
    let is_new = |column: &Column| first.columns.iter().all(|known| known.name != column.name);
    let columns: Vec<Column> = table.columns.into_iter().filter(is_new).collect();
    first.columns.extend(columns);
    first.primary_key = first.primary_key.take().or(table.primary_key);
    add_new(&mut first.uniques, table.uniques);
    add_new(&mut first.indexes, table.indexes);
    add_new(&mut first.checks, table.checks);
    add_new(&mut first.left, table.left);
    first.left.retain(|name| first.columns.iter().all(|column| column.name != *name));
    index
}

fn add_new<T: PartialEq>(all: &mut Vec<T>, others: Vec<T>) {
    for other in others {
        if !all.contains(&other) {
            all.push(other);
        }
    }
}

/// The columns of each unique key and index.
fn uniques(table: &Table) -> Vec<Vec<String>> {
    let names = |index: &Index| {
        index
            .terms
            .iter()
            .map(|term| match term {
                Term::Column { name, .. } => Some(name.clone()),
                Term::Expression(_) => None,
            })
            .collect::<Option<Vec<_>>>()
    };
    let indexes = table.indexes.iter().filter(|index| index.is_unique).filter_map(names);
    table.uniques.iter().map(|key| key.columns.clone()).chain(indexes).collect()
}

/// A table with the names that `Column` gives to its columns.
type Read = Option<(Table, Vec<(String, String)>)>;

fn complain(reader: &mut Reader, module: ModuleId, span: Span, message: impl Into<String>) {
    let place = reader.tree.place(module, span);
    reader.tree.complain(place, Fault::Refused(message.into()));
}

/// The value, or the complaint that there is none.
fn accept<T>(reader: &mut Reader, module: ModuleId, read: syn::Result<T>) -> Option<T> {
    read.map_err(|error| refuse(reader, module, &error)).ok()
}
