//! Diesel's SQL types: which class of column each is.
//!
//! Their list is [`diesel::sql_types`](https://docs.diesel.rs/main/diesel/sql_types/index.html) with
//! the modules of PostgreSQL, MySQL and SQLite; several names are one type there, and here.

use aludel::Dialect;
use aludel_table::{ColumnType, Sql};
use syn::{GenericArgument, PathArguments, Type, TypePath};

use super::custom::{self, Imports};
use crate::names::name_of;
use crate::satisfies::postgres::of_printed;
use crate::tree::Tree;

/// A column's type, and whether it may be empty.
pub(super) struct Meaning {
    pub(super) column_type: ColumnType,
    pub(super) nullable: bool,
}

/// What a type of `table!` is.
pub(super) fn meaning(
    tree: &Tree,
    dialect: Dialect,
    imports: &Imports,
    ty: &TypePath,
    max_length: Option<u32>,
) -> Meaning {
    let column_type = |column_type| Meaning { column_type, nullable: false };
    let Some(last) = ty.path.segments.last() else { return column_type(ColumnType::Unknown(String::new())) };
    let name = name_of(&last.ident);
    let inner = inner(&last.arguments);
    let of = |inner: &TypePath| meaning(tree, dialect, imports, inner, max_length).column_type;
    match (name.as_str(), inner) {
        ("Nullable", Some(inner)) => Meaning { column_type: of(inner), nullable: true },
        ("Array", Some(inner)) => column_type(ColumnType::Array(Box::new(of(inner)))),
        ("Unsigned", Some(inner)) => column_type(ColumnType::Unsigned(Box::new(of(inner)))),
        ("Range" | "Multirange", Some(inner)) => column_type(range(&name, inner)),
        _ => {
            let found = custom::named(tree, dialect, imports, &ty.path).or_else(|| {
                built_in(dialect, &name, max_length).map(|column_type| told_apart(dialect, column_type))
            });
            // A type of PostgreSQL's that Diesel has no word for is printed all the same.
            let printed = || match dialect {
                Dialect::Postgres if !imports.may_bring(&ty.path) => of_printed(&name).map(postgres),
                _ => None,
            };
            column_type(found.or_else(printed).unwrap_or(ColumnType::Unknown(name)))
        }
    }
}

/// The name of a type that no import of its `table!` can bring: the compiler doesn't know it either.
pub(super) fn of_nobody(column_type: &ColumnType, imports: &Imports, ty: &TypePath) -> Option<String> {
    match column_type {
        ColumnType::Array(of) | ColumnType::Unsigned(of) => of_nobody(of, imports, ty),
        ColumnType::Unknown(name) => {
            let mut path = &ty.path;
            while let Some(last) = path.segments.last()
                && ["Nullable", "Array", "Unsigned"].contains(&name_of(&last.ident).as_str())
                && let Some(inner) = inner(&last.arguments)
            {
                path = &inner.path;
            }
            (!imports.may_bring(path)).then(|| name.clone())
        }
        _ => None,
    }
}

fn inner(arguments: &PathArguments) -> Option<&TypePath> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(Type::Path(inner)) => Some(inner),
        _ => None,
    }
}

/// Makes a type one that a key may be over: MySQL wants to know how long the longest is.
/// <https://dev.mysql.com/doc/refman/8.4/en/column-indexes.html>
pub(super) fn to_key(dialect: Dialect, column_type: &mut ColumnType) {
    if let Some(class) = unmeasured(dialect, column_type) {
        let name = if class == ColumnType::Bytes { "varbinary(255)" } else { "varchar(255)" };
        *column_type = on_mysql(name, class);
    }
}

/// Makes a type one of the same length as the key that it refers to.
pub(super) fn to_reference(dialect: Dialect, column_type: &mut ColumnType, key: &ColumnType) {
    let name = match key {
        ColumnType::Written { name, .. } => name.of(dialect).map(str::to_owned),
        ColumnType::Varchar(Some(length)) => Some(format!("varchar({length})")),
        ColumnType::Char(Some(length)) => Some(format!("char({length})")),
        _ => None,
    };
    match (unmeasured(dialect, column_type), name) {
        (Some(class), Some(name)) => *column_type = on_mysql(&name, class),
        (_, None) => to_key(dialect, column_type),
        (None, _) => {}
    }
}

/// Whether MySQL has no length for a type; the class that it is of.
fn unmeasured(dialect: Dialect, column_type: &ColumnType) -> Option<ColumnType> {
    match column_type {
        _ if dialect != Dialect::Mysql => None,
        ColumnType::Text | ColumnType::Varchar(None) => Some(ColumnType::Text),
        ColumnType::Bytes => Some(ColumnType::Bytes),
        ColumnType::Written { otherwise: Some(class), .. } => unmeasured(dialect, class),
        _ => None,
    }
}

/// What MySQL shall make, where anything of the class is meant.
fn on_mysql(name: &str, class: ColumnType) -> ColumnType {
    let name = Sql { mysql: Some(name.to_owned()), ..Sql::default() };
    ColumnType::Written { name, otherwise: Some(Box::new(class)) }
}

/// MySQL has texts and blobs of four sizes.
fn sized(dialect: Dialect, name: &str, class: ColumnType) -> ColumnType {
    match dialect {
        Dialect::Mysql if name != "Text" => on_mysql(&name.to_lowercase(), class),
        _ => class,
    }
}

