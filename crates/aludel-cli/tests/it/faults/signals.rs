//! SIGTERM, as a container's end: whatever goes on ends in good order, with exit code 143.

use std::time::{Duration, Instant};

use testkit::{Dialect, Running, TestDatabase, proxy};

use super::project::{Project, counter, heads, slow, until};

/// How soon a container has to be gone: its runtime's grace period is ten seconds.
const GRACE: Duration = Duration::from_secs(9);

fn project(database: &TestDatabase) -> Project {
    let project = Project::new(database.url());
    project.revision(1, "CREATE TABLE counter (n int); INSERT INTO counter VALUES (0);", "");
    let slow = slow(database.dialect(), 300);
    project.revision(2, &format!("UPDATE counter SET n = n + 1;\n{slow}"), "");
    project
}

/// Ends it by the signal, and says what it has written.
fn end(running: Running, signal: &str, code: i32) -> String {
    running.signal(signal);
    let asked = Instant::now();
    let ended = running.wait().code_is(code);
    assert!(asked.elapsed() < GRACE, "it took {:?}: {ended:?}", asked.elapsed());
    ended.stderr
}

/// Waits until the slow statement runs.
fn until_slow(running: &mut Running) {
    until("002 has begun", || {
        assert!(running.is_running(), "it has ended: {}", running.stderr());
        running.stderr().contains("002")
    });
    std::thread::sleep(Duration::from_millis(500));
}

/// The transaction was rolled back, the lock is free, and a quick revision takes its place.
fn the_next_run_is_fine(project: &Project, database: &TestDatabase) {
    let kept = if database.dialect() == Dialect::Mysql { "1" } else { "0" };
    assert_eq!(counter(database), kept, "MySQL keeps each statement, others the whole or nothing");
    project.revision(2, "UPDATE counter SET n = n + 1;", "");
    let next = project.run("upgrade head --lock-wait 0s").success();
    assert_eq!(counter(database), "1", "{}", next.stderr);
    assert_eq!(heads(database), "002");
}

#[test]
fn while_a_statement_runs() {
    for database in testkit::databases() {
        for (words, signal, code) in [("upgrade head", "INT", 130), ("run -- touch started", "TERM", 143)] {
            let project = project(&database);
            let mut running = project.start(words);
            until_slow(&mut running);
            let said = end(running, signal, code);
            assert!(said.contains("stopped on request"), "{said}");
            assert!(!project.path().join("started").exists());
            the_next_run_is_fine(&project, &database);
            database.run("DROP TABLE counter; DROP TABLE aludel_log; DROP TABLE aludel_version");
        }
    }
}

#[test]
fn while_an_index_is_built() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let project = project(&database);
    project.run("upgrade 001").success();
    project.revision(2, "CREATE INDEX CONCURRENTLY counter_n ON counter (n);", "");
    let writer = database.hold("INSERT INTO counter VALUES (7)");
    let mut running = project.start("upgrade head");
    until_slow(&mut running);
    end(running, "TERM", 143);
    drop(writer);
    project.run("upgrade head --lock-wait 0s").success();
    assert_eq!(
        database.query("SELECT indisvalid FROM pg_index WHERE indrelid = 'counter'::regclass"),
        [["t"]]
    );
}

#[test]
fn while_it_waits_for_the_server() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let proxy = proxy(&database.address_of_server());
    let project = project(&database).by(database.url_through(&proxy));
    proxy.refuse();
    for words in ["wait", "run --wait 60s -- true", "upgrade --wait 60s"] {
        let mut running = project.start(words);
        until("it waits", || {
            assert!(running.is_running(), "it has ended: {}", running.stderr());
            running.stderr().contains("waiting for the database")
        });
        end(running, "TERM", 143);
    }
    // A server that takes the call and says nothing.
    proxy.accept_again();
    proxy.stall(true);
    let running = project.start("run --wait 60s -- true");
    std::thread::sleep(Duration::from_millis(700));
    end(running, "TERM", 143);
    assert!(database.tables().is_empty());
}

#[test]
fn while_it_waits_for_the_lock() {
    for database in testkit::databases() {
        let project = project(&database);
        let mut holder = project.start("upgrade head");
        until_slow(&mut holder);
        let mut waiter = project.start("upgrade head");
        until("it waits", || {
            assert!(waiter.is_running(), "it has ended: {}", waiter.stderr());
            waiter.stderr().contains("another process migrates")
        });
        end(waiter, "TERM", 143);
        end(holder, "TERM", 143);
        the_next_run_is_fine(&project, &database);
    }
}

#[test]
fn while_somebody_locks_the_version_table() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let project = project(&database);
    project.run("upgrade 001").success();
    let _maintenance = database.hold("LOCK TABLE aludel_version IN ACCESS EXCLUSIVE MODE");
    let running = project.start("upgrade head");
    std::thread::sleep(Duration::from_millis(700));
    end(running, "TERM", 143);
}

#[test]
fn while_the_network_drops_everything() {
    let servers = [testkit::postgres().map(|it| it.database()), testkit::mariadb().map(|it| it.database())];
    for database in servers.into_iter().flatten() {
        let proxy = proxy(&database.address_of_server());
        let project = project(&database).by(database.url_through(&proxy));
        let mut running = project.start("upgrade head");
        until_slow(&mut running);
        proxy.stall(true);
        let said = end(running, "TERM", 143);
        assert!(said.contains("did not answer"), "{said}");
    }
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let proxy = proxy(&database.address_of_server());
    let project = project(&database).by(database.url_through(&proxy));
    let mut running = project.start("upgrade head");
    until_slow(&mut running);
    proxy.stall(true);
    running.signal("TERM");
    std::thread::sleep(Duration::from_millis(200));
    assert!(running.is_running());
    let asked = Instant::now();
    end(running, "TERM", 143);
    assert!(asked.elapsed() < Duration::from_secs(3));
}

#[test]
fn the_application_has_the_process() {
    let Some(database) = testkit::sqlite() else { return };
    let project = Project::new(database.url());
    project.revision(1, "CREATE TABLE counter (n int);", "");
    // Its id is the one that was started, and a signal reaches it.
    let script = project.path().join("app");
    std::fs::write(
        &script,
        "#!/bin/sh\ntrap 'echo ended; exit 7' TERM\necho pid $$\nwhile :; do sleep 0.1; done\n",
    )
    .expect("the folder is ours");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&script, mode).expect("the file is ours");
    let running = project.start("run -- ./app");
    let id = running.id();
    until("the application runs", || running.stdout().contains(&format!("pid {id}\n")));
    running.signal("TERM");
    let ended = running.wait().code_is(7);
    assert!(ended.stdout.ends_with("ended\n"), "{ended:?}");
    // Its exit code comes through, and so does its death by a signal.
    let mut command = project.command("run -- sh -c");
    testkit::run(command.arg("exit 42")).code_is(42);
    let mut command = project.command("run -- sh -c");
    testkit::run(command.arg("kill -9 $$")).code_is(137);
    project.run("run -- no-such-application").code_is(127);
    project.run("run -- ./migrations/001.sql").code_is(126);
}

#[test]
fn no_signal_is_lost_on_the_way_to_the_application() {
    let Some(database) = testkit::sqlite() else { return };
    let project = Project::new(database.url());
    project.revision(1, "CREATE TABLE counter (n int);", "");
    project.run("upgrade").success();
    for milliseconds in (0..60).step_by(3) {
        let running = project.start("run -- sleep 20");
        std::thread::sleep(Duration::from_millis(milliseconds));
        running.signal("TERM");
        running.wait().code_is(143);
    }
}
