//! Tables of examples: what is declared, what is wanted, and whether the one is the other.

use super::*;
use aludel_table::Sql;

fn check(dialect: Dialect, origin: Origin, yes: &[(&str, ColumnType)], no: &[(&str, ColumnType)]) {
    for (declared, wanted) in yes {
        assert!(satisfies(dialect, declared, wanted, origin), "{declared} is {wanted:?}");
    }
    for (declared, wanted) in no {
        assert!(!satisfies(dialect, declared, wanted, origin), "{declared} is not {wanted:?}");
    }
}

fn postgres(name: &str) -> ColumnType {
    ColumnType::Written { name: Sql { postgres: Some(name.to_owned()), ..Sql::default() }, otherwise: None }
}

fn array(of: ColumnType) -> ColumnType {
    ColumnType::Array(Box::new(of))
}

fn unsigned(of: ColumnType) -> ColumnType {
    ColumnType::Unsigned(Box::new(of))
}

use ColumnType::{
    BigInt, Boolean, Bytes, Char, Cidr, Date, Double, Enum, Inet, Integer, Interval, Json, JsonBinary,
    MacAddr, Numeric, Real, SmallInt, Text, Time, Timestamp, TimestampTz, TinyInt, Unknown, Uuid, Varchar,
};

#[test]
fn diesel_on_postgres() {
    let yes = [
        ("boolean", Boolean),
        ("smallint", SmallInt),
        ("integer", Integer),
        ("bigint", BigInt),
        ("real", Real),
        ("double precision", Double),
        ("numeric", Numeric(None)),
        ("numeric(10,2)", Numeric(None)),
        ("text", Text),
        ("character varying", Text),
        ("character varying(255)", Text),
        ("character(2)", Text),
        ("text", Varchar(None)),
        ("character varying(255)", Varchar(Some(255))),
        ("character(2)", Char(Some(2))),
        ("\"char\"", Char(None)),
        ("bytea", Bytes),
        ("date", Date),
        ("time without time zone", Time),
        ("timestamp without time zone", Timestamp),
        ("timestamp(3) without time zone", Timestamp),
        ("timestamp with time zone", TimestampTz),
        ("timestamp(6) with time zone", TimestampTz),
        ("interval", Interval),
        ("interval year to month", Interval),
        ("uuid", Uuid),
        ("json", Json),
        ("jsonb", JsonBinary),
        ("inet", Inet),
        ("cidr", Cidr),
        ("macaddr", MacAddr),
        ("money", postgres("money")),
        ("oid", postgres("oid")),
        ("citext", postgres("citext")),
        ("public.citext", postgres("citext")),
        ("\"char\"", postgres("\"char\"")),
        ("int4range", postgres("int4range")),
        ("tsvector", postgres("tsvector")),
        ("vector(3)", postgres("vector")),
        ("mood", postgres("app.mood")),
        ("app.mood", postgres("app.mood")),
        ("\"OrderState\"", postgres("\"OrderState\"")),
        ("mood", Unknown("Mood".to_owned())),
        ("public.geometry(Point,4326)", Unknown("Geometry".to_owned())),
        ("bit(3)", Unknown("Bit".to_owned())),
        ("bit varying(3)", Unknown("Varbit".to_owned())),
        ("time with time zone", Unknown("Timetz".to_owned())),
        ("point", Unknown("Point".to_owned())),
        ("text[]", array(Text)),
        ("character varying(3)[]", array(Text)),
        ("integer[]", array(Integer)),
        ("mood[]", array(postgres("mood"))),
    ];
    let no = [
        ("text", Integer),
        ("integer", BigInt),
        ("character varying(80)", Varchar(Some(255))),
        ("text", Varchar(Some(255))),
        ("json", JsonBinary),
        ("jsonb", Json),
        ("timestamp without time zone", TimestampTz),
        ("timestamp with time zone", Timestamp),
        ("time with time zone", Time),
        ("text[]", Text),
        ("text", array(Text)),
        ("integer[]", array(Text)),
        ("other.mood", postgres("app.mood")),
        ("happiness", postgres("mood")),
        ("integer", Unknown("Mood".to_owned())),
        ("point", Unknown("Bit".to_owned())),
        ("cidr", Inet),
    ];
    check(Dialect::Postgres, Origin::Diesel, &yes, &no);
}

