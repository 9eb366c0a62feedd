//! Behind PgBouncer, where nothing that a session keeps holds from one transaction to the next.

use std::time::Duration;

use testkit::{Dialect, Ended, PgBouncer, PoolMode, Postgres, TestDatabase, at_once};

use super::project::{Project, counter, heads, slow, until, upgrades};

/// A small pool, as a managed database has it.
const POOL: usize = 3;

struct Pooled {
    database: TestDatabase,
    pooler: PgBouncer,
}

impl Pooled {
    fn new(mode: PoolMode) -> Option<Pooled> {
        let server: &Postgres = testkit::postgres()?;
        let pooler = server.small_pgbouncer(mode, POOL)?;
        Some(Pooled { database: server.database(), pooler })
    }

    /// Four revisions, an index built concurrently among them, on the pooled database.
    fn project(&self) -> Project {
        let project = Project::new(self.pooler.url(&self.database));
        project.revision(
            1,
            "CREATE TABLE counter (n int); INSERT INTO counter VALUES (0);\n\
             CREATE TABLE birds (id int PRIMARY KEY, name text);",
            "DROP TABLE birds; DROP TABLE counter;",
        );
        project.revision(
            2,
            &format!("UPDATE counter SET n = n + 1;\n{}", slow(Dialect::Postgres, 5)),
            "UPDATE counter SET n = n - 1;",
        );
        project.revision(
            3,
            "UPDATE counter SET n = n + 1;\nCREATE INDEX CONCURRENTLY birds_name ON birds (name);\n\
             UPDATE counter SET n = n + 1;",
            "DROP INDEX CONCURRENTLY birds_name;\nUPDATE counter SET n = n - 2;",
        );
        project.revision(
            4,
            "SET search_path = pg_catalog; SET lock_timeout = '7s';\nUPDATE public.counter SET n = n + 1;",
            "UPDATE counter SET n = n - 1;",
        );
        project
    }

