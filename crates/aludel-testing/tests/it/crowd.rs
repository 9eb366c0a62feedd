//! Many tests at once, in threads and in processes; and what one leaves that is killed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::fresh::{beside, is_there};
use crate::{child, history};

#[test]
fn fifty_threads_share_one_template() {
    for server in testkit::databases() {
        let filled = std::sync::Arc::new(AtomicUsize::new(0));
        let counter = filled.clone();
        let databases = beside(&server, history::birds("fifty")).seed_by("count", move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
            Ok(())
        });
        std::thread::scope(|scope| {
            for number in 0..50 {
                let databases = &databases;
                scope.spawn(move || {
                    let database = databases.fresh().unwrap();
                    let mut connection = database.connect().unwrap();
                    connection.execute(&format!("INSERT INTO birds (name) VALUES ('{number}')")).unwrap();
                    let rows = connection.query("SELECT count(*) FROM birds").unwrap();
                    assert_eq!(rows[0][0].as_deref(), Some("2"));
                });
            }
        });
        assert_eq!(filled.load(Ordering::Relaxed), 1, "{:?}", server.dialect());
    }
}

#[test]
fn eight_processes_share_one_template() {
    for server in testkit::databases() {
        let folder = tempfile::tempdir().unwrap();
        let children: Vec<_> = (0..8).map(|_| child::start("crowd", &server.url(), folder.path())).collect();
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
    }
}

#[test]
fn what_a_killed_test_leaves_is_swept_by_the_next() {
    for server in testkit::databases() {
        let name = child::kill_one(&server.url());
        assert!(is_there(&server, &name));
        // The server may need a moment to see that a client is gone.
        let began = Instant::now();
        let mut run = 0;
        while is_there(&server, &name) {
            assert!(began.elapsed() < Duration::from_secs(30), "{name} stays");
            std::thread::sleep(Duration::from_millis(100));
            run += 1;
            // Another program's first database: each history has a place of its own.
            let next = beside(&server, history::birds(&format!("sweeper {run}")));
            next.fresh().unwrap().close().unwrap();
        }
    }
}
