//! The migrator on real servers, cut at every single call that it makes to the database.

use std::path::PathBuf;
use std::time::Duration;

use aludel::database::{self, Canceller, ConnectOptions, Database, DatabaseError, ErrorKind, Row, Server};
use aludel::revision::{Header, Revision, RevisionId, Section};
use aludel::url::DatabaseUrl;
use aludel::{Dialect, MigrateError, Migrations, Report, Runner, Settings, Stop, Target, event};
use testkit::TestDatabase;

/// A revision with no file.
fn revision(id: &str, parents: &[&str], up: &str, down: Option<&str>) -> Revision {
    let section = |text: &str| Section {
        dialects: Vec::new(),
        no_transaction: false,
        rust: false,
        line: 1,
        text: text.to_owned(),
    };
    Revision {
        header: Header {
            id: id.parse().unwrap(),
            parents: parents.iter().map(|parent| parent.parse().unwrap()).collect(),
            depends_on: Vec::new(),
            branch_labels: Vec::new(),
            created: None,
            message: format!("revision {id}"),
            path: PathBuf::from(format!("{id}.sql")),
        },
        upgrade: vec![section(up)],
        downgrade: down.map(section).into_iter().collect(),
    }
}

/// Three revisions; the second has five segments where the dialect has such statements.
///
/// `ran` counts: a statement that ran twice shows as 2 in it, and one that did not as 0.
fn migrations(dialect: Dialect) -> Migrations {
    let middle = match dialect {
        Dialect::Postgres => {
            "UPDATE ran SET a = a + 1;
             CREATE INDEX CONCURRENTLY birds_name ON birds (name);
             UPDATE ran SET b = b + 1;
             CREATE INDEX CONCURRENTLY ON birds (id, name);
             SET search_path = public, pg_catalog;
             ALTER TABLE birds ADD COLUMN size int;
             UPDATE ran SET c = c + 1;"
        }
        Dialect::Sqlite => {
            "UPDATE ran SET a = a + 1;
             PRAGMA foreign_keys = ON;
             UPDATE ran SET b = b + 1;
             VACUUM;
             ALTER TABLE birds ADD COLUMN size int;
             UPDATE ran SET c = c + 1;"
        }
        Dialect::Mysql => {
            "UPDATE ran SET a = a + 1;
             CREATE INDEX birds_name ON birds (name);
             UPDATE ran SET b = b + 1;
             ALTER TABLE birds ADD COLUMN size int;
             ALTER TABLE birds ADD CHECK (size > 0);
             UPDATE ran SET c = c + 1;"
        }
    };
    let back = match dialect {
        Dialect::Postgres => {
            "DROP INDEX CONCURRENTLY birds_name;
             UPDATE ran SET a = a - 1, b = b - 1;
             DROP INDEX CONCURRENTLY birds_id_name_idx;
             UPDATE ran SET c = c - 1;
             ALTER TABLE birds DROP COLUMN size;"
        }
        Dialect::Sqlite => {
            "UPDATE ran SET a = a - 1, b = b - 1; VACUUM; UPDATE ran SET c = c - 1;
             ALTER TABLE birds DROP COLUMN size;"
        }
        Dialect::Mysql => {
            "UPDATE ran SET a = a - 1, b = b - 1;
             DROP INDEX birds_name ON birds;
             UPDATE ran SET c = c - 1;
             ALTER TABLE birds DROP COLUMN size;"
        }
    };
    let first = "CREATE TABLE birds (id int PRIMARY KEY, name varchar(40));
         CREATE TABLE ran (a int, b int, c int, d int);
         INSERT INTO ran VALUES (0, 0, 0, 0);";
    let back_of_first = "DROP TABLE ran; DROP TABLE birds;";
    // A check on a column keeps it from being dropped on MariaDB until the check is gone.
    let back = if dialect == Dialect::Mysql {
        back.replace(
            "ALTER TABLE birds DROP COLUMN",
            "ALTER TABLE birds DROP CONSTRAINT CONSTRAINT_1, DROP COLUMN",
        )
    } else {
        back.to_owned()
    };
    Migrations::from_revisions(vec![
        revision("001", &[], first, Some(back_of_first)),
        revision("002", &["001"], middle, Some(&back)),
        revision("003", &["002"], "UPDATE ran SET d = d + 1;", Some("UPDATE ran SET d = d - 1;")),
    ])
    .unwrap()
}

