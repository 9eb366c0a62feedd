//! A table with its keys, indexes and checks.

use std::fmt;
use std::path::PathBuf;

use crate::Origin;
use crate::column::{Column, Sql};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its schema; `None`: where the session makes things.
    pub schema: Option<String>,
    /// Its name.
    pub name: String,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// Its primary key.
    pub primary_key: Option<Key>,
    /// Its other keys.
    pub uniques: Vec<Key>,
    /// Its indexes.
    pub indexes: Vec<Index>,
    /// Its foreign keys; those of one column may stand at the column instead.
    pub foreign_keys: Vec<ForeignKey>,
    /// Its checks.
    pub checks: Vec<Check>,
    /// What is said of it in the database.
    pub comment: Option<String>,
    /// Columns that it does not have and yet leaves where they are, as SeaORM's `#[sea_orm(ignore)]`.
    pub left: Vec<String>,
    /// What it was called before.
    pub renamed_from: Option<String>,
    /// Whether SQLite refuses a value of another type than its column's: `STRICT`.
    pub is_strict: bool,
    /// Whether SQLite keeps the rows by their primary key alone: `WITHOUT ROWID`.
    pub without_rowid: bool,
    /// Who wrote it, and so what it can say.
    pub origin: Origin,
    /// Where it is written.
    pub place: Option<Place>,
}

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
}

/// `src/models.rs:14:5`
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path.display(), self.line, self.column)
    }
}

/// A primary key, or a key beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// Its name; `None`: as the database names it.
    pub name: Option<String>,
    /// Its columns, in their order.
    pub columns: Vec<String>,
    /// Whether two empty values count as equal: `NULLS NOT DISTINCT`.
    pub nulls_not_distinct: bool,
    /// Whether it may be checked at the end of a transaction; and whether that is so from its beginning.
    pub deferrable: Option<bool>,
    /// Where it is written.
    pub place: Option<Place>,
}

/// An index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// Its name; `None`: table, columns and `idx`, joined by `_`.
    pub name: Option<String>,
    /// What it is over: each a column's name, or an expression.
    pub terms: Vec<Term>,
    /// Whether it holds each value once.
    pub is_unique: bool,
    /// `btree`, `gin`, `brin`, …; on MySQL also `fulltext` and `spatial`.
    pub method: Option<String>,
    /// Columns that it only carries: `INCLUDE`.
    pub include: Vec<String>,
    /// The rows that it is over: `WHERE`.
    pub predicate: Option<Sql>,
    /// Whether two empty values count as equal.
    pub nulls_not_distinct: bool,
    /// The databases that have it; `None`: every one.
    pub only: Option<Databases>,
    /// Where it is written.
    pub place: Option<Place>,
}

/// Some of the databases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Databases {
    /// PostgreSQL.
    pub postgres: bool,
    /// SQLite.
    pub sqlite: bool,
    /// MySQL and MariaDB.
    pub mysql: bool,
}

impl Databases {
    /// Whether a database is among them.
    #[cfg(feature = "sql")]
    pub fn has(self, dialect: aludel::Dialect) -> bool {
        match dialect {
            aludel::Dialect::Postgres => self.postgres,
            aludel::Dialect::Sqlite => self.sqlite,
            aludel::Dialect::Mysql => self.mysql,
        }
    }
}

/// One thing that an index is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A column.
    Column {
        /// Its name.
        name: String,
        /// What stands behind it: an operator class, `DESC`, `NULLS FIRST`.
        options: String,
    },
    /// An expression with all that stands behind it, as SQL.
    Expression(Sql),
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// Its name; `None`: as the database names it.
    pub name: Option<String>,
    /// Its columns, in their order.
    pub columns: Vec<String>,
    /// What they refer to.
    pub reference: Reference,
}

/// What a foreign key refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The table's schema; `None`: that of the referring table, unless it [is exact](Self::is_exact).
    pub schema: Option<String>,
    /// Whether the schema is the table's own as it says it, as that of a struct is: `None` is then where
    /// the session makes things.
    pub is_exact: bool,
    /// The table.
    pub table: String,
    /// Its columns; empty: its primary key.
    pub columns: Vec<String>,
    /// What becomes of the referring row when the other is deleted.
    pub on_delete: Option<ReferenceAction>,
    /// What becomes of the referring row when the other's key changes.
    pub on_update: Option<ReferenceAction>,
    /// Whether it may be checked at the end of a transaction; and whether that is so from its beginning.
    pub deferrable: Option<bool>,
    /// Where it is written.
    pub place: Option<Place>,
}

impl Reference {
    /// Tells the table that it is to; `columns`: none where it is its primary key.
    pub fn tell(&mut self, schema: Option<&str>, table: &str, columns: Vec<String>) {
        self.schema = schema.map(str::to_owned);
        self.table = table.to_owned();
        self.columns = columns;
    }

    /// The schema of what a table refers to by this.
    pub fn schema_from<'a>(&'a self, from: &'a Table) -> Option<&'a str> {
        let schema = self.schema.as_deref();
        if self.is_exact { schema } else { schema.or(from.schema.as_deref()) }
    }
}

/// What becomes of a referring row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceAction {
    /// `NO ACTION`
    NoAction,
    /// `RESTRICT`
    Restrict,
    /// `CASCADE`
    Cascade,
    /// `SET NULL`
    SetNull,
    /// `SET DEFAULT`
    SetDefault,
}

/// What must hold for each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name; `None`: as the database names it.
    pub name: Option<String>,
    /// The condition.
    pub expression: Sql,
}
