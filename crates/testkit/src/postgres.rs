//! PostgreSQL servers: one for the whole run, and clusters of a test's own.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::account::Account;
use crate::client;
use crate::database::{Dialect, Login, TestDatabase};
use crate::guard::Launch;
use crate::machine;
use crate::product::{Own, Product};
use crate::share::{self, Share};
use crate::tls::Authority;

mod versions;

pub use versions::postgres_version;

const USER: &str = "aludel";
pub(crate) const PASSWORD: &str = "s3cret-of-tests";

/// Members of `needs_password` log in with scram-sha-256; everybody else as they please.
const LOGIN_RULES: &str = "\
local all +needs_password scram-sha-256
host all +needs_password 127.0.0.1/32 scram-sha-256
local all all trust
host all all 127.0.0.1/32 trust
host all all ::1/128 trust
";

const TLS_LOGIN_RULES: &str = "\
local all all trust
hostssl all all 127.0.0.1/32 scram-sha-256
hostssl all all ::1/128 scram-sha-256
";

/// A PostgreSQL server.
#[derive(Debug)]
pub struct Postgres {
    login: Login,
    log: Option<PathBuf>,
    _share: Option<Share>,
}

/// A role made for one test, and its password.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// Its password; a wrong one is refused.
    pub password: String,
}

/// The run's PostgreSQL server; `None` after [`crate::skip`] has said why there is none.
///
/// It writes without waiting for the disk. Roles, settings and activity are shared with other tests.
pub fn postgres() -> Option<&'static Postgres> {
    static SERVER: OnceLock<Option<Postgres>> = OnceLock::new();
    let server = SERVER.get_or_init(|| match env::var("ALUDEL_TEST_POSTGRES_URL") {
        Ok(url) => Some(Postgres { login: Login::from_url(&url, 5432), log: None, _share: None }),
        Err(_) => Programs::find().map(|programs| {
            let share = share::join(&programs);
            let server = Postgres::at(&share.folder, share.port, &programs);
            Postgres { _share: Some(share), ..server }
        }),
    });
    if server.is_none() {
        machine::skip(MISSING);
    }
    server.as_ref()
}

/// A cluster of the test's own, with these settings (`"max_connections=5"`), to stop and start.
///
/// It writes without waiting for the disk unless `"fsync=on"` is among them.
pub fn dedicated_postgres(settings: &[&str]) -> Option<DedicatedPostgres> {
    dedicated_postgres_in(&machine::temporary_root(), settings)
}

/// As [`dedicated_postgres`], with its files in a folder that everybody may enter and whose path is short.
pub fn dedicated_postgres_in(parent: &Path, settings: &[&str]) -> Option<DedicatedPostgres> {
    let Some(programs) = Programs::find() else {
        machine::skip(MISSING);
        return None;
    };
    let settings = settings.iter().map(|&setting| setting.to_owned()).collect();
    Some(DedicatedPostgres::new(programs, machine::temporary_folder_in(parent, "postgres"), settings))
}

/// A cluster of the test's own that takes TCP logins over TLS with a password only.
///
/// Its certificate is for `localhost`, signed by the authority that comes with it.
pub fn tls_postgres() -> Option<(DedicatedPostgres, Authority)> {
    let (Some(programs), Some(authority)) = (Programs::find(), Authority::create()) else {
        machine::skip("PostgreSQL's programs and openssl are needed (Debian: postgresql, openssl)");
        return None;
    };
    let files = authority.certify("localhost", programs.account);
    let settings = ["ssl_cert_file", "ssl_key_file"].iter().zip(files);
    let mut settings: Vec<String> =
        settings.map(|(name, path)| format!("{name}={}", path.display())).collect();
    settings.push("ssl=on".to_owned());
    let programs = Programs { rules: TLS_LOGIN_RULES, ..programs };
    let server = DedicatedPostgres::new(programs, machine::temporary_folder("postgres"), settings);
    Some((server, authority))
}

const MISSING: &str = "PostgreSQL's programs are not on this machine (Debian: postgresql)";

impl Postgres {
    /// A fresh, empty database.
    pub fn database(&self) -> TestDatabase {
        TestDatabase::create(Dialect::Postgres, &self.login)
    }

