//! `#[derive(DeriveValueType)]`, or `impl ValueType`: what a type of a project is kept as.

use syn::{DeriveInput, Expr, ExprCall, Item, Type, TypePath};

use super::attributes::Items;
use super::expanded;
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

/// What `impl ValueType` or `impl ActiveEnum`, written by hand beside a type, says that it is kept as.
pub(crate) fn by_hand<'a>(items: &'a [Item], name: &str) -> Option<&'a Expr> {
    items.iter().find_map(|item| match item {
        Item::Impl(item) if is_named(&item.self_ty, name) => {
            let says = [("ValueType", "column_type"), ("ActiveEnum", "db_type")];
            let (_, function) = says.iter().find(|(of, _)| expanded::implements(item, of))?;
            expanded::returned(item, function)
        }
        _ => None,
    })
}

/// The type that `Tea::db_type()` or `<String as ValueType>::column_type()` asks.
pub(crate) fn asked(call: &ExprCall) -> Option<Type> {
    let Expr::Path(path) = &*call.func else { return None };
    let last = path.path.segments.last()?;
    if last.ident != "db_type" && last.ident != "column_type" {
        return None;
    }
    if let Some(asked) = &path.qself {
        return Some((*asked.ty).clone());
    }
    let mut path = path.path.clone();
    path.segments.pop();
    path.segments.pop_punct();
    (!path.segments.is_empty()).then_some(Type::Path(TypePath { attrs: Vec::new(), qself: None, path }))
}

fn is_named(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}
