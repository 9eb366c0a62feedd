//! Tables together, as a program hands them over.

use aludel_table::{Dialect, EnumType, Models, Problems};

use crate::Table;

/// The tables of a program.
///
/// A program that prints their SQL is a source of models:
///
/// ```no_run
/// use aludel_models::{Dialect, Table, metadata};
///
/// #[derive(Table)]
/// struct User {
///     #[column(primary_key, identity)]
///     id: i64,
/// }
///
/// match metadata![User].to_sql(Dialect::Postgres) {
///     Ok(sql) => print!("{sql}"),
///     Err(problems) => {
///         eprintln!("{problems}");
///         std::process::exit(1);
///     }
/// }
/// ```
///
/// and in `aludel.toml`:
///
/// ```toml
/// models.command = "cargo run --quiet --bin models"
/// ```
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    models: Models,
}

impl Metadata {
    /// No tables yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a table and the enums that it needs; one that is there already stays as it is.
    #[must_use]
    pub fn table<T: Table + ?Sized>(mut self) -> Self {
        let table = T::table();
        if !self.models.tables.contains(&table) {
            self.models.tables.push(table);
        }
        let mut enums = Vec::new();
        T::enums(&mut enums);
        for found in enums {
            if !self.models.enums.contains(&found) {
                self.models.enums.push(found);
            }
        }
        self
    }

    /// Adds the tables of another: each part of a program may have its own.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        let new = |found: &EnumType| !self.models.enums.contains(found);
        let enums: Vec<EnumType> = other.models.enums.into_iter().filter(new).collect();
        self.models.enums.extend(enums);
        for table in other.models.tables {
            if !self.models.tables.contains(&table) {
                self.models.tables.push(table);
            }
        }
        self
    }

    /// The models as values.
    pub fn models(&self) -> &Models {
        &self.models
    }

    /// The SQL that makes them in an empty database.
    ///
    /// # Errors
    /// All that this database does not have, or that no database could make, each with its place.
    pub fn to_sql(&self, dialect: Dialect) -> Result<String, Problems> {
        self.models.to_sql(dialect)
    }
}

/// The [`Metadata`] of these tables.
///
/// ```
/// use aludel_models::{Table, metadata};
///
/// #[derive(Table)]
/// struct User {
///     #[column(primary_key)]
///     id: i64,
/// }
///
/// assert_eq!(metadata![User].models().tables[0].name, "user");
/// ```
#[macro_export]
macro_rules! metadata {
    ($($table:ty),* $(,)?) => { $crate::Metadata::new()$(.table::<$table>())* };
}
