//! A future that nobody awaits any more, and a wish to stop.

use std::time::{Duration, Instant};

use aludel::{Error, MigrateError, Migrations, Migrator, Stop};

use crate::in_one_thread;

/// A revision that takes a minute.
fn slow() -> Migrations {
    let text = "-- revision: 1\n-- upgrade [postgres]\nCREATE TABLE one (id int);\nSELECT pg_sleep(60);\n\
                -- upgrade [mysql]\nSELECT sleep(60);\n";
    Migrations::from_texts(&[("1.sql", text)]).unwrap()
}

/// One that takes none, of the same database.
fn fast() -> Migrations {
    Migrations::from_texts(&[("1.sql", "-- revision: 1\n-- upgrade\nCREATE TABLE two (id int);\n")]).unwrap()
}

#[test]
fn what_a_dropped_future_began_is_cancelled_and_its_lock_given_back() {
    for database in testkit::databases() {
        if database.dialect() == testkit::Dialect::Sqlite {
            continue;
        }
        let url = &*database.url();
        let migrator = Migrator::new(slow());
        in_one_thread(async {
            let soon = Duration::from_millis(500);
            assert!(tokio::time::timeout(soon, migrator.upgrade(url)).await.is_err());
        });
        let began = Instant::now();
        let other = Migrator::new(fast()).lock(Duration::from_secs(30));
        assert_eq!(in_one_thread(other.upgrade(url)).unwrap().steps.len(), 1);
        assert!(began.elapsed() < Duration::from_secs(20));
        // The one that was dropped has not stopped what comes after it.
        assert!(in_one_thread(migrator.current(url)).is_ok());
    }
}

#[test]
fn a_wish_to_stop_ends_a_verb_that_is_awaited() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let stop = Stop::new();
    let migrator = Migrator::new(slow()).stop(stop.clone());
    std::thread::spawn(move || {
        for _ in 0..50 {
            std::thread::sleep(Duration::from_millis(300));
            stop.request();
        }
    });
    let error = in_one_thread(migrator.upgrade(database.url())).unwrap_err();
    assert!(matches!(error, Error::Migrate(MigrateError::Stopped)), "{error}");
}

#[test]
fn a_function_that_hangs_is_stopped_too() {
    let Some(database) = testkit::sqlite() else { return };
    let stop = Stop::new();
    let migrator =
        embedding::migrator().stop(stop.clone()).function("fill_slugs", |_| std::future::pending());
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(500));
        stop.request();
    });
    let error = migrator.upgrade_blocking(database.url()).unwrap_err();
    assert!(matches!(error, Error::Migrate(MigrateError::Stopped)), "{error}");
}
