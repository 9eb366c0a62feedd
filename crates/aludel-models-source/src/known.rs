//! Types of other crates that stand for a column's type, by the paths that lead to them.

use aludel_table::{ColumnType, Sql};

/// What a type of the language or of another crate is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// A column's type.
    Scalar(ColumnType),
    /// `Option<T>`: `T`, which may be empty.
    Option,
    /// `Vec<T>`, a slice or an array: bytes, or several of `T`.
    List,
    /// `Box<T>` and the like: `T`.
    Wrapper,
    /// `chrono::DateTime<Zone>`: a moment, whatever its zone.
    Moment,
    /// `sqlx::types::Json<T>`: JSON, whatever is in it.
    JsonOf,
    /// Something of Diesel's or PostgreSQL's that only the database's own name tells.
    Named(&'static str),
}

/// What a path outside of the sources leads to; `None`: nothing that is known.
pub(crate) fn known(path: &[String]) -> Option<Known> {
    let path = normal(&words(path));
    let scalar = |column_type| Some(Known::Scalar(column_type));
    let unsigned = |column_type| Some(Known::Scalar(ColumnType::Unsigned(Box::new(column_type))));
    match path.as_slice() {
        ["bool"] => scalar(ColumnType::Boolean),
        ["i8"] => scalar(ColumnType::TinyInt),
        ["i16"] => scalar(ColumnType::SmallInt),
        ["i32"] => scalar(ColumnType::Integer),
        ["i64"] => scalar(ColumnType::BigInt),
        ["u8"] => unsigned(ColumnType::TinyInt),
        ["u16"] => unsigned(ColumnType::SmallInt),
        ["u32"] => unsigned(ColumnType::Integer),
        ["u64"] => unsigned(ColumnType::BigInt),
        ["NonZero"] => Some(Known::Wrapper),
        ["NonZeroI8"] => scalar(ColumnType::TinyInt),
        ["NonZeroI16"] => scalar(ColumnType::SmallInt),
        ["NonZeroI32"] => scalar(ColumnType::Integer),
        ["NonZeroI64"] => scalar(ColumnType::BigInt),
        ["NonZeroU8"] => unsigned(ColumnType::TinyInt),
        ["NonZeroU16"] => unsigned(ColumnType::SmallInt),
        ["NonZeroU32"] => unsigned(ColumnType::Integer),
        ["NonZeroU64"] => unsigned(ColumnType::BigInt),
        ["f32"] => scalar(ColumnType::Real),
        ["f64"] => scalar(ColumnType::Double),
        ["char"] => scalar(ColumnType::Char(None)),
        ["str" | "String"] => scalar(ColumnType::String),
        ["Option"] => Some(Known::Option),
        ["Vec" | "VecDeque" | "HashSet" | "BTreeSet"] => Some(Known::List),
        ["Box" | "Rc" | "Arc" | "Cow"] => Some(Known::Wrapper),
        ["Duration"] => scalar(ColumnType::Interval),
        ["SystemTime"] => scalar(ColumnType::TimestampTz),
        ["IpAddr" | "Ipv4Addr" | "Ipv6Addr"] => scalar(ColumnType::Inet),
        ["bytes", "Bytes" | "BytesMut"] => scalar(ColumnType::Bytes),
        ["chrono", "DateTime"] => Some(Known::Moment),
        ["chrono", "NaiveDateTime"] => scalar(ColumnType::Timestamp),
        ["chrono", "NaiveDate"] => scalar(ColumnType::Date),
        ["chrono", "NaiveTime"] => scalar(ColumnType::Time),
        ["chrono", "Duration" | "TimeDelta"] => scalar(ColumnType::Interval),
        ["time", "OffsetDateTime" | "UtcDateTime"] => scalar(ColumnType::TimestampTz),
        ["time", "PrimitiveDateTime"] => scalar(ColumnType::Timestamp),
        ["time", "Date"] => scalar(ColumnType::Date),
        ["time", "Time"] => scalar(ColumnType::Time),
        ["time", "Duration"] => scalar(ColumnType::Interval),
        ["jiff", "SignedDuration" | "Span"] => scalar(ColumnType::Interval),
        ["jiff", "Timestamp" | "Zoned"] => scalar(ColumnType::TimestampTz),
        ["jiff", "DateTime"] => scalar(ColumnType::Timestamp),
        ["jiff", "Date"] => scalar(ColumnType::Date),
        ["jiff", "Time"] => scalar(ColumnType::Time),
        ["uuid", "Uuid"] => scalar(ColumnType::Uuid),
        ["uuid", "Hyphenated"] => scalar(ColumnType::Written {
            name: Sql { sqlite: Some("text".into()), mysql: Some("char(36)".into()), ..Sql::default() },
            otherwise: Some(Box::new(ColumnType::Uuid)),
        }),
        ["uuid", "Simple"] => scalar(ColumnType::Written {
            name: Sql { sqlite: Some("text".into()), mysql: Some("char(32)".into()), ..Sql::default() },
            otherwise: Some(Box::new(ColumnType::Uuid)),
        }),
        // SeaORM alone keeps these, as it keeps every UUID.
        ["uuid", "Braced" | "Urn"] => scalar(ColumnType::Uuid),
        ["rust_decimal", "Decimal"] | ["bigdecimal", "BigDecimal"] => scalar(ColumnType::Numeric(None)),
        ["serde_json", "Value" | "Map"] => scalar(ColumnType::JsonBinary),
        ["sqlx", "Json"] => Some(Known::JsonOf),
        ["sqlx", "Text"] => scalar(ColumnType::Text),
        ["sqlx", "PgInterval"] => scalar(ColumnType::Interval),
        ["sqlx", "PgMoney"] => Some(Known::Named("money")),
        ["sqlx", "PgLTree"] => Some(Known::Named("ltree")),
        ["sqlx", "Oid"] => Some(Known::Named("oid")),
        [
            "ipnetwork" | "ipnet",
            "IpNetwork" | "IpNet" | "Ipv4Network" | "Ipv6Network" | "Ipv4Net" | "Ipv6Net",
        ] => scalar(ColumnType::Inet),
        ["cidr", "IpCidr" | "IpInet"] => scalar(ColumnType::Inet),
        ["mac_address", "MacAddress"] | ["macaddr", "MacAddr6"] => scalar(ColumnType::MacAddr),
        ["pgvector", "Vector"] => Some(Known::Named("vector")),
        ["sea_orm", "TextUuid"] => scalar(ColumnType::Varchar(None)),
        [
            "sea_orm",
            "ChronoUnixTimestamp"
            | "ChronoUnixTimestampMillis"
            | "TimeUnixTimestamp"
            | "TimeUnixTimestampMillis",
        ] => scalar(ColumnType::BigInt),
        _ => None,
    }
}

