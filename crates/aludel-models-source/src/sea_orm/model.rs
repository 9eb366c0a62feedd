//! The compact format, and the dense one of the second version: a struct `Model`.

use aludel::Dialect;
use aludel_table::{Column, ColumnType, Identity, Index, Key, Table, Term};
use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use syn::{Field, Fields, ItemStruct, Type};

use super::attributes::Items;
use super::{Read, Setting, accept, case, column, complain, expanded};
use crate::complaint::Fault;
use crate::names::name_of;
use crate::reader::Reader;
use crate::sea_orm::sea_type::SeaType;
use crate::types::{self, Meaning};

const REMEDY: &str = "say it at the field, as in #[sea_orm(column_type = \"JsonBinary\")]";

/// Reads `#[derive(DeriveEntityModel)]`.
pub(super) fn read(reader: &mut Reader, setting: Setting, item: &ItemStruct) -> Read {
    let module = setting.module;
    let items = accept(reader, module, Items::read(&item.attrs))?;
    let mut table = match items.text("table_name") {
        Some(name) => Table {
            name,
            schema: items.text("schema_name"),
            comment: items.text("comment"),
            renamed_from: items.text("renamed_from"),
            ..Table::default()
        },
        // Then `struct Entity` stands beside it with its names.
        None => match expanded::entity_name(reader, module) {
            Some((schema, name)) => Table { schema, name, ..Table::default() },
            None => {
                complain(reader, module, item.ident.span(), "an entity needs #[sea_orm(table_name = \"…\")]");
                return None;
            }
        },
    };
    table.place = Some(reader.tree.place(module, item.ident.span()));
    let Fields::Named(fields) = &item.fields else {
        complain(reader, module, item.ident.span(), "an entity's model has named fields");
        return None;
    };
    let mut names = Vec::new();
    let mut keys = Keys::default();
    for field in &fields.named {
        if is_relation(&field.ty) {
            continue;
        }
        let Some(attributes) = accept(reader, module, Items::read(&field.attrs)) else { continue };
        let Some((variant, name)) = accept(reader, module, names_of(&items, &attributes, field)) else {
            continue;
        };
        // It may be no column, or one of a type that SeaORM has no words for, as its codegen writes them.
        if attributes.has("ignore") {
            table.left.push(name);
            continue;
        }
        if let Some(column) = read_column(reader, setting, item, field, &attributes, name.clone()) {
            keys.note(&mut table, &attributes, field, &column);
            table.checks.extend(column::check_of(&attributes));
            table.columns.push(column);
        }
        names.push((variant, name));
    }
    keys.finish(&mut table, setting);
    Some((table, names))
}

/// `HasOne<…>`, `HasMany<…>` and `BelongsTo<…>` are no columns.
fn is_relation(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| {
        matches!(last.ident.to_string().as_str(), "HasOne" | "HasMany" | "BelongsTo")
    }))
}

/// What `Column` and the database call a field.
fn names_of(model: &Items, attributes: &Items, field: &Field) -> syn::Result<(String, String)> {
    let original = field.ident.as_ref().map(name_of).unwrap_or_default();
    let camel = original.to_upper_camel_case();
    let variant = attributes.text("enum_name").unwrap_or_else(|| camel.clone());
    let name = match (attributes.text("column_name"), model.get("rename_all")) {
        (Some(name), _) => name,
        (None, Some(style)) => case::apply(style, &camel)?,
        // As the derive of `Column` does, which sees only its variant.
        (None, None) if original == camel.to_snake_case() => variant.to_snake_case(),
        (None, None) => original.to_snake_case(),
    };
    Ok((variant, name))
}

