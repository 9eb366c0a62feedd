//! A struct that is a table, or a part of one: `#[table(…)]`, and what its fields say together.

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, Token};

use crate::table::{ForeignKey, Key, Table};

use super::complaints::{Complaints, did_you_mean};
use super::field::{self, Found, Parts};
use super::index::{self, Columns};
use super::item::{self, Item};
use super::{Case, Places, StructReference, TableSyntax, foreign};

const KNOWN: [&str; 12] = [
    "name",
    "strict",
    "without_rowid",
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
const OF_A_PART: [&str; 5] = ["rename_all", "unique", "index", "check", "foreign_key"];
const REPEATED: [&str; 4] = ["unique", "index", "check", "foreign_key"];

pub(super) fn table(input: DeriveInput, places: &Places) -> syn::Result<TableSyntax> {
    let mut complaints = Complaints::with(places);
    let items = item::items(&input.attrs, "table", &mut complaints);
    item::check_names(&items, &KNOWN, &REPEATED, &mut complaints);
    read(input, &items, complaints)
}

pub(super) fn columns(input: DeriveInput, places: &Places) -> syn::Result<TableSyntax> {
    let mut complaints = Complaints::with(places);
    let items = item::items(&input.attrs, "table", &mut complaints);
    let (of_a_table, items): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| {
        item.word().is_some_and(|word| KNOWN.contains(&word) && !OF_A_PART.contains(&word))
    });
    for item in of_a_table {
        let what = format!(
            "`{}` is said of a table, and this struct is a part of some",
            item.word().unwrap_or_default()
        );
        complaints.say(item.span, what);
    }
    item::check_names(&items, &OF_A_PART, &REPEATED, &mut complaints);
    let read = read(input, &items, complaints)?;
    Ok(TableSyntax { table: Table { name: String::new(), ..read.table }, ..read })
}

fn read(input: DeriveInput, items: &[Item], mut complaints: Complaints) -> syn::Result<TableSyntax> {
    let DeriveInput { attrs, ident, generics, data, .. } = input;
    let fields = named_fields(data, &ident)?;
    let alone = "a table has no parameters: each of its columns is of one type";
    field::refuse_parameters(&generics, alone, &mut complaints);
    let case = case(items, &item::sqlx(&attrs), &mut complaints);
    let mut found = Found { columns: Vec::with_capacity(fields.len()), embedded: Vec::new() };
    for field in fields {
        field::field(field, case, &mut found, &mut complaints);
    }
    let Found { columns: mut parts, embedded } = found;
    if parts.is_empty() && embedded.is_empty() {
        complaints.say(ident.span(), "a table has a column: this struct has no field for one");
    }
    let pairs: Vec<(String, String)> =
        parts.iter().map(|part| (item::bare(&part.field.ident), part.column.name.clone())).collect();
    let own = Columns::new(&pairs, !embedded.is_empty());
    let (table, mut foreign) = assemble((&ident, &attrs), items, &parts, &own, &mut complaints);
    let awaited = own.awaited();
    let at_fields = parts.iter_mut().filter_map(|part| part.field.references.as_deref_mut());
    for to in at_fields.chain(foreign.iter_mut().flatten()) {
        if to.path.is_ident("Self") {
            to.path = syn::Ident::new(&ident.to_string(), to.path.span()).into();
        }
    }
    let (columns, fields) = parts.into_iter().map(|part| (part.column, part.field)).unzip();
    complaints.or(TableSyntax { table: Table { columns, ..table }, fields, foreign, embedded, awaited })
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
    columns: &Columns<'_>,
    complaints: &mut Complaints,
) -> (Table, Vec<Option<StructReference>>) {
    let of = |name: &str| items.iter().find(|item| item.is(name));
    let all = |name: &'static str| items.iter().filter(move |item| item.is(name));
    for (at, part) in parts.iter().enumerate() {
        if parts[..at].iter().any(|other| other.column.name == part.column.name) {
            complaints
                .say(part.field.ident.span(), format!("the column `{}` is there already", part.column.name));
        }
    }
    let mut table = Table {
        name: of("name")
            .and_then(|item| item.text(complaints))
            .unwrap_or_else(|| Case::Snake.apply(&item::bare(ident))),
        schema: of("schema").and_then(|item| item.text(complaints)),
        renamed_from: of("renamed_from").and_then(|item| item.text(complaints)),
        comment: of("comment").and_then(|item| field::comment(item, attributes, complaints)),
        primary_key: primary_key(of("primary_key"), parts, columns, complaints),
        is_strict: of("strict").is_some_and(|item| item.flag(complaints)),
        without_rowid: of("without_rowid").is_some_and(|item| item.flag(complaints)),
        ..Table::default()
    };
    if let Some(item) = of("without_rowid") {
        if table.primary_key.is_none() && !columns.has_embedded() {
            complaints.say(item.span, "a table without rowid has a primary key, by which its rows are kept");
        }
        for part in parts.iter().filter(|part| part.column.identity.is_some()) {
            let what = "SQLite counts by the rowid, and the table is `without_rowid`";
            complaints.say(part.field.ident.span(), what);
        }
    }
    for part in parts {
        table.uniques.extend(part.uniques.iter().cloned());
        table.indexes.extend(part.indexes.iter().cloned());
        table.checks.extend(part.checks.iter().cloned());
    }
    table.uniques.extend(all("unique").map(|item| index::key(item, None, columns, complaints)));
    table.indexes.extend(all("index").map(|item| index::index(item, None, columns, complaints)));
    table.checks.extend(all("check").filter_map(|item| index::check(item, complaints)));
    let keys = all("foreign_key").filter_map(|item| foreign_key(item, columns, complaints));
    let (keys, foreign): (Vec<ForeignKey>, Vec<_>) = keys.unzip();
    table.foreign_keys = keys;
    (table, foreign)
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
fn foreign_key(
    item: &Item,
    columns: &Columns<'_>,
    complaints: &mut Complaints,
) -> Option<(ForeignKey, Option<StructReference>)> {
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
        let what = "expected `foreign_key(columns(a, b), references = \"orders(a, b)\")`, or \
                    `references(Order, a, b)`";
        complaints.say(item.span, what);
        return None;
    }
    let (reference, to) = foreign::reference(items, complaints)?;
    let count = to.as_ref().map_or(reference.columns.len(), |to| to.fields.len());
    if count != 0 && count != own.len() {
        complaints.say(item.span, format!("{} columns can't refer to {count}", own.len()));
    }
    Some((ForeignKey { name, columns: own, reference }, to))
}
