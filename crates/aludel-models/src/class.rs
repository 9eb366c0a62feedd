//! The traits behind the derives: what a struct and what a field's type are in a database.

use crate::table;

/// A struct that is a table; [derive](derive@crate::Table) it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no table",
    label = "not a table",
    note = "a struct becomes one by `#[derive(aludel_models::Table)]`"
)]
pub trait Table {
    /// The table.
    fn table() -> table::Table;

    /// Adds the enums that its columns need.
    fn enums(into: &mut Vec<table::EnumType>);
}

/// A type that a column can be of.
///
/// An enum or a struct around one value [derives](derive@crate::ColumnType) it. By hand:
///
/// ```
/// use aludel_models::{Class, ColumnType, table};
///
/// struct Point(f64, f64);
///
/// impl ColumnType for Point {
///     const CLASS: Class = Class::Other;
///
///     fn column_type() -> table::ColumnType {
///         table::ColumnType::written("point")
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "no column type is known for `{Self}`",
    label = "what is this in the database?",
    note = "an enum or a struct around one value becomes one by `#[derive(aludel_models::ColumnType)]`",
    note = "kept as JSON: `#[column(json)]`; by the database's own name: `#[column(type = \"…\")]`",
    note = "types of chrono, time, uuid and others need the feature of aludel-models that is called so"
)]
pub trait ColumnType {
    /// Whether it may be empty.
    const NULLABLE: bool = false;

    /// What sort of type it is: what attributes may be said of it.
    const CLASS: Class;

    /// What it is in a database.
    fn column_type() -> table::ColumnType;

    /// What several of it are in a database.
    fn array() -> table::ColumnType {
        table::ColumnType::Array(Box::new(Self::column_type()))
    }

    /// Adds the enums that it needs.
    fn enums(into: &mut Vec<table::EnumType>) {
        let _ = into;
    }
}

/// What sort of type a column is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Class {
    /// A whole number: it may be an `identity`.
    Integer,
    /// Text: it may have a `length` and a collation.
    Text,
    /// A decimal number: it may have a `precision` and a `scale`.
    Decimal,
    /// None of these.
    Other,
}
