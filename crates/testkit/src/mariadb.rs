//! MariaDB servers: one for the whole run, and servers of a test's own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::account::Account;
use crate::client;
use crate::database::{Dialect, Login, TestDatabase};
use crate::guard::Launch;
use crate::machine;
use crate::postgres::{Role, must};
use crate::product::{Own, Product};
use crate::share::{self, Share};

const USER: &str = "aludel";
pub(crate) const PASSWORD: &str = "s3cret-of-tests";

const MISSING: &str = "MariaDB's programs are not on this machine (Debian: mariadb-server)";

/// A MariaDB (or, given by URL, MySQL) server.
#[derive(Debug)]
pub struct Mariadb {
    login: Login,
    log: Option<PathBuf>,
    _share: Option<Share>,
}

/// The run's MariaDB server; `None` after [`crate::skip`] has said why there is none.
///
/// It writes without waiting for the disk. Accounts, settings and activity are shared with other tests.
pub fn mariadb() -> Option<&'static Mariadb> {
    static SERVER: OnceLock<Option<Mariadb>> = OnceLock::new();
    let server = SERVER.get_or_init(|| match env::var("ALUDEL_TEST_MYSQL_URL") {
        Ok(url) => Some(Mariadb { login: Login::from_url(&url, 3306), log: None, _share: None }),
        Err(_) => Programs::find().map(|programs| Mariadb::shared(share::join(&programs))),
    });
    if server.is_none() {
        machine::skip(MISSING);
    }
    server.as_ref()
}

/// A server of the test's own, with these settings (`"max-connections=5"`), to stop and start.
pub fn dedicated_mariadb(settings: &[&str]) -> Option<DedicatedMariadb> {
    let Some(programs) = Programs::find() else {
        machine::skip(MISSING);
        return None;
    };
    let settings = settings.iter().map(|&setting| setting.to_owned()).collect();
    Some(DedicatedMariadb::new(programs, machine::temporary_folder("mariadb"), settings))
}

impl Mariadb {
    /// A fresh, empty database.
    pub fn database(&self) -> TestDatabase {
        TestDatabase::create(Dialect::Mysql, &self.login)
    }

