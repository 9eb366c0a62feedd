//! The cases: a folder is a test, and one loop runs them all on real servers.
//!
//! `tests/cases/<dialect>/<kind>/<case>/` holds `from.sql` and `to.sql`, the plans `up.sql` and
//! `down.sql`, and, where they are wanted, `rows.sql` (rows of the first schema), `check.sql` and
//! `check.txt` (a question after the way up, and its answer), and `options`, of which each line is one of
//! `rename old=new`, `offline`, `privileges`, `postgres >= 15`, `refuse`, `refuse down`; a plan that is
//! refused is `refused.txt`. Expectations are PostgreSQL 15's; `up.16.sql` holds for it and those that follow,
//! `up.14.sql` for 14. `mysql` among the options is for MySQL itself, `mariadb` for MariaDB; what is for both has
//! MariaDB's texts, and `up.mysql.sql` where it matters.
//!
//! All cases run on the machine's own PostgreSQL, and on the newest that we speak with; with `FULL_TESTS=1` on the
//! oldest, on those between them, and on MySQL, too.
//! `CASE="postgres/enum postgres/domain"` runs some; `UPDATE_CASES=1` writes what was proved as what is expected.

use std::env;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use testkit::{Dialect, Mariadb, Postgres, TestDatabase};

use self::case::{Case, Expectations, Flavour};
use self::pool::Pool;

mod case;
mod engine;
pub(crate) mod pool;
pub(crate) mod proof;
mod rows;
pub(crate) mod script;
pub(crate) mod wish;

/// Roles that cases with privileges may name; a server's roles are shared by all its databases.
const ROLES: &str = "do $$ begin create role reader; create role writer; create role keeper;
    exception when duplicate_object then null; end $$";

#[test]
fn postgres() {
    let Some(server) = testkit::postgres() else { return };
    of_server(server);
    if is_writing() {
        // One after the other: for a version is written what differs from those before it.
        let between = BETWEEN.iter().filter(|_| is_full());
        let others = [&OLDEST].into_iter().chain(between).chain([&NEWEST]);
        others.filter_map(|major| testkit::postgres_version(*major)).for_each(of_server);
    }
}

#[test]
fn newest_postgres() {
    of_version(NEWEST);
}

#[test]
fn other_postgres() {
    let others = [&[OLDEST], &BETWEEN[..]].concat();
    match is_full() {
        true => others.into_iter().for_each(of_version),
        // The macros' output is swallowed by the test harness when a test passes; this handle's is not.
        false => {
            let _ = writeln!(std::io::stderr(), "left out: PostgreSQL {others:?}, but with FULL_TESTS=1");
        }
    }
}

#[test]
fn mysql() {
    let Some(server) = testkit::mariadb() else { return };
    let version = server.database().value("select version()");
    run(Dialect::Mysql, version, || Mariadb::database(server));
}

#[test]
fn mysql_itself() {
    let Some(server) = testkit::mysql_when_full() else { return };
    let version = server.database().value("select version()");
    run(Dialect::Mysql, version, || Mariadb::database(server));
}

#[test]
fn sqlite() {
    let Some(database) = testkit::sqlite() else { return };
    // The version that is compiled in, not that of the program which is asked.
    let mut connection = script::connection(&database).expect("a file can be made");
    let rows = connection.query("select sqlite_version()").expect("it says its version");
    let version = rows[0][0].clone().unwrap_or_default();
    run(Dialect::Sqlite, version, || testkit::sqlite().expect("there was one before"));
}

/// The versions that we speak with, beside the one that expectations are written for.
const OLDEST: u32 = 14;
const BETWEEN: [u32; 2] = [16, 17];
const NEWEST: u32 = 18;

fn of_version(major: u32) {
    // Where expectations are written, `postgres` goes through all versions.
    if !is_writing() {
        testkit::postgres_version(major).into_iter().for_each(of_server);
    }
}