    /// The port it listens on, on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.login.port
    }

    /// The URL of a database that may not exist, for the server's superuser.
    pub fn url(&self, database: &str) -> String {
        let Login { user, password, host, port, .. } = &self.login;
        format!("postgres://{user}:{password}@{host}:{port}/{database}")
    }

    /// A new role that may log in, with a password of its own and these options (`"createdb"`).
    /// Whether a server given by URL asks for the password is that server's affair.
    /// It stays until the server ends.
    pub fn role(&self, options: &str) -> Role {
        let role = Role { name: machine::unique_name("r"), password: "an-0ther-s3cret".to_owned() };
        let Role { name, password } = &role;
        self.query(&format!("create role {name} login password '{password}' {options}"));
        if self.log.is_some() {
            self.query(&format!("grant needs_password to {name}"));
        }
        role
    }

    /// The rows that the SQL returns in the `postgres` database.
    ///
    /// # Panics
    ///
    /// When the server refuses it.
    pub fn query(&self, sql: &str) -> Vec<Vec<String>> {
        let rows = client::ask_server(Dialect::Postgres, &self.login, "postgres", sql);
        rows.unwrap_or_else(|error| panic!("{sql}\n{error}"))
    }

    /// Whether it answers and accepts our login.
    pub fn answers(&self) -> bool {
        client::ask_server(Dialect::Postgres, &self.login, "postgres", "select 1").is_ok()
    }

    /// What the server has logged so far; empty for a server given by URL.
    pub fn log(&self) -> String {
        let bytes = self.log.as_ref().and_then(|file| fs::read(file).ok()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    pub(crate) fn login(&self) -> &Login {
        &self.login
    }

    fn at(folder: &Path, port: u16, programs: &Programs) -> Postgres {
        let login = Login { programs: programs.folder(), ..login_at(folder, port) };
        Postgres { login, log: Some(folder.join("server.log")), _share: None }
    }
}

/// A PostgreSQL cluster of one test; all of [`Postgres`] and the power to stop it.
#[derive(Debug)]
pub struct DedicatedPostgres {
    server: Postgres,
    own: Own<Programs>,
}

impl std::ops::Deref for DedicatedPostgres {
    type Target = Postgres;

    fn deref(&self) -> &Postgres {
        &self.server
    }
}

impl DedicatedPostgres {
    fn new(programs: Programs, folder: tempfile::TempDir, settings: Vec<String>) -> DedicatedPostgres {
        let own = Own::new(programs, folder, settings);
        DedicatedPostgres { server: Postgres::at(own.folder(), own.port, own.product()), own }
    }

    /// Starts it, on the same port, and waits until it answers.
    pub fn start(&self) {
        self.own.start();
    }

    /// Starts it and returns at once: it refuses connections, then says that it is starting up.
    pub fn start_without_waiting(&self) {
        self.own.start_without_waiting();
    }

    /// From its next start on it is a standby without a primary: it can only be read, and with
    /// `hot_standby=off` it says for ever that it does not accept connections yet.
    pub fn become_standby(&self) {
        fs::write(self.own.folder().join("data/standby.signal"), "").expect("the cluster's folder is ours");
    }

    /// Ends it in order: connections are closed, what was committed is kept.
    pub fn stop(&self) {
        self.own.stop_by("INT");
    }

    /// Ends it as a crash of the machine would, but for the disk's own caches.
    pub fn stop_immediate(&self) {
        self.own.stop_by("QUIT");
    }

    /// Stops it in order and starts it again.
    pub fn restart(&self) {
        self.stop();
        self.start();
    }
}

/// PostgreSQL's programs on this machine, and who may log in to a cluster made with them.
#[derive(Debug)]
struct Programs {
    name: &'static str,
    initdb: PathBuf,
    postgres: PathBuf,
    account: Account,
    rules: &'static str,
}

impl Programs {
    fn find() -> Option<Programs> {
        let folders = machine::postgres_folders();
        client::psql()?;
        let initdb = machine::find("initdb", &folders)?;
        let postgres = machine::find("postgres", &folders)?;
        let account = Account::for_server(&["postgres"]);
        Some(Programs { name: "postgres", initdb, postgres, account, rules: LOGIN_RULES })
    }

    /// Where they stand, and with them the `pg_dump` of the same version.
    fn folder(&self) -> Option<PathBuf> {
        self.postgres.parent().map(Path::to_owned)
    }

    /// Their major version, as they say it: "postgres (PostgreSQL) 15.18 (Debian …)".
    fn major(&self) -> Option<u32> {
        let output = Command::new(&self.postgres).arg("--version").output().ok()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        said.split_whitespace().nth(2)?.split('.').next()?.parse().ok()
    }
}

impl Product for Programs {
    fn name(&self) -> &'static str {
        self.name
    }

    fn initialise(&self, folder: &Path) {
        self.account.own(folder);
        let data = folder.join("data");
        let mut command = self.account.command(&self.initdb);
        command.args(["--no-sync", "-U", USER, "--auth=trust", "-E", "UTF8", "--locale=C"]);
        must(command.arg("-D").arg(&data).current_dir(folder));
        fs::write(data.join("pg_hba.conf"), self.rules).expect("the new cluster's folder is writable");
    }

    fn launch(&self, folder: &Path, port: u16, settings: &[String]) -> Launch {
        let mut command = self.account.prefix();
        command.push(self.postgres.clone().into_os_string());
        command.push("-D".into());
        command.push(folder.join("data").into_os_string());
        let ours = [
            format!("port={port}"),
            format!("unix_socket_directories={}", folder.display()),
            "listen_addresses=127.0.0.1".to_owned(),
        ];
        let defaults = ["fsync=off", "full_page_writes=off", "max_connections=400", "shared_buffers=64MB"];
        let defaults = defaults.iter().map(|&setting| setting.to_owned());
        // The last of two settings of one name is the one that holds.
        for setting in defaults.chain(ours).chain(settings.iter().cloned()) {
            command.extend([OsString::from("-c"), OsString::from(setting)]);
        }
        Launch { folder: folder.to_owned(), command, signal: "QUIT" }
    }

    fn answers(&self, folder: &Path, port: u16) -> bool {
        client::ask_server(Dialect::Postgres, &by_socket(folder, port), "postgres", "select 1").is_ok()
    }

    /// Gives the superuser a password and makes the group that the login rules name.
    fn prepare(&self, folder: &Path, port: u16) {
        let sql = format!("alter role {USER} password '{PASSWORD}'; create role needs_password");
        client::ask_server(Dialect::Postgres, &by_socket(folder, port), "postgres", &sql)
            .unwrap_or_else(|error| panic!("{sql}\n{error}"));
    }
}