fn revisions_of(migrations: &Migrations) -> Vec<Revision> {
    migrations.revisions().unwrap().into_iter().cloned().collect()
}

/// A connection that breaks at its n-th call: before the call arrives, or before its answer does.
struct Breaking {
    inner: Option<Box<dyn Database>>,
    server: Server,
    calls_left: usize,
    arrives: bool,
}

impl Breaking {
    fn call<T>(
        &mut self,
        call: impl FnOnce(&mut dyn Database) -> Result<T, DatabaseError>,
    ) -> Result<T, DatabaseError> {
        let broken = || DatabaseError::new(ErrorKind::ConnectionLost, "cut by the test");
        let Some(inner) = &mut self.inner else { return Err(broken()) };
        if self.calls_left > 0 {
            self.calls_left -= 1;
            return call(inner.as_mut());
        }
        if self.arrives {
            let _ = call(inner.as_mut());
        }
        self.inner = None;
        Err(broken())
    }
}

impl Database for Breaking {
    fn server(&self) -> &Server {
        &self.server
    }

    fn query(&mut self, statement: &str) -> Result<Vec<Row>, DatabaseError> {
        self.call(|database| database.query(statement))
    }

    fn execute(&mut self, text: &str) -> Result<(), DatabaseError> {
        self.call(|database| database.execute(text))
    }

    fn canceller(&self) -> Canceller {
        Canceller::new(|| {})
    }
}

fn connect(database: &TestDatabase) -> Box<dyn Database> {
    let options = ConnectOptions {
        application: "aludel tests".to_owned(),
        timeout: Duration::from_secs(20),
        observer: event::silent(),
        create: true,
        read_only: false,
        ..ConnectOptions::default()
    };
    database::connect(&DatabaseUrl::parse(&database.url()).unwrap(), &options).unwrap()
}

fn run(database: &mut dyn Database, migrations: &Migrations, target: &str) -> Result<Report, MigrateError> {
    let settings = Settings { lock_wait: Duration::from_secs(20), ..Settings::default() };
    let migrator = Runner::new(migrations, settings, event::silent(), Stop::new());
    let target: Target = target.parse().unwrap();
    if target == Target::base() {
        migrator.downgrade(database, &target)
    } else {
        migrator.upgrade(database, &[target])
    }
}

fn dialect_of(database: &TestDatabase) -> Dialect {
    database.dialect().name().parse().unwrap()
}

/// Cuts a run at its n-th call, for every n, and lets a second run finish it.
fn cut_everywhere(database: &TestDatabase, arrives: bool) {
    let migrations = migrations(dialect_of(database));
    let mut cuts = 0;
    for target in ["head", "base"] {
        for calls in 0.. {
            // Each cut begins at the same place.
            let start = if target == "head" { "base" } else { "head" };
            run(connect(database).as_mut(), &migrations, start).unwrap();
            let inner = connect(database);
            let server = inner.server().clone();
            let mut breaking = Breaking { inner: Some(inner), server, calls_left: calls, arrives };
            let result = run(&mut breaking, &migrations, target);
            let was_cut = breaking.inner.is_none();
            assert!(was_cut || result.is_ok(), "{result:?}");
            drop(breaking);
            let second = run(connect(database).as_mut(), &migrations, target);
            let again = second.unwrap_or_else(|error| {
                panic!("{target} after a cut at call {calls} (arrives: {arrives}): {error:?}")
            });
            check_whole(database, target, &format!("cut at call {calls}, arrives: {arrives}"));
            assert!(was_cut || again.steps.is_empty());
            if !was_cut {
                break;
            }
            cuts += 1;
        }
    }
    assert!(cuts > 20, "only {cuts} cuts: the test does not cut where it should");
}

