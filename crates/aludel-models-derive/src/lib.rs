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
mod table;

/// Makes a struct a table: implements `aludel_models::Table`.
#[proc_macro_derive(Table, attributes(table, column, sqlx))]
pub fn derive_table(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    let tokens = syntax::table(input.clone(), &places()).map(|it| table::table(&input.ident, &it));
    tokens.unwrap_or_else(|error| refused(&error, &table::stand_in(&input))).into()
}

/// Lets the columns of a struct stand in tables: implements `aludel_models::Columns`.
#[proc_macro_derive(Columns, attributes(table, column, sqlx))]
pub fn derive_columns(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    let tokens = syntax::columns(input.clone(), &places()).map(|it| table::columns(&input.ident, &it));
    tokens.unwrap_or_else(|error| refused(&error, &table::stand_in_of_columns(&input))).into()
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
    tokens.unwrap_or_else(|error| refused(&error, &column::stand_in(&input))).into()
}

fn places() -> syntax::Places {
    std::rc::Rc::new(column::place)
}

/// What is wrong, and an implementation beside it: whoever uses the type should not be told that it has none, too.
fn refused(error: &syn::Error, stand_in: &proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let error = error.to_compile_error();
    quote!(#error #stand_in)
}
