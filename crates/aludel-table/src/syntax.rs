//! What `#[table(…)]`, `#[column(…)]` and `#[column_type(…)]` say, read from syntax.
//!
//! The derive of `aludel-models` and the reader that takes models out of source text both come
//! through here, so an attribute means the same to both. What a Rust type stands for is not
//! known yet: the derive asks the compiler for it, the reader looks names up. Whoever knows it says so by
//! [`Field::resolve`].

use syn::DeriveInput;

use crate::column::{Column, ColumnType, Refinement};
use crate::table::{Place, Table};
use crate::{EnumType, Misfit};

mod case;
mod complaints;
mod container;
mod enumeration;
mod field;
mod foreign;
mod index;
mod item;
#[cfg(test)]
mod tests;

pub use case::Case;
/// The parser that these functions read with.
pub use syn;

/// The attributes that `#[derive(Table)]` reads.
pub const TABLE_ATTRIBUTES: [&str; 3] = ["table", "column", "sqlx"];

/// Where a span stands: the compiler and a reader of text each know it in their own way.
pub type Places = std::rc::Rc<dyn Fn(proc_macro2::Span) -> Place>;

/// A struct with `#[derive(Table)]`, or one that is embedded in such.
#[derive(Clone)]
pub struct TableSyntax {
    /// The table; of a column whose type only its Rust type says, the type is [`ColumnType::Unknown`]
    /// without a name, and it is not nullable yet.
    pub table: Table,
    /// Where each column was written, in the order of the table's columns.
    pub fields: Vec<Field>,
    /// The structs that the table's foreign keys refer to, in the order of those; `None`: it names a table.
    pub foreign: Vec<Option<StructReference>>,
    /// The structs whose columns stand in this table too.
    pub embedded: Vec<Embedded>,
    /// What keys and indexes name and is no field of this struct: the embedded ones must have it.
    pub awaited: Vec<syn::Ident>,
}

/// A field whose struct's columns stand in the table: `#[column(flatten)]`.
#[derive(Clone)]
pub struct Embedded {
    /// The field.
    pub ident: syn::Ident,
    /// Its struct.
    pub ty: syn::Type,
    /// How many columns of the table's own stand before it.
    pub at: usize,
}

/// What is referred to by its struct: `references = Team`, `references(crate::models::Team, id)`.
///
/// A [`Reference`](crate::Reference) with no table and no columns stands for it, until whoever knows the struct
/// [tells](crate::Reference::tell) them.
#[derive(Clone)]
pub struct StructReference {
    /// The struct; never `Self`.
    pub path: syn::Path,
    /// The fields, or the columns; none: its primary key.
    pub fields: Vec<syn::Ident>,
}

/// Where a column was written.
#[derive(Clone)]
pub struct Field {
    /// The field's name.
    pub ident: syn::Ident,
    /// What says the column's type: the field's own type, or what `#[sqlx(try_from = "…")]` names.
    pub ty: syn::Type,
    /// Whether the type must be known; a field with `json` or `type = "…"` may be of any.
    pub needs_type: bool,
    /// What the attributes say of the type.
    pub refinement: Refinement,
    /// What the attributes want of the type, each with where it is written.
    pub wants: Vec<(Want, proc_macro2::Span)>,
    /// The struct that the column refers to, where it names one.
    pub references: Option<Box<StructReference>>,
}

/// What an attribute wants of the type that it stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// An identity counts integers.
    Integer,
    /// A length and a collation are for text.
    Text,
    /// Digits are for decimal numbers.
    Decimal,
    /// A primary key is never empty.
    NotEmpty,
}

/// A type with `#[derive(ColumnType)]`.
#[derive(Clone)]
pub enum TypeSyntax {
    /// An enum that is an enum in the database too.
    Enum(EnumType),
    /// A struct around one value, or an enum that is kept as a number or as text: what it is kept as.
    Alias {
        /// The type that it is kept as.
        ty: Box<syn::Type>,
        /// Whether that type must be known.
        needs_type: bool,
        /// What the attributes say of it.
        refinement: Refinement,
    },
}

/// Reads a struct with `#[derive(Table)]`.
///
/// # Errors
/// All that is wrong with it, each complaint with where it is written.
pub fn table(input: DeriveInput, places: &Places) -> syn::Result<TableSyntax> {
    container::table(input, places)
}

/// Reads a struct with `#[derive(Columns)]`: a part of tables, which has no name.
///
/// # Errors
/// All that is wrong with it, each complaint with where it is written.
pub fn columns(input: DeriveInput, places: &Places) -> syn::Result<TableSyntax> {
    container::columns(input, places)
}

/// Reads an enum or a struct around one value, with `#[derive(ColumnType)]`.
///
/// # Errors
/// All that is wrong with it, each complaint with where it is written.
pub fn column_type(input: &DeriveInput) -> syn::Result<TypeSyntax> {
    enumeration::column_type(input)
}

impl Field {
    /// Gives the column the type that the field's Rust type stands for, without its `Option`.
    ///
    /// A column whose field does not [need its type](Self::needs_type) has it already.
    ///
    /// # Errors
    /// What an attribute says does not go with the type.
    pub fn resolve(
        &self,
        column: &mut Column,
        column_type: ColumnType,
        nullable: bool,
    ) -> Result<(), Misfit> {
        column.column_type = self.refinement.apply(column_type)?;
        column.nullable = self.refinement.nullable.unwrap_or(nullable);
        Ok(())
    }
}

/// The type within an `Option`, where that is how it is written.
pub fn within_option(ty: &syn::Type) -> Option<&syn::Type> {
    let syn::Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}
