//! A struct: `#[table(…)]`, and what its fields say together.

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, Token};

use crate::table::{ForeignKey, Key, Table};

use super::complaints::{Complaints, did_you_mean};
use super::field::{self, Parts};
use super::index::{self, Columns};
use super::item::{self, Item};
use super::{Case, TableSyntax, foreign};

const KNOWN: [&str; 10] = [
    "name",
    "schema",
    "renamed_from",
    "comment",
    "rename_all",
    "primary_key",
    "unique",
    "index",
    "check",
    "foreign_key",
];
const REPEATED: [&str; 4] = ["unique", "index", "check", "foreign_key"];

pub(super) fn table(input: DeriveInput) -> syn::Result<TableSyntax> {
    let mut complaints = Complaints::default();
    let DeriveInput { attrs, ident, generics, data, .. } = input;
    let fields = named_fields(data, &ident)?;
    if let Some(parameter) = generics.params.first() {
        complaints.say(parameter.span(), "a table has no parameters: each of its columns is of one type");
    }
    let items = item::items(&attrs, "table", &mut complaints);
    item::check_names(&items, &KNOWN, &REPEATED, &mut complaints);
    let case = case(&items, &item::sqlx(&attrs), &mut complaints);
    let mut parts: Vec<Parts> = Vec::with_capacity(fields.len());
    parts.extend(fields.into_iter().filter_map(|it| field::field(it, case, &mut complaints)));
    if parts.is_empty() {
        complaints.say(ident.span(), "a table has a column: this struct has no field for one");
    }
    let table = assemble((&ident, &attrs), &items, &parts, &mut complaints);
    let (columns, fields) = parts.into_iter().map(|part| (part.column, part.field)).unzip();
    complaints.or(TableSyntax { table: Table { columns, ..table }, fields })
}

fn named_fields(data: Data, ident: &Ident) -> syn::Result<Punctuated<syn::Field, Token![,]>> {
    let what = match data {
        Data::Struct(data) => match data.fields {
            Fields::Named(fields) => return Ok(fields.named),
            Fields::Unnamed(_) => "a table's columns have names: this struct's fields have none",
            Fields::Unit => "a table has columns: this struct has no fields",
        },
        Data::Enum(_) => "a table is a struct; an enum is a column's type: `#[derive(ColumnType)]`",
        Data::Union(_) => "a table is a struct with named fields",
    };
    Err(syn::Error::new(ident.span(), what))
}

/// How the names of fields or values become those of the database: ours wins over sqlx's.
pub(super) fn case(items: &[Item], sqlx: &[Item], complaints: &mut Complaints) -> Option<Case> {
    let Some(item) = items.iter().find(|item| item.is("rename_all")) else {
        return Case::named(&item::sqlx_text(sqlx, "rename_all")?);
    };
    let text = item.text(complaints)?;
    let found = Case::named(&text);
    if found.is_none() {
        let known = Case::ALL.iter().map(|(name, _)| *name);
        let near = did_you_mean(&text, known.clone());
        let all = known.collect::<Vec<_>>().join(", ");
        complaints.say(item.span, format!("there is no case `{text}`{near} (there are: {all})"));
    }
    found
}

/// The table without its columns: its name, and what keys, indexes and checks it has.
fn assemble(
    (ident, attributes): (&Ident, &[Attribute]),
    items: &[Item],
    parts: &[Parts],
    complaints: &mut Complaints,
) -> Table {
    let of = |name: &str| items.iter().find(|item| item.is(name));
    let all = |name: &'static str| items.iter().filter(move |item| item.is(name));
    let pairs: Vec<(String, String)> =
        parts.iter().map(|part| (item::bare(&part.field.ident), part.column.name.clone())).collect();
    for (at, part) in parts.iter().enumerate() {
        if parts[..at].iter().any(|other| other.column.name == part.column.name) {
            complaints
                .say(part.field.ident.span(), format!("the column `{}` is there already", part.column.name));
        }
    }
    let columns = Columns(&pairs);
    let mut table = Table {
        name: of("name")
            .and_then(|item| item.text(complaints))
            .unwrap_or_else(|| Case::Snake.apply(&item::bare(ident))),
        schema: of("schema").and_then(|item| item.text(complaints)),
        renamed_from: of("renamed_from").and_then(|item| item.text(complaints)),
        comment: of("comment").and_then(|item| field::comment(item, attributes, complaints)),
        primary_key: primary_key(of("primary_key"), parts, &columns, complaints),
        ..Table::default()
    };
    for part in parts {
        table.uniques.extend(part.uniques.iter().cloned());
        table.indexes.extend(part.indexes.iter().cloned());
        table.checks.extend(part.checks.iter().cloned());
    }
    table.uniques.extend(all("unique").map(|item| index::key(item, None, &columns, complaints)));
    table.indexes.extend(all("index").map(|item| index::index(item, None, &columns, complaints)));
    table.checks.extend(all("check").filter_map(|item| index::check(item, complaints)));
    table.foreign_keys.extend(all("foreign_key").filter_map(|item| foreign_key(item, &columns, complaints)));
    table
}

fn primary_key(
    item: Option<&Item>,
    parts: &[Parts],
    columns: &Columns<'_>,
    complaints: &mut Complaints,
) -> Option<Key> {
    let mut at_fields = parts.iter().filter_map(|part| Some((part.primary_key?, &part.column.name)));
    let first: Option<(Span, &String)> = at_fields.next();
    for (span, _) in at_fields {
        let what =
            "a table has one primary key; of several fields: `#[table(primary_key(a, b))]` at the struct";
        complaints.say(span, what);
    }
    let Some(item) = item else {
        return first.map(|(_, name)| Key { columns: vec![name.clone()], ..Key::default() });
    };
    if let Some((span, _)) = first {
        complaints.say(span, "the primary key stands at the struct already");
    }
    let key = index::key(item, None, columns, complaints);
    for part in parts.iter().filter(|part| key.columns.contains(&part.column.name) && part.column.nullable) {
        complaints.say(part.field.ident.span(), "a primary key is never empty: this field is an `Option`");
    }
    Some(key)
}

/// `foreign_key(columns(a, b), references = "orders(a, b)", on_delete = "cascade")`
fn foreign_key(item: &Item, columns: &Columns<'_>, complaints: &mut Complaints) -> Option<ForeignKey> {
    let items = item.list(complaints);
    let known: Vec<&str> = ["columns", "name"].into_iter().chain(foreign::OPTIONS).collect();
    item::check_names(items, &known, &[], complaints);
    let of = |name: &str| items.iter().find(|item| item.is(name));
    let own = match of("columns") {
        Some(item) => columns.all(item.list(complaints), complaints),
        None => Vec::new(),
    };
    let name = of("name").and_then(|item| item.text(complaints));
    if own.is_empty() || of("references").is_none() {
        let what = "expected `foreign_key(columns(a, b), references = \"orders(a, b)\")`";
        complaints.say(item.span, what);
        return None;
    }
    let reference = foreign::reference(items, complaints)?;
    if !reference.columns.is_empty() && reference.columns.len() != own.len() {
        let what = format!("{} columns can't refer to {}", own.len(), reference.columns.len());
        complaints.say(item.span, what);
    }
    Some(ForeignKey { name, columns: own, reference })
}
