//! Columns and their types, and the checks of them that only the compiler can make.
//!
//! What a type stands for is asked of its trait. What an attribute wants of the type is asked in a
//! constant, which does not compile where it is not so; its message stands at the attribute.

use aludel_table::syntax::{Field, Want};
use aludel_table::{Column, EnumType, Place, Refinement};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Ident, Type};

use crate::literal;

/// A column as a program makes it.
pub(crate) fn column_of(column: &Column, field: &Field) -> TokenStream {
    let literal = literal::column(
        column,
        &literal::place(Some(&place(field.ident.span()))),
        field.references.as_deref(),
    );
    if !field.needs_type {
        return literal;
    }
    let ty = &field.ty;
    let refinement = literal::refinement(&field.refinement);
    quote_spanned!(ty.span()=> ::aludel_models::__private::column::<#ty>(#literal, &#refinement))
}

pub(crate) fn check(want: Want, span: Span, ty: &Type) -> TokenStream {
    let class = |class: &str, what: &str| {
        let class = Ident::new(class, span);
        quote_spanned! {span=>
            const _: () = ::core::assert!(
                ::core::matches!(<#ty as ::aludel_models::ColumnType>::CLASS, ::aludel_models::Class::#class),
                #what,
            );
        }
    };
    match want {
        Want::Integer => class("Integer", "an identity counts integers, and this field is none"),
        Want::Text => class("Text", "a length and a collation are for text, and this field is none"),
        Want::Decimal => class("Decimal", "digits are for decimal numbers, and this field is none"),
        Want::NotEmpty => quote_spanned! {span=>
            const _: () = ::core::assert!(
                !<#ty as ::aludel_models::ColumnType>::NULLABLE,
                "a primary key is never empty, and this field may be",
            );
        },
    }
}

/// `impl ColumnType for …` of an enum.
pub(crate) fn enumeration(name: &Ident, found: &EnumType) -> TokenStream {
    let schema = literal::optional_text(found.schema.as_deref());
    let type_name = literal::text(&found.name);
    let place = literal::place(Some(&place(name.span())));
    let found = literal::enum_type(found, &place);
    quote! {
        #[automatically_derived]
        impl ::aludel_models::ColumnType for #name {
            const CLASS: ::aludel_models::Class = ::aludel_models::Class::Other;
            fn column_type() -> ::aludel_models::table::ColumnType {
                ::aludel_models::table::ColumnType::Enum(#schema, #type_name)
            }
            fn enums(into: &mut ::std::vec::Vec<::aludel_models::table::EnumType>) {
                into.push(#found);
            }
        }
    }
}

/// `impl ColumnType for …` of what is kept as another type.
pub(crate) fn alias(name: &Ident, ty: &Type, needs_type: bool, refinement: &Refinement) -> TokenStream {
    let span = ty.span();
    let nullable = match refinement.nullable {
        Some(nullable) => quote!(#nullable),
        None if needs_type => quote_spanned!(span=> <#ty as ::aludel_models::ColumnType>::NULLABLE),
        None => quote!(false),
    };
    let value = literal::refinement(refinement);
    let (class, column_type, enums) = if needs_type {
        (
            quote_spanned!(span=> <#ty as ::aludel_models::ColumnType>::CLASS),
            quote_spanned!(span=> ::aludel_models::__private::refine::<#ty>(&#value)),
            quote_spanned!(span=> <#ty as ::aludel_models::ColumnType>::enums(into)),
        )
    } else {
        (
            quote!(::aludel_models::Class::Other),
            quote!(::aludel_models::__private::written(&#value)),
            quote!(let _ = into;),
        )
    };
    let length = refinement.length.filter(|_| needs_type).map(|_| check(Want::Text, span, ty));
    let digits = refinement.digits.filter(|_| needs_type).map(|_| check(Want::Decimal, span, ty));
    quote! {
        #[automatically_derived]
        impl ::aludel_models::ColumnType for #name {
            const NULLABLE: bool = #nullable;
            const CLASS: ::aludel_models::Class = #class;
            fn column_type() -> ::aludel_models::table::ColumnType {
                #column_type
            }
            fn enums(into: &mut ::std::vec::Vec<::aludel_models::table::EnumType>) {
                #enums
            }
        }
        #length
        #digits
    }
}

/// An implementation for what could not be read.
pub(crate) fn stand_in(input: &DeriveInput) -> TokenStream {
    let name = &input.ident;
    let (generics, arguments, condition) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #generics ::aludel_models::ColumnType for #name #arguments #condition {
            const CLASS: ::aludel_models::Class = ::aludel_models::Class::Other;
            fn column_type() -> ::aludel_models::table::ColumnType {
                ::aludel_models::table::ColumnType::Text
            }
        }
    }
}

/// Where a span stands, but for the path: only the macro `file!` says it as all other messages do.
pub(crate) fn place(span: Span) -> Place {
    // We are in a macro, where a span is the compiler's own.
    let at = span.unwrap();
    Place { path: std::path::PathBuf::new(), line: at.line(), column: at.column() }
}
