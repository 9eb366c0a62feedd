//! `#[sea_orm(…)]`: names, some with a value.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, ExprLit, Lit, Token};

use crate::names::name_of;

/// One name with its value.
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) value: Option<Expr>,
}

impl Item {
    /// Its value as text; what is no text has none.
    pub(crate) fn text(&self) -> Option<String> {
        match &self.value {
            Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => Some(text.value()),
            _ => None,
        }
    }

    /// Its value's text, parsed as Rust.
    pub(crate) fn parse<T: Parse>(&self) -> syn::Result<T> {
        match &self.value {
            Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => text.parse(),
            _ => {
                Err(syn::Error::new(self.span, format!("{} takes a text: {} = \"…\"", self.name, self.name)))
            }
        }
    }

    pub(crate) fn boolean(&self) -> Option<bool> {
        match &self.value {
            Some(Expr::Lit(ExprLit { lit: Lit::Bool(value), .. })) => Some(value.value),
            _ => None,
        }
    }
}

/// All that `#[sea_orm(…)]` says, over all such attributes.
pub(crate) struct Items(Vec<Item>);

impl Items {
    pub(crate) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut items = Vec::new();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("sea_orm")) {
            // `#[sea_orm::model]` has another path; `#[sea_orm]` alone says nothing.
            if matches!(attribute.meta, syn::Meta::List(_)) {
                items.extend(attribute.parse_args_with(all)?);
            }
        }
        Ok(Self(items))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Item> {
        self.0.iter().find(|item| item.name == name)
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Item> {
        self.0.iter().filter(move |item| item.name == name)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.get(name)?.text()
    }
}

/// Items with commas between them, which SeaORM's derive of relations does without.
fn all(input: ParseStream<'_>) -> syn::Result<Vec<Item>> {
    let mut items = Vec::new();
    while !input.is_empty() {
        items.push(input.parse()?);
        input.parse::<Option<Token![,]>>()?;
    }
    Ok(items)
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path: syn::Path = input.call(syn::Path::parse_mod_style)?;
        let (name, span) = match path.segments.last() {
            Some(last) => (name_of(&last.ident), last.ident.span()),
            None => (String::new(), Span::call_site()),
        };
        let mut value = None;
        if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            value = Some(input.parse()?);
        } else if input.peek(syn::token::Paren) {
            // `model_attrs(…)` is for other macros.
            let inner;
            syn::parenthesized!(inner in input);
            inner.parse::<proc_macro2::TokenStream>()?;
        }
        Ok(Self { name, span, value })
    }
}
