//! This program, started once more: as other processes that run tests, and as one that is killed.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use aludel_testing::Databases;

use crate::history;

/// What a child is told: what it does, the URL, and a folder.
const WORK: &str = "ALUDEL_TEST_CHILD_WORK";

/// The part of the child.
#[test]
fn works_as_it_is_told() {
    let Ok(work) = std::env::var(WORK) else { return };
    let [what, url, folder] = work.split(' ').collect::<Vec<_>>()[..] else { panic!("{work}") };
    let databases = Databases::new(history::slow(what), url).unwrap();
    match what {
        "crowd" => {
            for _ in 0..5 {
                let database = databases.fresh().unwrap();
                let mut connection = database.connect().unwrap();
                connection.execute("INSERT INTO birds (name) VALUES ('of the child')").unwrap();
                let rows = connection.query("SELECT count(*) FROM birds").unwrap();
                assert_eq!(rows[0][0].as_deref(), Some("2"));
            }
        }
        _ => {
            let database = databases.fresh().unwrap();
            std::fs::write(Path::new(folder).join("name"), database.name()).unwrap();
            std::thread::sleep(Duration::from_secs(120));
        }
    }
}

/// Starts a child.
pub(crate) fn start(what: &str, url: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child::works_as_it_is_told", "--nocapture"])
        .env(WORK, format!("{what} {url} {}", folder.display()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Starts a child, kills it when it has its database, and says which that was.
pub(crate) fn kill_one(url: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("name");
    let mut child = start("killed", url, folder.path());
    let began = Instant::now();
    let name = loop {
        match std::fs::read_to_string(&file) {
            Ok(name) if !name.is_empty() => break name,
            _ => assert!(began.elapsed() < Duration::from_secs(60), "the child makes no database"),
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    child.kill().unwrap();
    child.wait().unwrap();
    name
}
