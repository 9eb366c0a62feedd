//! The three families of SQL that aludel speaks.

use std::fmt;
use std::str::FromStr;

/// A family of SQL: which section of a revision applies, how its text is cut into statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// PostgreSQL 14 and later, and what speaks its protocol.
    Postgres,
    /// SQLite 3.35 and later.
    Sqlite,
    /// MySQL 8.0 and MariaDB 10.6 and later.
    Mysql,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Postgres, Self::Sqlite, Self::Mysql];

    /// The word for it in files, flags and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Sqlite => "sqlite",
            Self::Mysql => "mysql",
        }
    }

    /// Quotes an identifier.
    pub fn quote(self, identifier: &str) -> String {
        match self {
            Self::Postgres | Self::Sqlite => format!("\"{}\"", identifier.replace('"', "\"\"")),
            Self::Mysql => format!("`{}`", identifier.replace('`', "``")),
        }
    }

    /// Writes text as a literal that means the same under every setting of the server.
    ///
    /// NUL characters, which no SQL text can hold, are left out.
    pub fn literal(self, text: &str) -> String {
        let text = text.replace('\0', "");
        match self {
            Self::Sqlite => format!("'{}'", text.replace('\'', "''")),
            // With standard_conforming_strings off, a plain literal would read backslashes.
            // https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE
            Self::Postgres if text.contains('\\') => {
                format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
            }
            Self::Postgres => format!("'{}'", text.replace('\'', "''")),
            // What a backslash means depends on sql_mode's NO_BACKSLASH_ESCAPES: avoid it.
            Self::Mysql if text.contains('\\') => {
                use fmt::Write as _;
                let mut hex = String::with_capacity(text.len() * 2);
                for byte in text.bytes() {
                    let _ = write!(hex, "{byte:02x}");
                }
                format!("CONVERT(X'{hex}' USING utf8mb4)")
            }
            Self::Mysql => format!("'{}'", text.replace('\'', "''")),
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The word that names no dialect.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown database \"{0}\": known are postgres, sqlite, mysql")]
pub struct UnknownDialect(pub String);

impl FromStr for Dialect {
    type Err = UnknownDialect;

    fn from_str(word: &str) -> Result<Self, UnknownDialect> {
        match word.to_ascii_lowercase().as_str() {
            "postgres" | "postgresql" => Ok(Self::Postgres),
            "sqlite" => Ok(Self::Sqlite),
            "mysql" | "mariadb" => Ok(Self::Mysql),
            _ => Err(UnknownDialect(word.to_owned())),
        }
    }
}
