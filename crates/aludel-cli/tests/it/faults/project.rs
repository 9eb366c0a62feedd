//! A folder of revisions and the commands that are typed in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use testkit::{Dialect, Ended, Running, TestDatabase};

/// How long a test waits for something that happens elsewhere.
const PATIENCE: Duration = Duration::from_secs(30);

/// A team's folder, with the database that it works on.
pub(super) struct Project {
    folder: tempfile::TempDir,
    url: String,
}

impl Project {
    /// An empty one.
    pub(super) fn new(url: impl Into<String>) -> Project {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::create_dir(folder.path().join("migrations")).expect("the folder is ours");
        Project { folder, url: url.into() }
    }

    /// The same folder on the same database, reached another way.
    pub(super) fn by(&self, url: impl Into<String>) -> Project {
        let other = Project::new(url);
        for file in fs::read_dir(self.folder.path().join("migrations")).expect("it is there").flatten() {
            fs::copy(file.path(), other.folder.path().join("migrations").join(file.file_name()))
                .expect("the folder is ours");
        }
        other
    }

    /// Writes a revision that revises the one numbered one lower; `001` revises nothing.
    pub(super) fn revision(&self, number: u32, upgrade: &str, downgrade: &str) -> PathBuf {
        let parent = if number > 1 { format!("{:03}", number - 1) } else { String::new() };
        let text = format!(
            "-- revision: {number:03}\n-- revises: {parent}\n--\n-- number {number}\n\n\
             -- upgrade\n{upgrade}\n\n-- downgrade\n{downgrade}\n"
        );
        let file = self.folder.path().join("migrations").join(format!("{number:03}.sql"));
        fs::write(&file, text).expect("the folder is ours");
        file
    }

    /// Its folder.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// `aludel` with these words, in an environment that holds nothing else.
    pub(super) fn command(&self, words: &str) -> Command {
        let mut command = Command::new(testkit::aludel());
        command.args(words.split_whitespace()).current_dir(self.folder.path()).env_clear();
        command.env("DATABASE_URL", &self.url).env("HOME", self.folder.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
    }

    /// Runs `aludel` with these words to its end.
    pub(super) fn run(&self, words: &str) -> Ended {
        testkit::run(&mut self.command(words))
    }

    /// Starts `aludel` with these words.
    pub(super) fn start(&self, words: &str) -> Running {
        testkit::spawn(&mut self.command(words))
    }
}

/// Waits until it is so.
#[track_caller]
pub(super) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < PATIENCE, "it never came about: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A statement that takes so many tenths of a second.
pub(super) fn slow(dialect: Dialect, tenths: u32) -> String {
    let seconds = format!("{}.{}", tenths / 10, tenths % 10);
    match dialect {
        Dialect::Postgres => format!("SELECT pg_sleep({seconds});"),
        Dialect::Mysql => format!("DO SLEEP({seconds});"),
        // It knows no sleep: it counts, as long as that takes.
        Dialect::Sqlite => format!(
            "WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < {}) \
             SELECT count(*) FROM c;",
            u64::from(tenths) * 250_000
        ),
    }
}

/// The counter that revisions add to.
pub(super) fn counter(database: &TestDatabase) -> String {
    database.value("SELECT n FROM counter")
}

/// How often each revision was upgraded to its end, as the log has it: `001 x1, 002 x1`.
pub(super) fn upgrades(database: &TestDatabase) -> String {
    let rows = database.query(
        "SELECT revision, count(*) FROM aludel_log WHERE direction = 'up' AND finished_at IS NOT NULL \
         GROUP BY revision ORDER BY revision",
    );
    rows.iter().map(|row| format!("{} x{}", row[0], row[1])).collect::<Vec<_>>().join(", ")
}

/// The rows of the version table.
pub(super) fn heads(database: &TestDatabase) -> String {
    let rows = database.query("SELECT version_num FROM aludel_version ORDER BY 1");
    rows.concat().join(", ")
}
