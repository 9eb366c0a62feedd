//! A field: `#[column(…)]`, and what `#[sqlx(…)]` says already.

use proc_macro2::Span;
use syn::spanned::Spanned as _;

use crate::column::{Column, ColumnType, Generated, Identity, Refinement};
use crate::table::{Check, Index, Key};

use super::complaints::{Complaints, did_you_mean};
use super::index::{self, Columns};
use super::item::{self, Item, Value};
use super::{Case, Embedded, Field, Want, foreign, within_option};

const KNOWN: [&str; 24] = [
    "name",
    "renamed_from",
    "skip",
    "flatten",
    "primary_key",
    "identity",
    "unique",
    "index",
    "references",
    "on_delete",
    "on_update",
    "deferrable",
    "default",
    "check",
    "generated",
    "virtual",
    "type",
    "length",
    "precision",
    "scale",
    "collate",
    "comment",
    "json",
    "nullable",
];

/// What a field says.
pub(super) struct Parts {
    pub(super) column: Column,
    pub(super) field: Field,
    pub(super) primary_key: Option<Span>,
    pub(super) uniques: Vec<Key>,
    pub(super) indexes: Vec<Index>,
    pub(super) checks: Vec<Check>,
}

/// What the fields of a struct are.
#[derive(Default)]
pub(super) struct Found {
    pub(super) columns: Vec<Parts>,
    /// Those whose struct's columns stand in the table.
    pub(super) embedded: Vec<Embedded>,
}

/// Reads a field; one that is skipped, or has no name, is not found.
///
/// It is put where it stays: what is known of a column is large, and there are many.
pub(super) fn field(field: syn::Field, case: Option<Case>, found: &mut Found, complaints: &mut Complaints) {
    let Some(ident) = field.ident else { return };
    let items = item::items(&field.attrs, "column", complaints);
    let sqlx = item::sqlx(&field.attrs);
    item::check_names(&items, &KNOWN, &["index", "unique", "check"], complaints);
    let of = |name: &str| items.iter().find(|item| item.is(name));
    if let Some(skip) = of("skip") {
        skip.flag(complaints);
        if let Some(other) = items.iter().find(|item| !item.is("skip")) {
            complaints.say(other.span, "a field with `skip` has no column");
        }
        return;
    }
    if sqlx.iter().any(|item| item.is("skip")) {
        return;
    }
    if let Some(flatten) = of("flatten").or_else(|| sqlx.iter().find(|item| item.is("flatten"))) {
        flatten.flag(complaints);
        if let Some(other) = items.iter().find(|item| !item.is("flatten")) {
            complaints
                .say(other.span, "a field with `flatten` has no column of its own: say it in its struct");
        }
        if within_option(&field.ty).is_some() {
            complaints.say(field.ty.span(), "a struct with `flatten` is always there: it is no `Option`");
        }
        found.embedded.push(Embedded { ident, ty: field.ty, at: found.columns.len() });
        return;
    }
    let bare = item::bare(&ident);
    let name = of("name").and_then(|item| item.text(complaints));
    let name = name.or_else(|| item::sqlx_text(&sqlx, "rename"));
    let name = name.unwrap_or_else(|| case.map_or_else(|| bare.clone(), |case| case.apply(&bare)));

    let mut column = Column::new(&name, ColumnType::Unknown(String::new()));
    column.default = of("default").and_then(|item| item.sql(complaints));
    column.identity = of("identity").and_then(|item| identity(item, complaints));
    column.generated = generated(of("generated"), of("virtual"), complaints);
    column.collation = of("collate").and_then(|item| item.sql(complaints));
    column.comment = of("comment").and_then(|item| comment(item, &field.attrs, complaints));
    column.renamed_from = of("renamed_from").and_then(|item| item.text(complaints));
    let referring = foreign::reference(&items, complaints);
    if let (Some((reference, to)), Some(item)) = (&referring, of("references"))
        && reference.columns.len() + to.as_ref().map_or(0, |to| to.fields.len()) > 1
    {
        let what = "a column refers to one column; of several: `#[table(foreign_key(columns(a, b), references(…)))]`";
        complaints.say(item.span, what);
    }
    let (references, to) = referring.unzip();
    column.references = references;
    if let (Some(item), None) = (of("deferrable"), of("references")) {
        complaints.say(item.span, "`deferrable` stands beside `references`, or in `unique(deferrable)`");
    }

    let refinement = refinement(&items, complaints);
    contradictions(&items, complaints);
    let own = [(bare, name.clone())];
    let columns = Columns::new(&own, false);
    let all = |word: &'static str| items.iter().filter(move |item| item.is(word));
    let uniques = all("unique").map(|item| index::key(item, Some(&name), &columns, complaints)).collect();
    let indexes = all("index").map(|item| index::index(item, Some(&name), &columns, complaints)).collect();
    let checks = all("check").filter_map(|item| index::check(item, complaints)).collect();
    let primary_key = of("primary_key").map(|item| {
        item.flag(complaints);
        item.span
    });
    let mut field = typed(field.ty, ident, &items, &sqlx, refinement, &mut column, complaints);
    field.references = to.flatten().map(Box::new);
    found.columns.push(Parts { column, field, primary_key, uniques, indexes, checks });
}

