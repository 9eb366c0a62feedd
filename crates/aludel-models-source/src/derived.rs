//! aludel's own `#[derive(Table)]` and `#[derive(ColumnType)]`, by the same code as the derives.

use aludel_table::syntax::{self, TypeSyntax, Want};
use aludel_table::{ColumnType, Table};
use syn::{DeriveInput, Item};

use crate::complaint::Fault;
use crate::names::name_of;
use crate::reader::Reader;
use crate::tree::{Derived, ModuleId};
use crate::types::{self, Meaning, derives};

const REMEDY: &str = "say it at the field, as in #[column(type = \"citext\")] or #[column(json)]";

/// Takes every derived table and every enum of some modules.
pub(crate) fn read(reader: &mut Reader, modules: &[ModuleId]) {
    for &module in modules {
        for found in std::mem::take(&mut reader.tree.modules[module.0].tables) {
            table(reader, module, found);
        }
        for index in 0..reader.tree.module(module).items.len() {
            match reader.tree.item(module, index) {
                Item::Struct(item) if item.attrs.iter().any(|one| one.path().is_ident("table")) => {
                    let name = item.ident.clone();
                    let place = reader.tree.place(module, name.span());
                    let message = format!("{name} has #[table(…)] and no #[derive(Table)]: it is no table");
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
}

/// `#[derive(Table)]` is ours by its path, by an attribute of ours, or by no other crate's being imported.
pub(crate) fn is_table(attributes: &[syn::Attribute]) -> bool {
    types::derived(attributes).iter().any(|path| match path.as_slice() {
        [name] => name == "Table",
        [of, .., name] => name == "Table" && of.to_string().starts_with("aludel"),
        [] => false,
    })
}

fn table(reader: &mut Reader, module: ModuleId, found: Derived) {
    let Derived { ident, read } = found;
    let read = match read {
        Ok(read) => read,
        Err(errors) => return refuse(reader, module, &errors),
    };
    let mut table: Table = read.table;
    table.place = Some(reader.tree.place(module, ident.span()));
    for (column, field) in table.columns.iter_mut().zip(&read.fields) {
        column.place = Some(reader.tree.place(module, field.ident.span()));
        if !field.needs_type {
            if let ColumnType::Unknown(_) = column.column_type
                && let Ok(column_type) = field.refinement.apply(ColumnType::Text)
            {
                column.column_type = column_type;
            }
            continue;
        }
        let described = || format!("{}.{}", name_of(&ident), name_of(&field.ident));
        let meaning = match types::meaning(&reader.tree, module, &field.ty) {
            Ok(meaning) => meaning,
            Err(unclear) => {
                let complaint = unclear.complaint(&reader.tree, module, described(), &field.ty, REMEDY);
                reader.tree.complaints.push(complaint);
                continue;
            }
        };
        let unmet: Vec<_> =
            field.wants.iter().filter_map(|(want, span)| Some((unmet(*want, &meaning)?, *span))).collect();
        for (message, span) in &unmet {
            let place = reader.tree.place(module, *span);
            reader.tree.complain(place, Fault::Refused(format!("{}: {message}", described())));
        }
        if !unmet.is_empty() {
            continue;
        }
        let Meaning { column_type, nullable, made, .. } = meaning;
        reader.models.enums.extend(made);
        if let Err(misfit) = field.resolve(column, column_type, nullable) {
            let place = reader.tree.place(module, field.ident.span());
            reader.tree.complain(place, Fault::Refused(format!("{}: {misfit}", described())));
        }
    }
    reader.models.tables.push(table);
}

/// What an attribute wants and the type is not.
fn unmet(want: Want, meaning: &Meaning) -> Option<&'static str> {
    use ColumnType::{BigInt, Char, Integer, Numeric, SmallInt, String, Text, TinyInt, Unsigned, Varchar};
    let is_met = match want {
        Want::Integer => {
            matches!(meaning.column_type, TinyInt | SmallInt | Integer | BigInt | Unsigned(_))
        }
        Want::Text => matches!(meaning.column_type, String | Text | Varchar(_) | Char(_)),
        Want::Decimal => matches!(meaning.column_type, Numeric(_)),
        Want::NotEmpty => !meaning.nullable,
    };
    let message = match want {
        Want::Integer => "an identity counts integers",
        Want::Text => "a length and a collation are for text",
        Want::Decimal => "digits are for decimal numbers",
        Want::NotEmpty => "a primary key is never empty",
    };
    (!is_met).then_some(message)
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