/// A type of Diesel's own, by any of its names.
fn built_in(dialect: Dialect, name: &str, max_length: Option<u32>) -> Option<ColumnType> {
    Some(match name {
        "Bool" | "Boolean" => ColumnType::Boolean,
        "TinyInt" | "Tinyint" => ColumnType::TinyInt,
        "SmallInt" | "Smallint" | "Int2" | "SmallSerial" | "Smallserial" => ColumnType::SmallInt,
        "Integer" | "Int4" | "Serial" => ColumnType::Integer,
        "BigInt" | "Bigint" | "Int8" | "BigSerial" | "Bigserial" => ColumnType::BigInt,
        "Float" | "Float4" => ColumnType::Real,
        "Double" | "Float8" => ColumnType::Double,
        "Numeric" | "Decimal" => ColumnType::Numeric(None),
        "VarChar" | "Varchar" => ColumnType::Varchar(max_length),
        // Without a length `bpchar` is of any, and `char` of one.
        "Bpchar" if max_length.is_none() => ColumnType::Written {
            name: Sql { postgres: Some("bpchar".to_owned()), ..Sql::default() },
            otherwise: Some(Box::new(ColumnType::Char(None))),
        },
        "Char" | "Bpchar" => ColumnType::Char(max_length),
        "Text" | "Tinytext" | "Mediumtext" | "Longtext" => match max_length {
            Some(length) => ColumnType::Varchar(Some(length)),
            None => sized(dialect, name, ColumnType::Text),
        },
        "Binary" | "Varbinary" if dialect == Dialect::Mysql && max_length.is_some() => {
            let length = max_length.map(|length| format!("{}({length})", name.to_lowercase()));
            ColumnType::Written { name: Sql { mysql: length, ..Sql::default() }, otherwise: None }
        }
        "Blob" | "Tinyblob" | "Mediumblob" | "Longblob" => sized(dialect, name, ColumnType::Bytes),
        "Binary" | "Bytea" | "Varbinary" => ColumnType::Bytes,
        "Bit" if dialect == Dialect::Mysql => ColumnType::Bytes,
        "Date" => ColumnType::Date,
        "Time" => ColumnType::Time,
        "Datetime" => ColumnType::Timestamp,
        "Timestamp" if dialect == Dialect::Mysql => ColumnType::TimestampTz,
        "Timestamp" => ColumnType::Timestamp,
        "Timestamptz" | "TimestamptzSqlite" => ColumnType::TimestampTz,
        "Interval" => ColumnType::Interval,
        "Uuid" => ColumnType::Uuid,
        "Json" => ColumnType::Json,
        "Jsonb" => ColumnType::JsonBinary,
        "Inet" => ColumnType::Inet,
        "Cidr" => ColumnType::Cidr,
        "MacAddr" | "Macaddr" => ColumnType::MacAddr,
        "MacAddr8" | "Macaddr8" => postgres("macaddr8"),
        "Money" | "Cash" => postgres("money"),
        "Oid" => postgres("oid"),
        "PgLsn" => postgres("pg_lsn"),
        "Citext" => postgres("citext"),
        "CChar" => postgres("\"char\""),
        // Of diesel_full_text_search, pgvector and diesel_ltree: made elsewhere, and known by their names.
        "TsVector" | "Tsvector" => postgres("tsvector"),
        "TsQuery" | "Tsquery" => postgres("tsquery"),
        "Vector" => postgres("vector"),
        "Ltree" => postgres("ltree"),
        "Xml" => postgres("xml"),
        "Int4range" | "Int8range" | "Numrange" | "Tsrange" | "Tstzrange" | "Daterange" | "Int4multirange"
        | "Int8multirange" | "Nummultirange" | "Tsmultirange" | "Tstzmultirange" | "Datemultirange" => {
            postgres(&name.to_lowercase())
        }
        _ => return None,
    })
}

/// A type with the name by which `print-schema` tells it from others; the usual name would not.
fn told_apart(dialect: Dialect, column_type: ColumnType) -> ColumnType {
    let name = match (dialect, &column_type) {
        (Dialect::Sqlite, ColumnType::SmallInt) => "smallint",
        (Dialect::Sqlite, ColumnType::BigInt) => "bigint",
        (Dialect::Sqlite, ColumnType::Double) => "double",
        (Dialect::Mysql, ColumnType::Timestamp) => "datetime",
        (Dialect::Mysql, ColumnType::TimestampTz) => "timestamp",
        _ => return column_type,
    };
    let mut written = Sql::default();
    match dialect {
        Dialect::Sqlite => written.sqlite = Some(name.to_owned()),
        Dialect::Mysql | Dialect::Postgres => written.mysql = Some(name.to_owned()),
    }
    ColumnType::Written { name: written, otherwise: Some(Box::new(column_type)) }
}

/// `Range<Int4>` is `int4range`.
fn range(kind: &str, inner: &TypePath) -> ColumnType {
    let of = inner.path.segments.last().map(|segment| name_of(&segment.ident)).unwrap_or_default();
    let stem = match of.as_str() {
        "Int4" | "Integer" => "int4",
        "Int8" | "BigInt" | "Bigint" => "int8",
        "Numeric" | "Decimal" => "num",
        "Timestamp" => "ts",
        "Timestamptz" => "tstz",
        "Date" => "date",
        _ => return ColumnType::Unknown(format!("{kind}<{of}>")),
    };
    postgres(&format!("{stem}{}", kind.to_lowercase()))
}

/// What PostgreSQL calls it.
pub(super) fn postgres(name: &str) -> ColumnType {
    let name = Sql { postgres: Some(name.to_owned()), ..Sql::default() };
    ColumnType::Written { name, otherwise: None }
}
