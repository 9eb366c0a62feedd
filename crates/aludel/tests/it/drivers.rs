//! What every driver must do the same way, and what each does alone.

use std::cell::Cell;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aludel::database::{self, ConnectOptions, Created, Database, DatabaseError, ErrorKind};
use aludel::event::{Event, Notice, silent};
use aludel::url::DatabaseUrl;

mod certificates;
mod mysql;
mod postgres;
mod sqlite;

fn options() -> ConnectOptions {
    ConnectOptions {
        application: "aludel-test".to_owned(),
        timeout: Duration::from_secs(10),
        observer: silent(),
        create: false,
        read_only: false,
        ..ConnectOptions::default()
    }
}

/// The drivers of PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Driver {
    Native,
    BySqlx,
}

thread_local! {
    /// Which of them a test's connections are made by.
    static DRIVER: Cell<Driver> = const { Cell::new(Driver::Native) };
}

/// Runs a test with each of them.
fn with_both(test: impl Fn(Driver)) {
    for driver in [Driver::Native, Driver::BySqlx] {
        DRIVER.set(driver);
        test(driver);
    }
    DRIVER.set(Driver::Native);
}

/// A database on each server, and on PostgreSQL one for each driver, which is the one of the moment.
fn databases() -> impl Iterator<Item = testkit::TestDatabase> {
    [Driver::Native, Driver::BySqlx].into_iter().flat_map(|driver| {
        let tests = testkit::databases().into_iter();
        let tests = tests
            .filter(move |test| driver == Driver::Native || test.dialect() == testkit::Dialect::Postgres);
        tests.inspect(move |_| DRIVER.set(driver))
    })
}

fn attempt(url: &DatabaseUrl, options: &ConnectOptions) -> Result<Box<dyn Database>, DatabaseError> {
    match DRIVER.get() {
        Driver::BySqlx if url.dialect() == aludel::Dialect::Postgres => {
            database::connect_by_sqlx(url, options)
        }
        _ => database::connect(url, options),
    }
}

fn url(text: &str) -> DatabaseUrl {
    DatabaseUrl::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

fn connect(text: &str) -> Box<dyn Database> {
    let options = ConnectOptions { create: true, ..options() };
    attempt(&url(text), &options).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

/// The error of an attempt, which never shows a password.
fn refused(text: &str) -> DatabaseError {
    refused_url(&url(text))
}

fn refused_url(url: &DatabaseUrl) -> DatabaseError {
    match attempt(url, &options()) {
        Ok(_) => panic!("{url}: a connection was made"),
        Err(error) => {
            assert!(!format!("{error:?}").contains("s3cret"), "{error:?}");
            error
        }
    }
}

fn one(database: &mut dyn Database, statement: &str) -> String {
    let rows = database.query(statement).unwrap_or_else(|error| panic!("{statement}: {error:?}"));
    match rows.as_slice() {
        [row] if row.len() == 1 => row[0].clone().unwrap_or_else(|| "NULL".to_owned()),
        _ => panic!("{statement}: {rows:?}"),
    }
}

/// Keeps the notices that a connection tells.
fn listening(text: &str) -> (Box<dyn Database>, Arc<Mutex<Vec<Notice>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&heard);
    let observer = Arc::new(move |event| {
        if let Event::Notice(notice) = event {
            ear.lock().unwrap().push(notice);
        }
    });
    let database = attempt(&url(text), &ConnectOptions { observer, ..options() });
    (database.unwrap_or_else(|error| panic!("{text}: {error:?}")), heard)
}

/// Runs a statement that lasts, and ends it after a while from another thread.
fn cancelled(database: &mut dyn Database, statement: &str) -> DatabaseError {
    let canceller = database.canceller();
    let begun = Instant::now();
    let error = std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(Duration::from_millis(300));
            canceller.cancel();
        });
        database.query(statement).expect_err("it was cancelled")
    });
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    error
}