/// What says the column's type, and what is known of it already.
fn typed(
    mut ty: syn::Type,
    ident: syn::Ident,
    items: &[Item],
    sqlx: &[Item],
    mut refinement: Refinement,
    column: &mut Column,
    complaints: &mut Complaints,
) -> Field {
    if let Some(text) = item::sqlx_text(sqlx, "try_from") {
        match syn::parse_str(&text) {
            Ok(told) => ty = told,
            Err(_) => complaints.say(ty.span(), format!("`{text}` in `#[sqlx(try_from)]` is no type")),
        }
    }
    let json = sqlx.iter().find(|item| item.is("json"));
    if let (Some(json), false) = (json, refinement.is_json || refinement.written.is_some()) {
        refinement.is_json = true;
        // Without `nullable`, sqlx keeps a `None` as JSON's null.
        let nullable =
            matches!(&json.value, Value::List(items) if items.iter().any(|item| item.is("nullable")));
        refinement.nullable = refinement.nullable.or(Some(nullable));
    }
    let needs_type = refinement.needs_type();
    if needs_type {
        refuse_type(&ty, complaints);
    }
    let is_option = within_option(&ty).is_some();
    let unknown = ColumnType::Unknown(String::new());
    if !needs_type {
        column.column_type = refinement.apply(unknown.clone()).unwrap_or(unknown);
    }
    column.nullable = !needs_type && refinement.nullable.unwrap_or(is_option);
    if let (Some(item), true) = (items.iter().find(|item| item.is("primary_key")), column.nullable) {
        complaints.say(item.span, "a primary key is never empty: this field is an `Option`");
    }
    let mut wants = Vec::new();
    for item in items {
        let want = match item.word() {
            Some("identity") => Want::Integer,
            Some("length" | "collate") => Want::Text,
            Some("precision") => Want::Decimal,
            Some("primary_key") => Want::NotEmpty,
            _ => continue,
        };
        wants.push((want, item.span));
    }
    Field { ident, ty, needs_type, refinement, wants, references: None }
}

/// Parameters of what is one thing in a database.
pub(super) fn refuse_parameters(generics: &syn::Generics, what: &str, complaints: &mut Complaints) {
    match generics.params.first() {
        Some(syn::GenericParam::Lifetime(lifetime)) => {
            let what =
                format!("{what}; for `&{0} str` write `String`, or `Cow<'static, str>`", lifetime.lifetime);
            complaints.say(lifetime.span(), what);
        }
        Some(parameter) => complaints.say(parameter.span(), what),
        None => {}
    }
}

/// Types that no database has, by the name that everybody knows them by.
pub(super) fn refuse_type(ty: &syn::Type, complaints: &mut Complaints) {
    let syn::Type::Path(path) = within_option(ty).unwrap_or(ty) else { return };
    let Some(last) = path.path.segments.last() else { return };
    let name = last.ident.to_string();
    let instead = match name.as_str() {
        "usize" | "isize" if path.path.segments.len() == 1 => "write `i64`",
        "u128" | "i128" if path.path.segments.len() == 1 => "write `i64`, or a decimal number",
        "HashMap" | "BTreeMap" => "kept as JSON it may be: `#[column(json)]`",
        _ => return,
    };
    let what =
        format!("no database has a `{name}`: {instead}, or what it calls it: `#[column(type = \"…\")]`");
    complaints.say(last.ident.span(), what);
}

