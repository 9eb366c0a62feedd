//! A real MySQL server, beside the MariaDB that stands in for it on most machines.
//!
//! `scripts/mysql-server` brings it, beforehand: tests that run at once must not race for a download.
//! Here we only look whether it is there.

use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::account::{self, Account};
use crate::guard::Launch;
use crate::mariadb::{self, Mariadb};
use crate::postgres::must;
use crate::product::Product;
use crate::{client, machine, share};

/// As [`mysql`], in a run of everything (`FULL_TESTS` is set); else `None`, and it is said.
pub fn mysql_when_full() -> Option<&'static Mariadb> {
    if env::var_os("FULL_TESTS").is_none() {
        let words = "SKIPPED: MySQL: `FULL_TESTS=1 scripts/test` runs it, too\n";
        // The macros' output is swallowed by the test harness when a test passes; this handle's is not.
        let _ = std::io::stderr().write_all(words.as_bytes());
        return None;
    }
    mysql()
}

/// The run's MySQL server; `None` after [`crate::skip`] has said why there is none.
///
/// It is shared like [`crate::mariadb`], and asked through MariaDB's client.
pub fn mysql() -> Option<&'static Mariadb> {
    static SERVER: OnceLock<Option<Mariadb>> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        let programs = Programs::find()?;
        Some(Mariadb::shared(share::join(&programs)))
    });
    if server.is_none() {
        machine::skip("there is no MySQL here: run `scripts/mysql-server`");
    }
    server.as_ref()
}

/// MySQL's program in the folder that `scripts/mysql-server` fills.
#[derive(Debug)]
struct Programs {
    server: PathBuf,
    account: Account,
}

impl Programs {
    fn find() -> Option<Programs> {
        client::mariadb()?;
        let root = machine::temporary_root().join(format!("aludel-mysql-{}", account::user_id()));
        let folders = fs::read_dir(root).ok()?.flatten().map(|entry| entry.path());
        let server = folders.map(|folder| folder.join("bin/mysqld")).filter(|file| file.is_file()).max()?;
        Some(Programs { server, account: Account::for_server(&["mysql"]) })
    }
}

impl Product for Programs {
    fn name(&self) -> &'static str {
        "mysql"
    }

    fn initialise(&self, folder: &Path) {
        self.account.own(folder);
        let mut command = self.account.command(&self.server);
        command.args(["--initialize-insecure", "--secure-file-priv=NULL", "--innodb-redo-log-capacity=16M"]);
        must(command.arg(format!("--datadir={}", folder.join("data").display())).current_dir(folder));
        mariadb::write_accounts(folder);
    }

    fn launch(&self, folder: &Path, port: u16, settings: &[String]) -> Launch {
        let path = |name: &str| folder.join(name).display().to_string();
        let mut command = self.account.prefix();
        command.push(self.server.clone().into_os_string());
        let mut options = vec![
            format!("--datadir={}", path("data")),
            format!("--socket={}", path("socket")),
            format!("--init-file={}", path("accounts.sql")),
            format!("--tmpdir={}", folder.display()),
            format!("--pid-file={}", path("mysql.pid")),
            format!("--port={port}"),
        ];
        let fixed = [
            "--bind-address=127.0.0.1",
            "--mysqlx=OFF",
            "--secure-file-priv=NULL",
            "--skip-name-resolve",
            "--skip-log-bin",
            "--max-connections=400",
            "--innodb-doublewrite=OFF",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-flush-method=nosync",
            "--innodb-buffer-pool-size=64M",
            "--innodb-redo-log-capacity=16M",
        ];
        options.extend(fixed.map(str::to_owned));
        options.extend(settings.iter().map(|setting| format!("--{setting}")));
        command.extend(options.into_iter().map(Into::into));
        Launch { folder: folder.to_owned(), command, signal: "KILL" }
    }

    fn answers(&self, folder: &Path, port: u16) -> bool {
        mariadb::answers(folder, port)
    }

    fn prepare(&self, _folder: &Path, _port: u16) {
        // The accounts were made by the file that the server reads when it starts.
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_mysql_that_answers() {
        let Some(server) = mysql_when_full() else { return };
        let database = server.database();
        database.run("create table birds (name text)");
        assert_eq!(database.tables(), ["birds"]);
        assert!(!database.value("select version()").contains("MariaDB"));
    }
}
