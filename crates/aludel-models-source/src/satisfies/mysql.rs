//! Types of MySQL and MariaDB, by the `COLUMN_TYPE` of the information schema.

use std::collections::BTreeSet;

use aludel_table::{ColumnType, Origin};

use super::declared::Declared;
use super::{fits, fits_digits};

/// Whether a type has values that only its table tells.
pub(super) fn is_made_by_users(declared: &Declared) -> bool {
    matches!(
        declared.name.as_str(),
        "enum"
            | "set"
            | "geometry"
            | "point"
            | "linestring"
            | "polygon"
            | "multipoint"
            | "multilinestring"
            | "multipolygon"
            | "geometrycollection"
            | "geomcollection"
            | "year"
            | "vector"
            | "inet4"
            | "inet6"
            | "uuid"
    )
}

/// Whether `enum('a','b')` has just these values, in any order.
pub(crate) fn has_values(declared: &str, values: &[String]) -> bool {
    let Some(listed) = declared.strip_prefix("enum(").and_then(|rest| rest.strip_suffix(')')) else {
        return false;
    };
    let quoted: BTreeSet<String> =
        values.iter().map(|value| format!("'{}'", value.replace('\'', "''"))).collect();
    let length: usize = quoted.iter().map(String::len).sum();
    // Each once, with commas between: then nothing else has a place there.
    listed.len() + 1 == length + quoted.len() && quoted.iter().all(|value| listed.contains(value.as_str()))
}

pub(super) fn means(declared: &Declared, wanted: &ColumnType, origin: Origin) -> bool {
    let name = declared.name.as_str();
    let is_diesel = origin == Origin::Diesel;
    if let ColumnType::Unsigned(of) = wanted {
        let signed = Declared { is_unsigned: false, ..declared.clone() };
        return declared.is_unsigned && means(&signed, of, origin);
    }
    if declared.is_unsigned {
        return false;
    }
    let is_flag = name == "tinyint" && declared.arguments == ["1"];
    match wanted {
        ColumnType::Boolean => is_flag || name == "boolean" || name == "bool",
        // Diesel takes `tinyint(1)` for a flag, whatever it was meant to be.
        ColumnType::TinyInt => name == "tinyint" && !(is_flag && is_diesel),
        ColumnType::SmallInt => name == "smallint",
        ColumnType::Integer => matches!(name, "int" | "integer" | "mediumint"),
        ColumnType::BigInt => name == "bigint",
        ColumnType::Real => name == "float",
        ColumnType::Double => matches!(name, "double" | "double precision"),
        ColumnType::Numeric(digits) => {
            matches!(name, "decimal" | "numeric") && fits_digits(declared, *digits)
        }
        ColumnType::Varchar(Some(length)) if is_diesel => {
            matches!(name, "varchar" | "char") && fits(declared, &[Some(*length)])
        }
        ColumnType::Varchar(Some(length)) => name == "varchar" && fits(declared, &[Some(*length)]),
        ColumnType::Char(Some(length)) => name == "char" && fits(declared, &[Some(*length)]),
        ColumnType::Text if !is_diesel => matches!(name, "text" | "tinytext" | "mediumtext" | "longtext"),
        ColumnType::String | ColumnType::Text | ColumnType::Varchar(None) | ColumnType::Char(None) => {
            // SeaORM reads an enum into a text too; Diesel makes a type of it.
            is_text(name) || (!is_diesel && matches!(name, "enum" | "set"))
        }
        ColumnType::Bytes => is_bytes(name),
        ColumnType::Date => name == "date",
        ColumnType::Time => name == "time",
        ColumnType::Timestamp | ColumnType::TimestampTz => matches!(name, "datetime" | "timestamp"),
        // MariaDB keeps it as text, https://mariadb.com/kb/en/json-data-type/
        ColumnType::Json | ColumnType::JsonBinary => matches!(name, "json" | "longtext"),
        ColumnType::Uuid => {
            let length = declared.numbers();
            name == "uuid"
                || (name == "binary" && length == [16])
                || (matches!(name, "char" | "varchar") && length == [36])
        }
        // Its values must be compared too, and they are in the declaration.
        ColumnType::Enum(..) => false,
        _ => false,
    }
}

fn is_text(name: &str) -> bool {
    matches!(name, "char" | "varchar" | "text" | "tinytext" | "mediumtext" | "longtext")
}

fn is_bytes(name: &str) -> bool {
    matches!(name, "binary" | "varbinary" | "blob" | "tinyblob" | "mediumblob" | "longblob" | "bit")
}