#[test]
fn all_drivers_run_and_read() {
    for test in databases() {
        let mut database = connect(&test.url());
        let database = database.as_mut();
        database.execute("CREATE TABLE birds (name varchar(20) NOT NULL, weight int)").unwrap();
        database.execute("INSERT INTO birds VALUES ('owl', NULL), ('kölibri', 7)").unwrap();
        let rows = database.query("SELECT name, weight FROM birds ORDER BY name").unwrap();
        let expected = [[Some("kölibri"), Some("7")], [Some("owl"), None]];
        assert_eq!(rows, expected.map(|row| row.map(|value| value.map(str::to_owned)).to_vec()));
        assert_eq!(test.query("SELECT count(*) FROM birds"), [["2"]]);
        assert!(database.query("SELECT name FROM birds WHERE weight = 99").unwrap().is_empty());

        let server = database.server();
        assert!(server.version_number >= (3, 0), "{server:?}");
        assert!(!server.pooled && !server.read_only, "{server:?}");
        assert!(server.version.starts_with(&server.version_number.0.to_string()), "{server:?}");
    }
}

#[test]
fn all_drivers_say_what_the_database_said() {
    for test in databases() {
        let mut database = connect(&test.url());
        let text = "SELECT missing FROM nowhere";
        let error = database.execute(text).expect_err("there is no such table");
        assert_eq!(error.kind, ErrorKind::Statement, "{error:?}");
        assert_eq!(error.statements_done, 0);
        assert!(error.message.contains("nowhere"), "{error:?}");
        assert!(error.code.is_some(), "{error:?}");
        // The session lives on.
        assert_eq!(one(database.as_mut(), "SELECT 1"), "1");
    }
}

#[test]
fn all_drivers_keep_to_reading_when_asked() {
    for test in databases() {
        connect(&test.url()).execute("CREATE TABLE birds (name varchar(20))").unwrap();
        let read_only = ConnectOptions { read_only: true, ..options() };
        let mut database = attempt(&url(&test.url()), &read_only).unwrap();
        assert_eq!(one(database.as_mut(), "SELECT count(*) FROM birds"), "0");
        let error = database.execute("INSERT INTO birds VALUES ('owl')").expect_err("it must not write");
        assert_eq!(error.kind, ErrorKind::ReadOnly, "{error:?}");
    }
}

#[test]
fn all_drivers_make_a_database_once() {
    for test in databases() {
        let missing = url(&test.url()).with_database(&match test.file() {
            Some(file) => file.with_file_name("new.db").display().to_string(),
            None => format!("{}_new", test.name()),
        });
        let error = refused_url(&missing);
        assert_eq!(error.kind, ErrorKind::UnknownDatabase, "{error:?}");
        assert_eq!(database::create_database(&missing, &options()).unwrap(), Created::New);
        assert_eq!(database::create_database(&missing, &options()).unwrap(), Created::AlreadyThere);
        attempt(&missing, &options()).unwrap();
        if test.file().is_none() {
            test.run(&format!("DROP DATABASE {}_new", test.name()));
        }
    }
}

#[test]
fn all_drivers_cancel() {
    for test in databases() {
        let mut database = connect(&test.url());
        let statement = match test.dialect() {
            testkit::Dialect::Postgres => "SELECT pg_sleep(20)",
            // MariaDB's sleep() returns 1 when it is killed, and is no error.
            testkit::Dialect::Mysql => {
                "SELECT count(*) FROM seq_1_to_100000 a, seq_1_to_100000 b WHERE a.seq + b.seq < 0"
            }
            testkit::Dialect::Sqlite => {
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            }
        };
        let error = cancelled(database.as_mut(), statement);
        assert_eq!(error.kind, ErrorKind::Cancelled, "{error:?}");
        assert_eq!(one(database.as_mut(), "SELECT 1"), "1");
        // Idle, it does nothing.
        database.canceller().cancel();
        std::thread::sleep(Duration::from_millis(200));
        assert_eq!(one(database.as_mut(), "SELECT 1"), "1");
    }
}

#[test]
fn all_drivers_work_inside_a_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for test in databases() {
        runtime.block_on(async {
            let mut database = connect(&test.url());
            assert_eq!(one(database.as_mut(), "SELECT 1"), "1");
            drop(database);
        });
    }
}

#[test]
fn the_other_server_is_refused_in_time() {
    let (Some(postgres), Some(mariadb)) = (testkit::postgres(), testkit::mariadb()) else { return };
    let error = refused(&format!("mysql://a:s3cret@127.0.0.1:{}/b?connect_timeout=3", postgres.port()));
    assert!(matches!(error.kind, ErrorKind::Unsupported | ErrorKind::Unreachable), "{error:?}");
    let error = refused(&format!("postgres://a:s3cret@127.0.0.1:{}/b?connect_timeout=3", mariadb.port()));
    assert!(matches!(error.kind, ErrorKind::Unsupported | ErrorKind::Unreachable), "{error:?}");
}
