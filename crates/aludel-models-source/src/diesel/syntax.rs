//! The grammar of `table!` and `joinable!`.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Ident, ItemUse, Lit, Meta, Token, TypePath};

use crate::names::name_of;

/// `table! { use …; #[sql_name = "…"] schema.name (key, …) { column -> Type, … } }`
pub(super) struct TableSyntax {
    pub(super) uses: Vec<ItemUse>,
    pub(super) schema: Option<Ident>,
    pub(super) ident: Ident,
    /// As the database calls it.
    pub(super) name: String,
    /// Columns as Rust calls them; `None`: no brackets.
    pub(super) primary_key: Option<Vec<String>>,
    pub(super) columns: Vec<ColumnSyntax>,
}

/// `#[sql_name = "…"] #[max_length = 255] column -> Type`
pub(super) struct ColumnSyntax {
    pub(super) attributes: Vec<Attribute>,
    pub(super) ident: Ident,
    /// As the database calls it.
    pub(super) name: String,
    pub(super) ty: TypePath,
    pub(super) max_length: Option<u32>,
}

/// `joinable!(child -> parent (column))`
pub(super) struct Joinable {
    pub(super) span: Span,
    pub(super) child: String,
    pub(super) parent: String,
    pub(super) column: String,
}

impl Parse for TableSyntax {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut uses = Vec::new();
        while input.fork().parse::<ItemUse>().is_ok() {
            uses.push(input.parse()?);
        }
        let attributes = input.call(Attribute::parse_outer)?;
        let mut ident: Ident = input.call(Ident::parse_any)?;
        let mut schema = None;
        if input.peek(Token![.]) {
            input.parse::<Token![.]>()?;
            schema = Some(std::mem::replace(&mut ident, input.call(Ident::parse_any)?));
        }
        let mut primary_key = None;
        if input.peek(syn::token::Paren) {
            let keys;
            syn::parenthesized!(keys in input);
            let keys = Punctuated::<Ident, Token![,]>::parse_terminated_with(&keys, Ident::parse_any)?;
            primary_key = Some(keys.iter().map(name_of).collect());
        }
        let body;
        syn::braced!(body in input);
        let columns = Punctuated::<ColumnSyntax, Token![,]>::parse_terminated(&body)?.into_iter().collect();
        let name = sql_name(&attributes)?.unwrap_or_else(|| name_of(&ident));
        Ok(Self { uses, schema, ident, name, primary_key, columns })
    }
}

impl Parse for ColumnSyntax {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let ident = input.call(Ident::parse_any)?;
        input.parse::<Token![->]>()?;
        let ty = input.parse()?;
        let name = sql_name(&attributes)?.unwrap_or_else(|| name_of(&ident));
        let max_length = match value(&attributes, "max_length") {
            Some(Lit::Int(number)) => Some(number.base10_parse()?),
            _ => None,
        };
        Ok(Self { attributes, ident, name, ty, max_length })
    }
}

impl Parse for Joinable {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let span = input.span();
        let last = |path: &syn::Path| {
            path.segments.last().map(|segment| name_of(&segment.ident)).unwrap_or_default()
        };
        let child = last(&input.call(syn::Path::parse_mod_style)?);
        input.parse::<Token![->]>()?;
        let parent = last(&input.call(syn::Path::parse_mod_style)?);
        let column;
        syn::parenthesized!(column in input);
        let column = name_of(&column.call(Ident::parse_any)?);
        Ok(Self { span, child, parent, column })
    }
}

fn sql_name(attributes: &[Attribute]) -> syn::Result<Option<String>> {
    match value(attributes, "sql_name") {
        Some(Lit::Str(text)) => Ok(Some(text.value().trim_start_matches("r#").to_owned())),
        Some(other) => Err(syn::Error::new(other.span(), "sql_name is a text: #[sql_name = \"…\"]")),
        None => Ok(None),
    }
}

fn value<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a Lit> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident(name) => match &pair.value {
            Expr::Lit(ExprLit { lit, .. }) => Some(lit),
            _ => None,
        },
        _ => None,
    })
}
