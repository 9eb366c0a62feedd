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
/// Lets the columns of a struct stand in tables.
///
/// ```
/// use aludel_models::{Columns, Table};
///
/// #[derive(Columns)]
/// struct Address {
///     street: String,
///     #[column(length = 2, check = "country = upper(country)")]
///     country: String,
/// }
///
/// #[derive(Table)]
/// #[table(index(country, name))] // the fields of what is embedded may be named too
/// struct Customer {
///     #[column(primary_key, identity)]
///     id: i64,
///     name: String,
///     #[column(flatten)] // or `#[sqlx(flatten)]`, which sqlx::FromRow wants anyway
///     address: Address,
/// }
///
/// let columns: Vec<String> = Customer::table().columns.into_iter().map(|column| column.name).collect();
/// assert_eq!(columns, ["id", "name", "street", "country"]);
/// ```
///
/// At a field stands what stands there in a table; at the struct `rename_all`, `unique`, `index`, `check` and
/// `foreign_key`. A name that stands in both structs, or a second primary key, is a compile error.
pub use aludel_models_derive::Columns;
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
/// #[derive(Table)]
/// #[table(name = "teams")]
/// struct Team {
///     #[column(primary_key)]
///     id: i64,
///     #[column(references = User)] // or `references(User, id)`: a field that is not there does not compile
///     leader_id: Option<i64>,
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

pub use class::{Class, ColumnType, Columns, Member, Table};
pub use metadata::Metadata;
