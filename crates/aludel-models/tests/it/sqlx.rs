//! Beside sqlx: the derives stand at one struct, and what sqlx writes into the tables it reads again.

use std::fmt::Debug;

use aludel_models::{ColumnType, Columns, Dialect, Table, metadata, table};
use sqlx::{
    Connection as _, Decode, Encode, FromRow, MySqlConnection, PgConnection, Row as _, SqliteConnection, Type,
};

/// A value of a type is written, and read again as it was, by one kind of connection.
macro_rules! round {
    ($name:ident, $database:ty, $connection:ty, $row:ty, $dialect:expr, $mark:literal) => {
        async fn $name<T>(connection: &mut $connection, value: T)
        where
            T: ColumnType + Clone + PartialEq + Debug + Send + Type<$database> + 'static,
            T: for<'q> Encode<'q, $database> + for<'r> Decode<'r, $database>,
        {
            let mut column = table::Column::new("value", T::column_type());
            column.nullable = T::NULLABLE;
            if matches!(column.column_type, table::ColumnType::Numeric(None)) {
                column.column_type = table::ColumnType::Numeric(Some((20, 4)));
            }
            // A strict table calls types by other names, and sqlx reads them all the same.
            for is_strict in [false, true].into_iter().take(1 + usize::from($dialect == Dialect::Sqlite)) {
                let columns = vec![column.clone()];
                let table =
                    table::Table { name: "one".to_owned(), columns, is_strict, ..table::Table::default() };
                let mut models = table::Models { tables: vec![table], ..table::Models::default() };
                T::enums(&mut models.enums);
                let sql = models.to_sql($dialect).unwrap_or_else(|problems| panic!("{problems}"));
                sqlx::raw_sql(sqlx::AssertSqlSafe("DROP TABLE IF EXISTS one"))
                    .execute(&mut *connection)
                    .await
                    .unwrap();
                sqlx::raw_sql(sqlx::AssertSqlSafe(sql.clone())).execute(&mut *connection).await.unwrap();
                let insert = concat!("INSERT INTO one VALUES (", $mark, ")");
                let ended =
                    sqlx::query(insert).persistent(false).bind(value.clone()).execute(&mut *connection).await;
                ended.unwrap_or_else(|error| panic!("{error}\n{sql}"));
                let row: $row = sqlx::query("SELECT value FROM one")
                    .persistent(false)
                    .fetch_one(&mut *connection)
                    .await
                    .unwrap();
                let read: T = row.try_get(0).unwrap_or_else(|error| panic!("{error}\n{sql}"));
                assert_eq!(read, value, "{sql}");
            }
        }
    };
}

round!(postgres, sqlx::Postgres, PgConnection, sqlx::postgres::PgRow, Dialect::Postgres, "$1");
round!(sqlite, sqlx::Sqlite, SqliteConnection, sqlx::sqlite::SqliteRow, Dialect::Sqlite, "?");
round!(mysql, sqlx::MySql, MySqlConnection, sqlx::mysql::MySqlRow, Dialect::Mysql, "?");

fn run(work: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
}

/// Values of the types that sqlx has for every database.
macro_rules! everywhere {
    ($round:ident, $connection:expr) => {{
        let day = chrono::NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
        let hour = chrono::NaiveTime::from_hms_micro_opt(23, 59, 58, 123_456).unwrap();
        let moment = day.and_time(hour).and_utc();
        let date = time::Date::from_calendar_date(2026, time::Month::May, 3).unwrap();
        let clock = time::Time::from_hms_micro(1, 2, 3, 456).unwrap();
        $round($connection, true).await;
        $round($connection, i16::MIN).await;
        $round($connection, i32::MIN).await;
        $round($connection, i64::MIN).await;
        $round($connection, 1.5_f32).await;
        $round($connection, f64::MAX).await;
        $round($connection, "a 'text'".to_owned()).await;
        $round($connection, None::<String>).await;
        $round($connection, Some(7_i64)).await;
        $round($connection, vec![0_u8, 255]).await;
        $round($connection, day).await;
        $round($connection, hour).await;
        $round($connection, day.and_time(hour)).await;
        $round($connection, moment).await;
        $round($connection, date).await;
        $round($connection, clock).await;
        $round($connection, time::PrimitiveDateTime::new(date, clock)).await;
        $round($connection, time::PrimitiveDateTime::new(date, clock).assume_utc()).await;
        $round($connection, uuid::Uuid::from_u128(7)).await;
        $round($connection, sqlx::types::Json(vec![1, 2])).await;
        $round($connection, serde_json::Value::Bool(true)).await;
        // sqlx does not read an ENUM of MySQL's that is NOT NULL: https://github.com/transact-rs/sqlx/issues/3750
        $round($connection, Some(State::InTransit)).await;
        $round($connection, Level::High).await;
        $round($connection, OrderId(5)).await;
        $round($connection, std::num::NonZeroI32::MIN).await;
        $round($connection, moment.with_timezone(&chrono::Local)).await;
        $round($connection, Some(std::sync::Arc::new(7_i64))).await;
    }};
}

#[derive(Clone, Copy, Debug, PartialEq, Type, ColumnType)]
#[sqlx(type_name = "state", rename_all = "snake_case")]
enum State {
    InTransit,
    #[sqlx(rename = "gone")]
    Lost,
}

