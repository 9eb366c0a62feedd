//! What a table is, said in Rust: its columns, keys and indexes, and the SQL that makes it.
//!
//! Whoever reads models makes these values: the derive of `aludel-models` while a service is
//! compiled, its reader out of source text that nobody compiles. Both end in SQL, and the database
//! itself says what that SQL means: nothing here is ever compared.
//!
//! ```text
//! #[derive(Table)] ─┐
//! SeaORM entities  ─┼─► Models ─► to_sql(dialect) ─► a scratch database ─► inspect
//! Diesel's table!  ─┘
//! ```

pub mod column;
mod embed;
#[cfg(feature = "sql")]
mod sql;
#[cfg(feature = "syntax")]
pub mod syntax;
pub mod table;

#[cfg(feature = "sql")]
pub use aludel::Dialect;
pub use column::{Column, ColumnType, Generated, Identity, Misfit, Refinement, Sql};
pub use embed::Part;
#[cfg(feature = "sql")]
pub use sql::{Problem, Problems, Script};
pub use table::{Check, Databases, ForeignKey, Index, Key, Place, Reference, ReferenceAction, Table, Term};

/// Models: what a schema shall be, as far as their source can say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Models {
    /// Tables, in the order in which they were found.
    pub tables: Vec<Table>,
    /// Types whose values are named one by one.
    pub enums: Vec<EnumType>,
}

/// A type whose values are named one by one: an enum on PostgreSQL, `ENUM (…)` on MySQL, text with a
/// check on SQLite.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnumType {
    /// Its schema; `None`: where the session makes things.
    pub schema: Option<String>,
    /// Its name.
    pub name: String,
    /// Its values, in their order.
    pub values: Vec<EnumValue>,
    /// What it was called before.
    pub renamed_from: Option<String>,
    /// What is said of it in the database.
    pub comment: Option<String>,
    /// Who wrote it: only to aludel's own derive does the order of the values count.
    pub origin: Origin,
    /// Where it is written.
    pub place: Option<Place>,
}

/// A value of an [`EnumType`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnumValue {
    /// As the database keeps it.
    pub name: String,
    /// What it was called before.
    pub renamed_from: Option<String>,
}

/// Who wrote the models, and so what they can say.
///
/// What a source has no words for is left in the database as it is, never dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// `#[derive(Table)]`: everything that belongs to a table but triggers and policies.
    #[default]
    Derived,
    /// SeaORM's entities: no checks but those of a field, no expressions, no predicates; a type may be
    /// told loosely.
    SeaOrm,
    /// Diesel's `table!`: columns, a class of types, and the primary key; nothing else.
    Diesel,
}
