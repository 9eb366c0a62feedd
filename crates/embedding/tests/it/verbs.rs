//! Each verb by URL, awaited in every way.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aludel::event::Event;
use aludel::{Error, MigrateError, Migrator};
use embedding::{BILLING, migrator};

use crate::{in_many_threads, in_one_thread};

fn ids(ids: &[aludel::RevisionId]) -> Vec<&str> {
    ids.iter().map(aludel::RevisionId::as_str).collect()
}

#[test]
fn verbs_are_futures_of_any_runtime() {
    for database in testkit::databases() {
        let url = database.url();
        let migrator = migrator();
        assert_eq!(ids(&in_one_thread(migrator.pending(&url)).unwrap()), ["001", "002", "003"]);
        let report = in_one_thread(migrator.upgrade_to(&url, "001")).unwrap();
        assert_eq!(ids(&report.heads), ["001"]);
        assert_eq!(ids(&in_many_threads(migrator.current(&url)).unwrap()), ["001"]);
        assert_eq!(in_many_threads(migrator.upgrade(&url)).unwrap().steps.len(), 2);
        assert!(in_one_thread(migrator.state(&url)).unwrap().is_at_heads());
        assert_eq!(in_one_thread(migrator.downgrade(&url, "-1")).unwrap().steps.len(), 1);
        assert_eq!(in_one_thread(migrator.downgrade(&url, "base")).unwrap().heads, []);
    }
}

#[test]
fn verbs_block_where_nobody_awaits() {
    for database in testkit::databases() {
        let url = &*database.url();
        let migrator = Migrator::new(BILLING);
        assert_eq!(migrator.upgrade_blocking(url).unwrap().steps.len(), 2);
        assert_eq!(ids(&migrator.current_blocking(url).unwrap()), ["002"]);
        assert_eq!(migrator.pending_blocking(url).unwrap(), []);
        // Also in the only thread of a runtime.
        in_one_thread(async { migrator.downgrade_blocking(url, "base").unwrap() });
        assert!(!migrator.state_blocking(url).unwrap().is_at_heads());
    }
}

#[test]
fn twenty_at_once_apply_each_revision_once() {
    for database in testkit::databases() {
        let url = &*database.url();
        let migrator = migrator();
        let steps: usize = std::thread::scope(|scope| {
            let all: Vec<_> = (0..20)
                .map(|_| scope.spawn(|| in_one_thread(migrator.upgrade(url)).unwrap().steps.len()))
                .collect();
            all.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(steps, 3);
    }
}

#[test]
fn who_may_not_migrate_waits_for_who_does() {
    for database in testkit::databases() {
        let url = &*database.url();
        let migrator = migrator();
        let error = migrator.wait_for_blocking(url, Duration::from_millis(100)).unwrap_err();
        assert!(matches!(error, Error::Migrate(MigrateError::NotAtHead { pending: 3, .. })), "{error}");
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| migrator.wait_for_blocking(url, Duration::from_secs(60)).unwrap());
            // It has looked before there is anything, on SQLite not even a file.
            std::thread::sleep(Duration::from_millis(300));
            migrator.upgrade_blocking(url).unwrap();
            assert_eq!(ids(&waiting.join().unwrap().heads), ["003"]);
        });
    }
}

#[test]
fn events_are_told_and_streamed() {
    let Some(database) = testkit::sqlite() else { return };
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    let migrator = migrator().events(move |event| heard.lock().unwrap().push(event.to_string()));
    let (migrator, mut events) = migrator.event_stream();
    migrator.upgrade_blocking(database.url()).unwrap();
    drop(migrator);
    let streamed = in_one_thread(async {
        let mut streamed = Vec::new();
        while let Some(event) = events.next().await {
            if let Event::StepFinished { revision, .. } = &event {
                streamed.push(revision.to_string());
            }
        }
        streamed
    });
    assert_eq!(streamed, ["001", "002", "003"]);
    let told = told.lock().unwrap();
    assert!(told.iter().any(|line| line == "upgrade 003 fill slugs (3 of 3)"), "{told:?}");
}

#[test]
fn errors_say_all_in_one_line() {
    let refused = migrator().upgrade_blocking("nonsense").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "this is no database URL: one begins with postgres://, mysql:// or sqlite:"
    );
    let Some(database) = testkit::sqlite() else { return };
    let text = "-- revision: 1\n-- upgrade\nSELECT 1;\nSELECT absent;\n";
    let migrations = aludel::Migrations::from_texts(&[("migrations/1.sql", text)]).unwrap();
    let failed = Migrator::new(migrations).upgrade_blocking(database.url()).unwrap_err();
    assert_eq!(
        format!("{failed:?}"),
        "revision 1 failed at its second statement; nothing of it was kept: migrations/1.sql:4:8: no such \
         column: absent (SQLITE_ERROR)"
    );
    let error: Box<dyn std::error::Error + Send + Sync + 'static> = failed.into();
    assert!(error.source().is_none());
}

#[test]
fn a_database_that_is_not_there_is_made() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let url = database.url().replace(database.name(), &format!("{}_made", database.name()));
    let refused = migrator().upgrade_blocking(&url).unwrap_err();
    assert!(refused.to_string().ends_with("does not exist (3D000)"), "{refused}");
    let maker = migrator().create_database();
    assert_eq!(maker.upgrade_blocking(&url).unwrap().steps.len(), 3);
    database.run(&format!("DROP DATABASE {}_made", database.name()));
}

#[test]
fn waiting_ends() {
    let began = std::time::Instant::now();
    let migrator = migrator().wait(Duration::from_millis(300));
    let error = in_one_thread(migrator.upgrade("postgres://nobody@127.0.0.1:1/none")).unwrap_err();
    assert!(matches!(error, Error::Connect(aludel::wait::WaitError::TimedOut { .. })), "{error}");
    assert!(began.elapsed() < Duration::from_secs(5));
}