#[test]
fn sea_orm_on_postgres() {
    let yes = [
        ("character varying", Varchar(None)),
        ("character varying(255)", Varchar(None)),
        ("text", Varchar(None)),
        ("citext", Varchar(None)),
        ("text", Text),
        ("character varying", Text),
        ("character varying(80)", Varchar(Some(80))),
        ("numeric(16,4)", Numeric(Some((16, 4)))),
        ("numeric(16,0)", Numeric(Some((16, 0)))),
        ("numeric", Numeric(None)),
        ("numeric(16,4)", Numeric(None)),
        ("jsonb", Json),
        ("json", Json),
        ("cidr", Inet),
        ("timestamp(3) with time zone", TimestampTz),
        ("tea", Enum(None, "tea".to_owned())),
        ("public.tea", Enum(None, "tea".to_owned())),
        ("\"Tea\"", Enum(None, "Tea".to_owned())),
        ("app.tea", Enum(Some("app".to_owned()), "tea".to_owned())),
        ("bit varying(5)", postgres("varbit(5)")),
        ("interval", Interval),
        ("citext", postgres("citext")),
        ("timestamp(0) with time zone", postgres("timestamptz(0)")),
        // What sea-orm-cli has fields of other types for.
        ("money", Numeric(None)),
        ("interval day to second(3)", Varchar(None)),
        ("interval[]", array(Varchar(None))),
        ("macaddr", Varchar(None)),
        ("time with time zone", Time),
        ("bit(1)", Boolean),
        ("bit varying(5)", Bytes),
    ];
    let no = [
        ("money", Numeric(Some((10, 2)))),
        ("interval", Text),
        ("character varying(255)", Text),
        ("character varying(80)", Varchar(Some(255))),
        ("text", Varchar(Some(255))),
        ("numeric(16,4)", Numeric(Some((10, 4)))),
        ("numeric", Numeric(Some((10, 4)))),
        ("json", JsonBinary),
        ("integer", BigInt),
        ("tea", Enum(None, "coffee".to_owned())),
        ("other.tea", Enum(Some("app".to_owned()), "tea".to_owned())),
        ("timestamp without time zone", TimestampTz),
        ("bit varying(6)", postgres("varbit(5)")),
    ];
    check(Dialect::Postgres, Origin::SeaOrm, &yes, &no);
}

#[test]
fn diesel_on_sqlite() {
    let yes = [
        ("BOOLEAN", Boolean),
        ("bool", Boolean),
        ("TINYINT", Boolean),
        ("tiny integer", Boolean),
        ("INT2", SmallInt),
        ("SMALLINT", SmallInt),
        ("small integer", SmallInt),
        ("INT8", BigInt),
        ("BIGINT", BigInt),
        ("UNSIGNED BIG INT", BigInt),
        ("INTEGER", Integer),
        ("int", Integer),
        ("int4", Integer),
        ("MEDIUMINT", Integer),
        ("INTEGER", BigInt),
        ("TEXT", Text),
        ("CLOB", Text),
        ("VARCHAR(255)", Text),
        ("VARCHAR(255)", Varchar(Some(255))),
        ("NATIVE CHARACTER(70)", Text),
        ("datetime_text", Text),
        ("BLOB", Bytes),
        ("VARBINARY(16)", Bytes),
        ("", Bytes),
        ("FLOAT", Real),
        ("REAL", Real),
        ("DOUBLE", Double),
        ("DOUBLE PRECISION", Double),
        ("NUMERIC", Double),
        ("DECIMAL(10,5)", Double),
        ("DECIMAL(10,5)", Numeric(None)),
        ("DATETIME", Timestamp),
        ("timestamp", Timestamp),
        ("TIMESTAMP", TimestampTz),
        ("timestamp with time zone", TimestampTz),
        ("TEXT", TimestampTz),
        ("DATE", Date),
        ("TIME", Time),
        ("JSON", Json),
        ("TEXT", Json),
        ("INTEGER", SmallInt),
        ("BYTEA", Bytes),
        ("uuid", Text),
        ("anything", Unknown("Mood".to_owned())),
    ];
    let no = [
        ("BIGINT", Integer),
        ("INTEGER", Boolean),
        ("TEXT", Integer),
        ("TEXT", Timestamp),
        ("REAL", Double),
        ("VARCHAR(80)", Varchar(Some(255))),
        ("DATETIME", Date),
        ("INTEGER", array(Integer)),
    ];
    check(Dialect::Sqlite, Origin::Diesel, &yes, &no);
}