/// The superuser's login that needs no password, and reaches the server of that folder only.
fn by_socket(folder: &Path, port: u16) -> Login {
    Login { host: folder.display().to_string(), ..login_at(folder, port) }
}

fn login_at(folder: &Path, port: u16) -> Login {
    let (user, password, host) = (USER.to_owned(), PASSWORD.to_owned(), "127.0.0.1".to_owned());
    Login { user, password, host, port, socket: Some(folder.to_owned()), programs: None }
}

/// Runs a command that has to succeed.
pub(crate) fn must(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{command:?}: {}\n{}", output.status, said.concat());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_test_has_a_database_of_its_own() {
        let Some(server) = postgres() else { return };
        let (one, two) = (server.database(), server.database());
        one.run("create table birds (name text, note text); insert into birds values ('owl', null), (e'a\nb', '')");
        assert_eq!(one.query("select * from birds"), [["owl", "NULL"], ["a\nb", ""]]);
        assert_eq!(one.tables(), ["birds"]);
        assert!(two.tables().is_empty());
        assert!(two.try_query("select * from birds").is_err_and(|error| error.contains("does not exist")));
    }

    #[test]
    fn a_role_needs_its_password() {
        let Some(server) = postgres() else { return };
        let role = server.role("createdb");
        let login = |password: &str| {
            let (user, password) = (role.name.clone(), password.to_owned());
            let login = Login { user, password, ..server.login().clone() };
            client::ask_server(Dialect::Postgres, &login, "postgres", "select 1")
        };
        assert!(login(&role.password).is_ok());
        assert!(login("wrong").is_err_and(|error| error.contains("password authentication failed")));
    }

    #[test]
    fn a_dedicated_server_keeps_its_data_over_a_restart() {
        let Some(server) = dedicated_postgres(&["max_connections=7"]) else { return };
        let database = server.database();
        database.run("create table birds (name text); checkpoint");
        assert_eq!(database.value("show max_connections"), "7");
        server.restart();
        assert_eq!(database.tables(), ["birds"]);
        server.stop_immediate();
        assert!(!server.answers());
        server.start();
        assert_eq!(database.tables(), ["birds"]);
    }

    #[test]
    fn tls_is_required_and_verified() {
        let Some((server, authority)) = tls_postgres() else { return };
        let login = |options: &str| {
            let target =
                format!("host=localhost port={} dbname=postgres user={USER} {options}", server.port());
            let mut command = Command::new(client::psql().expect("it was found"));
            command.args(["-X", "-c", "select 1", &target]).env("PGPASSWORD", PASSWORD).env("HOME", "/tmp");
            let output = command.output().expect("psql runs");
            (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
        };
        let root = authority.certificate().display().to_string();
        let verified = login(&format!("sslmode=verify-full sslrootcert={root}"));
        assert!(verified.0, "{}", verified.1);
        assert!(login("sslmode=disable").1.contains("no encryption"));
    }
}
