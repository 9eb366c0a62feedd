//! Locks that a server keeps for a session and frees when it ends.

use sha2::{Digest, Sha256};

use crate::Dialect;
use crate::database::{Database, DatabaseError};
use crate::store::Store;

/// The number of PostgreSQL's advisory lock: one for each version table.
///
/// Advisory locks are of one database, so its name is no part of it.
/// <https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS>
fn advisory_key(store: &Store) -> i64 {
    let digest = Sha256::digest(store.lock_name.as_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(bytes)
}

/// The name of MySQL's lock: at most 64 characters, of the whole server.
/// <https://dev.mysql.com/doc/refman/8.0/en/locking-functions.html>
fn mysql_name(store: &Store) -> String {
    if store.lock_name.len() <= 60 {
        return store.lock_name.clone();
    }
    format!("aludel:{:016x}", advisory_key(store))
}

/// Tries once; never waits.
pub(super) fn try_take(database: &mut dyn Database, store: &Store) -> Result<bool, DatabaseError> {
    let statement = match store.dialect {
        Dialect::Mysql => {
            format!("SELECT GET_LOCK({}, 0)", store.dialect.literal(&mysql_name(store)))
        }
        Dialect::Postgres | Dialect::Sqlite => {
            format!("SELECT pg_try_advisory_lock({})::int", advisory_key(store))
        }
    };
    let rows = database.query(&statement)?;
    Ok(rows.first().and_then(|row| row.first()).and_then(Option::as_deref) == Some("1"))
}

/// Gives it back. A connection that broke has given it back already.
pub(super) fn give_back(database: &mut dyn Database, store: &Store) {
    let statement = match store.dialect {
        Dialect::Mysql => {
            format!("SELECT RELEASE_LOCK({})", store.dialect.literal(&mysql_name(store)))
        }
        Dialect::Postgres | Dialect::Sqlite => {
            format!("SELECT pg_advisory_unlock({})", advisory_key(store))
        }
    };
    let _ = database.query(&statement);
}

/// Who holds it, in words; empty: nobody.
pub(super) fn holder(database: &mut dyn Database, store: &Store) -> Result<String, DatabaseError> {
    let rows = match store.dialect {
        Dialect::Mysql => {
            let name = store.dialect.literal(&mysql_name(store));
            database.query(&format!(
                "SELECT p.ID, p.USER, p.HOST, p.TIME, COALESCE(p.INFO, p.STATE, '') \
                 FROM information_schema.PROCESSLIST p WHERE p.ID = IS_USED_LOCK({name})"
            ))?
        }
        Dialect::Postgres | Dialect::Sqlite => {
            let key = advisory_key(store);
            let (high, low) = ((key as u64) >> 32, key as u64 & 0xffff_ffff);
            database.query(&format!(
                "SELECT a.pid, coalesce(a.application_name, ''), coalesce(host(a.client_addr), 'local'), \
                 extract(epoch FROM clock_timestamp() - a.backend_start)::bigint, \
                 coalesce(a.state, '') FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid \
                 WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 \
                 AND l.classid = {high}::oid AND l.objid = {low}::oid AND l.database = \
                 (SELECT oid FROM pg_database WHERE datname = current_database())"
            ))?
        }
    };
    let Some(row) = rows.first() else { return Ok(String::new()) };
    let cell = |index: usize| row.get(index).and_then(Option::as_deref).unwrap_or("");
    Ok(match store.dialect {
        Dialect::Mysql => format!(
            "connection {} (user {}, from {}, for {} s: {})",
            cell(0),
            cell(1),
            cell(2),
            cell(3),
            if cell(4).is_empty() { "idle" } else { cell(4) }
        ),
        Dialect::Postgres | Dialect::Sqlite => format!(
            "pid {} ({}, from {}, connected for {} s, {})",
            cell(0),
            if cell(1).is_empty() { "no application name" } else { cell(1) },
            cell(2),
            cell(3),
            if cell(4).is_empty() { "state hidden" } else { cell(4) }
        ),
    })
}