fn read_column(
    reader: &mut Reader,
    setting: Setting,
    model: &ItemStruct,
    field: &Field,
    attributes: &Items,
    name: String,
) -> Option<Column> {
    let module = setting.module;
    let field_name = field.ident.as_ref().map(name_of).unwrap_or_default();
    let described = format!("{}.{field_name}", name_of(&model.ident));
    let meaning = types::meaning(&reader.tree, module, &field.ty);
    let written = types::written(&field.ty);
    let is_optional = matches!(&meaning, Ok(Meaning { nullable: true, .. }))
        || written.replace(' ', "").starts_with("Option<");
    let sea_type = match attributes.get("column_type") {
        Some(told) => {
            match told.parse::<syn::Expr>().map(|expression| types::told(&reader.tree, module, &expression)) {
                Ok(Some(meaning)) => {
                    column::note_enum(reader, &meaning);
                    meaning.sea_type
                }
                Ok(None) => {
                    let text = told.text().unwrap_or_default();
                    let message =
                        format!("{described}: {text} is no column type of SeaORM that a source can tell");
                    complain(reader, module, told.span, message);
                    None
                }
                Err(error) => accept(reader, module, Err(error)),
            }?
        }
        None => match meaning {
            Ok(meaning) => {
                column::note_enum(reader, &meaning);
                meaning.sea_type.clone().or_else(|| SeaType::of(&meaning.column_type)).or_else(|| {
                    let place = reader.tree.place(module, syn::spanned::Spanned::span(&field.ty));
                    let fault = Fault::UnknownType { field: described.clone(), written, remedy: REMEDY };
                    reader.tree.complain(place, fault);
                    None
                })?
            }
            Err(unclear) => {
                let complaint = unclear.complaint(&reader.tree, module, described, &field.ty, REMEDY);
                reader.tree.complaints.push(complaint);
                return None;
            }
        },
    };
    let span = field.ident.as_ref().map_or_else(proc_macro2::Span::call_site, syn::Ident::span);
    let mut column = column::new(reader, setting, span, &described, name, &sea_type)?;
    column.nullable = is_optional || attributes.has("nullable");
    column::describe(reader, setting, &mut column, attributes, &described);
    Some(column)
}

/// What fields say together of a table's keys and indexes.
#[derive(Default)]
struct Keys {
    auto_increment: Option<bool>,
    groups: std::collections::BTreeMap<String, Vec<String>>,
}

impl Keys {
    fn note(&mut self, table: &mut Table, attributes: &Items, field: &Field, column: &Column) {
        let name = &column.name;
        if attributes.has("primary_key") {
            table.primary_key.get_or_insert_default().columns.push(name.clone());
            let written = types::written(&field.ty);
            if let Some(told) = attributes.get("auto_increment").and_then(|item| item.boolean()) {
                self.auto_increment = Some(told);
            } else if written.ends_with("String") || written.ends_with("Uuid") {
                self.auto_increment.get_or_insert(false);
            }
        }
        if attributes.has("unique") {
            table.uniques.push(Key { columns: vec![name.clone()], ..Key::default() });
        } else if attributes.has("indexed") {
            table.indexes.push(Index { terms: vec![term(name)], ..Index::default() });
        }
        for group in attributes.all("unique_key").filter_map(|item| item.text()) {
            self.groups.entry(group).or_default().push(name.clone());
        }
    }

    fn finish(self, table: &mut Table, setting: Setting) {
        for columns in self.groups.into_values() {
            let terms = columns.iter().map(|name| term(name)).collect();
            table.indexes.push(Index { terms, is_unique: true, ..Index::default() });
        }
        if self.auto_increment != Some(false) {
            count(table, setting);
        }
    }
}

/// The database counts the values of a key of one integer.
pub(super) fn count(table: &mut Table, setting: Setting) {
    let Some([only]) = table.primary_key.as_ref().map(|key| key.columns.as_slice()) else { return };
    let Some(column) = table.columns.iter_mut().find(|column| column.name == *only) else { return };
    if !column::is_integer(&column.column_type) {
        return;
    }
    // The first SeaORM writes `serial` for PostgreSQL, the second an identity.
    let is_serial = setting.major < 2 && setting.dialect == Dialect::Postgres;
    column.identity = Some(if is_serial { Identity::Serial } else { Identity::ByDefault });
    if let (Dialect::Sqlite, ColumnType::Written { .. }) = (setting.dialect, &column.column_type) {
        // Whatever it is called, only `integer` is the row's number.
        column.column_type = ColumnType::Integer;
    }
}

pub(super) fn term(name: &str) -> Term {
    Term::Column { name: name.to_owned(), options: String::new() }
}
