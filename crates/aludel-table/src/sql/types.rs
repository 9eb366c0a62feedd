//! What a database calls a type.
//!
//! The names are those by which sqlx reads and writes the Rust type that stands for it.

use aludel::Dialect;

use crate::Origin;
use crate::column::{Column, ColumnType, Identity};
use crate::table::Table;

use super::problems::{Problem, is_integer};
use super::{Writer, name};

impl Writer<'_> {
    /// A column's type; where the database has none for it, that is a problem.
    pub(super) fn type_of(&mut self, table: &Table, column: &Column) -> String {
        match self.named(table, column, &column.column_type) {
            Ok(text) => text,
            Err(what) => {
                self.problems.push(Problem::of_column(table, column, what));
                String::new()
            }
        }
    }

    fn named(&self, table: &Table, column: &Column, column_type: &ColumnType) -> Result<String, String> {
        use ColumnType as T;
        if let T::Written { name, otherwise } = column_type {
            return match (name.of(self.dialect), otherwise) {
                (Some(text), _) => Ok(text.to_owned()),
                (None, Some(otherwise)) => self.named(table, column, otherwise),
                (None, None) => Err(format!("no type is written for {}", self.product())),
            };
        }
        if let T::Unknown(_) = column_type {
            // Said already.
            return Ok(String::new());
        }
        if let Some(identity) = column.identity {
            return self.counted(identity, column_type);
        }
        match self.dialect {
            Dialect::Postgres => self.postgres(table, column, column_type),
            Dialect::Sqlite if table.is_strict => sqlite(table.origin, column_type).map(|name| strict(&name)),
            Dialect::Sqlite => sqlite(table.origin, column_type),
            Dialect::Mysql => self.mysql(table.origin, column_type),
        }
    }

    /// The type of a column whose values are counted.
    fn counted(&self, identity: Identity, column_type: &ColumnType) -> Result<String, String> {
        use ColumnType::{BigInt, SmallInt, TinyInt, Unsigned};
        if !is_integer(column_type) {
            // Said already.
            return Ok(String::new());
        }
        let wide = match column_type {
            Unsigned(inner) if **inner == BigInt && self.dialect != Dialect::Mysql => {
                return Err(format!("{} counts to 2^63 - 1: write `i64`", self.product()));
            }
            Unsigned(inner) => match **inner {
                TinyInt => "smallint",
                SmallInt => "integer",
                _ => "bigint",
            },
            TinyInt | SmallInt => "smallint",
            BigInt => "bigint",
            _ => "integer",
        };
        match self.dialect {
            Dialect::Sqlite => Ok("integer".to_owned()),
            Dialect::Mysql => self.mysql(Origin::Derived, column_type),
            Dialect::Postgres if identity == Identity::Serial => Ok(match wide {
                "smallint" => "smallserial",
                "bigint" => "bigserial",
                _ => "serial",
            }
            .to_owned()),
            Dialect::Postgres => Ok(wide.to_owned()),
        }
    }

    fn postgres(&self, table: &Table, column: &Column, column_type: &ColumnType) -> Result<String, String> {
        use ColumnType as T;
        Ok(match column_type {
            T::Boolean => "boolean".to_owned(),
            // The type by which sqlx and tokio-postgres read an `i8`.
            T::TinyInt if table.origin == Origin::Derived => "\"char\"".to_owned(),
            T::TinyInt | T::SmallInt => "smallint".to_owned(),
            T::Integer => "integer".to_owned(),
            T::BigInt => "bigint".to_owned(),
            T::Unsigned(inner) => match **inner {
                T::TinyInt => "smallint",
                T::SmallInt => "integer",
                T::BigInt => "numeric(20)",
                _ => "bigint",
            }
            .to_owned(),
            T::Real => "real".to_owned(),
            T::Double => "double precision".to_owned(),
            T::Numeric(digits) => with_digits("numeric", *digits),
            T::String | T::Text => "text".to_owned(),
            T::Varchar(length) => with_length("varchar", *length),
            T::Char(length) => with_length("char", *length),
            T::Bytes => "bytea".to_owned(),
            T::Date => "date".to_owned(),
            T::Time => "time".to_owned(),
            T::Timestamp => "timestamp".to_owned(),
            T::TimestampTz => "timestamptz".to_owned(),
            T::Interval => "interval".to_owned(),
            T::Uuid => "uuid".to_owned(),
            T::Json => "json".to_owned(),
            T::JsonBinary => "jsonb".to_owned(),
            T::Inet => "inet".to_owned(),
            T::Cidr => "cidr".to_owned(),
            T::MacAddr => "macaddr".to_owned(),
            T::Array(inner) => format!("{}[]", self.named(table, column, inner)?),
            // It may be made by other SQL.
            T::Enum(schema, name) => name::qualified(self.dialect, schema.as_deref(), name),
            T::Written { .. } | T::Unknown(_) => String::new(),
        })
    }

    fn mysql(&self, origin: Origin, column_type: &ColumnType) -> Result<String, String> {
        use ColumnType as T;
        Ok(match column_type {
            T::Boolean => "boolean".to_owned(),
            T::TinyInt => "tinyint".to_owned(),
            T::SmallInt => "smallint".to_owned(),
            T::Integer => "int".to_owned(),
            T::BigInt => "bigint".to_owned(),
            T::Unsigned(inner) => format!("{} unsigned", self.mysql(origin, inner)?),
            T::Real => "float".to_owned(),
            T::Double => "double".to_owned(),
            // Without digits MySQL would cut off all that stands behind the point.
            // https://dev.mysql.com/doc/refman/8.4/en/fixed-point-types.html
            T::Numeric(None) if origin == Origin::Derived => {
                return Err(
                    "MySQL wants to know how many digits it has: `#[column(precision = 12, scale = 2)]`"
                        .into(),
                );
            }
            T::Numeric(digits) => with_digits("decimal", *digits),
            T::String => "varchar(255)".to_owned(),
            T::Text => "text".to_owned(),
            T::Varchar(length) => with_length("varchar", Some(length.unwrap_or(255))),
            T::Char(length) => with_length("char", *length),
            T::Bytes => "longblob".to_owned(),
            T::Date => "date".to_owned(),
            T::Time => "time(6)".to_owned(),
            T::Timestamp => "datetime(6)".to_owned(),
            T::TimestampTz => "timestamp(6)".to_owned(),
            T::Uuid => "binary(16)".to_owned(),
            T::Json | T::JsonBinary => "json".to_owned(),
            T::Enum(schema, name) => match self.find_enum(schema.as_deref(), name) {
                Some(found) => {
                    let values = found.values.iter().map(|value| self.dialect.literal(&value.name));
                    format!("enum ({})", values.collect::<Vec<_>>().join(", "))
                }
                None => return Err(format!("the enum `{name}` is not among the models")),
            },
            T::Array(_) => return Err(lacks("MySQL", "arrays", "mysql", "json")),
            T::Interval => return Err(lacks("MySQL", "intervals", "mysql", "bigint")),
            T::Inet | T::Cidr | T::MacAddr => {
                return Err(lacks("MySQL", "addresses", "mysql", "varchar(43)"));
            }
            T::Written { .. } | T::Unknown(_) => String::new(),
        })
    }
}

