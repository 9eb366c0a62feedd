//! Structs whose columns stand in tables: `#[column(flatten)]` at a field, `#[derive(Columns)]` at its struct.

use aludel_table::syntax::{self, Embedded};
use aludel_table::{Part, Table};
use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Item, Type};

use super::{Declared, Tables, columns, references, refuse};
use crate::complaint::Fault;
use crate::names::name_of;
use crate::reader::Reader;
use crate::tree::{ModuleId, Tree};
use crate::types::{derives, written};

/// More structs in each other than any honest table has.
const DEEP: usize = 24;

/// What is embedded in a struct, and what is wrong with that.
pub(super) fn parts(reader: &mut Reader, all: &[Declared], tables: &Tables, of: &Declared) -> Vec<Part> {
    within(reader, all, tables, of, DEEP)
}

fn within(reader: &mut Reader, all: &[Declared], tables: &Tables, of: &Declared, depth: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for embedded in &of.syntax.embedded {
        let Some(part) = part(reader, all, tables, of, embedded, depth) else { continue };
        refuse_twins(reader, of, &parts, &part, embedded);
        parts.push(part);
    }
    if parts.len() == of.syntax.embedded.len() {
        refuse_unknown(reader, of, &parts);
    }
    parts
}

/// One struct that is embedded in another.
fn part(
    reader: &mut Reader,
    all: &[Declared],
    tables: &Tables,
    of: &Declared,
    embedded: &Embedded,
    depth: usize,
) -> Option<Part> {
    let Some((module, input)) = declaration(&reader.tree, of.module, &embedded.ty).filter(|_| depth > 0)
    else {
        let what = format!(
            "`{}` has no columns that could stand in a table; a struct with named fields has them by #[derive(Columns)]",
            written(&embedded.ty)
        );
        complain(reader, of, embedded.ty.span(), &format!(".{}: {what}", name_of(&embedded.ident)));
        return None;
    };
    let name = input.ident.clone();
    let syntax = match syntax::columns(input, &reader.tree.places(module)) {
        Ok(syntax) => syntax,
        Err(errors) => {
            refuse(reader, module, &errors);
            return None;
        }
    };
    let mut inner = Declared { module, name, syntax, parts: Vec::new() };
    for told in references::told(reader, all, tables, &inner) {
        told.apply(&mut inner.syntax);
    }
    inner.parts = within(reader, all, tables, &inner, depth - 1);
    let members = members(&inner);
    // A part has no place of its own: its columns have.
    let table = Table { place: None, ..columns::table(reader, inner) };
    Some(Part { at: embedded.at, table, members })
}

/// The struct that is meant by a type, if its columns may stand in tables.
fn declaration(tree: &Tree, module: ModuleId, ty: &Type) -> Option<(ModuleId, DeriveInput)> {
    let Type::Path(path) = ty else { return None };
    let (module, index) = references::item(tree, module, &path.path)?;
    match tree.item(module, index) {
        Item::Struct(found) if derives(&found.attrs, "Columns") => {
            Some((module, DeriveInput::from(found.clone())))
        }
        _ => None,
    }
}

/// What each field of a struct is called, and its column.
fn members(of: &Declared) -> Vec<(String, String)> {
    let own = of.syntax.fields.iter().zip(&of.syntax.table.columns);
    let own = own.map(|(field, column)| (name_of(&field.ident), column.name.clone()));
    own.chain(of.parts.iter().flat_map(|part| part.members.clone())).collect()
}

/// The column of a field, or of this name, of a table or of what is embedded in it.
pub(super) fn column(tree: &Tree, of: &Declared, name: &str) -> Option<String> {
    column_within(tree, of, name, DEEP)
}

fn column_within(tree: &Tree, of: &Declared, name: &str, depth: usize) -> Option<String> {
    let fields = || of.syntax.fields.iter().zip(&of.syntax.table.columns);
    let by_field = fields().find(|(field, _)| name_of(&field.ident) == name);
    if let Some((_, column)) = by_field.or_else(|| fields().find(|(_, column)| column.name == name)) {
        return Some(column.name.clone());
    }
    let depth = depth.checked_sub(1)?;
    of.syntax.embedded.iter().find_map(|embedded| {
        let (module, input) = declaration(tree, of.module, &embedded.ty)?;
        let ident = input.ident.clone();
        let syntax = syntax::columns(input, &tree.places(module)).ok()?;
        let inner = Declared { module, name: ident, syntax, parts: Vec::new() };
        column_within(tree, &inner, name, depth)
    })
}

/// A column that is there already, and a second primary key.
fn refuse_twins(reader: &mut Reader, of: &Declared, before: &[Part], part: &Part, embedded: &Embedded) {
    let ident = name_of(&embedded.ident);
    let has = |name: &str| part.table.columns.iter().any(|column| column.name == name);
    for (column, field) in of.syntax.table.columns.iter().zip(&of.syntax.fields) {
        if has(&column.name) {
            let what = format!(": the column `{}` is in `{ident}` too", column.name);
            complain(reader, of, field.ident.span(), &what);
        }
    }
    let mut others = before.iter().flat_map(|part| &part.table.columns);
    if let Some(column) = others.find(|column| has(&column.name)) {
        let what = format!(": the column `{}` of `{ident}` is there already", column.name);
        complain(reader, of, embedded.ident.span(), &what);
    }
    let has_key = |part: &Part| part.table.primary_key.is_some();
    if has_key(part) && (of.syntax.table.primary_key.is_some() || before.iter().any(has_key)) {
        let what = format!(": a table has one primary key, and there is another beside that in `{ident}`");
        complain(reader, of, embedded.ident.span(), &what);
    }
}

/// What keys and indexes name, and nobody has.
fn refuse_unknown(reader: &mut Reader, of: &Declared, parts: &[Part]) {
    for ident in &of.syntax.awaited {
        let name = name_of(ident);
        let mut members = parts.iter().flat_map(|part| &part.members);
        if !members.any(|(field, column)| *field == name || *column == name) {
            let what = format!(": there is no field `{name}`, neither here nor in what is embedded");
            complain(reader, of, ident.span(), &what);
        }
    }
}

fn complain(reader: &mut Reader, of: &Declared, span: Span, what: &str) {
    let place = reader.tree.place(of.module, span);
    reader.tree.complain(place, Fault::Refused(format!("{}{what}", name_of(&of.name))));
}