/// Everything ran, and nothing twice.
fn check_whole(database: &TestDatabase, target: &str, when: &str) {
    let unfinished = database.value(
        "SELECT count(*) FROM aludel_log WHERE finished_at IS NULL \
         AND (segments_done > 0 OR segment_started > 0)",
    );
    assert_eq!(unfinished, "0", "unfinished entries, {when}");
    let rows = database.query("SELECT version_num FROM aludel_version");
    if target == "base" {
        assert!(rows.is_empty(), "{rows:?}, {when}");
        let tables = database.tables();
        assert!(!tables.iter().any(|table| table == "birds" || table == "ran"), "{tables:?}, {when}");
        return;
    }
    assert_eq!(rows, [["003"]], "{when}");
    assert_eq!(database.query("SELECT a, b, c, d FROM ran"), [["1", "1", "1", "1"]], "{when}");
    if dialect_of(database) == Dialect::Postgres {
        let indexes = database.query(
            "SELECT relname, indisvalid FROM pg_index JOIN pg_class ON oid = indexrelid \
             WHERE indrelid = 'birds'::regclass ORDER BY 1",
        );
        let wanted = [["birds_id_name_idx", "t"], ["birds_name", "t"], ["birds_pkey", "t"]];
        assert_eq!(indexes, wanted, "{when}");
    }
}

#[test]
fn a_run_that_is_cut_before_any_call_is_finished_by_the_next() {
    for database in testkit::databases() {
        cut_everywhere(&database, false);
    }
}

#[test]
fn a_run_that_is_cut_after_any_call_is_finished_by_the_next() {
    for database in testkit::databases() {
        cut_everywhere(&database, true);
    }
}

#[test]
fn an_edited_revision_is_refused_and_undone_by_its_old_text() {
    for database in testkit::databases() {
        let mut revisions = revisions_of(&migrations(dialect_of(&database)));
        let whole = Migrations::from_revisions(revisions.clone()).unwrap();
        run(connect(&database).as_mut(), &whole, "head").unwrap();
        revisions[2].upgrade[0].text = "-- a comment does not count\nUPDATE  ran SET d = d + 1".to_owned();
        let commented = Migrations::from_revisions(revisions.clone()).unwrap();
        assert!(run(connect(&database).as_mut(), &commented, "head").unwrap().steps.is_empty());
        revisions[2].upgrade[0].text = "UPDATE ran SET d = d + 7;".to_owned();
        revisions[2].downgrade[0].text = "UPDATE ran SET d = d - 7;".to_owned();
        let edited = Migrations::from_revisions(revisions).unwrap();
        let refused = run(connect(&database).as_mut(), &edited, "head");
        assert!(matches!(refused, Err(MigrateError::Edited(list)) if list.len() == 1));
        let settings = Settings::default();
        let migrator = Runner::new(&edited, settings, event::silent(), Stop::new());
        migrator.downgrade(connect(&database).as_mut(), &"-1".parse().unwrap()).unwrap();
        assert_eq!(database.query("SELECT d FROM ran"), [["0"]]);
        migrator.upgrade(connect(&database).as_mut(), &[Target::head()]).unwrap();
        assert_eq!(database.query("SELECT d FROM ran"), [["7"]]);
    }
}

#[test]
fn a_rolled_back_release_knows_that_the_database_is_ahead() {
    for database in testkit::databases() {
        let new = migrations(dialect_of(&database));
        let old = Migrations::from_revisions(revisions_of(&new)[..1].to_vec()).unwrap();
        run(connect(&database).as_mut(), &new, "head").unwrap();
        let report = run(connect(&database).as_mut(), &old, "head").unwrap();
        assert_eq!((report.steps.len(), report.ahead_by), (0, 2));
        let with = |ahead| {
            let settings = Settings { ahead, ..Settings::default() };
            Runner::new(&old, settings, event::silent(), Stop::new())
                .upgrade(connect(&database).as_mut(), &[Target::head()])
        };
        let refused = with(aludel::Ahead::Fail);
        assert!(matches!(refused, Err(MigrateError::Ahead { by: 2, .. })), "{refused:?}");
        let undone = with(aludel::Ahead::Downgrade).unwrap();
        let ids: Vec<String> = undone.steps.iter().map(|step| step.revision.to_string()).collect();
        assert_eq!(ids, ["003", "002"]);
        assert_eq!(database.query("SELECT version_num FROM aludel_version"), [["001"]]);
        assert_eq!(database.query("SELECT a, b, c, d FROM ran"), [["0", "0", "0", "0"]]);
    }
}

