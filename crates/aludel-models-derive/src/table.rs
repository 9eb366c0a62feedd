//! Tables and parts of tables, and the checks of them that only the compiler can make.
//!
//! Of another struct a derive sees the name alone; what it is asked for stands in the constants of its trait, and
//! what must hold of them is asked in a constant, which does not compile where it is not so.

use aludel_table::syntax::{Embedded, StructReference, TableSyntax, Want};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Ident};

use crate::column::{check, column_of, place};
use crate::literal;

/// `impl Table for …`
pub(crate) fn table(name: &Ident, found: &TableSyntax) -> TokenStream {
    let (value, enums, members, checks) =
        (value(name, found), enums(found), members(found), checks(name, found));
    let (table_name, schema) = (&found.table.name, literal::constant(found.table.schema.as_deref()));
    quote! {
        #[automatically_derived]
        impl ::aludel_models::Table for #name {
            const NAME: &'static str = #table_name;
            const SCHEMA: ::core::option::Option<&'static str> = #schema;
            const MEMBERS: &'static [::aludel_models::Member] = #members;
            fn table() -> ::aludel_models::table::Table {
                #value
            }
            #enums
        }
        #checks
    }
}

/// `impl Columns for …`
pub(crate) fn columns(name: &Ident, found: &TableSyntax) -> TokenStream {
    let (value, enums, members, checks) =
        (value(name, found), enums(found), members(found), checks(name, found));
    let own = found.table.primary_key.is_some();
    let others = found
        .embedded
        .iter()
        .map(|Embedded { ty, .. }| quote!(<#ty as ::aludel_models::Columns>::HAS_PRIMARY_KEY));
    quote! {
        #[automatically_derived]
        impl ::aludel_models::Columns for #name {
            const MEMBERS: &'static [::aludel_models::Member] = #members;
            const HAS_PRIMARY_KEY: bool = #own #(|| #others)*;
            fn columns() -> ::aludel_models::table::Table {
                #value
            }
            #enums
        }
        #checks
    }
}

/// The table as a program makes it.
fn value(name: &Ident, found: &TableSyntax) -> TokenStream {
    let TableSyntax { table, fields, foreign, embedded, awaited: _ } = found;
    let columns = table.columns.iter().zip(fields).map(|(column, field)| column_of(column, field));
    let place = literal::place(Some(&place(name.span())));
    let own = literal::table(table, &place, columns, foreign);
    if embedded.is_empty() {
        return own;
    }
    let parts = embedded.iter().map(
        |Embedded { ty, at, .. }| quote_spanned!(ty.span()=> ::aludel_models::__private::part::<#ty>(#at)),
    );
    quote! {
        let mut table = #own;
        table.embed(::std::vec![#(#parts),*]);
        table
    }
}

fn enums(found: &TableSyntax) -> TokenStream {
    let typed = found.fields.iter().filter(|field| field.needs_type).map(|field| {
        let ty = &field.ty;
        quote_spanned!(ty.span()=> <#ty as ::aludel_models::ColumnType>::enums(into);)
    });
    let embedded = found.embedded.iter().map(
        |Embedded { ty, .. }| quote_spanned!(ty.span()=> <#ty as ::aludel_models::Columns>::enums(into);),
    );
    quote! {
        fn enums(into: &mut ::std::vec::Vec<::aludel_models::table::EnumType>) {
            let _ = &into;
            #(#typed)*
            #(#embedded)*
        }
    }
}

fn members(found: &TableSyntax) -> TokenStream {
    let own = found.table.columns.iter().zip(&found.fields).map(|(column, field)| {
        let (field, column) = (field.ident.unraw().to_string(), &column.name);
        quote!(::aludel_models::Member::Column { field: #field, column: #column })
    });
    let embedded = found.embedded.iter().map(|Embedded { ty, .. }| {
        let members = members_of(ty);
        quote!(::aludel_models::Member::Embedded(#members))
    });
    quote!(&[#(#own,)* #(#embedded,)*])
}

fn members_of(ty: &syn::Type) -> TokenStream {
    quote_spanned!(ty.span()=> <#ty as ::aludel_models::Columns>::MEMBERS)
}

/// A constant that does not compile where something does not hold.
fn assert(span: Span, holds: &TokenStream, what: &str) -> TokenStream {
    quote_spanned!(span=> const _: () = ::core::assert!(#holds, #what);)
}

fn checks(name: &Ident, found: &TableSyntax) -> TokenStream {
    let TableSyntax { table, fields, foreign, embedded, awaited } = found;
    let mut checks = TokenStream::new();
    for field in fields.iter().filter(|field| field.needs_type) {
        checks.extend(field.wants.iter().map(|(want, span)| check(*want, *span, &field.ty)));
    }
    for key in table.primary_key.iter().flat_map(|key| &key.columns) {
        let at = table.columns.iter().position(|column| column.name == *key);
        let field = at.and_then(|at| fields.get(at)).filter(|field| field.needs_type);
        // Where the key stands at its field, that wants it already.
        if let Some(field) = field.filter(|field| field.wants.iter().all(|(want, _)| *want != Want::NotEmpty))
        {
            checks.extend(check(Want::NotEmpty, field.ident.span(), &field.ty));
        }
    }
    let at_fields = fields.iter().filter_map(|field| field.references.as_deref());
    checks.extend(at_fields.chain(foreign.iter().flatten()).flat_map(of_reference));
    if !embedded.is_empty() {
        checks.extend(of_embedded(name, found));
        checks.extend(awaited.iter().map(|ident| {
            let name = ident.unraw().to_string();
            let anywhere = embedded.iter().map(|Embedded { ty, .. }| {
                let members = members_of(ty);
                quote!(::aludel_models::__private::has(#members, #name))
            });
            let what = format!("there is no field `{name}`, neither here nor in what is embedded");
            assert(ident.span(), &quote!(#(#anywhere)||*), &what)
        }));
    }
    checks
}

/// That the fields are there which are referred to.
fn of_reference(to: &StructReference) -> impl Iterator<Item = TokenStream> {
    let StructReference { path, fields } = to;
    let spelled = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    fields.iter().map(move |field| {
        let name = field.unraw().to_string();
        let members = quote_spanned!(path.span()=> <#path as ::aludel_models::Table>::MEMBERS);
        let has = quote!(::aludel_models::__private::has(#members, #name));
        assert(field.span(), &has, &format!("there is no field `{name}` in `{spelled}`"))
    })
}

/// That no column of an embedded struct is there already, and no second primary key.
fn of_embedded(name: &Ident, found: &TableSyntax) -> TokenStream {
    let TableSyntax { table, fields, embedded, .. } = found;
    let mut checks = TokenStream::new();
    let key = |ty: &syn::Type| quote!(<#ty as ::aludel_models::Columns>::HAS_PRIMARY_KEY);
    for (at, Embedded { ident, ty, .. }) in embedded.iter().enumerate() {
        let members = members_of(ty);
        for (column, field) in table.columns.iter().zip(fields) {
            let its = &column.name;
            let holds = quote!(!::aludel_models::__private::has_column(#members, #its));
            checks.extend(assert(
                field.ident.span(),
                &holds,
                &format!("the column `{its}` is in `{ident}` too"),
            ));
        }
        let before = &embedded[..at];
        for other in before {
            let others = members_of(&other.ty);
            let holds = quote!(!::aludel_models::__private::overlap(#members, #others));
            let what = format!("a column of `{}` is in `{ident}` too", other.ident);
            checks.extend(assert(ident.span(), &holds, &what));
        }
        let (own, its) = (table.primary_key.is_some(), key(ty));
        let others = before.iter().map(|other| key(&other.ty));
        let what = format!("a table has one primary key: `{name}` has another beside that in `{ident}`");
        checks.extend(assert(ident.span(), &quote!(!(#its && (#own #(|| #others)*))), &what));
    }
    checks
}

/// An implementation for what could not be read.
pub(crate) fn stand_in(input: &DeriveInput) -> TokenStream {
    let name = &input.ident;
    let (generics, arguments, condition) = input.generics.split_for_impl();
    let members = all_members(input);
    quote! {
        #[automatically_derived]
        impl #generics ::aludel_models::Table for #name #arguments #condition {
            const NAME: &'static str = "";
            const MEMBERS: &'static [::aludel_models::Member] = #members;
            fn table() -> ::aludel_models::table::Table {
                ::std::default::Default::default()
            }
            fn enums(_: &mut ::std::vec::Vec<::aludel_models::table::EnumType>) {}
        }
    }
}

/// The same of a part of tables.
pub(crate) fn stand_in_of_columns(input: &DeriveInput) -> TokenStream {
    let name = &input.ident;
    let (generics, arguments, condition) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #generics ::aludel_models::Columns for #name #arguments #condition {
            const MEMBERS: &'static [::aludel_models::Member] = &[];
            fn columns() -> ::aludel_models::table::Table {
                ::std::default::Default::default()
            }
            fn enums(_: &mut ::std::vec::Vec<::aludel_models::table::EnumType>) {}
        }
    }
}

/// Every field as if it were a column.
fn all_members(input: &DeriveInput) -> TokenStream {
    let fields = match &input.data {
        syn::Data::Struct(data) => data.fields.iter().filter_map(|field| field.ident.as_ref()).collect(),
        _ => Vec::new(),
    };
    let members = fields.into_iter().map(|field| {
        let name = field.unraw().to_string();
        quote!(::aludel_models::Member::Column { field: #name, column: #name })
    });
    quote!(&[#(#members),*])
}
