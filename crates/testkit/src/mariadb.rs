//! MariaDB servers: one for the whole run, and servers of a test's own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::account::Account;
use crate::client;
use crate::database::{Dialect, Login, TestDatabase};
use crate::guard::{self, Guard, Launch, Share};
use crate::machine;
use crate::postgres::{Role, must};

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
        Err(_) => Programs::find().map(|programs| shared(&programs)),
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
    let folder = machine::temporary_folder("mariadb");
    programs.initialise(folder.path());
    let settings = settings.iter().map(|&setting| setting.to_owned()).collect();
    let server = Mariadb::at(folder.path(), machine::free_port());
    let server = DedicatedMariadb { server, programs, settings, guard: Mutex::new(None), folder };
    server.start();
    Some(server)
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

    fn at(folder: &Path, port: u16) -> Mariadb {
        let socket = Some(folder.join("socket"));
        let (user, password) = (USER.to_owned(), PASSWORD.to_owned());
        let login = Login { user, password, host: "127.0.0.1".to_owned(), port, socket };
        Mariadb { login, log: Some(folder.join("server.log")), _share: None }
    }

    /// Whether the server that answers on the port is the one in its folder, not somebody else's.
    fn is_itself(&self, folder: &Path) -> bool {
        let data = client::ask_server(Dialect::Mysql, &self.login, "mysql", "select @@datadir");
        data.is_ok_and(|rows| rows.concat().concat().starts_with(&folder.display().to_string()))
    }
}

/// A MariaDB server of one test; all of [`Mariadb`] and the power to stop it.
#[derive(Debug)]
pub struct DedicatedMariadb {
    server: Mariadb,
    programs: Programs,
    settings: Vec<String>,
    // Before the folder: the server ends first.
    guard: Mutex<Option<Guard>>,
    folder: tempfile::TempDir,
}

impl std::ops::Deref for DedicatedMariadb {
    type Target = Mariadb;

    fn deref(&self) -> &Mariadb {
        &self.server
    }
}

impl DedicatedMariadb {
    /// Starts it, on the same port, and waits until it answers.
    pub fn start(&self) {
        self.start_without_waiting();
        let folder = self.folder.path();
        guard::until_ready(folder, || self.server.is_itself(folder))
            .unwrap_or_else(|log| panic!("MariaDB does not start:\n{log}"));
    }

    /// Starts it and returns at once: it refuses connections for some time.
    pub fn start_without_waiting(&self) {
        let launch = self.programs.launch(self.folder.path(), self.server.login.port, &self.settings);
        *self.guard() = Some(Guard::start(&launch));
    }

    /// Ends it in order: connections are closed, what was committed is kept.
    pub fn stop(&self) {
        self.stop_by("TERM");
    }

    /// Ends it as a crash of the machine would, but for the disk's own caches.
    pub fn stop_immediate(&self) {
        self.stop_by("KILL");
    }

    /// Stops it in order and starts it again.
    pub fn restart(&self) {
        self.stop();
        self.start();
    }

    fn stop_by(&self, signal: &str) {
        let guard = self.guard().take();
        if let Some(guard) = guard {
            guard.stop(signal);
        }
    }

    fn guard(&self) -> std::sync::MutexGuard<'_, Option<Guard>> {
        self.guard.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn initialise(&self, folder: &Path) {
        self.account.own(folder);
        let mut command = self.account.command(&self.install);
        command.args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db"]);
        must(command.arg(format!("--datadir={}", folder.join("data").display())).current_dir(folder));
        let accounts = format!(
            "create user if not exists {USER}@'%' identified by '{PASSWORD}';\n\
             grant all on *.* to {USER}@'%' with grant option;\n"
        );
        fs::write(folder.join("accounts.sql"), accounts).expect("the server's folder is writable");
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
}

fn shared(programs: &Programs) -> Mariadb {
    let at = |folder: &Path| {
        let port = fs::read_to_string(folder.join("port")).ok()?.trim().parse().ok()?;
        Some(Mariadb::at(folder, port))
    };
    let is_alive = |folder: &Path| at(folder).is_some_and(|server| server.is_itself(folder));
    let share = guard::share("mariadb", is_alive, |folder, shared| {
        programs.initialise(folder);
        let mut problem = String::new();
        // Somebody else may take the port between our look and the server's.
        for _attempt in 0..3 {
            let server = Mariadb::at(folder, machine::free_port());
            shared.launch(&programs.launch(folder, server.login.port, &[]));
            match guard::until_ready(folder, || server.is_itself(folder)) {
                Ok(()) => {
                    let written = fs::write(folder.join("port"), server.login.port.to_string());
                    return written.expect("the shared folder is writable");
                }
                Err(log) => problem = log,
            }
        }
        panic!("MariaDB does not start:\n{problem}");
    });
    let server = at(&share.folder).expect("the shared server's port was written");
    Mariadb { _share: Some(share), ..server }
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
