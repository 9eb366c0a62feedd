//! A fresh database for each test: what is in it, that it is alone, that it goes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use aludel_testing::{Database, Databases};
use testkit::TestDatabase;

use crate::history;

/// Databases beside each product's own.
pub(crate) fn beside(server: &TestDatabase, migrations: aludel::Migrations) -> Databases {
    Databases::new(migrations, &server.url()).unwrap()
}

/// The one value that the SQL gives.
pub(crate) fn ask(database: &Database, sql: &str) -> String {
    let rows = database.connect().unwrap().query(sql).unwrap();
    rows[0][0].clone().unwrap()
}

/// Whether the server, or the folder, still has it.
pub(crate) fn is_there(server: &TestDatabase, database: &str) -> bool {
    match server.dialect() {
        testkit::Dialect::Sqlite => std::path::Path::new(database).exists(),
        testkit::Dialect::Postgres => {
            server.value(&format!("select count(*) from pg_database where datname = '{database}'")) == "1"
        }
        testkit::Dialect::Mysql => {
            let sql = "select count(*) from information_schema.schemata where schema_name = ";
            server.value(&format!("{sql}'{database}'")) == "1"
        }
    }
}

#[test]
fn each_test_has_its_own_and_it_goes() {
    for server in testkit::databases() {
        let databases = beside(&server, history::birds("own"));
        let (one, other) = (databases.fresh().unwrap(), databases.fresh().unwrap());
        one.connect().unwrap().execute("DELETE FROM birds").unwrap();
        assert_eq!(ask(&one, "SELECT count(*) FROM birds"), "0");
        assert_eq!(ask(&other, "SELECT count(*) FROM birds"), "1");
        assert_eq!(ask(&other, "SELECT version_num FROM aludel_version"), "r1");
        let names = [one.name().to_owned(), other.name().to_owned()];
        assert!(names.iter().all(|name| is_there(&server, name)), "{names:?}");
        drop(one);
        other.close().unwrap();
        assert!(!names.iter().any(|name| is_there(&server, name)), "{names:?}");
    }
}

#[test]
fn it_goes_when_the_test_fails_or_is_still_connected() {
    for server in testkit::databases() {
        let databases = beside(&server, history::birds("goes"));
        let mut name = String::new();
        let result = catch_unwind(AssertUnwindSafe(|| {
            let database = databases.fresh().unwrap();
            name = database.name().to_owned();
            let mut connection = database.connect().unwrap();
            connection.execute(begin(&server)).unwrap();
            connection.query("SELECT count(*) FROM birds").unwrap();
            // A pool outlives its variable: its connections are open when the database is dropped.
            std::mem::forget(connection);
            panic!("the test fails");
        }));
        assert!(result.is_err());
        assert!(!is_there(&server, &name), "{name}");
    }
}

fn begin(server: &TestDatabase) -> &'static str {
    if server.dialect() == testkit::Dialect::Mysql { "START TRANSACTION" } else { "BEGIN" }
}
