//! aludel's own `#[derive(Table)]`, `#[derive(Columns)]` and `#[derive(ColumnType)]`, by the same code as the derives.

use std::collections::HashMap;

use aludel_table::Part;
use aludel_table::syntax::{self, TableSyntax, TypeSyntax};
use syn::{DeriveInput, Item};

use crate::complaint::Fault;
use crate::reader::Reader;
use crate::tree::{Derived, ModuleId};
use crate::types::{self, derives};

mod columns;
mod embedded;
mod references;

/// A struct that is a table or a part of some, before it is known what its names mean.
struct Declared {
    module: ModuleId,
    name: syn::Ident,
    syntax: TableSyntax,
    /// What is embedded in it.
    parts: Vec<Part>,
}

/// Where the tables stand, by module and item; `None`: it was refused.
type Tables = HashMap<(ModuleId, usize), Option<usize>>;

/// Takes every derived table and every enum of some modules.
pub(crate) fn read(reader: &mut Reader, modules: &[ModuleId]) {
    let (mut declared, mut tables): (Vec<Declared>, Tables) = Default::default();
    for &module in modules {
        for Derived { at, ident, read } in std::mem::take(&mut reader.tree.modules[module.0].tables) {
            tables.insert((module, at), read.is_ok().then_some(declared.len()));
            match read {
                Ok(syntax) => declared.push(Declared { module, name: ident, syntax, parts: Vec::new() }),
                Err(errors) => refuse(reader, module, &errors),
            }
        }
        for index in 0..reader.tree.module(module).items.len() {
            match reader.tree.item(module, index) {
                Item::Struct(item)
                    if item.attrs.iter().any(|one| one.path().is_ident("table"))
                        && !derives(&item.attrs, "Columns") =>
                {
                    let name = item.ident.clone();
                    let place = reader.tree.place(module, name.span());
                    let message = format!("{name} has #[table(…)] and no #[derive(Table)]: it is no table");
                    reader.tree.warn(place, message);
                }
                Item::Enum(item) if is_table(&item.attrs) => {
                    let name = item.ident.clone();
                    let place = reader.tree.place(module, name.span());
                    let message = format!("{name} derives Table and is an enum: a table is a struct");
                    reader.tree.warn(place, message);
                }
                Item::Enum(item) if derives(&item.attrs, "ColumnType") => {
                    let input = DeriveInput::from(item.clone());
                    enumeration(reader, module, &input);
                }
                _ => {}
            }
        }
    }
    references::tell(reader, &mut declared, &tables);
    for at in 0..declared.len() {
        let parts = embedded::parts(reader, &declared, &tables, &declared[at]);
        declared[at].parts = parts;
    }
    for declared in declared {
        let table = columns::table(reader, declared);
        reader.models.tables.push(table);
    }
}

/// `#[derive(Table)]` is ours by its path, by an attribute of ours, or by no other crate's being imported.
pub(crate) fn is_table(attributes: &[syn::Attribute]) -> bool {
    types::derived(attributes).iter().any(|path| match path.as_slice() {
        [name] => name == "Table",
        [of, .., name] => name == "Table" && of.to_string().starts_with("aludel"),
        [] => false,
    })
}

fn enumeration(reader: &mut Reader, module: ModuleId, input: &DeriveInput) {
    match syntax::column_type(input) {
        Ok(TypeSyntax::Enum(mut made)) => {
            made.place = Some(reader.tree.place(module, input.ident.span()));
            reader.models.enums.push(made);
        }
        Ok(TypeSyntax::Alias { .. }) => {}
        Err(errors) => refuse(reader, module, &errors),
    }
}

/// Each complaint of a syntax error that holds several.
pub(crate) fn refuse(reader: &mut Reader, module: ModuleId, errors: &syn::Error) {
    for error in errors {
        let place = reader.tree.place(module, error.span());
        reader.tree.complain(place, Fault::Refused(error.to_string()));
    }
}
