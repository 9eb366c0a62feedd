//! SQLite's types are any words at all; each library has its own idea of what they say.

use aludel_table::{ColumnType, Origin};

use super::declared::Declared;
use super::{fits, fits_digits};

pub(super) fn means(declared: &Declared, wanted: &ColumnType, origin: Origin) -> bool {
    match origin {
        Origin::Diesel => diesel(declared, wanted),
        Origin::SeaOrm | Origin::Derived => sea_orm(declared, wanted),
    }
}

/// What Diesel's `print-schema` infers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inferred {
    Bool,
    SmallInt,
    BigInt,
    Integer,
    Text,
    Binary,
    Float,
    Double,
    Timestamp,
    Date,
    Time,
    Nothing,
}

/// The rules of `diesel print-schema`, in their order.
fn infer(name: &str) -> Inferred {
    let has = |part: &str| name.contains(part);
    if matches!(name, "boolean" | "bool") || (has("tiny") && has("int")) {
        Inferred::Bool
    } else if name == "int2" || (has("small") && has("int")) {
        Inferred::SmallInt
    } else if name == "int8" || (has("big") && has("int")) {
        Inferred::BigInt
    } else if has("int") {
        Inferred::Integer
    } else if has("char") || has("clob") || has("text") {
        Inferred::Text
    } else if has("blob") || has("binary") || name.is_empty() || name == "generated always" {
        Inferred::Binary
    } else if has("float") || has("real") {
        Inferred::Float
    } else if has("double") || has("num") || has("dec") {
        Inferred::Double
    } else {
        match name {
            "datetime" | "timestamp" => Inferred::Timestamp,
            "date" => Inferred::Date,
            "time" => Inferred::Time,
            _ => Inferred::Nothing,
        }
    }
}

fn diesel(declared: &Declared, wanted: &ColumnType) -> bool {
    let name = declared.name.as_str();
    let inferred = infer(name);
    match wanted {
        // What `print-schema` can't print was written by hand, and nothing here knows better.
        _ if inferred == Inferred::Nothing => true,
        ColumnType::Boolean => inferred == Inferred::Bool,
        // `integer` holds every number there is: a `schema.rs` that serves several databases has their sizes.
        ColumnType::SmallInt | ColumnType::TinyInt => {
            matches!(inferred, Inferred::SmallInt | Inferred::Integer)
        }
        ColumnType::Integer => inferred == Inferred::Integer,
        ColumnType::BigInt => matches!(inferred, Inferred::BigInt | Inferred::Integer),
        ColumnType::String | ColumnType::Text | ColumnType::Varchar(None) | ColumnType::Char(None) => {
            inferred == Inferred::Text
        }
        ColumnType::Varchar(length) | ColumnType::Char(length) => {
            inferred == Inferred::Text && fits(declared, &[*length])
        }
        ColumnType::Bytes => inferred == Inferred::Binary,
        ColumnType::Real => inferred == Inferred::Float,
        ColumnType::Double | ColumnType::Numeric(_) => inferred == Inferred::Double,
        ColumnType::Timestamp => inferred == Inferred::Timestamp,
        // Nothing is inferred to be one: it is written by hand, over a text or over a time without a zone.
        ColumnType::TimestampTz => {
            matches!(inferred, Inferred::Timestamp | Inferred::Text) || name.starts_with("timestamp")
        }
        ColumnType::Date => inferred == Inferred::Date,
        ColumnType::Time => inferred == Inferred::Time,
        ColumnType::Json => name.contains("json") || inferred == Inferred::Text,
        ColumnType::JsonBinary => name.contains("json") || inferred == Inferred::Binary,
        _ => false,
    }
}

/// What a declaration says to SeaORM and to sqlx, which read a value by what it is kept as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Bool,
    Integer,
    Float,
    Decimal,
    Text,
    Uuid,
    Json,
    DateTime,
    Date,
    Time,
    Bytes,
    Nothing,
}

fn kept(name: &str) -> Kept {
    let has = |part: &str| name.contains(part);
    if has("bool") {
        Kept::Bool
    } else if has("uuid") || has("guid") {
        Kept::Uuid
    } else if has("json") {
        Kept::Json
    } else if has("datetime") || has("timestamp") {
        Kept::DateTime
    } else if has("date") {
        Kept::Date
    } else if name == "time" || has("time_") || has("time ") {
        Kept::Time
    } else if has("blob") || has("binary") || name.is_empty() {
        Kept::Bytes
    } else if has("int") {
        Kept::Integer
    } else if has("char") || has("clob") || has("text") || has("string") {
        Kept::Text
    } else if has("decimal") || has("numeric") || has("money") {
        Kept::Decimal
    } else if has("real") || has("floa") || has("doub") {
        Kept::Float
    } else {
        Kept::Nothing
    }
}

fn sea_orm(declared: &Declared, wanted: &ColumnType) -> bool {
    let name = declared.name.as_str();
    let kept = kept(name);
    match wanted {
        ColumnType::Boolean => matches!(kept, Kept::Bool | Kept::Integer),
        // All integers are kept alike, in as many bytes as each needs.
        ColumnType::TinyInt
        | ColumnType::SmallInt
        | ColumnType::Integer
        | ColumnType::BigInt
        | ColumnType::Unsigned(_) => kept == Kept::Integer,
        ColumnType::Real | ColumnType::Double => matches!(kept, Kept::Float | Kept::Decimal),
        ColumnType::Numeric(digits) => {
            matches!(kept, Kept::Float | Kept::Decimal) && fits_digits(declared, *digits)
        }
        ColumnType::Varchar(length @ Some(_)) | ColumnType::Char(length @ Some(_)) => {
            kept == Kept::Text && fits(declared, &[*length])
        }
        ColumnType::String
        | ColumnType::Text
        | ColumnType::Varchar(None)
        | ColumnType::Char(None)
        | ColumnType::Enum(..) => kept == Kept::Text,
        ColumnType::Bytes => kept == Kept::Bytes,
        ColumnType::Timestamp | ColumnType::TimestampTz => kept == Kept::DateTime || is_bare_text(name),
        ColumnType::Date => kept == Kept::Date || is_bare_text(name),
        ColumnType::Time => kept == Kept::Time || is_bare_text(name),
        ColumnType::Json | ColumnType::JsonBinary => kept == Kept::Json || is_bare_text(name),
        ColumnType::Uuid => {
            kept == Kept::Uuid || kept == Kept::Bytes || (kept == Kept::Text && fits_uuid(declared))
        }
        _ => false,
    }
}

/// `text` alone says nothing of what is in it.
fn is_bare_text(name: &str) -> bool {
    name == "text"
}

fn fits_uuid(declared: &Declared) -> bool {
    matches!(declared.numbers().as_slice(), [] | [32 | 36])
}
