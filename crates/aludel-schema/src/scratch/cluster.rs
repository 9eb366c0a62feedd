//! A throw-away PostgreSQL cluster from the programs on this machine.
//!
//! It listens on a Unix socket in a private folder, never waits for the disk, and ends with us however we
//! end: its keeper, a small shell script, waits for the end of a pipe that the system closes when we
//! are gone, then ends the server and removes the folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use aludel::database::Database;
use aludel::url::DatabaseUrl;

use super::folder::OwnFolder;
use super::{Reason, Settings, connect};

mod account;
mod programs;

use account::Account;
use programs::Programs;

/// A running server that is ours alone.
#[derive(Debug)]
pub(super) struct Cluster {
    pub(super) url: DatabaseUrl,
    keeper: Child,
    _folder: OwnFolder,
}

/// For how long a new server may need to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the server, waits for the end of its own input, ends the server, removes the folder.
///
/// A signal from the terminal goes to every process in front: the keeper must outlive it, so that the
/// work can be given back in order. A server that has just begun does not hear yet that it is to end: it is
/// told until it has.
const KEEPER: &str = "\
trap '' INT TERM HUP
\"$@\" > \"$0/log\" 2>&1 < /dev/null &
server=$!
while read -r _; do :; done
(while kill -QUIT $server; do sleep 0.1; done) 2> /dev/null &
wait $server
rm -rf \"$0\"";

/// By its name a session knows that the whole server is scratch, roles and all.
pub(crate) const CLUSTER_NAME: &str = "aludel_scratch_cluster";
const CLUSTER_NAME_SETTING: &str = "cluster_name=aludel_scratch_cluster";

/// What makes a server fast that nobody needs after a crash, and lets one transaction make many tables.
const OPTIONS: [&str; 13] = [
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "shared_buffers=64MB",
    "max_connections=40",
    "max_locks_per_transaction=1024",
    "autovacuum=off",
    "jit=off",
    "logging_collector=off",
    CLUSTER_NAME_SETTING,
];

impl Cluster {
    /// Makes a cluster of that major version, or of the newest there is, and connects to it.
    pub(super) fn start(
        settings: &Settings,
        major: Option<u32>,
    ) -> Result<(Self, Box<dyn Database>), Reason> {
        let programs = Programs::find(&settings.programs, major)?;
        let folder = OwnFolder::make(&settings.folder).map_err(words)?;
        let account = Account::of(folder.path()).map_err(words)?;
        let user = user(settings);
        programs.initialise(folder.path(), account, &user, &settings.stop)?;
        let keeper = keep(&programs, folder.path(), account).map_err(words)?;
        let url = url(folder.path(), &user).map_err(words)?;
        let mut cluster = Self { url, keeper, _folder: folder };
        let database = cluster.connect(settings)?;
        Ok((cluster, database))
    }

    fn connect(&mut self, settings: &Settings) -> Result<Box<dyn Database>, Reason> {
        let began = Instant::now();
        loop {
            let error = match connect(settings, &self.url) {
                Ok(database) => return Ok(database),
                Err(error) => error,
            };
            let is_over = self.keeper.try_wait().is_ok_and(|status| status.is_some());
            if is_over || began.elapsed() > PATIENCE || self.has_failed() {
                let log = fs::read_to_string(self._folder.path().join("log")).unwrap_or_default();
                let last = log.lines().rev().take(5).collect::<Vec<_>>();
                let last: Vec<&str> = last.into_iter().rev().collect();
                let message =
                    format!("the server does not start: {error}; its log ends: {}", last.join(" / "));
                return Err(Reason::NoCluster { message });
            }
            if settings.stop.sleep(Duration::from_millis(10)) {
                return Err(Reason::NoCluster { message: "stopped on request".to_owned() });
            }
        }
    }

    /// Whether the server has given up, while its keeper still waits for us.
    fn has_failed(&self) -> bool {
        let log = fs::read_to_string(self._folder.path().join("log")).unwrap_or_default();
        log.contains("FATAL:") && log.contains("database system is shut down") || log.contains("not found")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The end of its input is the word to end.
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

fn keep(programs: &Programs, folder: &Path, account: Account) -> std::io::Result<Child> {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", KEEPER]).arg(folder).arg(&programs.postgres).arg("-D").arg(folder.join("data"));
    for option in OPTIONS {
        command.args(["-c", option]);
    }
    command.arg("-c").arg(format!("unix_socket_directories={}", folder.display()));
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    account.apply(&mut command);
    own_group(&mut command);
    command.spawn()
}

/// Signals of the terminal go to the processes of our group: not to this one.
fn own_group(command: &mut Command) {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        command.process_group(0);
    }
    #[cfg(not(unix))]
    let _ = command;
}

/// The superuser: the target's user, so that what it owns is owned by the same name.
fn user(settings: &Settings) -> String {
    let user = settings.target.as_ref().and_then(DatabaseUrl::user).unwrap_or("aludel");
    // https://www.postgresql.org/docs/current/predefined-roles.html
    if user.starts_with("pg_") || user.is_empty() { "aludel".to_owned() } else { user.to_owned() }
}

fn url(folder: &Path, user: &str) -> Result<DatabaseUrl, aludel::url::UrlError> {
    let value = |text: &str| text.replace('\\', "\\\\").replace('\'', "\\'");
    let folder = value(&folder.display().to_string());
    DatabaseUrl::parse(&format!("host='{folder}' port=5432 user='{}' dbname=postgres", value(user)))
}

fn words(error: impl std::fmt::Display) -> Reason {
    Reason::NoCluster { message: error.to_string() }
}

/// Ends the server of a folder whose maker and keeper are both gone.
pub(super) fn end_orphan(folder: &Path) {
    let data: PathBuf = folder.join("data");
    let Ok(text) = fs::read_to_string(data.join("postmaster.pid")) else { return };
    let Some(Ok(process)) = text.lines().next().map(str::parse::<u32>) else { return };
    // The number may be another program's by now.
    let Ok(words) = fs::read(format!("/proc/{process}/cmdline")) else { return };
    let is_ours = String::from_utf8_lossy(&words).split('\0').any(|word| Path::new(word) == data);
    if is_ours {
        let _ = Command::new("/bin/sh").args(["-c", &format!("kill -QUIT {process}")]).status();
    }
}