fn of_server(server: &Postgres) {
    run(Dialect::Postgres, prepared(server), || server.database());
}

fn is_writing() -> bool {
    env::var_os("UPDATE_CASES").is_some()
}

/// Whether all that takes long is run, too.
pub(crate) fn is_full() -> bool {
    env::var_os("FULL_TESTS").is_some()
}

/// Makes the roles on the server; its version.
pub(crate) fn prepared(server: &Postgres) -> String {
    server.query(ROLES);
    server.query("show server_version").concat().concat()
}

/// Runs the cases of a dialect, some at once, and tells of all that fail.
fn run(dialect: Dialect, version: String, database: impl Fn() -> TestDatabase + Sync) {
    let flavour = match dialect {
        Dialect::Postgres => Some(Flavour::Version(number(&version).0)),
        Dialect::Mysql if !version.contains("MariaDB") => Some(Flavour::Mysql),
        Dialect::Mysql | Dialect::Sqlite => None,
    };
    let product = match dialect {
        Dialect::Mysql if flavour.is_none() => "mariadb",
        other => other.name(),
    };
    let started = Instant::now();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let expectations = if is_writing() { Expectations::Write } else { Expectations::Compare };
    let folders = wanted(&root, dialect);
    let pool = Pool::new(&database);
    let failures = Mutex::new(Vec::new());
    let fail = |name: &str, why: String| {
        let mut failures = failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.push((name.to_owned(), why));
    };
    at_once(folders.len(), |index| match Case::read(&root, &folders[index], dialect, flavour.clone()) {
        Err(why) => fail(&folders[index].display().to_string(), why),
        Ok(case) if !case.wish.fits(product, number(&version)) => {}
        Ok(case) => {
            // A panic in one case must not take the report of the others with it.
            let run = || pool.with(|bench| case.run(bench, expectations));
            let outcome = catch_unwind(AssertUnwindSafe(run));
            let panicked = |_| Err("it panicked, as told above".to_owned());
            if let Err(why) = outcome.unwrap_or_else(panicked) {
                fail(&case.name, why);
            }
        }
    });
    let mut failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
    failures.sort();
    let (count, took) = (folders.len(), started.elapsed().as_secs_f32());
    let told: String =
        failures.iter().map(|(name, why)| format!("=== {name}\n{}\n", why.trim_end())).collect();
    let names: String = failures.iter().map(|(name, _)| format!("  {name}\n")).collect();
    assert!(
        failures.is_empty(),
        "{told}\n{} of {count} cases failed on {product} {version} in {took:.1} s:\n{names}",
        failures.len(),
    );
}

/// The folders of the dialect that `CASE` asks for: their names begin with one of its words.
fn wanted(root: &Path, dialect: Dialect) -> Vec<PathBuf> {
    let wish = env::var("CASE").unwrap_or_default();
    let wishes = wish.split_whitespace().map(|wish| wish.trim_start_matches("./").trim_end_matches('/'));
    let wishes: Vec<&str> = wishes.collect();
    let wanted = |folder: &PathBuf| {
        let name = folder.strip_prefix(root).unwrap_or(folder).display().to_string();
        wishes.is_empty() || wishes.iter().any(|wish| name.starts_with(wish))
    };
    case::folders(&root.join(dialect.name())).into_iter().filter(wanted).collect()
}

/// Does the work for 0, 1, … on some threads: while a server works for one, another is asked.
pub(crate) fn at_once(count: usize, work: impl Fn(usize) + Sync) {
    let threads = std::thread::available_parallelism().map_or(2, usize::from) * 2;
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(count) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count {
                        break;
                    }
                    work(index);
                }
            });
        }
    });
}

/// (15, 18) of `15.18 (Debian …)`.
fn number(version: &str) -> (u32, u32) {
    let mut numbers = version.split(|character: char| !character.is_ascii_digit()).map(str::parse);
    let mut next = || numbers.next().and_then(Result::ok).unwrap_or(0);
    (next(), next())
}
