//! A lease in a table: what keeps others out where sessions are shared behind a pooler.
//!
//! A row says whose it is and until when; a thread with a connection of its own prolongs it. Each
//! transaction of the migration takes the row's key lock first. A heartbeat changes no key and is
//! not stopped by that; who takes an expired lease over deletes the row, and so waits for the
//! transaction that runs. Thus a migrator that has lost its lease can't commit.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::Surroundings;
use crate::block;
use crate::database::{Database, DatabaseError};
use crate::mailbox::{Postbox, Taken, mailbox};
use crate::store::Store;

/// It is prolonged so often in the time that it lasts.
const BEATS: u32 = 6;

/// The SQLSTATE of our own refusal to go on without the lease.
pub(crate) const LOST: &str = "AL001";

/// A lease that is ours.
pub(crate) struct Lease {
    table: String,
    name: String,
    token: String,
    lasts: Duration,
    heart: Mutex<Option<Heart>>,
    lost: Arc<AtomicBool>,
}

struct Heart {
    end: Postbox<()>,
    thread: JoinHandle<()>,
}

fn to_create(store: &Store) -> String {
    format!(
        "CREATE TABLE IF NOT EXISTS {} (name text PRIMARY KEY, token text NOT NULL, holder text NOT NULL, \
         taken_at timestamptz NOT NULL, expires_at timestamptz NOT NULL)",
        store.lease
    )
}

/// Tries once; never waits for longer than a fraction of a second.
pub(super) fn try_take(
    database: &mut dyn Database,
    around: &Surroundings<'_>,
) -> Result<Option<Lease>, DatabaseError> {
    let store = around.store;
    let literal = |text: &str| store.dialect.literal(text);
    let token = format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
    let holder = format!("{} on {}", around.settings.tool, around.settings.host);
    // The advisory lock is of the transaction: it holds behind a pooler, and orders those who
    // create the table or take the row at the same moment.
    let lasts = around.settings.lease.max(Duration::from_secs(1));
    let message = format!(
        "BEGIN; SET LOCAL lock_timeout = '300ms'; SET LOCAL client_min_messages = warning; \
         SELECT pg_advisory_xact_lock(hashtext({lock})); {create}; \
         DELETE FROM {table} WHERE name = {lock} AND expires_at < clock_timestamp(); \
         INSERT INTO {table} VALUES ({lock}, {token}, {holder}, clock_timestamp(), \
         clock_timestamp() + interval '{lasts} ms') ON CONFLICT DO NOTHING; COMMIT",
        lock = literal(&store.lock_name),
        create = to_create(store),
        table = store.lease,
        token = literal(&token),
        holder = literal(&holder),
        lasts = lasts.as_millis(),
    );
    if let Err(error) = database.execute(&message) {
        let _ = database.execute("ROLLBACK");
        // Another is taking it this moment, or its transaction still runs.
        return if error.code.as_deref() == Some("55P03") { Ok(None) } else { Err(error) };
    }
    let rows = database.query(&format!(
        "SELECT token FROM {} WHERE name = {}",
        store.lease,
        literal(&store.lock_name)
    ))?;
    let held = rows.first().and_then(|row| row.first()).cloned().flatten();
    if held.as_deref() != Some(token.as_str()) {
        return Ok(None);
    }
    let lease = Lease {
        table: store.lease.clone(),
        name: literal(&store.lock_name),
        token: literal(&token),
        lasts,
        heart: Mutex::new(None),
        lost: Arc::new(AtomicBool::new(false)),
    };
    lease.start_heart(around);
    Ok(Some(lease))
}

impl Lease {
    fn start_heart(&self, around: &Surroundings<'_>) {
        let Some(reconnect) = around.reconnect.cloned() else { return };
        let (end, mut ended) = mailbox();
        let (beat, pause) = (self.to_beat(), self.lasts / BEATS);
        let lost = Arc::clone(&self.lost);
        let beating = block::start("aludel-lease", move || {
            let mut connection: Option<Box<dyn Database>> = None;
            while let Taken::Nothing = ended.take(pause) {
                if connection.is_none() {
                    connection = reconnect().ok();
                }
                let answer = connection.as_mut().map(|database| database.query(&beat));
                match answer {
                    Some(Ok(rows)) if rows.is_empty() => lost.store(true, Ordering::SeqCst),
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => connection = None,
                }
            }
        });
        // Without it the lease runs out, and then nothing more is committed.
        let heart = beating.ok().map(|thread| Heart { end, thread });
        *self.heart.lock().unwrap_or_else(PoisonError::into_inner) = heart;
    }

    fn to_beat(&self) -> String {
        format!(
            "UPDATE {} SET expires_at = clock_timestamp() + interval '{} ms' WHERE name = {} AND token = {} \
             RETURNING 1",
            self.table,
            self.lasts.as_millis(),
            self.name,
            self.token
        )
    }

    /// The statement that each transaction says first: it fails where the lease is no more ours.
    pub(crate) fn to_hold(&self) -> String {
        format!(
            "DO $aludel$ BEGIN PERFORM 1 FROM {} WHERE name = {} AND token = {} FOR KEY SHARE; \
             IF NOT FOUND THEN RAISE EXCEPTION 'the lease on this database went to another process' \
             USING ERRCODE = '{LOST}'; END IF; END $aludel$",
            self.table, self.name, self.token
        )
    }

    /// Whether another has it now.
    pub(crate) fn is_lost(&self) -> bool {
        self.lost.load(Ordering::SeqCst)
    }

    pub(super) fn give_back(self, database: &mut dyn Database) {
        if let Some(heart) = self.heart.lock().unwrap_or_else(PoisonError::into_inner).take() {
            drop(heart.end);
            let _ = heart.thread.join();
        }
        let _ = database.execute(&format!(
            "DELETE FROM {} WHERE name = {} AND token = {}",
            self.table, self.name, self.token
        ));
    }
}

/// Who holds it, in words; empty: nobody.
pub(super) fn holder(database: &mut dyn Database, store: &Store) -> Result<String, DatabaseError> {
    let there = database
        .query(&format!("SELECT to_regclass({}) IS NOT NULL", store.dialect.literal(&store.lease)))?;
    if there.first().and_then(|row| row.first()).and_then(Option::as_deref) != Some("t") {
        return Ok(String::new());
    }
    let rows = database.query(&format!(
        "SELECT holder, extract(epoch FROM clock_timestamp() - taken_at)::bigint, \
         extract(epoch FROM expires_at - clock_timestamp())::bigint FROM {} WHERE name = {} \
         AND expires_at > clock_timestamp()",
        store.lease,
        store.dialect.literal(&store.lock_name)
    ))?;
    let Some(row) = rows.first() else { return Ok(String::new()) };
    let cell = |index: usize| row.get(index).and_then(Option::as_deref).unwrap_or("");
    Ok(format!("{} (a lease, for {} s; it ends in {} s unless prolonged)", cell(0), cell(1), cell(2)))
}
