//! `kill -9` before, during and after each of the five segments of a revision.
//!
//! The next run finishes what the killed one began, and nothing runs twice.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use testkit::{Dialect, TestDatabase};

use super::project::{Project, counter, heads, slow, until, upgrades};

/// The revision to be killed in; each segment says its number where the server shows what it runs.
fn five_segments(dialect: Dialect) -> String {
    let slow = slow(dialect, 4);
    let moved = |number| format!("UPDATE counter SET n = n + 1; /* segment {number} */ {slow}\n");
    let alone = match dialect {
        Dialect::Postgres => [
            "CREATE INDEX CONCURRENTLY /* segment 2 */ birds_name ON birds (slowly(name));\n",
            "CREATE INDEX CONCURRENTLY /* segment 4 */ ON birds (slowly(name), id);\n",
        ],
        Dialect::Mysql => [
            "CREATE TABLE nests AS SELECT /* segment 2 */ id, SLEEP(0.4) AS slept FROM birds;\n",
            "CREATE TABLE eggs AS SELECT /* segment 4 */ id, SLEEP(0.4) AS slept FROM birds;\n",
        ],
        Dialect::Sqlite => ["PRAGMA foreign_keys = ON;\n", "VACUUM;\n"],
    };
    [&moved(1), alone[0], &moved(3), alone[1], &moved(5)].concat()
}

fn project(database: &TestDatabase) -> Project {
    let project = Project::new(database.url());
    let slowly = match database.dialect() {
        Dialect::Postgres => {
            "CREATE FUNCTION slowly(text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS \
             $$ BEGIN PERFORM pg_sleep(0.4); RETURN $1; END $$;"
        }
        _ => "",
    };
    project.revision(
        1,
        &format!(
            "CREATE TABLE counter (n int); INSERT INTO counter VALUES (0);\n\
             CREATE TABLE birds (id int PRIMARY KEY, name varchar(40)); INSERT INTO birds VALUES (1, 'owl');\n\
             {slowly}"
        ),
        "",
    );
    project.revision(2, &five_segments(database.dialect()), "");
    project.revision(3, "UPDATE counter SET n = n + 1;", "");
    project
}

/// When to kill.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So many milliseconds after the start of the program.
    Start(u64),
    /// While that segment runs.
    During(u32),
    /// When the log says that this segment is done.
    After(u32),
}

const MOMENTS: [Moment; 13] = [
    Moment::Start(10),
    Moment::Start(40),
    Moment::Start(80),
    Moment::During(1),
    Moment::After(1),
    Moment::During(2),
    Moment::After(2),
    Moment::During(3),
    Moment::After(3),
    Moment::During(4),
    Moment::After(4),
    Moment::During(5),
    Moment::After(5),
];

impl Moment {
    fn wait_for(self, database: &TestDatabase) {
        let done = |segments| {
            let sql = format!(
                "SELECT count(*) FROM aludel_log WHERE revision = '002' AND segments_done >= {segments}"
            );
            until(&format!("{self:?}"), || database.value(&sql) != "0");
        };
        match (self, database.dialect()) {
            (Self::Start(milliseconds), _) => std::thread::sleep(Duration::from_millis(milliseconds)),
            (Self::After(segment), _) => done(segment),
            (Self::During(segment), Dialect::Sqlite) => {
                if segment > 1 {
                    done(segment - 1);
                }
                std::thread::sleep(Duration::from_millis(150));
            }
            (Self::During(segment), dialect) => {
                let sql = match dialect {
                    Dialect::Postgres => format!(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                         AND state = 'active' AND pid <> pg_backend_pid() \
                         AND query LIKE '%segment {segment} %'"
                    ),
                    _ => format!(
                        "SELECT count(*) FROM information_schema.PROCESSLIST WHERE DB = database() \
                         AND ID <> connection_id() AND COMMAND = 'Query' \
                         AND (INFO LIKE '%segment {segment} %' OR INFO LIKE 'DO SLEEP%') \
                         AND {segment} <= 1 + 2 * (SELECT n FROM counter)"
                    ),
                };
                until(&format!("{self:?}"), || database.value(&sql) != "0");
            }
        }
    }
}

fn kill_at(moment: Moment, database: &TestDatabase) {
    let project = project(database);
    project.run("upgrade 001").success();
    let victim = project.start("upgrade head");
    moment.wait_for(database);
    let ended = victim.kill();
    if matches!(moment, Moment::During(_)) {
        ended.code_is(137);
    }
    let second = project.run("upgrade head").success();
    let words = format!("{moment:?} on {}\n{}", database.dialect().name(), second.stderr);
    assert_eq!(counter(database), "4", "{words}");
    assert_eq!(heads(database), "003", "{words}");
    assert_eq!(upgrades(database), "001 x1, 002 x1, 003 x1", "{words}");
    let unfinished = "SELECT count(*) FROM aludel_log WHERE finished_at IS NULL AND segments_done > 0";
    assert_eq!(database.value(unfinished), "0", "{words}");
    match database.dialect() {
        Dialect::Postgres => {
            let indexes = "SELECT relname, indisvalid FROM pg_index JOIN pg_class ON oid = indexrelid \
                           WHERE indrelid = 'birds'::regclass ORDER BY 1";
            let wanted = [["birds_name", "t"], ["birds_pkey", "t"], ["birds_slowly_id_idx", "t"]];
            assert_eq!(database.query(indexes), wanted, "{words}");
        }
        Dialect::Mysql => {
            assert_eq!(database.value("SELECT count(*) FROM nests, eggs"), "1", "{words}");
        }
        Dialect::Sqlite => assert_eq!(database.value("PRAGMA integrity_check"), "ok", "{words}"),
    }
}

/// All moments, some at a time, each on a database of its own.
fn kill_everywhere(database: impl Fn() -> Option<TestDatabase> + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(moment) = MOMENTS.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let Some(database) = database() else { return };
                    kill_at(*moment, &database);
                }
            });
        }
    });
}

#[test]
fn killed_anywhere_on_postgres() {
    kill_everywhere(|| testkit::postgres().map(|server| server.database()));
}

#[test]
fn killed_anywhere_on_mariadb() {
    kill_everywhere(|| testkit::mariadb().map(|server| server.database()));
}

#[test]
fn killed_anywhere_on_mysql() {
    kill_everywhere(|| testkit::mysql_when_full().map(|server| server.database()));
}

#[test]
fn killed_anywhere_on_sqlite() {
    kill_everywhere(testkit::sqlite);
}

/// What was written to the file before the kill is undone by whoever comes next, even by a reader.
#[test]
fn a_journal_that_was_left_behind_stops_no_reader() {
    let Some(database) = testkit::sqlite() else { return };
    let project = project(&database);
    project.run("upgrade 001").success();
    let many = "INSERT INTO birds WITH RECURSIVE c (n) AS (VALUES (2) UNION ALL SELECT n + 1 FROM c \
                WHERE n < 30000) SELECT n, 'a bird with a name' FROM c;";
    let slow = slow(Dialect::Sqlite, 300);
    project.revision(2, &format!("PRAGMA cache_size = 10;\n{many}\n{slow}"), "");
    let victim = project.start("upgrade head");
    let file = database.file().expect("it is a file").to_owned();
    until("the file has grown", || std::fs::metadata(&file).is_ok_and(|it| it.len() > 200_000));
    victim.kill().code_is(137);
    assert!(file.with_extension("db-journal").exists());
    assert_eq!(project.run("current").success().stdout, "001\n");
    assert_eq!(database.value("SELECT count(*) FROM birds"), "1");
}