/// A name that no import explains, where just one type that is known bears it.
pub(crate) fn by_name(name: &str) -> Vec<Vec<String>> {
    const NAMES: [(&str, &[&str]); 15] = [
        ("Uuid", &["uuid"]),
        ("Decimal", &["rust_decimal"]),
        ("BigDecimal", &["bigdecimal"]),
        ("NaiveDate", &["chrono"]),
        ("NaiveTime", &["chrono"]),
        ("NaiveDateTime", &["chrono"]),
        ("DateTime", &["chrono", "jiff"]),
        ("OffsetDateTime", &["time"]),
        ("PrimitiveDateTime", &["time"]),
        ("Date", &["time", "jiff"]),
        ("Time", &["time", "jiff"]),
        ("Timestamp", &["jiff"]),
        ("IpNetwork", &["ipnetwork"]),
        ("MacAddress", &["mac_address"]),
        ("Bytes", &["bytes"]),
    ];
    let crates = NAMES.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, crates)| crates);
    crates.iter().map(|of| vec![(*of).to_owned(), name.to_owned()]).collect()
}

/// What `use path::*` brings under a name, as far as that is known.
pub(crate) fn in_glob(path: &[String], name: &str) -> Option<Vec<String>> {
    let mut whole = path.to_vec();
    whole.push(name.to_owned());
    let is_sql_type =
        matches!(words(path).as_slice(), ["diesel", "sql_types", ..] | ["diesel", _, "sql_types", ..]);
    (is_sql_type || known(&whole).is_some()).then_some(whole)
}

/// Whether two paths lead to one type.
pub(crate) fn is_same(one: &[String], other: &[String]) -> bool {
    normal(&words(one)) == normal(&words(other))
}