    fn check_once(&self) {
        assert_eq!(counter(&self.database), "4");
        assert_eq!(heads(&self.database), "004");
        assert_eq!(upgrades(&self.database), "001 x1, 002 x1, 003 x1, 004 x1");
        assert_eq!(self.database.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0");
    }
}

fn all_verbs(mode: PoolMode) -> Option<()> {
    let pooled = Pooled::new(mode)?;
    let project = pooled.project();
    project.run("upgrade head").success();
    pooled.check_once();
    assert!(project.run("status").success().stdout.contains("004"));
    assert_eq!(project.run("current").success().stdout.trim(), "004 (head)");
    project.run("upgrade head").success();
    let doctor = project.run("doctor");
    // PgBouncer does not say its mode: a lease is right in both.
    assert!(doctor.stdout.contains("a pooler shares sessions"), "{doctor:?}");
    project.run("downgrade -2").success();
    assert_eq!(heads(&pooled.database), "002");
    assert_eq!(counter(&pooled.database), "1");
    project.run("stamp 004").success();
    project.run("downgrade base").code_is(1);
    project.run("stamp 002").success();
    project.run("downgrade base").success();
    let left = pooled.database.tables();
    assert!(left.iter().all(|table| table.starts_with("aludel_")), "{left:?}");
    // What the scripts set is not left to those who get the session next.
    for _ in 0..2 * POOL {
        let settings = "select current_setting('search_path'), current_setting('lock_timeout'), \
                        current_setting('application_name')";
        let shown = pooled.pooler.query(&pooled.database, settings).concat();
        assert_eq!(shown[..2], ["\"$user\", public", "0"], "{shown:?}");
        assert!(!shown[2].contains("up 0"), "{shown:?}");
    }
    Some(())
}

#[test]
fn all_verbs_in_transaction_mode() {
    let _ = all_verbs(PoolMode::Transaction);
}

#[test]
fn all_verbs_in_session_mode() {
    let _ = all_verbs(PoolMode::Session);
}

fn twenty(mode: PoolMode) -> Option<()> {
    let pooled = Pooled::new(mode)?;
    let project = pooled.project();
    let all = at_once(20, |_| project.command("upgrade head"));
    all.into_iter().for_each(|ended| drop(ended.success()));
    pooled.check_once();
    Some(())
}

#[test]
fn twenty_in_transaction_mode() {
    let _ = twenty(PoolMode::Transaction);
}

#[test]
fn twenty_in_session_mode() {
    let _ = twenty(PoolMode::Session);
}

/// `aludel` with a lease of two seconds.
fn with_short_lease(project: &Project, words: &str) -> std::process::Command {
    let mut command = project.command(words);
    command.env("ALUDEL_LEASE", "2s");
    command
}

#[test]
fn the_lease_of_a_killed_holder_is_taken_over() {
    let Some(pooled) = Pooled::new(PoolMode::Transaction) else { return };
    let project = pooled.project();
    project.run("upgrade 001").success();
    project.revision(2, &format!("UPDATE counter SET n = n + 1;\n{}", slow(Dialect::Postgres, 10)), "");
    let mut holder = testkit::spawn(&mut with_short_lease(&project, "upgrade head"));
    until_running(&pooled.database, &mut holder);
    let refused: Ended = project.run("upgrade head --lock-wait 0s").code_is(5);
    assert!(refused.stderr.contains("(a lease, for "), "{}", refused.stderr);
    holder.kill().code_is(137);
    let next = testkit::run(&mut with_short_lease(&project, "upgrade head")).success();
    pooled.check_once();
    assert!(next.took < Duration::from_secs(8), "{next:?}");
}

#[test]
fn the_lease_is_prolonged_while_a_statement_runs() {
    let Some(pooled) = Pooled::new(PoolMode::Transaction) else { return };
    let project = pooled.project();
    project.run("upgrade 001").success();
    project.revision(
        2,
        "UPDATE counter SET n = n + 1;\nCREATE INDEX CONCURRENTLY birds_id ON birds (id);",
        "",
    );
    // The build waits for this transaction, for longer than the lease lasts.
    let writer = pooled.database.hold("INSERT INTO birds VALUES (1)");
    let mut holder = testkit::spawn(&mut with_short_lease(&project, "upgrade head"));
    until_running(&pooled.database, &mut holder);
    let refused = testkit::run(&mut with_short_lease(&project, "upgrade head --lock-wait 5s")).code_is(5);
    assert!(refused.stderr.contains("at revision 002"), "{}", refused.stderr);
    drop(writer);
    holder.wait().success();
    pooled.check_once();
}

/// The server does not notice that the holder of the lease is gone, and goes on with its build.
#[test]
fn an_index_build_of_a_killed_holder_is_done_again() {
    let Some(pooled) = Pooled::new(PoolMode::Transaction) else { return };
    let project = pooled.project();
    project.run("upgrade 001").success();
    project.revision(
        2,
        "UPDATE counter SET n = n + 1;\nCREATE INDEX CONCURRENTLY birds_id ON birds (id);",
        "",
    );
    let writer = pooled.database.hold("INSERT INTO birds VALUES (1)");
    let mut holder = testkit::spawn(&mut with_short_lease(&project, "upgrade head"));
    until_running(&pooled.database, &mut holder);
    holder.kill().code_is(137);
    let mut next = testkit::spawn(&mut with_short_lease(&project, "upgrade head"));
    until("the next one has begun", || {
        assert!(next.is_running(), "it has ended: {}", next.stderr());
        next.stderr().contains("upgrade 002")
    });
    std::thread::sleep(Duration::from_millis(500));
    drop(writer);
    next.wait().success();
    pooled.check_once();
}

#[test]
fn a_signal_ends_what_runs_behind_a_pooler() {
    // PgBouncer 1.18 to 1.20 may end when a query is cancelled, by whatever client:
    // https://github.com/pgbouncer/pgbouncer/issues/822
    let survives = (0..3).any(|_| {
        let Some(pooled) = Pooled::new(PoolMode::Transaction) else { return true };
        end_by_signal(&pooled)
    });
    assert!(survives, "PgBouncer has ended three times");
}

/// Whether the pooler has lived on, and all was well.
fn end_by_signal(pooled: &Pooled) -> bool {
    let project = pooled.project();
    project.run("upgrade 001").success();
    project.revision(2, &format!("UPDATE counter SET n = n + 1;\n{}", slow(Dialect::Postgres, 300)), "");
    let mut holder = project.start("upgrade head");
    until_running(&pooled.database, &mut holder);
    holder.signal("TERM");
    holder.wait().code_is(143);
    if !pooled.pooler.answers() {
        return false;
    }
    assert_eq!(counter(&pooled.database), "0");
    // The lease was given back: nobody waits for its end.
    project.revision(2, "UPDATE counter SET n = n + 1;", "");
    project.run("upgrade head --lock-wait 0s").success();
    pooled.check_once();
    true
}

/// Waits until 002 runs.
fn until_running(database: &TestDatabase, running: &mut testkit::Running) {
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' \
               AND pid <> pg_backend_pid() AND (query LIKE '%pg_sleep%' OR query LIKE 'CREATE INDEX CONC%')";
    until("002 runs", || {
        assert!(running.is_running(), "it has ended: {}", running.stderr());
        database.value(sql) != "0"
    });
}
