//! Structs with everything that can be said of a table; what they shall become stands beside them in SQL.

use aludel_models::{ColumnType, Columns, Metadata, Table, metadata};

/// Those who pay.
#[derive(Table)]
#[table(name = "tenants", comment, unique(region, code, name = "tenants_by_code"))]
#[expect(dead_code, reason = "its fields are columns only")]
pub(crate) struct Tenant {
    #[column(primary_key, identity)]
    id: i64,
    #[column(length = 8)]
    code: String,
    #[column(default = "'eu'", length = 8, check = "region <> ''")]
    region: String,
    /// The one that it was made from.
    #[column(references = "tenants", on_delete = "set null", comment)]
    parent: Option<i64>,
}

#[derive(ColumnType)]
#[column_type(rename_all = "snake_case", comment = "How far an order is")]
#[expect(dead_code, reason = "its values are the database's")]
pub(crate) enum OrderState {
    New,
    #[column_type(rename = "it's paid")]
    Paid,
    InTransit,
}

#[derive(ColumnType)]
#[repr(i16)]
#[expect(dead_code, reason = "its values are the database's")]
pub(crate) enum Priority {
    Low = 1,
    High = 2,
}

#[derive(ColumnType)]
#[expect(dead_code, reason = "its value is the database's")]
pub(crate) struct OrderId(i64);

#[derive(ColumnType)]
#[column_type(length = 40)]
#[expect(dead_code, reason = "its value is the database's")]
pub(crate) struct Name(String);

pub(crate) struct Settings;

/// Two that refer to each other, keys over several columns, and all that an index can say.
#[derive(Table)]
#[table(
    name = "order",
    primary_key(tenant, id),
    index(state, placed = "desc"),
    index(note, name = "order_by_note", unique),
    index(settings, method = "gin", only(postgres)),
    check("total >= 0", name = "total_is_no_debt"),
    foreign_key(columns(tenant, follows), references = "order(tenant, id)", name = "order_follows_order")
)]
#[expect(dead_code, reason = "its fields are columns only")]
pub(crate) struct Order {
    #[column(references = "tenants(id)", on_delete = "cascade", on_update = "restrict")]
    tenant: i64,
    id: OrderId,
    follows: Option<OrderId>,
    #[column(default = "'new'")]
    state: OrderState,
    before: Option<OrderState>,
    #[column(default = 1)]
    priority: Priority,
    #[column(precision = 12, scale = 2, default = 0, type(sqlite = "integer"))]
    total: rust_decimal::Decimal,
    #[column(generated = "total * 2", type = "integer")]
    doubled: Option<i32>,
    #[column(default = "CURRENT_TIMESTAMP", type(mysql = "timestamp"), index)]
    placed: chrono::DateTime<chrono::Utc>,
    note: Option<Name>,
    #[column(json)]
    settings: Option<Settings>,
    #[column(name = "Group", renamed_from = "set")]
    group: Box<str>,
    #[column(skip)]
    password: Settings,
    #[column(references = "lines", deferrable = "deferred")]
    #[cfg(any())]
    first_line: i64,
}

/// Of SQLite a table without rowid, which knows five types; elsewhere one like the others.
#[derive(Table)]
#[table(name = "readings", strict, without_rowid, primary_key(sensor, at))]
#[expect(dead_code, reason = "its fields are columns only")]
pub(crate) struct Reading {
    #[column(length = 40)]
    sensor: String,
    at: chrono::DateTime<chrono::Utc>,
    value: f64,
    is_valid: bool,
    day: Option<chrono::NaiveDate>,
    raw: Vec<u8>,
    kind: Option<OrderState>,
    #[column(type(sqlite = "any"))]
    extra: Option<i32>,
}

/// Columns that several tables have; one of them is a struct of its own.
#[derive(Columns)]
#[table(rename_all = "camelCase", check("mood <> 'new'", name = "mood_is_old"), index(made_at))]
#[expect(dead_code, reason = "its fields are columns only")]
pub(crate) struct Traces {
    #[column(default = "CURRENT_TIMESTAMP", type(mysql = "timestamp"), name = "madeAt")]
    made_at: chrono::DateTime<chrono::Utc>,
    #[sqlx(flatten)]
    by: MadeBy,
    mood: Option<OrderState>,
}

#[derive(Columns)]
#[expect(dead_code, reason = "its fields are columns only")]
pub(crate) struct MadeBy {
    #[column(name = "made_by", references(Tenant, id), on_delete = "set null")]
    by: Option<i64>,
}

pub(crate) type Row = super::zoo::Order;

/// What refers to structs, and has columns of others.
#[derive(Table)]
#[table(
    name = "visits",
    unique(by, first),
    index(r#type, made_at = "desc", name = "visits_by_time"),
    foreign_key(columns(tenant, first), references(self::Row, tenant, id)),
    foreign_key(columns(tenant, second), references = Order, on_delete = "cascade")
)]
#[expect(dead_code, reason = "its fields are columns only")]
pub(crate) struct Visit {
    #[column(primary_key, identity)]
    id: i64,
    #[column(references = crate::zoo::Tenant)]
    tenant: i64,
    #[column(flatten)]
    traces: Traces,
    first: Option<i64>,
    second: Option<i64>,
    r#type: i16,
    #[column(references(Self, id), index)]
    before: Option<i64>,
}

