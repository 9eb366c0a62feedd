//! Which folder speaks for which dialect: the only file that names all three.

use aludel::Dialect;
use aludel::database::{Database, DatabaseError};

use crate::catalog::Catalog;
use crate::diff::Difference;
use crate::kind::Registry;
use crate::plan::Plan;
use crate::{mysql, postgres, sqlite};

/// What an inspection takes in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InspectOptions {
    /// Owners and privileges, default privileges among them.
    pub privileges: bool,
}

/// How a plan is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanOptions {
    /// In short forms that lock: for a database that nobody uses meanwhile.
    pub offline: bool,
}

/// The kinds of a dialect.
pub fn registry(dialect: Dialect) -> &'static Registry {
    match dialect {
        Dialect::Postgres => postgres::registry(),
        Dialect::Sqlite => sqlite::registry(),
        Dialect::Mysql => mysql::registry(),
    }
}

/// The schema that everybody has in mind where none is said.
pub(crate) fn home(dialect: Dialect) -> Option<&'static str> {
    match dialect {
        Dialect::Postgres => Some("public"),
        Dialect::Sqlite | Dialect::Mysql => None,
    }
}

/// Reads all that a database holds.
///
/// # Errors
/// The database refuses, or says what this version of aludel can't read.
pub fn inspect(database: &mut dyn Database, options: &InspectOptions) -> Result<Catalog, InspectError> {
    match database.server().dialect {
        Dialect::Postgres => postgres::inspect(database, options),
        Dialect::Sqlite => sqlite::inspect(database, options),
        Dialect::Mysql => mysql::inspect(database, options),
    }
}

/// Rewrites a plan as its dialect would have it: in forms that lock little, neighbours joined.
pub fn finished(plan: Plan, difference: &Difference<'_>, options: &PlanOptions) -> Plan {
    match difference.to.dialect() {
        Dialect::Postgres => postgres::finished(plan, difference, options),
        Dialect::Sqlite => sqlite::finished(plan, difference, options),
        Dialect::Mysql => mysql::finished(plan, difference, options),
    }
}

/// What the kinds of a dialect are to models that can't say everything.
pub(crate) fn words(dialect: Dialect) -> &'static dyn crate::partial::Words {
    match dialect {
        Dialect::Postgres => postgres::words(),
        Dialect::Sqlite => sqlite::words(),
        Dialect::Mysql => mysql::words(),
    }
}

/// Why a database could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InspectError {
    /// The database refused.
    #[error("{0}")]
    Database(#[from] DatabaseError),
    /// It answered what can't be read.
    #[error("the catalog's {kind} can't be read: {reason}")]
    Unreadable {
        /// Of which kind.
        kind: &'static str,
        /// Why.
        reason: String,
    },
}

/// The tables of a catalog as a diagram draws them.
pub fn diagram(catalog: &Catalog, title: &str) -> crate::diagram::Diagram {
    match catalog.dialect() {
        Dialect::Postgres => postgres::diagram(catalog, title),
        Dialect::Sqlite => sqlite::diagram(catalog, title),
        Dialect::Mysql => mysql::diagram(catalog, title),
    }
}
