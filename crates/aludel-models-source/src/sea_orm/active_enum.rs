//! `#[derive(DeriveActiveEnum)]`: an enum in the database, or a number or a text there.

use aludel_table::{EnumType, EnumValue, Origin};
use heck::ToUpperCamelCase as _;
use syn::{Data, DeriveInput, Expr};

use super::attributes::Items;
use super::case;
use super::sea_type::SeaType;
use crate::names::name_of;

/// What an enum is kept as.
pub(crate) struct ActiveEnum {
    /// Its type in SeaORM's words.
    pub(crate) sea_type: SeaType,
    /// The type that must be there; `None`: a number or a text.
    pub(crate) made: Option<EnumType>,
}

/// Reads an enum.
pub(crate) fn read(input: &DeriveInput) -> syn::Result<ActiveEnum> {
    let items = Items::read(&input.attrs)?;
    let wrong = |message: &str| Err(syn::Error::new(input.ident.span(), message));
    let Data::Enum(data) = &input.data else { return wrong("DeriveActiveEnum is for enums") };
    let Some(db_type) = items.get("db_type") else {
        return wrong("DeriveActiveEnum needs #[sea_orm(rs_type = \"…\", db_type = \"…\")]");
    };
    if db_type.text().as_deref() != Some("Enum") {
        let expression: Expr = db_type.parse()?;
        let Some(sea_type) = SeaType::parse(&expression) else {
            return Err(syn::Error::new(db_type.span, "db_type is no column type of SeaORM"));
        };
        return Ok(ActiveEnum { sea_type, made: None });
    }
    let name = items.text("enum_name").unwrap_or_else(|| name_of(&input.ident).to_upper_camel_case());
    let mut values = Vec::new();
    for variant in &data.variants {
        let own = Items::read(&variant.attrs)?;
        let value = match (own.text("string_value"), own.get("rename").or(items.get("rename_all"))) {
            (Some(value), _) => value,
            (None, Some(style)) => case::apply(style, &name_of(&variant.ident))?,
            (None, None) => {
                let message = "a value of an enum needs string_value, rename or the enum's rename_all";
                return Err(syn::Error::new(variant.ident.span(), message));
            }
        };
        values.push(value);
    }
    let named = values.iter().map(|value| EnumValue { name: value.clone(), renamed_from: None }).collect();
    Ok(ActiveEnum {
        made: Some(EnumType {
            name: name.clone(),
            values: named,
            origin: Origin::SeaOrm,
            ..EnumType::default()
        }),
        sea_type: SeaType::Enum { name, values },
    })
}
