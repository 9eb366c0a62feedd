//! Values as the text of a program that makes them.
//!
//! Every value is taken apart without `..`, so what a table gains can't be forgotten here.

use aludel_table::syntax::StructReference;
use aludel_table::{
    Check, Column, ColumnType, Databases, EnumType, EnumValue, ForeignKey, Generated, Identity, Index, Key,
    Place, Reference, ReferenceAction, Refinement, Sql, Table, Term,
};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

/// A table, but for its columns, which are given.
pub(crate) fn table(
    table: &Table,
    place: &TokenStream,
    columns: impl Iterator<Item = TokenStream>,
    foreign: &[Option<StructReference>],
) -> TokenStream {
    let Table {
        schema,
        name,
        columns: _,
        primary_key,
        uniques,
        indexes,
        foreign_keys,
        checks,
        comment,
        left: _,
        renamed_from,
        is_strict,
        without_rowid,
        origin: _,
        place: _,
    } = table;
    let (schema, name) = (optional_text(schema.as_deref()), text(name));
    let primary_key = optional(primary_key.as_ref().map(key));
    let uniques = uniques.iter().map(key);
    let indexes = indexes.iter().map(index);
    let foreign_keys = foreign_keys.iter().zip(foreign).map(|(key, to)| foreign_key(key, to.as_ref()));
    let checks = checks.iter().map(check);
    let (comment, renamed_from) = (optional_text(comment.as_deref()), optional_text(renamed_from.as_deref()));
    quote! {
        ::aludel_models::table::Table {
            schema: #schema,
            name: #name,
            columns: ::std::vec![#(#columns),*],
            primary_key: #primary_key,
            uniques: ::std::vec![#(#uniques),*],
            indexes: ::std::vec![#(#indexes),*],
            foreign_keys: ::std::vec![#(#foreign_keys),*],
            checks: ::std::vec![#(#checks),*],
            comment: #comment,
            renamed_from: #renamed_from,
            is_strict: #is_strict,
            without_rowid: #without_rowid,
            left: ::std::vec::Vec::new(),
            origin: ::aludel_models::table::Origin::Derived,
            place: #place,
        }
    }
}

/// A column; a type that is not known yet stands there as [`ColumnType::Unknown`].
pub(crate) fn column(column: &Column, place: &TokenStream, to: Option<&StructReference>) -> TokenStream {
    let Column {
        name,
        column_type,
        nullable,
        default,
        identity,
        generated,
        collation,
        comment,
        renamed_from,
        place: _,
        references,
    } = column;
    let (name, column_type) = (text(name), known_type(column_type));
    let default = optional(default.as_ref().map(sql));
    let identity = optional(identity.map(|identity| match identity {
        Identity::ByDefault => quote!(::aludel_models::table::Identity::ByDefault),
        Identity::Always => quote!(::aludel_models::table::Identity::Always),
        Identity::Serial => quote!(::aludel_models::table::Identity::Serial),
    }));
    let generated = optional(generated.as_ref().map(|Generated { expression, is_stored }| {
        let expression = sql(expression);
        quote!(::aludel_models::table::Generated { expression: #expression, is_stored: #is_stored })
    }));
    let collation = optional(collation.as_ref().map(sql));
    let (comment, renamed_from) = (optional_text(comment.as_deref()), optional_text(renamed_from.as_deref()));
    let references = optional(references.as_ref().map(|it| reference(it, to)));
    quote! {
        ::aludel_models::table::Column {
            name: #name,
            column_type: #column_type,
            nullable: #nullable,
            default: #default,
            identity: #identity,
            generated: #generated,
            collation: #collation,
            comment: #comment,
            renamed_from: #renamed_from,
            place: #place,
            references: #references,
        }
    }
}

/// A type that attributes alone say.
fn known_type(column_type: &ColumnType) -> TokenStream {
    match column_type {
        ColumnType::JsonBinary => quote!(::aludel_models::table::ColumnType::JsonBinary),
        ColumnType::Written { name, otherwise: None } => {
            let name = sql(name);
            let none = quote!(::std::option::Option::None);
            quote!(::aludel_models::table::ColumnType::Written { name: #name, otherwise: #none })
        }
        _ => quote!(::aludel_models::table::ColumnType::Unknown(::std::string::String::new())),
    }
}

pub(crate) fn refinement(refinement: &Refinement) -> TokenStream {
    let Refinement { written, is_json, length, digits, nullable } = refinement;
    let written = optional(written.as_ref().map(sql));
    let length = optional(length.map(|length| quote!(#length)));
    let digits = optional(digits.map(|(precision, scale)| quote!((#precision, #scale))));
    let nullable = optional(nullable.map(|nullable| quote!(#nullable)));
    quote! {
        ::aludel_models::table::Refinement {
            written: #written,
            is_json: #is_json,
            length: #length,
            digits: #digits,
            nullable: #nullable,
        }
    }
}

pub(crate) fn enum_type(found: &EnumType, place: &TokenStream) -> TokenStream {
    let EnumType { schema, name, values, renamed_from, comment, origin: _, place: _ } = found;
    let (schema, name) = (optional_text(schema.as_deref()), text(name));
    let (comment, renamed_from) = (optional_text(comment.as_deref()), optional_text(renamed_from.as_deref()));
    let values = values.iter().map(|EnumValue { name, renamed_from }| {
        let (name, renamed_from) = (text(name), optional_text(renamed_from.as_deref()));
        quote!(::aludel_models::table::EnumValue { name: #name, renamed_from: #renamed_from })
    });
    quote! {
        ::aludel_models::table::EnumType {
            schema: #schema,
            name: #name,
            values: ::std::vec![#(#values),*],
            renamed_from: #renamed_from,
            comment: #comment,
            origin: ::aludel_models::table::Origin::Derived,
            place: #place,
        }
    }
}

fn key(key: &Key) -> TokenStream {
    let Key { name, columns, nulls_not_distinct, deferrable, place } = key;
    let place = self::place(place.as_ref());
    let (name, columns, deferrable) = (optional_text(name.as_deref()), texts(columns), flag(*deferrable));
    quote! {
        ::aludel_models::table::Key {
            name: #name,
            columns: #columns,
            nulls_not_distinct: #nulls_not_distinct,
            deferrable: #deferrable,
            place: #place,
        }
    }
}

fn index(index: &Index) -> TokenStream {
    let Index { name, terms, is_unique, method, include, predicate, nulls_not_distinct, only, place } = index;
    let place = self::place(place.as_ref());
    let (name, method, include) =
        (optional_text(name.as_deref()), optional_text(method.as_deref()), texts(include));
    let predicate = optional(predicate.as_ref().map(sql));
    let only = optional(only.map(|Databases { postgres, sqlite, mysql }| {
        quote!(::aludel_models::table::Databases { postgres: #postgres, sqlite: #sqlite, mysql: #mysql })
    }));
    let terms = terms.iter().map(|term| match term {
        Term::Column { name, options } => {
            let (name, options) = (text(name), text(options));
            quote!(::aludel_models::table::Term::Column { name: #name, options: #options })
        }
        Term::Expression(expression) => {
            let expression = sql(expression);
            quote!(::aludel_models::table::Term::Expression(#expression))
        }
    });
    quote! {
        ::aludel_models::table::Index {
            name: #name,
            terms: ::std::vec![#(#terms),*],
            is_unique: #is_unique,
            method: #method,
            include: #include,
            predicate: #predicate,
            nulls_not_distinct: #nulls_not_distinct,
            only: #only,
            place: #place,
        }
    }
}

fn foreign_key(key: &ForeignKey, to: Option<&StructReference>) -> TokenStream {
    let ForeignKey { name, columns, reference: other } = key;
    let (name, columns, other) = (optional_text(name.as_deref()), texts(columns), reference(other, to));
    quote!(::aludel_models::table::ForeignKey { name: #name, columns: #columns, reference: #other })
}

fn reference(reference: &Reference, to: Option<&StructReference>) -> TokenStream {
    let Reference { schema, is_exact, table, columns, on_delete, on_update, deferrable, place } = reference;
    let place = self::place(place.as_ref());
    let (schema, table, columns) = (optional_text(schema.as_deref()), text(table), texts(columns));
    let (on_delete, on_update) = (optional(on_delete.map(action)), optional(on_update.map(action)));
    let deferrable = flag(*deferrable);
    let known = quote! {
        ::aludel_models::table::Reference {
            schema: #schema,
            is_exact: #is_exact,
            table: #table,
            columns: #columns,
            on_delete: #on_delete,
            on_update: #on_update,
            deferrable: #deferrable,
            place: #place,
        }
    };
    match to {
        None => known,
        Some(StructReference { path, fields }) => {
            let fields = fields.iter().map(|field| field.unraw().to_string());
            quote_spanned!(path.span()=> ::aludel_models::__private::reference::<#path>(#known, &[#(#fields),*]))
        }
    }
}

/// Where something is written.
pub(crate) fn place(place: Option<&Place>) -> TokenStream {
    // The path is left out: only the macro `file!` says it as all other messages do.
    optional(place.map(|Place { path: _, line, column }| {
        quote! {
            ::aludel_models::table::Place {
                path: ::std::path::PathBuf::from(::core::file!()),
                line: #line,
                column: #column,
            }
        }
    }))
}

fn action(action: ReferenceAction) -> TokenStream {
    match action {
        ReferenceAction::NoAction => quote!(::aludel_models::table::ReferenceAction::NoAction),
        ReferenceAction::Restrict => quote!(::aludel_models::table::ReferenceAction::Restrict),
        ReferenceAction::Cascade => quote!(::aludel_models::table::ReferenceAction::Cascade),
        ReferenceAction::SetNull => quote!(::aludel_models::table::ReferenceAction::SetNull),
        ReferenceAction::SetDefault => quote!(::aludel_models::table::ReferenceAction::SetDefault),
    }
}

fn check(check: &Check) -> TokenStream {
    let Check { name, expression } = check;
    let (name, expression) = (optional_text(name.as_deref()), sql(expression));
    quote!(::aludel_models::table::Check { name: #name, expression: #expression })
}

fn sql(sql: &Sql) -> TokenStream {
    let Sql { any, postgres, sqlite, mysql, place } = sql;
    let place = self::place(place.as_ref());
    let [any, postgres, sqlite, mysql] =
        [any, postgres, sqlite, mysql].map(|text| optional_text(text.as_deref()));
    quote!(::aludel_models::table::Sql { any: #any, postgres: #postgres, sqlite: #sqlite, mysql: #mysql, place: #place })
}

pub(crate) fn text(text: &str) -> TokenStream {
    quote!(::std::string::String::from(#text))
}

/// A text that may be missing, in a constant.
pub(crate) fn constant(value: Option<&str>) -> TokenStream {
    optional(value.map(|text| quote!(#text)))
}

pub(crate) fn optional_text(value: Option<&str>) -> TokenStream {
    optional(value.map(text))
}

fn texts(values: &[String]) -> TokenStream {
    let values = values.iter().map(|value| text(value));
    quote!(::std::vec![#(#values),*])
}

fn flag(value: Option<bool>) -> TokenStream {
    optional(value.map(|value| quote!(#value)))
}

fn optional(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::std::option::Option::Some(#value)),
        None => quote!(::std::option::Option::None),
    }
}
