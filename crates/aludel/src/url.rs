//! Reads a database URL; never shows its password.

use crate::Dialect;

/// Where a database is and how to log in.
pub struct DatabaseUrl {
    dialect: Dialect,
}

impl DatabaseUrl {
    /// The family of SQL behind it.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }
}