fn sqlite(origin: Origin, column_type: &ColumnType) -> Result<String, String> {
    use ColumnType as T;
    Ok(match column_type {
        T::Boolean => "boolean".to_owned(),
        T::Unsigned(inner) if **inner == T::BigInt => {
            return Err("SQLite's integers end at 2^63 - 1: write `i64`".to_owned());
        }
        T::TinyInt | T::SmallInt | T::Integer | T::BigInt | T::Unsigned(_) => "integer".to_owned(),
        T::Real | T::Double => "real".to_owned(),
        // A decimal number would become one of binary digits, https://www.sqlite.org/datatype3.html
        T::Numeric(_) if origin == Origin::Derived => {
            return Err(lacks("SQLite", "decimal numbers", "sqlite", "text"));
        }
        T::Numeric(digits) => with_digits("numeric", *digits),
        T::String | T::Text | T::Enum(..) => "text".to_owned(),
        T::Varchar(length) => with_length("varchar", *length),
        T::Char(length) => with_length("char", *length),
        T::Bytes | T::Uuid => "blob".to_owned(),
        T::Date => "date".to_owned(),
        T::Time => "time".to_owned(),
        T::Timestamp | T::TimestampTz => "datetime".to_owned(),
        T::Json | T::JsonBinary => "text".to_owned(),
        T::Array(_) => return Err(lacks("SQLite", "arrays", "sqlite", "text")),
        T::Interval => return Err(lacks("SQLite", "intervals", "sqlite", "integer")),
        T::Inet | T::Cidr | T::MacAddr => return Err(lacks("SQLite", "addresses", "sqlite", "text")),
        T::Written { .. } | T::Unknown(_) => String::new(),
    })
}

/// What a strict table calls a type: it knows but five names, <https://www.sqlite.org/stricttables.html>.
fn strict(name: &str) -> String {
    match name {
        "integer" | "real" | "text" | "blob" => name,
        "boolean" => "integer",
        // Text with or without a length, days and times as sqlx writes them.
        _ => "text",
    }
    .to_owned()
}

/// `SQLite has no arrays: write what they are kept as there: …`
fn lacks(product: &str, what: &str, word: &str, instead: &str) -> String {
    format!("{product} has no {what}: write what they are kept as, `#[column(type({word} = \"{instead}\"))]`")
}

fn with_length(name: &str, length: Option<u32>) -> String {
    length.map_or_else(|| name.to_owned(), |length| format!("{name}({length})"))
}

fn with_digits(name: &str, digits: Option<(u32, u32)>) -> String {
    match digits {
        None => name.to_owned(),
        Some((precision, 0)) => format!("{name}({precision})"),
        Some((precision, scale)) => format!("{name}({precision}, {scale})"),
    }
}
