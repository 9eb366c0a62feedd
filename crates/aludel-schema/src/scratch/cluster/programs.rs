//! PostgreSQL's programs on this machine.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use aludel::Stop;

use super::super::Reason;
use super::account::Account;

/// Both programs, of one version.
#[derive(Debug)]
pub(super) struct Programs {
    initdb: PathBuf,
    pub(super) postgres: PathBuf,
}

/// Where distributions keep them: Debian; Red Hat; Homebrew; FreeBSD and self-made ones.
const FOLDERS: [&str; 6] = [
    "/usr/lib/postgresql/{}/bin",
    "/usr/pgsql-{}/bin",
    "/opt/homebrew/opt/postgresql@{}/bin",
    "/usr/local/opt/postgresql@{}/bin",
    "/usr/local/pgsql/bin",
    "/usr/local/bin",
];
const OLDEST: u32 = 14;
const NEWEST: u32 = 30;

impl Programs {
    /// Those of a major version, or the newest.
    pub(super) fn find(folders: &[PathBuf], major: Option<u32>) -> Result<Self, Reason> {
        let majors: Vec<u32> = match major {
            Some(major) => vec![major],
            None => (OLDEST..=NEWEST).rev().collect(),
        };
        let usual = FOLDERS.iter().flat_map(|pattern| {
            let numbers = if pattern.contains("{}") { &majors[..] } else { &majors[..1] };
            numbers.iter().map(|major| PathBuf::from(pattern.replace("{}", &major.to_string())))
        });
        let all: Vec<PathBuf> = folders.iter().cloned().chain(usual).collect();
        let found = all.iter().find_map(|folder| Self::in_folder(folder, major));
        found.ok_or_else(|| Reason::NoPrograms {
            major,
            folders: all.into_iter().filter(|folder| folder.is_dir()).collect(),
        })
    }

    fn in_folder(folder: &Path, major: Option<u32>) -> Option<Self> {
        // A folder of links leads to the real one, where the rest of PostgreSQL is found from.
        let find = |name: &str| fs::canonicalize(folder.join(name)).ok().filter(|path| path.is_file());
        let programs = Self { initdb: find("initdb")?, postgres: find("postgres")? };
        let found = programs.major()?;
        (found >= OLDEST && major.is_none_or(|major| major == found)).then_some(programs)
    }

    fn major(&self) -> Option<u32> {
        let said = Command::new(&self.postgres).arg("--version").stdin(Stdio::null()).output().ok()?;
        major(&String::from_utf8_lossy(&said.stdout))
    }

    /// Fills `data` in the folder.
    pub(super) fn initialise(
        &self,
        folder: &Path,
        account: Account,
        user: &str,
        stop: &Stop,
    ) -> Result<(), Reason> {
        let failed =
            |error: io::Error| Reason::NoCluster { message: format!("{}: {error}", self.initdb.display()) };
        let log = folder.join("initdb.log");
        let mut command = Command::new(&self.initdb);
        command.arg("-D").arg(folder.join("data")).args(["--no-sync", "--auth=trust", "-E", "UTF8"]);
        command.args(["--locale=C", "-U", user]).current_dir(folder).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(File::create(&log).map_err(failed)?);
        account.apply(&mut command);
        let mut running = command.spawn().map_err(failed)?;
        loop {
            if let Some(status) = running.try_wait().map_err(failed)? {
                let said = fs::read_to_string(&log).unwrap_or_default();
                let last = said.lines().rfind(|line| line.contains("error:")).unwrap_or(said.trim());
                let message = last.to_owned();
                return if status.success() { Ok(()) } else { Err(Reason::NoCluster { message }) };
            }
            if stop.sleep(Duration::from_millis(20)) {
                let _ = running.kill();
                let _ = running.wait();
                return Err(Reason::NoCluster { message: "stopped on request".to_owned() });
            }
        }
    }
}

/// The major version in `postgres (PostgreSQL) 15.18 (Debian …)`.
fn major(said: &str) -> Option<u32> {
    let version = said.split_once(") ")?.1;
    version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_version_is_read() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(major("postgres: no"), None);
    }
}
