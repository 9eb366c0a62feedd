//! Twenty replicas start at once on an empty database.

use testkit::{Dialect, Ended, TestDatabase, at_once};

use super::project::{Project, counter, heads, slow, upgrades};

const TWENTY: usize = 20;

/// Five revisions with a slow one, data moves, and on PostgreSQL an index built concurrently.
fn project(database: &TestDatabase, url: String) -> Project {
    let dialect = database.dialect();
    let project = Project::new(url);
    project.revision(
        1,
        "CREATE TABLE counter (n int); INSERT INTO counter VALUES (0);\n\
         CREATE TABLE birds (id int PRIMARY KEY, name varchar(40));",
        "DROP TABLE birds; DROP TABLE counter;",
    );
    project.revision(
        2,
        &format!("UPDATE counter SET n = n + 1;\n{}\nINSERT INTO birds VALUES (1, 'owl');", slow(dialect, 5)),
        "UPDATE counter SET n = n - 1; DELETE FROM birds;",
    );
    let (build, drop) = match dialect {
        Dialect::Postgres => {
            ("CREATE INDEX CONCURRENTLY birds_name ON birds (name);", "DROP INDEX CONCURRENTLY birds_name;")
        }
        Dialect::Mysql => ("CREATE INDEX birds_name ON birds (name);", "DROP INDEX birds_name ON birds;"),
        Dialect::Sqlite => ("CREATE INDEX birds_name ON birds (name);", "DROP INDEX birds_name;"),
    };
    project.revision(
        3,
        &format!("UPDATE counter SET n = n + 1;\n{build}\nUPDATE counter SET n = n + 1;"),
        &format!("UPDATE counter SET n = n - 1;\n{drop}\nUPDATE counter SET n = n - 1;"),
    );
    project.revision(4, "UPDATE counter SET n = n + 1;", "UPDATE counter SET n = n - 1;");
    project.revision(
        5,
        "ALTER TABLE birds ADD COLUMN size int; UPDATE counter SET n = n + 1;",
        "ALTER TABLE birds DROP COLUMN size; UPDATE counter SET n = n - 1;",
    );
    project
}

fn check_once(database: &TestDatabase) {
    assert_eq!(counter(database), "5");
    assert_eq!(heads(database), "005");
    assert_eq!(upgrades(database), "001 x1, 002 x1, 003 x1, 004 x1, 005 x1");
    assert_eq!(database.value("SELECT count(*) FROM birds"), "1");
    if database.dialect() == Dialect::Postgres {
        let invalid = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";
        assert_eq!(database.value(invalid), "0");
        assert_eq!(database.value("SELECT count(*) FROM pg_indexes WHERE indexname = 'birds_name'"), "1");
    }
}

fn all_succeed(all: Vec<Ended>) -> Vec<Ended> {
    all.into_iter().map(Ended::success).collect()
}

/// How many steps the processes say that they have taken, together.
fn steps(all: &[Ended]) -> usize {
    all.iter().map(|ended| ended.stdout.matches("\"revision\"").count()).sum()
}

fn twenty_upgrade(database: &TestDatabase, url: String) {
    let project = project(database, url);
    let all = all_succeed(at_once(TWENTY, |_| project.command("upgrade head --output json")));
    check_once(database);
    assert_eq!(steps(&all), 5, "{all:#?}");
    let back = all_succeed(at_once(TWENTY, |_| project.command("downgrade base --output json")));
    assert_eq!(steps(&back), 5, "{back:#?}");
    assert_eq!(heads(database), "");
    let ours = ["aludel_lease", "aludel_log", "aludel_version"];
    let left = database.tables();
    assert!(
        left.iter().all(|table| ours.contains(&table.as_str()) || table == "sqlite_sequence"),
        "{left:?}"
    );
}

fn twenty_run(database: &TestDatabase) {
    let project = project(database, database.url());
    let all = all_succeed(at_once(TWENTY, |index| project.command(&format!("run -- echo up {index}"))));
    check_once(database);
    for (index, ended) in all.iter().enumerate() {
        assert_eq!(ended.stdout, format!("up {index}\n"));
    }
}

#[test]
fn twenty_upgrade_on_postgres() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    twenty_upgrade(&database, database.url());
}

#[test]
fn twenty_upgrade_on_mariadb() {
    let Some(server) = testkit::mariadb() else { return };
    let database = server.database();
    twenty_upgrade(&database, database.url());
}

#[test]
fn twenty_upgrade_on_mysql() {
    let Some(server) = testkit::mysql_when_full() else { return };
    let database = server.database();
    twenty_upgrade(&database, database.url());
}

#[test]
fn twenty_upgrade_on_sqlite() {
    let Some(database) = testkit::sqlite() else { return };
    twenty_upgrade(&database, database.url());
}

#[test]
fn twenty_upgrade_on_sqlite_with_a_write_ahead_log() {
    let Some(database) = testkit::sqlite() else { return };
    database.run("PRAGMA journal_mode = WAL");
    twenty_upgrade(&database, database.url());
}

#[test]
fn twenty_become_their_application() {
    testkit::databases().iter().for_each(twenty_run);
}
