//! A process that is killed while it has a scratch database: the next one sweeps what it left.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use aludel::Dialect;
use aludel::url::DatabaseUrl;
use aludel_schema::scratch::{self, Settings};

use super::Fault;

/// What the test program is told when it runs itself: the URL, and a folder.
const WORK: &str = "ALUDEL_TEST_SCRATCH_WORK";

/// The part of the child: makes a scratch database and says its name, then waits to be killed.
#[test]
fn holds_a_scratch_database_until_it_is_killed() {
    let Ok(work) = std::env::var(WORK) else { return };
    let (url, folder) = work.split_once(' ').unwrap();
    let (mut settings, file) = (Settings::new(dialect(url), folder), Path::new(folder).join("name"));
    settings.target = Some(DatabaseUrl::parse(url).unwrap()).filter(|_| !url.ends_with("cluster"));
    if url.starts_with("sqlite") {
        settings.cache = Some(PathBuf::from(folder));
    }
    let wait = |made: &mut dyn aludel::database::Database| -> Result<(), Fault> {
        std::fs::write(&file, &made.server().database).unwrap();
        std::thread::sleep(Duration::from_secs(120));
        Ok(())
    };
    scratch::open(settings, |scratch| {
        scratch.from_template(
            "held",
            "to be killed",
            |made| Ok(made.execute("create table a (b int)")?),
            wait,
        )
    })
    .unwrap();
}

fn dialect(url: &str) -> Dialect {
    url.split(':').next().unwrap().parse().unwrap()
}

/// Starts this program as the child, waits until it has its database, and kills it.
fn kill_one(url: &str, folder: &Path) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "scratch::killed::holds_a_scratch_database_until_it_is_killed", "--nocapture"])
        .env(WORK, format!("{url} {}", folder.display()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let file = folder.join("name");
    until("the child has its database", || std::fs::read_to_string(&file).is_ok_and(|name| !name.is_empty()));
    child.kill().unwrap();
    child.wait().unwrap();
    std::fs::read_to_string(&file).unwrap()
}

/// Starts the child, and kills it as soon as its server is there.
pub(super) fn kill_cluster_at_once(folder: &Path) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "scratch::killed::holds_a_scratch_database_until_it_is_killed", "--nocapture"])
        .env(WORK, format!("postgres://me@cluster {}", folder.display()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // The log is the first thing that the keeper makes.
    until("the server begins", || {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        entries.into_iter().any(|entry| entry.path().join("log").exists())
    });
    child.kill().unwrap();
    child.wait().unwrap();
}

pub(super) fn until(what: &str, mut test: impl FnMut() -> bool) {
    let began = Instant::now();
    while !test() {
        assert!(began.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_a_killed_process_leaves_is_swept_and_the_living_are_not() {
    for database in testkit::databases() {
        if database.dialect() == testkit::Dialect::Sqlite {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let catalog = match database.dialect() {
            testkit::Dialect::Postgres => "select datname from pg_database",
            _ => "select schema_name from information_schema.schemata",
        };
        let is_there = |name: &str| database.query(catalog).iter().any(|row| row[0] == name);
        let dead = kill_one(&database.url(), folder.path());
        assert!(is_there(&dead));
        let open = || super::settings(&database, folder.path());
        scratch::open(open(), |scratch| {
            scratch.with("to live", |living| -> Result<_, Fault> {
                let living = living.server().database.clone();
                // The server may need a moment to notice that the killed one is gone.
                until("the dead one is swept", || {
                    scratch::open(open(), |other| other.with("to sweep", |_| Ok::<_, Fault>(()))).unwrap();
                    !is_there(&dead)
                });
                assert!(is_there(&living));
                Ok(())
            })
        })
        .unwrap();
    }
}

#[test]
fn the_files_of_a_killed_process_are_swept() {
    let folder = tempfile::tempdir().unwrap();
    let dead = kill_one("sqlite:app.db", folder.path());
    assert!(Path::new(&dead).exists());
    let mut settings = Settings::new(Dialect::Sqlite, folder.path());
    settings.cache = Some(folder.path().to_owned());
    scratch::open(settings, |scratch| {
        scratch.from_template(
            "held",
            "to sweep",
            |_| unreachable!(),
            |made| -> Result<_, Fault> { Ok(made.execute("insert into a values (1)")?) },
        )
    })
    .unwrap();
    assert!(!Path::new(&dead).parent().unwrap().exists());
}

#[test]
fn a_cluster_ends_with_its_maker() {
    if !super::cluster::is_possible() {
        return;
    }
    let folder = super::cluster::folder();
    kill_one("postgres://me@cluster", folder.path());
    until("the keeper has removed the cluster's folder", || {
        let left = std::fs::read_dir(folder.path()).unwrap().flatten();
        left.into_iter().all(|entry| !entry.file_name().to_string_lossy().starts_with("aludel_scratch_"))
    });
}
