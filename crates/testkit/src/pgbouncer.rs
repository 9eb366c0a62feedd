//! PgBouncer in front of a PostgreSQL server: what a session keeps is void behind it.

use std::fs;
use std::time::{Duration, Instant};

use crate::account::Account;
use crate::client;
use crate::database::{Dialect, Login, TestDatabase};
use crate::guard::{Guard, Launch};
use crate::machine;
use crate::postgres::Postgres;

/// When PgBouncer gives a server connection back to its pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolMode {
    /// When the client goes.
    Session,
    /// At the end of each transaction: advisory locks and settings of a session are void.
    Transaction,
}

/// A running PgBouncer; dropping it ends it.
#[derive(Debug)]
pub struct PgBouncer {
    login: Login,
    _guard: Guard,
    _folder: tempfile::TempDir,
}

impl Postgres {
    /// A PgBouncer in front of it; `None` after [`crate::skip`] has said why there is none.
    ///
    /// Its pool holds several server connections and hands out the one that has rested longest, so
    /// that two transactions of one client run in different sessions, as they do under traffic.
    pub fn pgbouncer(&self, mode: PoolMode) -> Option<PgBouncer> {
        self.small_pgbouncer(mode, 40)
    }

    /// The same with so few server connections for each database.
    pub fn small_pgbouncer(&self, mode: PoolMode, size: usize) -> Option<PgBouncer> {
        let Some(program) = machine::find("pgbouncer", &[]) else {
            machine::skip("pgbouncer is not on this machine (Debian: pgbouncer)");
            return None;
        };
        let account = Account::for_server(&["postgres"]);
        let folder = machine::temporary_folder("pgbouncer");
        account.own(folder.path());
        let login = Login { port: machine::free_port(), socket: None, ..self.login().clone() };
        let configuration = folder.path().join("pgbouncer.ini");
        fs::write(&configuration, self.configuration(mode, login.port, size))
            .expect("the folder is writable");
        let mut command = account.prefix();
        command.extend([program.into_os_string(), configuration.into_os_string()]);
        let launch = Launch { folder: folder.path().to_owned(), command, signal: "KILL" };
        let guard = Guard::start(&launch);
        let deadline = Instant::now() + Duration::from_secs(20);
        while let Err(error) = client::ask_server(Dialect::Postgres, &login, "postgres", "select 1") {
            let log = || machine::tail(&folder.path().join("server.log"));
            assert!(Instant::now() < deadline, "PgBouncer does not start: {error}\n{}", log());
            std::thread::sleep(Duration::from_millis(30));
        }
        Some(PgBouncer { login, _guard: guard, _folder: folder })
    }

    fn configuration(&self, mode: PoolMode, port: u16, size: usize) -> String {
        let Login { user, password, host, port: server, .. } = self.login();
        let mode = match mode {
            PoolMode::Session => "session",
            PoolMode::Transaction => "transaction",
        };
        format!(
            "[databases]\n\
             * = host={host} port={server} user={user} password={password}\n\
             [pgbouncer]\n\
             listen_addr = 127.0.0.1\n\
             listen_port = {port}\n\
             unix_socket_dir =\n\
             auth_type = any\n\
             pool_mode = {mode}\n\
             server_round_robin = 1\n\
             min_pool_size = 3\n\
             default_pool_size = {size}\n\
             max_client_conn = 500\n"
        )
    }
}

impl PgBouncer {
    /// The database's URL by way of this PgBouncer.
    pub fn url(&self, database: &TestDatabase) -> String {
        let Login { user, password, host, port, .. } = &self.login;
        format!("postgres://{user}:{password}@{host}:{port}/{}", database.name())
    }

    /// Whether it is still there.
    pub fn answers(&self) -> bool {
        client::ask_server(Dialect::Postgres, &self.login, "postgres", "select 1").is_ok()
    }

    /// The rows that the SQL returns by way of this PgBouncer.
    ///
    /// # Panics
    ///
    /// When it is refused.
    pub fn query(&self, database: &TestDatabase, sql: &str) -> Vec<Vec<String>> {
        let rows = client::ask_server(Dialect::Postgres, &self.login, database.name(), sql);
        rows.unwrap_or_else(|error| panic!("{sql}\n{error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postgres::postgres;

    #[test]
    fn transactions_of_one_client_run_in_different_sessions() {
        let Some(server) = postgres() else { return };
        let Some(pooler) = server.pgbouncer(PoolMode::Transaction) else { return };
        let database = server.database();
        let ask = |sql: &str| client::ask_server(Dialect::Postgres, &pooler.login, database.name(), sql);
        // Two clients open two server connections; the pool fills up to its least size within a second.
        let holder = std::thread::scope(|scope| {
            scope.spawn(|| ask("select pg_sleep(1)"));
            ask("select pg_sleep(0.1); select pg_backend_pid()")
        });
        assert!(holder.is_ok(), "{holder:?}");
        let pids: std::collections::HashSet<_> =
            (0..6).flat_map(|_| ask("select pg_backend_pid()")).flatten().flatten().collect();
        assert!(pids.len() > 1, "{pids:?}");
    }
}
