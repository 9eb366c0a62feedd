//! The traits behind the derives: what a struct and what a field's type are in a database.

use crate::table;

/// A struct that is a table; [derive](derive@crate::Table) it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no table",
    label = "not a table",
    note = "a struct becomes one by `#[derive(aludel_models::Table)]`"
)]
pub trait Table {
    /// Its name.
    const NAME: &'static str;

    /// Its schema; `None`: where the session makes things.
    const SCHEMA: Option<&'static str> = None;

    /// Its fields that are columns: what others may refer to.
    const MEMBERS: &'static [Member] = &[];

    /// The table.
    fn table() -> table::Table;

    /// Adds the enums that its columns need.
    fn enums(into: &mut Vec<table::EnumType>);
}

/// A struct whose columns stand in other tables: `#[column(flatten)]`; [derive](derive@crate::Columns) it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no columns that could stand in a table",
    label = "what columns has this?",
    note = "a struct with named fields has them by `#[derive(aludel_models::Columns)]`"
)]
pub trait Columns {
    /// Its fields that are columns.
    const MEMBERS: &'static [Member];

    /// Whether the primary key is among them.
    const HAS_PRIMARY_KEY: bool = false;

    /// The columns, and the keys, indexes and checks that come with them: a table without a name.
    fn columns() -> table::Table;

    /// Adds the enums that they need.
    fn enums(into: &mut Vec<table::EnumType>);
}

/// A field of a struct that is a table or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// It is a column.
    Column {
        /// What the field is called.
        field: &'static str,
        /// What the column is called.
        column: &'static str,
    },
    /// It is a struct with columns of its own.
    Embedded(&'static [Member]),
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
