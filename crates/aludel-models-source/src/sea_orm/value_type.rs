//! `#[derive(DeriveValueType)]`: a struct around one value, or whatever is kept as text.

use syn::{DeriveInput, Expr};

use super::attributes::Items;
use super::sea_type::{Length, SeaType};

/// What such a type is kept as; `None`: as the value within it.
pub(crate) fn read(input: &DeriveInput) -> syn::Result<Option<SeaType>> {
    let items = Items::read(&input.attrs)?;
    if let Some(column_type) = items.get("column_type") {
        let expression: Expr = column_type.parse()?;
        return match SeaType::parse(&expression) {
            Some(sea_type) => Ok(Some(sea_type)),
            None => Err(syn::Error::new(column_type.span, "column_type is no column type of SeaORM")),
        };
    }
    let is_text = items.text("value_type").as_deref() == Some("String");
    Ok(is_text.then_some(SeaType::String(Length::None)))
}