fn words(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// A path by its shortest name: the crate and the type; for the language's own, the type alone.
fn normal<'a>(path: &[&'a str]) -> Vec<&'a str> {
    match path {
        ["sea_orm", "prelude", rest @ ..] | ["sea_orm", "entity", "prelude", rest @ ..] => sea_orm(rest),
        ["sea_orm", "sea_query", "prelude", rest @ ..] | ["sea_orm", "sqlx", "types", rest @ ..] => {
            sqlx(rest)
        }
        ["sea_orm", "JsonValue"] => vec!["serde_json", "Value"],
        ["sea_orm", .., last] => vec!["sea_orm", last],
        ["sqlx", "types", rest @ ..] => sqlx(rest),
        ["sqlx", "postgres", "types", last] => vec!["sqlx", last],
        [
            "std" | "core" | "alloc",
            "primitive" | "string" | "option" | "vec" | "boxed" | "rc" | "sync" | "borrow",
            last,
        ]
        | ["std" | "core", "collections" | "time" | "net" | "num", last] => vec![*last],
        // A bare name is the language's own only where it needs no import.
        [
            "Duration" | "SystemTime" | "HashSet" | "BTreeSet" | "VecDeque" | "Rc" | "Arc" | "Cow" | "IpAddr"
            | "Ipv4Addr" | "Ipv6Addr" | "NonZero" | "NonZeroI8" | "NonZeroI16" | "NonZeroI32" | "NonZeroI64"
            | "NonZeroU8" | "NonZeroU16" | "NonZeroU32" | "NonZeroU64",
        ] => vec!["", path[0]],
        [
            of @ ("chrono" | "uuid" | "bytes" | "rust_decimal" | "bigdecimal" | "ipnetwork" | "ipnet"
            | "mac_address" | "serde_json" | "jiff" | "time" | "pgvector"),
            ..,
            last,
        ] => vec![*of, *last],
        _ => path.to_vec(),
    }
}

/// What `sqlx::types` calls by a name: the types of other crates under their modules, some again beside them.
fn sqlx<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    match rest {
        ["JsonValue"] | ["JsonRawValue"] => vec!["serde_json", "Value"],
        ["Json"] => vec!["sqlx", "Json"],
        ["Text"] => vec!["sqlx", "Text"],
        ["Uuid"] => vec!["uuid", "Uuid"],
        ["Decimal"] => vec!["rust_decimal", "Decimal"],
        ["BigDecimal"] => vec!["bigdecimal", "BigDecimal"],
        rest => normal(rest),
    }
}

/// What SeaORM's prelude calls by a name: chrono's types by short names, those of `time` by long ones.
fn sea_orm<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    match rest {
        ["Date" | "ChronoDate"] => vec!["chrono", "NaiveDate"],
        ["Time" | "ChronoTime"] => vec!["chrono", "NaiveTime"],
        ["DateTime" | "ChronoDateTime"] => vec!["chrono", "NaiveDateTime"],
        [
            "DateTimeWithTimeZone"
            | "DateTimeUtc"
            | "DateTimeLocal"
            | "ChronoDateTimeWithTimeZone"
            | "ChronoDateTimeUtc"
            | "ChronoDateTimeLocal",
        ] => vec!["chrono", "DateTime"],
        ["TimeDate"] => vec!["time", "Date"],
        ["TimeTime"] => vec!["time", "Time"],
        ["TimeDateTime"] => vec!["time", "PrimitiveDateTime"],
        ["TimeDateTimeWithTimeZone"] => vec!["time", "OffsetDateTime"],
        ["Json" | "JsonValue"] => vec!["serde_json", "Value"],
        ["Decimal"] => vec!["rust_decimal", "Decimal"],
        ["BigDecimal"] => vec!["bigdecimal", "BigDecimal"],
        ["Uuid"] => vec!["uuid", "Uuid"],
        ["IpNetwork"] => vec!["ipnetwork", "IpNetwork"],
        ["PgVector"] => vec!["pgvector", "Vector"],
        [last] => vec!["sea_orm", *last],
        _ => vec!["sea_orm"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Option<Known> {
        known(&path.split("::").map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_type_is_known_by_all_its_paths() {
        let moment = Some(Known::Moment);
        assert_eq!(of("chrono::DateTime"), moment);
        assert_eq!(of("chrono::prelude::DateTime"), moment);
        assert_eq!(of("sqlx::types::chrono::DateTime"), moment);
        assert_eq!(of("sea_orm::prelude::DateTimeUtc"), moment);
        assert_eq!(of("sea_orm::entity::prelude::DateTime"), Some(Known::Scalar(ColumnType::Timestamp)));
        assert_eq!(of("sqlx::types::Uuid"), Some(Known::Scalar(ColumnType::Uuid)));
        assert_eq!(of("sqlx::types::ipnetwork::IpNetwork"), Some(Known::Scalar(ColumnType::Inet)));
        assert_eq!(of("std::string::String"), Some(Known::Scalar(ColumnType::String)));
        assert_eq!(of("std::option::Option"), Some(Known::Option));
        assert_eq!(of("std::collections::HashSet"), Some(Known::List));
        assert_eq!(of("String"), Some(Known::Scalar(ColumnType::String)));
        assert_eq!(of("HashSet"), None);
        assert_eq!(of("Uuid"), None);
    }
}
