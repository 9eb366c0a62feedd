//! Database tables as Rust structs: what aludel's migrations are compared with.
//!
//! [`derive(Table)`](derive@Table) makes a struct a table, [`derive(ColumnType)`](derive@ColumnType) an enum, or a
//! struct around one value, the type of a column; [`metadata!`] gathers tables, and [`Metadata::to_sql`] prints
//! them.
//!
#![doc = include_str!("../guide.md")]

/// Makes an enum, or a struct around one value, the type of a column.
///
/// ```
/// use aludel_models::{ColumnType, Table, table};
///
/// #[derive(ColumnType)]
/// #[column_type(name = "mood", rename_all = "snake_case")]
/// enum Mood {
///     Happy,
///     #[column_type(rename = "so-so", renamed_from = "ok")]
///     SoSo,
/// }
///
/// #[derive(ColumnType)]
/// #[repr(i16)] // kept as its number
/// enum Level {
///     Low = 1,
///     High = 2,
/// }
///
/// #[derive(ColumnType)]
/// struct UserId(i64); // kept as an i64
///
/// assert_eq!(Level::column_type(), table::ColumnType::SmallInt);
/// assert_eq!(UserId::column_type(), table::ColumnType::BigInt);
/// ```
///
/// All attributes: [the crate's page](crate#column_type-at-an-enum-or-a-struct-around-one-value).
pub use aludel_models_derive::ColumnType;
/// Makes a struct a table.
///
/// ```
/// use aludel_models::Table;
///
/// #[derive(Table)]
/// #[table(name = "users", unique(team_id, email))]
/// struct User {
///     #[column(primary_key, identity)]
///     id: i64,
///     #[column(references = "teams", on_delete = "cascade")]
///     team_id: i64,
///     email: Option<String>,
/// }
///
/// assert_eq!(User::table().columns.len(), 3);
/// ```
///
/// All attributes: at [the struct](crate#table-at-a-struct), at [a field](crate#column-at-a-field).
pub use aludel_models_derive::Table;
pub use aludel_table as table;
pub use aludel_table::{Dialect, Problem, Problems};

#[doc(hidden)]
pub mod __private;
mod class;
mod metadata;
mod types;

pub use class::{Class, ColumnType, Table};
pub use metadata::Metadata;
