//! PostgreSQL of another major version than the machine's own.
//!
//! `scripts/postgres-versions` brings them, beforehand: tests that run at once must not race for a
//! download. Here we only look whether they are there.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::{LOGIN_RULES, Postgres, Programs};
use crate::account::{self, Account};
use crate::{client, machine, share};

/// The run's PostgreSQL server of that major version; `None` after [`crate::skip`] has said why there is
/// none.
///
/// It is shared like [`crate::postgres`], and is that server where the machine's own has that version.
pub fn postgres_version(major: u32) -> Option<&'static Postgres> {
    static SERVERS: Mutex<Option<HashMap<u32, Option<&'static Postgres>>>> = Mutex::new(None);
    let mut servers = SERVERS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = servers.get_or_insert_with(HashMap::new);
    let server = *known.entry(major).or_insert_with(|| start(major));
    if server.is_none() {
        machine::skip(&format!("there is no PostgreSQL {major} here: run `scripts/postgres-versions`"));
    }
    server
}

fn start(major: u32) -> Option<&'static Postgres> {
    let Some(programs) = brought(major) else {
        // Asked only now: the machine's own server need not run for a test of another version.
        let own = Programs::find()?.major()?;
        return if own == major { super::postgres() } else { None };
    };
    let share = share::join(&programs);
    let server = Postgres::at(&share.folder, share.port, &programs);
    Some(Box::leak(Box::new(Postgres { _share: Some(share), ..server })))
}

/// The programs of that major version in the folder that `scripts/postgres-versions` fills.
fn brought(major: u32) -> Option<Programs> {
    client::psql()?;
    let root = machine::temporary_root().join(format!("aludel-postgres-{}", account::user_id()));
    let version = |path: &PathBuf| -> Option<(u32, u32)> {
        let mut numbers = path.file_name()?.to_str()?.split('.').map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    };
    let folders = fs::read_dir(root).ok()?.flatten().map(|entry| entry.path());
    let ours = folders.filter(|path| version(path).is_some_and(|(found, _)| found == major));
    let folder = ours.max_by_key(version)?.join("bin");
    let (initdb, postgres) = (folder.join("initdb"), folder.join("postgres"));
    let name: &'static str = Box::leak(format!("postgres-{major}").into_boxed_str());
    let account = Account::for_server(&["postgres"]);
    postgres.is_file().then_some(Programs { name, initdb, postgres, account, rules: LOGIN_RULES })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_and_the_newest_answer_and_are_dumped() {
        for major in [14, 18] {
            let Some(server) = postgres_version(major) else { continue };
            let database = server.database();
            assert!(database.value("show server_version").starts_with(&format!("{major}.")));
            database.run("create table birds (name text)");
            let dump = database.dump(&["--schema-only"]).expect("a dump is made");
            assert!(dump.contains("CREATE TABLE public.birds"), "{dump}");
            assert!(dump.contains(&format!("Dumped by pg_dump version {major}.")), "{dump}");
        }
    }
}
