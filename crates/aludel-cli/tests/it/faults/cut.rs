//! The server restarts, or the connection breaks, in the middle of a revision.

use testkit::{Dialect, Ended, Running, TestDatabase, dedicated_mariadb, dedicated_postgres, proxy};

use super::project::{Project, counter, heads, slow, until, upgrades};

/// Two quick revisions with a slow one between them, which says its name where the server shows it.
fn project(dialect: Dialect, url: String) -> Project {
    let project = Project::new(url);
    project.revision(1, "CREATE TABLE counter (n int); INSERT INTO counter VALUES (0);", "");
    project.revision(
        2,
        &format!(
            "UPDATE counter SET n = n + 1;\n{}\nUPDATE /* end of 002 */ counter SET n = n + 1;",
            slow(dialect, 20)
        ),
        "",
    );
    project.revision(3, "UPDATE counter SET n = n + 1;", "");
    project
}

/// Waits until the slow statement runs.
fn until_slow(database: &TestDatabase, running: &mut Running) {
    let sql = match database.dialect() {
        Dialect::Postgres => {
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
             AND state = 'active' AND query LIKE '%end of 002%' AND pid <> pg_backend_pid()"
        }
        _ => {
            "SELECT count(*) FROM information_schema.PROCESSLIST WHERE DB = database() AND INFO LIKE 'DO SLEEP%'"
        }
    };
    until("the slow statement runs", || {
        assert!(running.is_running(), "it has ended: {}", running.stderr());
        database.value(sql) != "0"
    });
}

/// The next run does the rest, and nothing has run twice.
fn finish(project: &Project, database: &TestDatabase, first: &Ended) {
    let second = project.run("upgrade head").success();
    assert_eq!(counter(database), "3", "{first:?}\n{second:?}");
    assert_eq!(heads(database), "003");
    assert_eq!(upgrades(database), "001 x1, 002 x1, 003 x1");
}

#[track_caller]
fn says(ended: &Ended, words: &[&str]) {
    for word in words {
        assert!(ended.stderr.contains(word), "{word:?} is missing:\n{}", ended.stderr);
    }
}

#[test]
fn postgres_crashes_in_the_middle() {
    let Some(server) = dedicated_postgres(&[]) else { return };
    let database = server.database();
    let project = project(Dialect::Postgres, database.url());
    let mut running = project.start("upgrade head");
    until_slow(&database, &mut running);
    server.stop_immediate();
    let first = running.wait().code_is(1);
    says(&first, &["revision 002", "run `aludel upgrade` again"]);
    project.run("upgrade head").code_is(4);
    server.start();
    finish(&project, &database, &first);
}

#[test]
fn postgres_is_restarted_in_the_middle() {
    let Some(server) = dedicated_postgres(&[]) else { return };
    let database = server.database();
    let project = project(Dialect::Postgres, database.url());
    let mut running = project.start("upgrade head");
    until_slow(&database, &mut running);
    server.restart();
    let first = running.wait().code_is(1);
    says(&first, &["revision 002", "nothing of it was kept", "terminating connection", "57P01"]);
    finish(&project, &database, &first);
}

#[test]
fn mariadb_crashes_in_the_middle() {
    let Some(server) = dedicated_mariadb(&[]) else { return };
    let database = server.database();
    let project = project(Dialect::Mysql, database.url());
    let mut running = project.start("upgrade head");
    until_slow(&database, &mut running);
    server.stop_immediate();
    let first = running.wait().code_is(1);
    says(&first, &["revision 002", "connection to the server was lost"]);
    project.run("upgrade head").code_is(4);
    server.start();
    finish(&project, &database, &first);
}

#[test]
fn mariadb_is_restarted_in_the_middle() {
    let Some(server) = dedicated_mariadb(&[]) else { return };
    let database = server.database();
    let project = project(Dialect::Mysql, database.url());
    let mut running = project.start("upgrade head");
    until_slow(&database, &mut running);
    server.restart();
    let first = running.wait().code_is(1);
    says(&first, &["revision 002"]);
    finish(&project, &database, &first);
}

/// Runs it by way of a proxy that breaks the connection somewhere.
fn break_it(database: &TestDatabase, rule: impl FnOnce(&testkit::Proxy)) -> (Project, Ended) {
    let proxy = proxy(&database.address_of_server());
    let direct = project(database.dialect(), database.url());
    let broken = direct.by(database.url_through(&proxy));
    direct.run("upgrade 001").success();
    rule(&proxy);
    let first = broken.run("upgrade head").code_is(1);
    assert!(proxy.has_cut(), "{first:?}");
    (direct, first)
}

#[test]
fn the_connection_breaks_before_the_server_has_heard() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let (project, first) = break_it(&database, |proxy| proxy.cut_before("end of 002"));
    says(&first, &["the connection broke while revision 002 ran; whether it was kept is not known"]);
    finish(&project, &database, &first);
    let Some(server) = testkit::mariadb() else { return };
    let database = server.database();
    let (project, first) = break_it(&database, |proxy| proxy.cut_before("DO SLEEP"));
    says(&first, &["revision 002 failed at its second statement; 1 of its 3 segments was kept"]);
    finish(&project, &database, &first);
}

#[test]
fn the_connection_breaks_before_the_answer_comes() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let (project, first) = break_it(&database, |proxy| proxy.cut_behind("end of 002"));
    says(&first, &["the connection broke while revision 002 ran; whether it was kept is not known"]);
    finish(&project, &database, &first);
    let Some(server) = testkit::mariadb() else { return };
    let database = server.database();
    let (project, first) = break_it(&database, |proxy| proxy.cut_behind("COMMIT"));
    says(&first, &["the connection broke while revision 002 ran; whether it was kept is not known"]);
    finish(&project, &database, &first);
}

#[test]
fn the_connection_breaks_while_a_statement_runs() {
    let servers = [testkit::postgres().map(|it| it.database()), testkit::mariadb().map(|it| it.database())];
    for database in servers.into_iter().flatten() {
        let proxy = proxy(&database.address_of_server());
        let direct = project(database.dialect(), database.url());
        let by_proxy = direct.by(database.url_through(&proxy));
        let mut running = by_proxy.start("upgrade head");
        until_slow(&database, &mut running);
        proxy.cut_now();
        let first = running.wait().code_is(1);
        says(&first, &["revision 002", "the connection to the server was lost"]);
        finish(&direct, &database, &first);
    }
}