#[derive(Clone, Copy, Debug, PartialEq, Type, ColumnType)]
#[repr(i16)]
enum Level {
    High = 2,
}

#[derive(Clone, Copy, Debug, PartialEq, Type, ColumnType, serde::Serialize)]
#[sqlx(transparent)]
struct OrderId(i64);

/// What PostgreSQL calls it is said to sqlx, and so to us.
#[derive(Clone, Debug, PartialEq, Type, ColumnType)]
#[sqlx(type_name = "name")]
struct Nick(String);

#[test]
fn what_sqlx_writes_it_reads_again_on_sqlite() {
    run(async {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let connection = &mut connection;
        everywhere!(sqlite, connection);
        sqlite(connection, uuid::Uuid::from_u128(8).hyphenated()).await;
        sqlite(connection, uuid::Uuid::from_u128(8).simple()).await;
        sqlite(connection, 200_u8).await;
        sqlite(connection, u32::MAX).await;
    });
}

#[test]
fn what_sqlx_writes_it_reads_again_on_postgres() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    run(async {
        // sqlx remembers a type of its name, which is made twice here.
        let mut first = PgConnection::connect(&database.url()).await.unwrap();
        postgres(&mut first, vec![State::Lost, State::InTransit]).await;
        sqlx::raw_sql("DROP TABLE one; DROP TYPE state").execute(&mut first).await.unwrap();
        let mut connection = PgConnection::connect(&database.url()).await.unwrap();
        let connection = &mut connection;
        everywhere!(postgres, connection);
        postgres(connection, -1_i8).await;
        postgres(connection, Nick("a".to_owned())).await;
        postgres(connection, vec!["a".to_owned(), "b".to_owned()]).await;
        postgres(connection, [1_i32, 2]).await;
        postgres(connection, "1234.5".parse::<rust_decimal::Decimal>().unwrap()).await;
        postgres(connection, "1234.5".parse::<bigdecimal::BigDecimal>().unwrap()).await;
        postgres(connection, "10.0.0.0/8".parse::<ipnetwork::IpNetwork>().unwrap()).await;
        postgres(connection, "::1".parse::<std::net::IpAddr>().unwrap()).await;
    });
}

#[test]
fn what_sqlx_writes_it_reads_again_on_mysql() {
    let Some(server) = testkit::mariadb() else { return };
    let database = server.database();
    run(async {
        let mut connection = MySqlConnection::connect(&database.url()).await.unwrap();
        let connection = &mut connection;
        everywhere!(mysql, connection);
        mysql(connection, uuid::Uuid::from_u128(8).hyphenated()).await;
        mysql(connection, uuid::Uuid::from_u128(8).simple()).await;
        mysql(connection, i8::MIN).await;
        mysql(connection, u8::MAX).await;
        mysql(connection, u16::MAX).await;
        mysql(connection, u32::MAX).await;
        mysql(connection, u64::MAX).await;
        mysql(connection, "1234.5".parse::<rust_decimal::Decimal>().unwrap()).await;
    });
}

/// Read by sqlx, shown by serde, made by aludel.
#[derive(Clone, Debug, PartialEq, FromRow, serde::Serialize, Table)]
#[serde(rename_all = "camelCase")]
#[table(name = "orders")]
struct Order {
    #[column(primary_key, identity)]
    id: OrderId,
    #[sqlx(rename = "the_text")]
    #[column(length = 20)]
    text: Option<String>,
    #[sqlx(json)]
    #[serde(flatten)]
    settings: Settings,
    #[sqlx(try_from = "i64")]
    #[serde(skip)]
    tried: Tried,
    #[sqlx(skip)]
    skipped: u32,
    #[sqlx(flatten)]
    #[serde(skip)]
    address: Address,
}

#[derive(Clone, Debug, PartialEq, FromRow, Columns)]
struct Address {
    street: String,
    #[sqlx(rename = "zip_code")]
    zip: Option<String>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Settings {
    theme: String,
}

#[derive(Clone, Debug, PartialEq)]
struct Tried(i64);

impl From<i64> for Tried {
    fn from(value: i64) -> Self {
        Self(value)
    }
}

#[test]
fn one_struct_is_read_by_sqlx_shown_by_serde_and_made_by_aludel() {
    run(async {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let sql = metadata![Order].to_sql(Dialect::Sqlite).unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
        let settings = Settings { theme: "dark".to_owned() };
        sqlx::query("INSERT INTO orders (the_text, settings, tried, street) VALUES (?, ?, ?, 'Main')")
            .bind("a")
            .bind(sqlx::types::Json(&settings))
            .bind(7_i64)
            .execute(&mut connection)
            .await
            .unwrap();
        let read: Order = sqlx::query_as("SELECT * FROM orders").fetch_one(&mut connection).await.unwrap();
        let address = Address { street: "Main".to_owned(), zip: None };
        let text = Some("a".to_owned());
        let order = Order { id: OrderId(1), text, settings, tried: Tried(7), skipped: 0, address };
        assert_eq!(read, order);
        assert_eq!(
            serde_json::to_string(&order).unwrap(),
            r#"{"id":1,"text":"a","theme":"dark","skipped":0}"#
        );
    });
}
