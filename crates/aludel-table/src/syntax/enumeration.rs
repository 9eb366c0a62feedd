//! Enums, and structs around one value: `#[column_type(…)]`.

use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DataEnum, DataStruct, DeriveInput, Fields};

use crate::column::{Refinement, Sql};
use crate::{EnumType, EnumValue, Origin};

use super::complaints::Complaints;
use super::container::case;
use super::field;
use super::item::{self, Item};
use super::{Case, TypeSyntax};

const OF_AN_ENUM: [&str; 6] = ["name", "schema", "rename_all", "renamed_from", "comment", "text"];
const OF_A_STRUCT: [&str; 6] = ["type", "json", "length", "precision", "scale", "nullable"];
const OF_A_VALUE: [&str; 2] = ["rename", "renamed_from"];

pub(super) fn column_type(input: &DeriveInput) -> syn::Result<TypeSyntax> {
    let mut complaints = Complaints::default();
    let items = item::items(&input.attrs, "column_type", &mut complaints);
    field::refuse_parameters(&input.generics, "a column's type has no parameters", &mut complaints);
    let found = match &input.data {
        Data::Enum(data) => of_enum(input, data, &items, &mut complaints),
        Data::Struct(data) => of_struct(input, data, &items, &mut complaints),
        Data::Union(_) => None,
    };
    if found.is_none() {
        let what = "a column's type is an enum without fields, or a struct around one value; of several, say \
                    what PostgreSQL calls it: `#[sqlx(type_name = \"address\")]`";
        complaints.say(input.ident.span(), what);
    }
    complaints.or(found)?.ok_or_else(|| syn::Error::new(input.ident.span(), "no type for a column"))
}

fn of_struct(
    input: &DeriveInput,
    data: &DataStruct,
    items: &[Item],
    complaints: &mut Complaints,
) -> Option<TypeSyntax> {
    item::check_names(items, &OF_A_STRUCT, &[], complaints);
    let mut refinement = field::refinement(items, complaints);
    // sqlx says it to PostgreSQL alone: elsewhere the value within says what it is.
    let told = item::sqlx_text(&item::sqlx(&input.attrs), "type_name");
    if let (Some(name), None, false) = (&told, &refinement.written, refinement.is_json) {
        refinement.written = Some(Sql { postgres: Some(name.clone()), ..Sql::default() });
    }
    let mut fields = data.fields.iter();
    let (Some(only), None) = (fields.next(), fields.next()) else {
        // Of several values a type of PostgreSQL's own, which other SQL makes.
        let ty = Box::new(syn::parse_quote!(()));
        let is_composite = data.fields.len() > 1 && told.is_some();
        return is_composite.then_some(TypeSyntax::Alias { ty, needs_type: false, refinement });
    };
    if refinement.needs_type() {
        field::refuse_type(&only.ty, complaints);
    }
    Some(TypeSyntax::Alias { ty: Box::new(only.ty.clone()), needs_type: refinement.needs_type(), refinement })
}

fn of_enum(
    input: &DeriveInput,
    data: &DataEnum,
    items: &[Item],
    complaints: &mut Complaints,
) -> Option<TypeSyntax> {
    item::check_names(items, &OF_AN_ENUM, &[], complaints);
    let sqlx = &item::sqlx(&input.attrs);
    if data.variants.is_empty() {
        complaints.say(input.ident.span(), "an enum without values is no type for a column");
    }
    for variant in data.variants.iter().filter(|variant| !matches!(variant.fields, Fields::Unit)) {
        let what =
            "a value of an enum has no fields in a database; kept as JSON: `#[column(json)]` at the field";
        complaints.say(variant.fields.span(), what);
    }
    let of = |name: &str| items.iter().find(|item| item.is(name));
    let values = values(data, case(items, sqlx, complaints), complaints);
    if let Some(integer) = integer(&input.attrs) {
        if let Some(item) = items.first() {
            let what = format!("an enum with `#[repr({integer})]` is kept as a number: it has no name there");
            complaints.say(item.span, what);
        }
        let ty = Box::new(syn::parse_quote!(#integer));
        return Some(TypeSyntax::Alias { ty, needs_type: true, refinement: Refinement::default() });
    }
    let told = item::sqlx_text(sqlx, "type_name");
    let is_text = told.as_deref().is_some_and(|name| {
        matches!(name.to_lowercase().as_str(), "text" | "varchar" | "character varying" | "citext")
    });
    if of("text").is_some_and(|item| item.flag(complaints)) || (is_text && of("name").is_none()) {
        let ty = Box::new(syn::parse_quote!(::std::string::String));
        return Some(TypeSyntax::Alias { ty, needs_type: true, refinement: Refinement::default() });
    }
    let (told_schema, told_name) = match told {
        Some(name) => match name.split_once('.') {
            Some((schema, name)) => (Some(schema.to_owned()), Some(name.to_owned())),
            None => (None, Some(name)),
        },
        None => (None, None),
    };
    let name = of("name").and_then(|item| item.text(complaints)).or(told_name);
    Some(TypeSyntax::Enum(EnumType {
        schema: of("schema").and_then(|item| item.text(complaints)).or(told_schema),
        name: name.unwrap_or_else(|| Case::Snake.apply(&item::bare(&input.ident))),
        values,
        renamed_from: of("renamed_from").and_then(|item| item.text(complaints)),
        comment: of("comment").and_then(|item| field::comment(item, &input.attrs, complaints)),
        origin: Origin::Derived,
        place: None,
    }))
}

fn values(data: &DataEnum, case: Option<Case>, complaints: &mut Complaints) -> Vec<EnumValue> {
    let mut values: Vec<EnumValue> = Vec::new();
    for variant in &data.variants {
        let items = item::items(&variant.attrs, "column_type", complaints);
        item::check_names(&items, &OF_A_VALUE, &[], complaints);
        let of = |name: &str| items.iter().find(|item| item.is(name));
        let bare = item::bare(&variant.ident);
        let name = of("rename").and_then(|item| item.text(complaints));
        let name = name.or_else(|| item::sqlx_text(&item::sqlx(&variant.attrs), "rename"));
        let name = name.unwrap_or_else(|| case.map_or_else(|| bare.clone(), |case| case.apply(&bare)));
        if values.iter().any(|value| value.name == name) {
            complaints.say(variant.ident.span(), format!("the value `{name}` is there already"));
        }
        let renamed_from = of("renamed_from").and_then(|item| item.text(complaints));
        values.push(EnumValue { name, renamed_from });
    }
    values
}

/// `i32` of `#[repr(i32)]`
fn integer(attributes: &[Attribute]) -> Option<syn::Ident> {
    let mut found = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("repr")) {
        // What is wrong there the compiler itself complains of.
        let _ = attribute.parse_nested_meta(|meta| {
            if let Some(ident) = meta.path.get_ident()
                && ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"].iter().any(|it| ident == it)
            {
                found = Some(ident.clone());
            }
            Ok(())
        });
    }
    found
}
