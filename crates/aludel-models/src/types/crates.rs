//! The types of other crates, each behind the feature that is called as the crate.

#![cfg_attr(
    not(any(
        feature = "bigdecimal",
        feature = "bytes",
        feature = "chrono",
        feature = "ipnetwork",
        feature = "jiff",
        feature = "rust_decimal",
        feature = "serde_json",
        feature = "sqlx",
        feature = "time",
        feature = "uuid",
    )),
    expect(unused_imports, reason = "without a feature there are no types here")
)]

use aludel_table::ColumnType as T;

use crate::{Class, ColumnType};

#[cfg(feature = "chrono")]
types! {
    chrono::NaiveDate: Other = T::Date;
    chrono::NaiveTime: Other = T::Time;
    chrono::NaiveDateTime: Other = T::Timestamp;
    chrono::TimeDelta: Other = T::Interval;
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> ColumnType for chrono::DateTime<Z> {
    const CLASS: Class = Class::Other;

    fn column_type() -> T {
        T::TimestampTz
    }
}

#[cfg(feature = "time")]
types! {
    time::Date: Other = T::Date;
    time::Time: Other = T::Time;
    time::PrimitiveDateTime: Other = T::Timestamp;
    time::OffsetDateTime: Other = T::TimestampTz;
    time::UtcDateTime: Other = T::TimestampTz;
    time::Duration: Other = T::Interval;
}

#[cfg(feature = "jiff")]
types! {
    jiff::civil::Date: Other = T::Date;
    jiff::civil::Time: Other = T::Time;
    jiff::civil::DateTime: Other = T::Timestamp;
    jiff::Timestamp: Other = T::TimestampTz;
    jiff::SignedDuration: Other = T::Interval;
    jiff::Span: Other = T::Interval;
}

#[cfg(feature = "uuid")]
types! {
    uuid::Uuid: Other = T::Uuid;
    uuid::fmt::Hyphenated: Other = T::Written {
        name: aludel_table::Sql { sqlite: Some("text".into()), mysql: Some("char(36)".into()), ..Default::default() },
        otherwise: Some(Box::new(T::Uuid)),
    };
}

#[cfg(feature = "uuid")]
types! {
    uuid::fmt::Simple: Other = T::Written {
        name: aludel_table::Sql { sqlite: Some("text".into()), mysql: Some("char(32)".into()), ..Default::default() },
        otherwise: Some(Box::new(T::Uuid)),
    };
}

#[cfg(feature = "rust_decimal")]
types! {
    rust_decimal::Decimal: Decimal = T::Numeric(None);
}

#[cfg(feature = "bigdecimal")]
types! {
    bigdecimal::BigDecimal: Decimal = T::Numeric(None);
}

#[cfg(feature = "serde_json")]
types! {
    serde_json::Value: Other = T::JsonBinary;
    serde_json::Map<String, serde_json::Value>: Other = T::JsonBinary;
}

#[cfg(feature = "ipnetwork")]
types! {
    ipnetwork::IpNetwork: Other = T::Inet;
    ipnetwork::Ipv4Network: Other = T::Inet;
    ipnetwork::Ipv6Network: Other = T::Inet;
}

#[cfg(feature = "bytes")]
types! {
    bytes::Bytes: Other = T::Bytes;
    bytes::BytesMut: Other = T::Bytes;
}

#[cfg(feature = "sqlx")]
impl<V> ColumnType for sqlx::types::Json<V> {
    const CLASS: Class = Class::Other;

    fn column_type() -> T {
        T::JsonBinary
    }
}

#[cfg(feature = "sqlx")]
impl<V> ColumnType for sqlx::types::Text<V> {
    const CLASS: Class = Class::Text;

    fn column_type() -> T {
        T::Text
    }
}
