//! A lock that somebody holds: another migrator, alive or dead, or the traffic on a table.

use std::time::Duration;

use testkit::{Dialect, Running, TestDatabase};

use super::project::{Project, counter, heads, slow, until, upgrades};

/// Two revisions; the second is slow, in a transaction or not.
fn project(database: &TestDatabase, slow_one: &str) -> Project {
    let project = Project::new(database.url());
    project.revision(
        1,
        "CREATE TABLE counter (n int); INSERT INTO counter VALUES (0); CREATE TABLE birds (id int);",
        "",
    );
    project.revision(2, &format!("UPDATE counter SET n = n + 1;\n{slow_one}"), "");
    project.run("upgrade 001").success();
    project
}

/// Starts a migrator, and waits until it is in the middle of its work.
fn in_the_middle(project: &Project, database: &TestDatabase) -> Running {
    let mut running = project.start("upgrade head");
    let sql = match database.dialect() {
        Dialect::Postgres => {
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' \
             AND application_name LIKE 'aludel%up 002'"
        }
        Dialect::Mysql => {
            "SELECT count(*) FROM information_schema.PROCESSLIST WHERE DB = database() AND INFO LIKE 'DO SLEEP%'"
        }
        Dialect::Sqlite => "SELECT 1",
    };
    until("it is in the middle", || {
        assert!(running.is_running(), "it has ended: {}", running.stderr());
        database.value(sql) != "0"
    });
    if database.dialect() == Dialect::Sqlite {
        until("it has begun 002", || running.stderr().contains("upgrade 002"));
        std::thread::sleep(Duration::from_millis(300));
    }
    running
}

#[track_caller]
fn has(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word:?} is missing:\n{text}");
    }
}

#[test]
fn a_live_holder_is_named() {
    for database in testkit::databases() {
        let project = project(&database, &slow(database.dialect(), 300));
        let holder = in_the_middle(&project, &database);
        let refused = project.run("upgrade head --lock-wait 1s").code_is(5);
        let words: &[&str] = match database.dialect() {
            Dialect::Postgres => {
                &["another process migrates this database: pid ", "(aludel", "up 002", "connected for ", " s"]
            }
            Dialect::Mysql => &["connection ", "user aludel", "for ", "DO SLEEP", "at revision 002"],
            Dialect::Sqlite => &["another connection writes to it", "waited 1"],
        };
        has(&refused.stderr, words);
        has(&refused.stderr, &["hint: it may simply be slow: `--lock-wait 30m` waits longer"]);
        let log = project.run("upgrade head --lock-wait 2500ms --log json").code_is(5);
        has(&log.stderr, &["\"lock-held\"", "\"holder\""]);
        let json = project.run("upgrade head --lock-wait 100ms --output json").code_is(5);
        has(&json.stdout, &["\"code\": \"locked\"", "\"exit\": 5"]);
        holder.signal("TERM");
        holder.wait().code_is(143);
    }
}

#[test]
fn a_live_holder_of_an_index_build_is_named() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let project = project(&database, "CREATE INDEX CONCURRENTLY birds_id ON birds (id);");
    let writer = database.hold("INSERT INTO birds VALUES (1)");
    let holder = in_the_middle(&project, &database);
    until("the index build", || {
        let sql = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%' \
                   AND datname = current_database()";
        database.value(sql) != "0"
    });
    let refused = project.run("upgrade head --lock-wait 1s").code_is(5);
    has(&refused.stderr, &["pid ", "up 002"]);
    // Killed in the middle of the build: the server takes a second to notice.
    holder.kill();
    drop(writer);
    let next = project.run("upgrade head").success();
    assert_eq!(counter(&database), "1");
    assert_eq!(upgrades(&database), "001 x1, 002 x1", "{}", next.stderr);
    assert_eq!(database.query("SELECT indisvalid FROM pg_index WHERE indrelid = 'birds'::regclass"), [["t"]]);
}

#[test]
fn a_dead_holder_holds_no_longer() {
    for database in testkit::databases() {
        // On MySQL a statement that has begun goes on after its client's death, and is waited for.
        let tenths = if database.dialect() == Dialect::Mysql { 20 } else { 40 };
        let project = project(&database, &slow(database.dialect(), tenths));
        let holder = in_the_middle(&project, &database);
        holder.kill();
        // Quick, so that what is measured is the wait.
        project.revision(2, "UPDATE counter SET n = n + 1;", "");
        let next = project.run("upgrade head").success();
        assert_eq!(counter(&database), "1");
        assert_eq!(heads(&database), "002");
        assert!(next.took < Duration::from_secs(6), "{next:?}");
    }
}

#[test]
fn traffic_that_ends_is_waited_for_in_short_turns() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let project = project(&database, "ALTER TABLE birds ADD COLUMN name text;");
    let traffic = database.hold("LOCK TABLE birds IN ACCESS EXCLUSIVE MODE");
    let running = project.start("upgrade head --lock-timeout 300ms");
    until("it tries again", || running.stderr().contains("attempt 2"));
    drop(traffic);
    let ended = running.wait().success();
    has(&ended.stderr, &["002 waits behind other sessions", "lock timeout"]);
    assert_eq!(counter(&database), "1");
    assert_eq!(upgrades(&database), "001 x1, 002 x1");
}

#[test]
fn traffic_that_never_ends_is_given_up() {
    let servers = [testkit::postgres().map(|it| it.database()), testkit::mariadb().map(|it| it.database())];
    for database in servers.into_iter().flatten() {
        let project = project(&database, "ALTER TABLE birds ADD COLUMN name varchar(40);");
        let hold = match database.dialect() {
            Dialect::Postgres => "LOCK TABLE birds IN ACCESS EXCLUSIVE MODE",
            _ => "INSERT INTO birds VALUES (1)",
        };
        let traffic = database.hold(hold);
        let ended = project.run("upgrade head --lock-timeout 1s --lock-retry 2s").code_is(1);
        has(&ended.stderr, &["revision 002 failed at its second statement", "002.sql:8:1"]);
        has(&ended.stderr, &["hint: other sessions hold what it needs"]);
        drop(traffic);
        project.run("upgrade head").success();
        assert_eq!(counter(&database), "1");
        assert_eq!(upgrades(&database), "001 x1, 002 x1");
    }
}
