//! The derives of `aludel-models`, which documents them.
//!
//! Attributes are read by `aludel_table::syntax`, as the reader of source text reads them; here the
//! values become the text of a program that makes the same values.

use aludel_table::syntax::{self, TypeSyntax};
use proc_macro::TokenStream;
use quote::quote;
use syn::DeriveInput;

mod column;
mod literal;

/// Makes a struct a table: implements `aludel_models::Table`.
#[proc_macro_derive(Table, attributes(table, column, sqlx))]
pub fn derive_table(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    let name = input.ident.clone();
    let tokens = syntax::table(input).map(|it| column::table(&name, &it));
    tokens.unwrap_or_else(|error| error.into_compile_error()).into()
}

/// Makes an enum, or a struct around one value, a column's type: implements `aludel_models::ColumnType`.
#[proc_macro_derive(ColumnType, attributes(column_type, sqlx))]
pub fn derive_column_type(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    let name = &input.ident;
    let tokens = syntax::column_type(&input).map(|found| match found {
        TypeSyntax::Enum(found) => column::enumeration(name, &found),
        TypeSyntax::Alias { ty, needs_type, refinement } => column::alias(name, &ty, needs_type, &refinement),
    });
    let tokens = tokens.unwrap_or_else(|error| {
        // Whoever has it as a column's type should not be told that it is none, too.
        let error = error.into_compile_error();
        let stand_in = column::stand_in(&input);
        quote!(#error #stand_in)
    });
    tokens.into()
}