#[test]
fn rows_that_nobody_knows_are_refused() {
    for database in testkit::databases() {
        let migrations = migrations(dialect_of(&database));
        run(connect(&database).as_mut(), &migrations, "head").unwrap();
        database.run("UPDATE aludel_version SET version_num = 'deadbeef'");
        let refused = run(connect(&database).as_mut(), &migrations, "head");
        let Err(MigrateError::UnknownRows { rows }) = refused else { panic!("{refused:?}") };
        assert_eq!(rows, [RevisionId::from_row("deadbeef")]);
    }
}

#[test]
fn reading_makes_no_table() {
    for database in testkit::databases() {
        let migrations = migrations(dialect_of(&database));
        let migrator = Runner::new(&migrations, Settings::default(), event::silent(), Stop::new());
        let mut connection = connect(&database);
        let state = migrator.state(connection.as_mut()).unwrap();
        assert_eq!((state.applied.len(), state.pending.len()), (0, 3));
        assert_eq!(migrator.plan_upgrade(connection.as_mut(), &[Target::heads()]).unwrap().steps.len(), 3);
        assert!(migrator.log(connection.as_mut(), None).unwrap().is_empty());
        assert_eq!(migrator.lock_holder(connection.as_mut()).unwrap(), None);
        drop(connection);
        assert_eq!(database.tables(), Vec::<String>::new());
    }
}

#[test]
fn a_revision_may_be_mended_behind_the_point_where_it_failed() {
    for database in testkit::databases() {
        let mut revisions = revisions_of(&migrations(dialect_of(&database)));
        let good = revisions[1].upgrade[0].text.clone();
        revisions[1].upgrade[0].text = good.replace("c = c + 1", "nothing = 1");
        let bad = Migrations::from_revisions(revisions.clone()).unwrap();
        for _ in 0..2 {
            let failed = run(connect(&database).as_mut(), &bad, "head");
            assert!(matches!(failed, Err(MigrateError::Step(_))), "{failed:?}");
        }
        revisions[1].upgrade[0].text = good.replace("a = a + 1", "a = a + 2");
        let changed_before = Migrations::from_revisions(revisions.clone()).unwrap();
        let refused = run(connect(&database).as_mut(), &changed_before, "head");
        assert!(matches!(refused, Err(MigrateError::ResumeChanged { .. })), "{refused:?}");
        revisions[1].upgrade[0].text = good;
        let mended = Migrations::from_revisions(revisions).unwrap();
        run(connect(&database).as_mut(), &mended, "head").unwrap();
        check_whole(&database, "head", "mended");
        assert!(run(connect(&database).as_mut(), &mended, "head").unwrap().steps.is_empty());
    }
}

#[test]
fn two_projects_in_one_database_do_not_mix() {
    for database in testkit::databases() {
        let one = Migrations::from_revisions(vec![revision("001", &[], "CREATE TABLE one (id int)", None)]);
        let two = Migrations::from_revisions(vec![revision(
            "001",
            &[],
            "CREATE TABLE two (id int)",
            Some("DROP TABLE two"),
        )]);
        let settings = |name: &str| Settings { version_table: name.parse().unwrap(), ..Settings::default() };
        for (migrations, name) in [(one.unwrap(), "one_version"), (two.unwrap(), "two_version")] {
            let migrator = Runner::new(&migrations, settings(name), event::silent(), Stop::new());
            for steps in [1, 0] {
                let report = migrator.upgrade(connect(&database).as_mut(), &[Target::head()]).unwrap();
                assert_eq!(report.steps.len(), steps);
            }
            assert_eq!(migrator.log(connect(&database).as_mut(), None).unwrap().len(), 1);
        }
        assert_eq!(database.value("SELECT count(*) FROM aludel_log"), "2");
    }
}