/// A value of every type that all three databases have a type for.
#[derive(Table)]
#[expect(dead_code, reason = "its fields are columns only")]
pub(crate) struct Everything {
    #[column(primary_key, identity)]
    id: i32,
    boolean: bool,
    i16: i16,
    i32: i32,
    i64: i64,
    u8: u8,
    u16: u16,
    u32: u32,
    f32: f32,
    f64: f64,
    char: char,
    string: String,
    borrowed: &'static str,
    cow: std::borrow::Cow<'static, str>,
    shared: std::sync::Arc<str>,
    vec: Vec<u8>,
    array: [u8; 32],
    boxed: Box<[u8]>,
    bytes: bytes::Bytes,
    optional: Option<Box<i64>>,
    date: chrono::NaiveDate,
    time: chrono::NaiveTime,
    local: chrono::NaiveDateTime,
    moment: chrono::DateTime<chrono::Utc>,
    maybe: Option<chrono::DateTime<chrono::FixedOffset>>,
    time_date: time::Date,
    time_time: time::Time,
    time_local: time::PrimitiveDateTime,
    time_moment: time::OffsetDateTime,
    jiff_date: jiff::civil::Date,
    jiff_time: jiff::civil::Time,
    jiff_local: jiff::civil::DateTime,
    jiff_moment: jiff::Timestamp,
    uuid: uuid::Uuid,
    hyphenated: uuid::fmt::Hyphenated,
    json: serde_json::Value,
    sqlx_json: sqlx::types::Json<Vec<String>>,
    sqlx_text: Option<sqlx::types::Text<u32>>,
    #[sqlx(json)]
    told: Settings,
    #[sqlx(rename = "said")]
    unsaid: i32,
    #[sqlx(try_from = "i64")]
    tried: u64,
    r#type: i32,
    #[column(precision = 20, scale = 4, type(sqlite = "text"))]
    big: bigdecimal::BigDecimal,
    non_zero: std::num::NonZeroI64,
    never_zero: Option<std::num::NonZero<u16>>,
    simple: uuid::fmt::Simple,
    map: serde_json::Map<String, serde_json::Value>,
    here: chrono::DateTime<chrono::Local>,
    nick: Nick,
    shared_id: std::sync::Arc<OrderId>,
}

/// Said to sqlx: what PostgreSQL calls it.
#[derive(ColumnType)]
#[sqlx(type_name = "name")]
#[expect(dead_code, reason = "its value is the database's")]
pub(crate) struct Nick(String);

/// What PostgreSQL alone has.
#[derive(Table)]
#[table(
    schema = "zoo",
    unique(tag, weight, nulls_not_distinct),
    unique(number, deferrable = "deferred"),
    index(tag, "lower(note)", weight = "DESC NULLS LAST", include(number), where = "weight > 0"),
    index("(note || 'x')", note = "text_pattern_ops", name = "by_note"),
    index(tags, method = "gin")
)]
#[expect(dead_code, reason = "its fields are columns only")]
pub(crate) struct Animal {
    #[column(primary_key, identity = "always", comment = "counted, always")]
    id: i64,
    #[column(identity = "serial")]
    number: i32,
    #[column(collate = "C", unique(deferrable))]
    note: String,
    #[column(index(method = "hash"))]
    tag: Option<String>,
    tags: Vec<String>,
    grid: Vec<Vec<i32>>,
    moods: Vec<Mood>,
    #[column(default = "'{}'", type = "text[]")]
    words: Vec<String>,
    weight: Option<rust_decimal::Decimal>,
    byte: i8,
    wide: u64,
    address: std::net::IpAddr,
    network: ipnetwork::IpNetwork,
    span: std::time::Duration,
    chrono_span: chrono::TimeDelta,
    time_span: time::Duration,
    #[column(type = "tstzrange")]
    season: String,
    #[column(generated = "upper(note)")]
    loud: Option<String>,
    #[column(references = Keeper, deferrable = "deferred", on_update = "cascade")]
    keeper: Option<uuid::Uuid>,
}

#[derive(Table)]
#[table(name = "keepers", schema = "zoo", primary_key(id, name = "keepers_key"))]
#[expect(dead_code, reason = "its fields are columns only")]
pub(crate) struct Keeper {
    #[column(default = "gen_random_uuid()")]
    id: uuid::Uuid,
    #[column(references(Animal, id), on_delete = "set default")]
    darling: Option<i64>,
    #[column(references = Tenant)]
    tenant: i64,
}

#[derive(ColumnType)]
#[column_type(schema = "zoo", name = "Mood")]
#[expect(dead_code, reason = "its values are the database's")]
pub(crate) enum Mood {
    Happy,
    Sad,
}

/// For every database.
pub(crate) fn all() -> Metadata {
    metadata![Tenant, Order, Reading, Visit, Everything]
}

/// For PostgreSQL.
pub(crate) fn postgres() -> Metadata {
    all().and(metadata![Animal, Keeper])
}
