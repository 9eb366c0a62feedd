//! PostgreSQL's types, by the names that `format_type` gives them.

use aludel_table::{ColumnType, Origin};
use heck::ToUpperCamelCase as _;

use super::declared::Declared;
use super::{fits, fits_digits};

const BUILT_IN: [&str; 56] = [
    "\"char\"",
    "bigint",
    "bit",
    "bit varying",
    "boolean",
    "box",
    "bpchar",
    "bytea",
    "character",
    "character varying",
    "cid",
    "cidr",
    "circle",
    "date",
    "datemultirange",
    "daterange",
    "double precision",
    "inet",
    "int4multirange",
    "int4range",
    "int8multirange",
    "int8range",
    "integer",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "path",
    "pg_lsn",
    "point",
    "polygon",
    "real",
    "smallint",
    "text",
    "tid",
    "time with time zone",
    "time without time zone",
    "timestamp with time zone",
    "timestamp without time zone",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "uuid",
];

/// A name as `format_type` would say it.
pub(super) fn canonical(mut declared: Declared) -> Declared {
    let name = match declared.name.as_str() {
        "int" | "int4" | "serial" | "serial4" => "integer",
        "int2" | "smallserial" | "serial2" => "smallint",
        "int8" | "bigserial" | "serial8" => "bigint",
        "bool" => "boolean",
        "float4" => "real",
        "float8" | "float" => "double precision",
        "decimal" => "numeric",
        "varchar" => "character varying",
        "char" => "character",
        "varbit" => "bit varying",
        "timestamp" => "timestamp without time zone",
        "timestamptz" => "timestamp with time zone",
        "time" => "time without time zone",
        "timetz" => "time with time zone",
        name if name.starts_with("interval ") => "interval",
        _ => return declared,
    };
    name.clone_into(&mut declared.name);
    declared
}

/// Whether a type is none of the server's own.
pub(super) fn is_made_by_users(declared: &Declared) -> bool {
    let canonical = canonical(declared.clone());
    !BUILT_IN.contains(&canonical.name.as_str())
}

/// Whether `print-schema` calls a type so, which it does with every type, known to Diesel or not.
pub(super) fn is_printed(declared: &Declared, name: &str) -> bool {
    let canonical = canonical(declared.clone());
    !declared.is_array && printed(canonical.without_schema()) == name
}

/// The type of the server's own that `print-schema` calls so.
pub(crate) fn of_printed(name: &str) -> Option<&'static str> {
    BUILT_IN.into_iter().find(|own| printed(own) == name)
}

fn printed(own: &str) -> String {
    match own {
        "bit varying" => "Varbit".to_owned(),
        "time with time zone" => "Timetz".to_owned(),
        own => own.to_upper_camel_case(),
    }
}

pub(super) fn means(declared: &Declared, wanted: &ColumnType, origin: Origin) -> bool {
    let declared = &canonical(declared.clone());
    let name = declared.without_schema();
    let is_loose = origin != Origin::Derived;
    if origin == Origin::SeaOrm && stands_in(name, wanted) {
        return true;
    }
    match wanted {
        ColumnType::Boolean => name == "boolean",
        ColumnType::TinyInt => matches!(name, "smallint" | "\"char\""),
        ColumnType::SmallInt => name == "smallint",
        ColumnType::Integer => name == "integer",
        ColumnType::BigInt => name == "bigint",
        ColumnType::Unsigned(of) => match **of {
            ColumnType::TinyInt => name == "smallint",
            ColumnType::SmallInt => matches!(name, "smallint" | "integer"),
            ColumnType::Integer => matches!(name, "integer" | "bigint"),
            _ => matches!(name, "bigint" | "numeric"),
        },
        ColumnType::Real => name == "real",
        ColumnType::Double => name == "double precision",
        ColumnType::Numeric(digits) => name == "numeric" && fits_digits(declared, *digits),
        ColumnType::Varchar(Some(length)) if origin == Origin::Diesel => {
            matches!(name, "character varying" | "character") && fits(declared, &[Some(*length)])
        }
        ColumnType::Varchar(Some(length)) => name == "character varying" && fits(declared, &[Some(*length)]),
        ColumnType::Char(Some(length)) => name == "character" && fits(declared, &[Some(*length)]),
        // Only SeaORM tells a long text from a short one; without a length they are one to the server.
        ColumnType::Text if origin == Origin::SeaOrm => {
            matches!(name, "text" | "citext")
                || (name == "character varying" && declared.arguments.is_empty())
        }
        ColumnType::String | ColumnType::Text | ColumnType::Varchar(None) if is_loose => is_text(name),
        ColumnType::Char(None) if is_loose => is_text(name) || name == "\"char\"",
        ColumnType::String | ColumnType::Text => name == "text",
        ColumnType::Varchar(None) => name == "character varying",
        ColumnType::Char(None) => name == "character",
        ColumnType::Bytes => name == "bytea",
        ColumnType::Date => name == "date",
        ColumnType::Time => name == "time without time zone",
        ColumnType::Timestamp => name == "timestamp without time zone",
        ColumnType::TimestampTz => name == "timestamp with time zone",
        ColumnType::Interval => name.starts_with("interval"),
        ColumnType::Uuid => name == "uuid",
        // SeaORM's `Json` is serde's value, which reads both.
        ColumnType::Json => name == "json" || (name == "jsonb" && origin == Origin::SeaOrm),
        ColumnType::JsonBinary => name == "jsonb",
        ColumnType::Inet => name == "inet" || (name == "cidr" && origin == Origin::SeaOrm),
        ColumnType::Cidr => name == "cidr",
        ColumnType::MacAddr => name == "macaddr",
        ColumnType::Enum(schema, wanted) => {
            let wanted = Declared::read(&format!("\"{wanted}\"")).name;
            let is_there = match schema {
                Some(schema) => declared.name == format!("{schema}.{wanted}") || !declared.name.contains('.'),
                None => true,
            };
            is_there && name == wanted
        }
        _ => false,
    }
}

/// Whether `sea-orm-cli generate entity` has a field of a type for a column of another, and tells no `column_type`.
fn stands_in(name: &str, wanted: &ColumnType) -> bool {
    match wanted {
        ColumnType::Varchar(None) => matches!(name, "interval" | "macaddr" | "ltree"),
        ColumnType::Numeric(None) => name == "money",
        ColumnType::Time => name == "time with time zone",
        ColumnType::Boolean => name == "bit",
        ColumnType::Bytes => matches!(name, "bit" | "bit varying"),
        _ => false,
    }
}

fn is_text(name: &str) -> bool {
    matches!(name, "text" | "character varying" | "character" | "bpchar" | "citext")
}