#[test]
fn sea_orm_on_sqlite() {
    let written = |name: &str, class: ColumnType| ColumnType::Written {
        name: Sql { sqlite: Some(name.to_owned()), ..Sql::default() },
        otherwise: Some(Box::new(class)),
    };
    let yes = [
        ("datetime_text", written("datetime_text", Timestamp)),
        ("DATETIME", written("datetime_text", Timestamp)),
        ("TEXT", written("datetime_text", Timestamp)),
        ("timestamp_with_timezone_text", written("timestamp_with_timezone_text", TimestampTz)),
        ("timestamp", written("timestamp_with_timezone_text", TimestampTz)),
        ("uuid_text", written("uuid_text", Uuid)),
        ("BLOB", written("uuid_text", Uuid)),
        ("char(36)", written("uuid_text", Uuid)),
        ("json_text", written("json_text", Json)),
        ("text", written("json_text", Json)),
        ("date_text", written("date_text", Date)),
        ("time_text", written("time_text", Time)),
        ("varchar", Varchar(None)),
        ("TEXT", Varchar(None)),
        ("enum_text", written("enum_text", Text)),
        ("varchar(80)", Varchar(Some(80))),
        ("INTEGER", BigInt),
        ("bigint", BigInt),
        ("tinyint", written("tinyint", TinyInt)),
        ("boolean", Boolean),
        ("integer", Boolean),
        ("real_decimal", written("real_decimal", Numeric(None))),
        ("DECIMAL(16, 4)", written("real(16, 4)", Numeric(Some((16, 4))))),
        ("double", written("double", Double)),
        ("REAL", written("float", Real)),
        ("blob(16)", written("varbinary_blob", Bytes)),
        (
            "citext",
            ColumnType::Written {
                name: Sql { sqlite: Some("citext".to_owned()), ..Sql::default() },
                otherwise: None,
            },
        ),
    ];
    let no = [
        ("varchar(80)", Varchar(Some(255))),
        ("integer", Varchar(None)),
        ("text", BigInt),
        ("date_text", written("datetime_text", Timestamp)),
        ("uuid_text", written("json_text", Json)),
        ("varchar(10)", written("uuid_text", Uuid)),
        ("real(10, 4)", written("real(16, 4)", Numeric(Some((16, 4))))),
    ];
    check(Dialect::Sqlite, Origin::SeaOrm, &yes, &no);
}

#[test]
fn diesel_on_mysql() {
    let yes = [
        ("tinyint(1)", Boolean),
        ("tinyint", TinyInt),
        ("tinyint(4)", TinyInt),
        ("smallint(6)", SmallInt),
        ("int", Integer),
        ("int(11)", Integer),
        ("mediumint(9)", Integer),
        ("bigint(20)", BigInt),
        ("int(10) unsigned", unsigned(Integer)),
        ("bigint unsigned", unsigned(BigInt)),
        ("tinyint(3) unsigned", unsigned(TinyInt)),
        ("int(10) unsigned zerofill", unsigned(Integer)),
        ("float", Real),
        ("double", Double),
        ("decimal(10,2)", Numeric(None)),
        ("decimal(10,2) unsigned", unsigned(Numeric(None))),
        ("varchar(255)", Text),
        ("varchar(255)", Varchar(Some(255))),
        ("char(3)", Text),
        ("tinytext", Text),
        ("mediumtext", Text),
        ("longtext", Text),
        ("blob", Bytes),
        ("tinyblob", Bytes),
        ("varbinary(16)", Bytes),
        ("binary(16)", Bytes),
        ("bit(1)", Bytes),
        ("date", Date),
        ("time(6)", Time),
        ("datetime", Timestamp),
        ("datetime(6)", Timestamp),
        ("timestamp", Timestamp),
        ("json", Json),
        ("longtext", Json),
        ("enum('a','b')", Unknown("Mood".to_owned())),
        ("set('a','b')", Unknown("Moods".to_owned())),
    ];
    let no = [
        ("int(11)", unsigned(Integer)),
        ("int(10) unsigned", Integer),
        ("tinyint(1)", TinyInt),
        ("tinyint(4)", Boolean),
        ("varchar(80)", Varchar(Some(255))),
        ("enum('a','b')", Text),
        ("int(11)", Unknown("Mood".to_owned())),
        ("int(11)", array(Integer)),
    ];
    check(Dialect::Mysql, Origin::Diesel, &yes, &no);
}

#[test]
fn sea_orm_on_mysql() {
    let written = |name: &str, class: ColumnType| ColumnType::Written {
        name: Sql { mysql: Some(name.to_owned()), ..Sql::default() },
        otherwise: Some(Box::new(class)),
    };
    let yes = [
        ("tinyint(1)", Boolean),
        ("tinyint(1)", TinyInt),
        ("varchar(255)", Varchar(None)),
        ("text", Varchar(None)),
        ("enum('a','b')", Varchar(None)),
        ("longtext", Text),
        ("int unsigned", unsigned(Integer)),
        ("timestamp", written("timestamp", TimestampTz)),
        ("datetime(6)", written("timestamp", TimestampTz)),
        ("varbinary(255)", written("varbinary(255)", Bytes)),
        ("blob", written("varbinary(255)", Bytes)),
        ("binary(16)", Uuid),
        ("char(36)", Uuid),
        ("decimal(16,4)", Numeric(Some((16, 4)))),
        ("longtext", Json),
    ];
    let no = [
        ("varchar(255)", Text),
        ("decimal(10,0)", Numeric(Some((16, 4)))),
        ("binary(8)", Uuid),
        ("enum('a','b')", Enum(None, "tea".to_owned())),
        ("int", BigInt),
    ];
    check(Dialect::Mysql, Origin::SeaOrm, &yes, &no);
}

#[test]
fn values_of_an_enum_on_mysql() {
    let values = ["b".to_owned(), "it's".to_owned()];
    assert!(has_values("enum('it''s','b')", &values));
    assert!(!has_values("enum('it''s','b','c')", &values));
    assert!(!has_values("enum('it''s')", &values));
    assert!(!has_values("varchar(10)", &values));
}
