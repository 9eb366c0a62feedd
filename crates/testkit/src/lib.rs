//! Throw-away database servers and session files for the tests.
//!
//! A test asks for what it needs and says nothing about cleaning up:
//!
//! ```no_run
//! let Some(server) = testkit::postgres() else { return }; // it has said aloud why not
//! let database = server.database();
//! database.run("create table birds (name text)");
//! assert_eq!(database.query("select count(*) from birds"), [["0"]]);
//! ```
//!
//! Servers are started from the binaries on the machine, in a temporary folder, on a Unix socket and
//! a loopback port. One server of a product serves all the test processes of a run and ends some
//! seconds after the last of them, however that one ended; each test has a database of its own.
//! `ALUDEL_TEST_POSTGRES_URL` and `ALUDEL_TEST_MYSQL_URL` name servers to use instead.
//!
//! What is missing on the machine is a failure when `CI` is set; elsewhere the test is skipped aloud.

mod account;
mod client;
mod command;
mod database;
mod guard;
mod hold;
mod machine;
mod mariadb;
mod mysql;
mod page;
mod pgbouncer;
mod postgres;
mod product;
mod proxy;
pub mod session;
mod share;
mod sqlite;
mod tls;
mod tmpfs;

pub use command::{Ended, Running, aludel, at_once, run, spawn};
pub use database::{Dialect, TestDatabase};
pub use hold::Hold;
pub use machine::{in_ci, skip};
pub use mariadb::{DedicatedMariadb, Mariadb, dedicated_mariadb, mariadb};
pub use mysql::{mysql, mysql_when_full};
pub use page::run_readme;
pub use pgbouncer::{PgBouncer, PoolMode};
pub use postgres::{
    DedicatedPostgres, Postgres, Role, dedicated_postgres, dedicated_postgres_in, postgres, postgres_version,
    tls_postgres,
};
pub use proxy::{Proxy, proxy};
pub use sqlite::sqlite;
pub use tls::Authority;
pub use tmpfs::{SmallDisk, small_disk};

/// One fresh database on each of the three products; a product that is missing is left out aloud.
pub fn databases() -> Vec<TestDatabase> {
    let sqlite = sqlite();
    let postgres = postgres().map(Postgres::database);
    let mariadb = mariadb().map(Mariadb::database);
    sqlite.into_iter().chain(postgres).chain(mariadb).collect()
}