/// What attributes say of the type beside what Rust says.
pub(super) fn refinement(items: &[Item], complaints: &mut Complaints) -> Refinement {
    let of = |name: &str| items.iter().find(|item| item.is(name));
    let number = |name: &str, complaints: &mut Complaints| {
        let item = of(name)?;
        let number = item.number(complaints)?;
        if number == 0 && name != "scale" {
            complaints.say(item.span, format!("`{name}` is at least 1"));
        }
        Some(number)
    };
    let length = number("length", complaints);
    let precision = number("precision", complaints);
    let scale = number("scale", complaints);
    if let (Some(item), None) = (of("scale"), of("precision")) {
        complaints.say(item.span, "`scale` stands beside `precision`: `precision = 12, scale = 2`");
    }
    if let (Some(precision), Some(scale), Some(item)) = (precision, scale, of("scale"))
        && scale > precision
    {
        complaints.say(item.span, format!("of {precision} digits, {scale} can't stand behind the point"));
    }
    if let (Some(item), Some(_)) = (of("json"), of("type")) {
        complaints.say(item.span, "`json` and `type` both say the type");
    }
    for name in ["length", "precision"] {
        if let (Some(item), Some(said)) = (of(name), of("type"))
            && !matches!(said.value, Value::List(_))
        {
            complaints.say(item.span, format!("write it in the type: `{name}` and `type` both say it"));
        }
    }
    Refinement {
        written: of("type").and_then(|item| item.sql(complaints)),
        is_json: of("json").is_some_and(|item| item.flag(complaints)),
        length,
        digits: precision.map(|precision| (precision, scale.unwrap_or(0))),
        nullable: of("nullable").map(|item| item.flag(complaints)),
    }
}

fn contradictions(items: &[Item], complaints: &mut Complaints) {
    let of = |name: &str| items.iter().find(|item| item.is(name));
    for (one, other, why) in [
        ("default", "generated", "a generated column has no default"),
        ("default", "identity", "an identity column has no default: the database counts its values"),
        ("identity", "generated", "a column is counted or computed, not both"),
        ("identity", "nullable", "an identity column is never empty"),
        ("primary_key", "nullable", "a primary key is never empty"),
        ("identity", "json", "an identity counts integers"),
        ("length", "json", "JSON has no length"),
    ] {
        if let (Some(item), Some(_)) = (of(one), of(other)) {
            complaints.say(item.span, why);
        }
    }
}

fn identity(item: &Item, complaints: &mut Complaints) -> Option<Identity> {
    if matches!(item.value, Value::None) {
        return Some(Identity::ByDefault);
    }
    let text = item.text(complaints)?;
    match text.as_str() {
        "always" => Some(Identity::Always),
        "by default" => Some(Identity::ByDefault),
        "serial" => Some(Identity::Serial),
        _ => {
            let near = did_you_mean(&text, ["always", "by default", "serial"]);
            let what =
                format!("expected `identity`, `identity = \"always\"` or `identity = \"serial\"`{near}");
            complaints.say(item.span, what);
            None
        }
    }
}

fn generated(
    item: Option<&Item>,
    is_virtual: Option<&Item>,
    complaints: &mut Complaints,
) -> Option<Generated> {
    if let Some(flag) = is_virtual {
        flag.flag(complaints);
        if item.is_none() {
            complaints.say(flag.span, "`virtual` stands beside `generated = \"…\"`");
        }
    }
    Some(Generated { expression: item?.sql(complaints)?, is_stored: is_virtual.is_none() })
}

/// `comment = "…"`, or `comment`: what the documentation says.
pub(super) fn comment(
    item: &Item,
    attributes: &[syn::Attribute],
    complaints: &mut Complaints,
) -> Option<String> {
    if !matches!(item.value, Value::None) {
        return item.text(complaints);
    }
    let text = documentation(attributes);
    if text.is_none() {
        complaints.say(item.span, "`comment` alone takes the documentation, and there is none");
    }
    text
}

fn documentation(attributes: &[syn::Attribute]) -> Option<String> {
    let mut lines = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let syn::Meta::NameValue(pair) = &attribute.meta
            && let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value
        {
            lines.extend(text.value().lines().map(|line| line.trim().to_owned()));
        }
    }
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
