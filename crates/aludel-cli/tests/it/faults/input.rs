//! What bad surroundings get that a session file can't make: a full disk, a server that is starting.

use std::time::Duration;

use testkit::{Ended, dedicated_mariadb, dedicated_postgres, small_disk};

use super::project::{Project, until};

#[track_caller]
fn says(ended: &Ended, words: &[&str]) {
    for word in words {
        assert!(ended.stderr.contains(word), "{word:?} is missing:\n{}", ended.stderr);
    }
}

fn birds(url: impl Into<String>) -> Project {
    let project = Project::new(url);
    project.revision(1, "CREATE TABLE birds (id int, name varchar(40));", "DROP TABLE birds;");
    project
}

#[test]
fn a_full_disk_keeps_what_was_there() {
    let Some(disk) = small_disk(256 * 1024) else { return };
    let project = birds(format!("sqlite:{}", disk.file("app.db").display()));
    project.run("upgrade").success();
    let million = "INSERT INTO birds WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c \
                   WHERE n < 100000) SELECT n, 'a bird with a name' FROM c;";
    project.revision(2, &format!("CREATE TABLE nests (id int);\n{million}"), "");
    let full = project.run("upgrade").code_is(1);
    says(&full, &["revision 002 failed at its second statement; nothing of it was kept", "002.sql:8:1"]);
    says(&full, &["database or disk is full", "SQLITE_FULL", "hint: make room on the database's disk"]);
    assert!(!disk.file("app.db-journal").exists(), "it was rolled back, and there is room again");
    assert_eq!(project.run("current").success().stdout, "001\n");
    project.revision(2, "CREATE TABLE nests (id int);", "");
    project.run("upgrade").success();
    assert_eq!(project.run("current").success().stdout, "002 (head)\n");
}

#[test]
fn a_disk_that_is_full_from_the_start_is_no_riddle() {
    let Some(disk) = small_disk(64 * 1024) else { return };
    let project = birds(format!("sqlite:{}", disk.file("app.db").display()));
    // It is written until there is no room for a single page.
    assert!(std::fs::write(disk.file("ballast"), vec![0; 1024 * 1024]).is_err());
    let full = project.run("upgrade").code_is(1);
    says(&full, &["full", "hint: make room on the database's disk"]);
}

#[test]
fn a_file_that_may_not_be_written_is_said_so() {
    let Some(disk) = small_disk(1024 * 1024) else { return };
    let project = birds(format!("sqlite:{}", disk.file("app.db").display()));
    project.run("upgrade").success();
    project.revision(2, "CREATE TABLE nests (id int);", "");
    if !disk.make_read_only() {
        testkit::skip("the small disk can't be made read-only here");
        return;
    }
    // Who only looks may look, and who finds nothing to do has nothing to write.
    assert_eq!(project.run("current").success().stdout, "001\n");
    project.run("upgrade 001").success();
    let refused = project.run("upgrade").code_is(1);
    says(&refused, &["readonly database", "SQLITE_READONLY", "hint: is it a standby"]);
}

#[test]
fn a_server_that_is_starting_is_waited_for() {
    let Some(server) = dedicated_postgres(&[]) else { return };
    let database = server.database();
    let project = birds(database.url());
    server.stop();
    let once = project.run("upgrade").code_is(4);
    says(&once, &["connection refused", "hint: is it running? `--wait 60s` waits until it answers"]);
    let running = project.start("run --wait 60s -- echo served");
    until("it waits", || running.stderr().contains("attempt 2"));
    server.start_without_waiting();
    let ended = running.wait().success();
    assert_eq!(ended.stdout, "served\n");
    says(&ended, &["waiting for the database (attempt 1)", "connected to PostgreSQL"]);
}

#[test]
fn a_server_that_says_it_is_starting_up_is_not_reached() {
    let Some(server) = dedicated_postgres(&["hot_standby=off"]) else { return };
    let database = server.database();
    let project = birds(database.url());
    server.stop();
    server.become_standby();
    server.start_without_waiting();
    let ended = loop {
        let ended = project.run("upgrade").code_is(4);
        if !ended.stderr.contains("refused") {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    says(&ended, &["the database can't be reached: the database system is", "SQLSTATE 57P03", "--wait 60s"]);
}

#[test]
fn a_standby_is_read_and_not_migrated() {
    let Some(server) = dedicated_postgres(&[]) else { return };
    let database = server.database();
    let project = birds(database.url());
    project.run("upgrade").success();
    server.stop();
    server.become_standby();
    server.start();
    assert_eq!(project.run("current").success().stdout, "001 (head)\n");
    project.run("run -- true").success();
    project.revision(2, "CREATE TABLE nests (id int);", "");
    let refused = project.run("upgrade").code_is(1);
    says(&refused, &["read-only transaction", "hint: is it a standby, a read-only replica"]);
}

#[test]
fn a_server_without_room_for_more_connections_is_waited_for() {
    let Some(server) = dedicated_postgres(&["max_connections=5", "superuser_reserved_connections=1"]) else {
        return;
    };
    let database = server.database();
    let role = server.role("");
    server.query(&format!("grant create, connect on database {} to {}", database.name(), role.name));
    database.run(&format!("grant create on schema public to {}", role.name));
    let project = birds(database.url_as(&role.name, &role.password));
    let crowd: Vec<_> = (0..4).map(|_| database.hold("SELECT 1")).collect();
    let refused = project.run("upgrade").code_is(4);
    says(&refused, &["the database can't be reached", "SQLSTATE 53300"]);
    let running = project.start("upgrade --wait 30s");
    until("it waits", || running.stderr().contains("attempt 1"));
    drop(crowd);
    running.wait().success();
}

#[test]
fn a_mariadb_that_is_starting_is_waited_for() {
    let Some(server) = dedicated_mariadb(&[]) else { return };
    let database = server.database();
    let project = birds(database.url());
    server.stop();
    project.run("upgrade").code_is(4);
    let running = project.start("run --wait 60s -- echo served");
    until("it waits", || running.stderr().contains("attempt 2"));
    server.start_without_waiting();
    assert_eq!(running.wait().success().stdout, "served\n");
}

#[test]
fn an_account_that_may_not_make_tables_is_told() {
    let Some(server) = testkit::mariadb() else { return };
    let database = server.database();
    let role = server.role();
    server.query(&format!("grant select on {}.* to {}@'%'", database.name(), role.name));
    let project = birds(database.url_as(&role.name, &role.password));
    let refused = project.run("upgrade").code_is(1);
    says(
        &refused,
        &["making the version table and the log", "CREATE command denied", "hint: the role may not"],
    );
    // It may look.
    assert!(project.run("status").success().stdout.contains("1 revision"));
    assert!(database.tables().is_empty());
}

#[test]
fn a_role_that_may_read_but_not_migrate_is_told() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let owner = birds(database.url());
    owner.run("upgrade").success();
    let role = server.role("");
    let reader = owner.by(database.url_as(&role.name, &role.password));
    let refused = reader.run("current").code_is(1);
    says(
        &refused,
        &["reading the version table: permission denied for table aludel_version", "SQLSTATE 42501"],
    );
    let tables = "aludel_version, aludel_log";
    database.run(&format!("grant select on {tables} to {}", role.name));
    assert_eq!(reader.run("current").success().stdout, "001 (head)\n");
    reader.run("upgrade").success();
    reader.revision(2, "CREATE TABLE nests (id int);", "");
    let refused = reader.run("upgrade").code_is(1);
    says(&refused, &["permission denied for"]);
    assert_eq!(reader.run("current").success().stdout, "001\n");
}
