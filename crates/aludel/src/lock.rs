//! One migrator at a time.
//!
//! Never a blocking wait inside the server: who waits in `pg_advisory_lock()` holds a snapshot, and
//! the holder's CREATE INDEX CONCURRENTLY would wait for that snapshot for ever. So: try, sleep
//! with jitter, look whether there is still something to do, try again.

mod lease;
mod session;

use std::time::{Duration, Instant};

pub(crate) use lease::{LOST as LEASE_LOST, Lease};

use crate::Dialect;
use crate::database::{Database, DatabaseError};
use crate::event::{Event, Observer};
use crate::settings::Settings;
use crate::stop::Stop;
use crate::store::Store;
use crate::wait::Pauses;

/// Opens another connection like the one that migrates.
pub type Reconnect = std::sync::Arc<dyn Fn() -> Result<Box<dyn Database>, DatabaseError> + Send + Sync>;

/// What the lock needs to know of its surroundings.
pub(crate) struct Surroundings<'a> {
    pub(crate) store: &'a Store,
    pub(crate) settings: &'a Settings,
    pub(crate) observer: &'a Observer,
    pub(crate) stop: &'a Stop,
    pub(crate) reconnect: Option<&'a Reconnect>,
}

/// Why the work was not done, or how it failed.
#[derive(Debug)]
pub(crate) enum LockError<E> {
    /// Somebody else held it for too long.
    TimedOut { holder: String, waited: Duration },
    /// We were asked to end.
    Stopped,
    /// The database refused to lock.
    Database(DatabaseError),
    /// The work itself.
    Work(E),
}

/// How the others are kept out while the work goes on.
pub(crate) enum Exclusion {
    /// By a lock of the session.
    Session,
    /// By a lease that each transaction holds on to.
    Lease(Lease),
    /// By the transaction itself: SQLite has one writer.
    Transaction,
}

impl Exclusion {
    pub(crate) fn lease(&self) -> Option<&Lease> {
        match self {
            Self::Lease(lease) => Some(lease),
            Self::Session | Self::Transaction => None,
        }
    }
}

/// Runs `work` while no other migrator of the same version table runs.
///
/// While the lock is another's, `needed` is asked again and again; once it gives a result, there
/// is nothing left to do and that is the result. The lock is given back on every path.
pub(crate) fn with<T, E>(
    database: &mut dyn Database,
    around: &Surroundings<'_>,
    mut needed: impl FnMut(&mut dyn Database) -> Result<Option<T>, E>,
    work: impl FnOnce(&mut dyn Database, &Exclusion) -> Result<T, E>,
) -> Result<T, LockError<E>> {
    let dialect = database.server().dialect;
    let pooled = database.server().pooled;
    if dialect == Dialect::Sqlite {
        return work(database, &Exclusion::Transaction).map_err(LockError::Work);
    }
    let began = Instant::now();
    let mut pauses = Pauses::new(Duration::from_millis(25), Duration::from_millis(500));
    let mut told = None;
    let exclusion = loop {
        let taken = if dialect == Dialect::Postgres && pooled {
            lease::try_take(database, around).map(|lease| lease.map(Exclusion::Lease))
        } else {
            session::try_take(database, around.store).map(|taken| taken.then_some(Exclusion::Session))
        };
        if let Some(exclusion) = taken.map_err(LockError::Database)? {
            break exclusion;
        }
        let waited = began.elapsed();
        // Said after a second, then every ten: most waits are short, and a log is for reading.
        let due = told.map_or(Duration::from_secs(1), |last: Duration| last + Duration::from_secs(10));
        if waited >= due || waited >= around.settings.lock_wait {
            let holder = holder(database, around.store, pooled).map_err(LockError::Database)?;
            if waited >= around.settings.lock_wait {
                return Err(LockError::TimedOut { holder, waited });
            }
            (around.observer)(Event::LockHeld { holder, waited });
            told = Some(waited);
        }
        let left = around.settings.lock_wait.saturating_sub(waited);
        if around.stop.sleep(pauses.next().min(left.max(Duration::from_millis(1)))) {
            return Err(LockError::Stopped);
        }
        if let Some(result) = needed(database).map_err(LockError::Work)? {
            return Ok(result);
        }
    };
    let result = work(database, &exclusion);
    match exclusion {
        Exclusion::Session => session::give_back(database, around.store),
        Exclusion::Lease(lease) => lease.give_back(database),
        Exclusion::Transaction => {}
    }
    result.map_err(LockError::Work)
}

/// Who holds the lock, in words; `None`: nobody. Reads only.
pub(crate) fn current_holder(
    database: &mut dyn Database,
    store: &Store,
) -> Result<Option<String>, DatabaseError> {
    let words = match database.server().dialect {
        Dialect::Sqlite => String::new(),
        Dialect::Postgres | Dialect::Mysql => {
            let pooled = database.server().pooled;
            words_of_holder(database, store, pooled)?
        }
    };
    Ok(Some(words).filter(|words| !words.is_empty()))
}

fn holder(database: &mut dyn Database, store: &Store, pooled: bool) -> Result<String, DatabaseError> {
    let words = words_of_holder(database, store, pooled)?;
    Ok(if words.is_empty() { "another session that has just ended".to_owned() } else { words })
}

fn words_of_holder(
    database: &mut dyn Database,
    store: &Store,
    pooled: bool,
) -> Result<String, DatabaseError> {
    let is_lease = pooled && store.dialect == Dialect::Postgres;
    let mut words =
        if is_lease { lease::holder(database, store)? } else { session::holder(database, store)? };
    // A session of PostgreSQL says it itself, as its application_name.
    if !words.is_empty()
        && (is_lease || store.dialect == Dialect::Mysql)
        && let Ok(Some(revision)) = store.revision_at_work(database)
    {
        words.push_str(&format!(", at revision {revision}"));
    }
    Ok(words)
}