    /// The port it listens on, on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.login.port
    }

    /// The URL of a database that may not exist, for an account with all privileges.
    pub fn url(&self, database: &str) -> String {
        let Login { user, password, host, port, .. } = &self.login;
        format!("mysql://{user}:{password}@{host}:{port}/{database}")
    }

    /// A new account without privileges, and its password. It stays until the server ends.
    pub fn role(&self) -> Role {
        let role = Role { name: machine::unique_name("r"), password: "an-0ther-s3cret".to_owned() };
        self.query(&format!("create user {}@'%' identified by '{}'", role.name, role.password));
        role
    }

    /// The rows that the SQL returns in the `mysql` database.
    ///
    /// # Panics
    ///
    /// When the server refuses it.
    pub fn query(&self, sql: &str) -> Vec<Vec<String>> {
        let rows = client::ask_server(Dialect::Mysql, &self.login, "mysql", sql);
        rows.unwrap_or_else(|error| panic!("{sql}\n{error}"))
    }

    /// Whether it answers and accepts our login.
    pub fn answers(&self) -> bool {
        client::ask_server(Dialect::Mysql, &self.login, "mysql", "select 1").is_ok()
    }

    /// What the server has logged so far; empty for a server given by URL.
    pub fn log(&self) -> String {
        let bytes = self.log.as_ref().and_then(|file| fs::read(file).ok()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The server that a share is of.
    pub(crate) fn shared(share: Share) -> Mariadb {
        let server = Mariadb::at(&share.folder, share.port);
        Mariadb { _share: Some(share), ..server }
    }

    fn at(folder: &Path, port: u16) -> Mariadb {
        let socket = Some(folder.join("socket"));
        let (user, password) = (USER.to_owned(), PASSWORD.to_owned());
        let login = Login { user, password, host: "127.0.0.1".to_owned(), port, socket, programs: None };
        Mariadb { login, log: Some(folder.join("server.log")), _share: None }
    }
}

/// A MariaDB server of one test; all of [`Mariadb`] and the power to stop it.
#[derive(Debug)]
pub struct DedicatedMariadb {
    server: Mariadb,
    own: Own<Programs>,
}

impl std::ops::Deref for DedicatedMariadb {
    type Target = Mariadb;

    fn deref(&self) -> &Mariadb {
        &self.server
    }
}

impl DedicatedMariadb {
    fn new(programs: Programs, folder: tempfile::TempDir, settings: Vec<String>) -> DedicatedMariadb {
        let own = Own::new(programs, folder, settings);
        DedicatedMariadb { server: Mariadb::at(own.folder(), own.port), own }
    }

    /// Starts it, on the same port, and waits until it answers.
    pub fn start(&self) {
        self.own.start();
    }

    /// Starts it and returns at once: it refuses connections for some time.
    pub fn start_without_waiting(&self) {
        self.own.start_without_waiting();
    }

    /// Ends it in order: connections are closed, what was committed is kept.
    pub fn stop(&self) {
        self.own.stop_by("TERM");
    }

    /// Ends it as a crash of the machine would, but for the disk's own caches.
    pub fn stop_immediate(&self) {
        self.own.stop_by("KILL");
    }

    /// Stops it in order and starts it again.
    pub fn restart(&self) {
        self.stop();
        self.start();
    }
}

/// MariaDB's programs on this machine.
#[derive(Debug)]
struct Programs {
    install: PathBuf,
    server: PathBuf,
    account: Account,
}

impl Programs {
    fn find() -> Option<Programs> {
        client::mariadb()?;
        let install = machine::find("mariadb-install-db", &[])?;
        let server = machine::find("mariadbd", &[])?;
        Some(Programs { install, server, account: Account::for_server(&["mysql"]) })
    }
}

impl Product for Programs {
    fn name(&self) -> &'static str {
        "mariadb"
    }

    fn initialise(&self, folder: &Path) {
        self.account.own(folder);
        let mut command = self.account.command(&self.install);
        command.args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db"]);
        // A MariaDB that starts removes temporary tables in its folder for them, also those of others.
        command.arg(format!("--tmpdir={}", folder.display()));
        must(command.arg(format!("--datadir={}", folder.join("data").display())).current_dir(folder));
        write_accounts(folder);
    }

    fn launch(&self, folder: &Path, port: u16, settings: &[String]) -> Launch {
        let path = |name: &str| folder.join(name).display().to_string();
        let mut command = self.account.prefix();
        command.push(self.server.clone().into_os_string());
        let mut options = vec![
            "--no-defaults".to_owned(),
            format!("--datadir={}", path("data")),
            format!("--socket={}", path("socket")),
            format!("--init-file={}", path("accounts.sql")),
            format!("--tmpdir={}", folder.display()),
            format!("--pid-file={}", path("mariadb.pid")),
            format!("--port={port}"),
        ];
        let fixed = [
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--skip-log-bin",
            "--max-connections=400",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-flush-method=nosync",
            "--innodb-buffer-pool-size=64M",
            "--innodb-log-file-size=16M",
        ];
        options.extend(fixed.map(str::to_owned));
        options.extend(settings.iter().map(|setting| format!("--{setting}")));
        command.extend(options.into_iter().map(Into::into));
        Launch { folder: folder.to_owned(), command, signal: "KILL" }
    }

    fn answers(&self, folder: &Path, port: u16) -> bool {
        answers(folder, port)
    }

    fn prepare(&self, _folder: &Path, _port: u16) {
        // The accounts were made by the file that the server reads when it starts.
    }
}

/// Writes the file of accounts that a server reads when it starts.
pub(crate) fn write_accounts(folder: &Path) {
    let accounts = format!(
        "create user if not exists {USER}@'%' identified by '{PASSWORD}';\n\
         grant all on *.* to {USER}@'%' with grant option;\n"
    );
    fs::write(folder.join("accounts.sql"), accounts).expect("the server's folder is writable");
}

/// Whether the server of that folder answers.
// Asked over TCP, where a server of somebody else may answer: the folder tells.
pub(crate) fn answers(folder: &Path, port: u16) -> bool {
    let login = Mariadb::at(folder, port).login;
    let data = client::ask_server(Dialect::Mysql, &login, "mysql", "select @@datadir");
    data.is_ok_and(|rows| rows.concat().concat().starts_with(&folder.display().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_test_has_a_database_of_its_own() {
        let Some(server) = mariadb() else { return };
        let (one, two) = (server.database(), server.database());
        one.run("create table birds (name text, note text); insert into birds values ('owl', null), ('a\\nb\\tc', '')");
        assert_eq!(one.query("select * from birds"), [["owl", "NULL"], ["a\nb\tc", ""]]);
        assert_eq!(one.tables(), ["birds"]);
        assert!(two.tables().is_empty());
        assert!(two.try_query("select * from birds").is_err_and(|error| error.contains("doesn't exist")));
    }

    #[test]
    fn a_dedicated_server_keeps_its_data_over_a_restart() {
        let Some(server) = dedicated_mariadb(&["max-connections=17"]) else { return };
        let database = server.database();
        database.run("create table birds (name text)");
        assert_eq!(database.value("select @@max_connections"), "17");
        server.restart();
        assert_eq!(database.tables(), ["birds"]);
        server.stop_immediate();
        assert!(!server.answers());
        server.start();
        assert_eq!(database.tables(), ["birds"]);
    }
}
