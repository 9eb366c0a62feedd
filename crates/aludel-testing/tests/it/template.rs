//! The template: made anew when a text changes, with its seeds and settings, and not for ever.

use aludel_testing::{Database, Databases};

use crate::fresh::{ask, beside};
use crate::history;

fn names(database: &Database) -> String {
    ask(database, "SELECT min(name) FROM birds")
}

#[test]
fn a_changed_text_makes_another() {
    for server in testkit::databases() {
        let table = "CREATE TABLE birds (name varchar(80))";
        let with = |bird: &str| {
            let insert = format!("INSERT INTO birds VALUES ('{bird}')");
            beside(&server, history::of("changed", &[table, &insert])).fresh().unwrap()
        };
        assert_eq!(names(&with("wren")), "wren");
        assert_eq!(names(&with("robin")), "robin");
        assert_eq!(names(&with("wren")), "wren");
    }
}

#[test]
fn seeds_are_in_it_and_make_another() {
    for server in testkit::databases() {
        let databases = || beside(&server, history::birds("seeds"));
        let seeded = databases()
            .seed("DELETE FROM birds; INSERT INTO birds (name) VALUES ('finch; ''a''')")
            .seed_by("owl", |database| database.execute("INSERT INTO birds (name) VALUES ('owl')"));
        let database = seeded.fresh().unwrap();
        assert_eq!(names(&database), "finch; 'a'");
        assert_eq!(ask(&database, "SELECT count(*) FROM birds"), "2");
        assert_eq!(names(&databases().fresh().unwrap()), "wren");
        let refused = databases().seed("INSERT INTO bees VALUES (1)").fresh().unwrap_err();
        assert!(refused.to_string().starts_with("seed 1: "), "{refused}");
    }
}

#[test]
fn one_that_somebody_dropped_is_made_again() {
    let Some(postgres) = testkit::postgres() else { return };
    let server = postgres.database();
    let databases = beside(&server, history::birds("dropped"));
    let _first = databases.fresh().unwrap();
    let find = "select datname from pg_database where shobj_description(oid, 'pg_database') \
                like 'template kept by aludel for tests that begin with dropped/%'";
    let template = server.value(find);
    server.run(&format!("drop database {template}"));
    assert_eq!(names(&databases.fresh().unwrap()), "wren");
    assert_eq!(server.value(find), template);
}

#[test]
fn old_ones_of_a_project_go() {
    let Some(postgres) = testkit::postgres() else { return };
    let server = postgres.database();
    let of =
        "template kept by aludel for tests that begin with old/migrations/r0.sql; may be dropped at any time";
    for number in 0..10 {
        let name = format!("aludel_template_of_test_{number}");
        server.run(&format!("create database {name} template template0"));
        server
            .run(&format!("comment on database {name} is '{of}; used 2026-11-0{} 10:00'", 9 - number.min(8)));
    }
    let _database = beside(&server, history::birds("old")).fresh().unwrap();
    let left = server.query(&format!(
        "select datname from pg_database where shobj_description(oid, 'pg_database') like '{of}%'"
    ));
    // Those that were there were swept before the new one was made.
    assert!(left.len() <= 9, "{left:?}");
    for name in left.iter().flatten().filter(|name| name.contains("_of_test_")) {
        server.run(&format!("drop database {name}"));
    }
}

#[test]
fn what_revisions_set_for_the_database_is_set_for_each() {
    let Some(postgres) = testkit::postgres() else { return };
    let set = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET app.tenant = %L', current_database(), 'it''s'); END $$";
    let databases = beside(&postgres.database(), history::of("settings", &[set]));
    for _ in 0..2 {
        assert_eq!(ask(&databases.fresh().unwrap(), "SHOW app.tenant"), "it's");
    }
}

#[test]
fn another_version_table_makes_another() {
    let Some(server) = testkit::sqlite() else { return };
    let settings =
        aludel::Settings { version_table: "alembic_version".parse().unwrap(), ..aludel::Settings::default() };
    let databases = beside(&server, history::birds("version table"));
    let _other = databases.fresh().unwrap();
    let database = databases.settings(settings).fresh().unwrap();
    assert_eq!(ask(&database, "SELECT version_num FROM alembic_version"), "r1");
}

#[test]
fn folders_and_asynchronous_callers_are_served() {
    let Some(server) = testkit::sqlite() else { return };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("001.sql"),
        "-- revision: 001\n-- upgrade\nCREATE TABLE birds (name text);\nINSERT INTO birds VALUES ('wren');\n",
    )
    .unwrap();
    let databases = Databases::new(folder.path(), &server.url()).unwrap();
    let database = block_on(databases.fresh_async()).unwrap();
    assert_eq!(names(&database), "wren");
}

/// The smallest of runtimes.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Wake(std::thread::Thread);
    impl std::task::Wake for Wake {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = std::sync::Arc::new(Wake(std::thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        std::thread::park();
    }
}
