//! MySQL and MariaDB: a database beside the target, with its character set and collation.
//!
//! `GET_LOCK` on the database's name, held by another connection, tells that its maker lives.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use aludel::Dialect;
use aludel::database::{ConnectOptions, Database, DatabaseError, ErrorKind};
use aludel::url::DatabaseUrl;

use super::{Attempt, Reason, ScratchError, Settings, connect, name};

mod kept;

pub use kept::MARKER;

/// A server on which databases are made.
pub(super) struct Server {
    /// Makes and drops, and holds the locks.
    maintenance: Mutex<Box<dyn Database>>,
    url: DatabaseUrl,
    connect: ConnectOptions,
    charset: String,
    collation: String,
    /// For what templates are kept.
    kept_for: String,
    /// What our threads fill: to its own session a lock of the server is free.
    turns: Mutex<HashSet<String>>,
    /// When a template was last marked as used.
    marked: Mutex<HashMap<String, Instant>>,
}

// In this order: a scratch database whose lock is free is dead.
// https://mariadb.com/kb/en/is_free_lock/
const SWEEP: &str = "SELECT schema_name FROM information_schema.schemata \
                     WHERE schema_name LIKE 'aludel\\_scratch\\_%' AND IS_FREE_LOCK(schema_name) = 1";

const LIKE: &str = "SELECT @@character_set_database, @@collation_database";

// The server's own settings: what was loaded may have changed those of the session.
const LIKENESS: &str = "SELECT @@character_set_database, @@collation_database, @@global.sql_mode, \
                        @@global.default_storage_engine, @@global.lower_case_table_names, \
                        @@global.explicit_defaults_for_timestamp";

/// What a database is like that the same SQL means the same in.
pub(super) fn likeness(database: &mut dyn Database) -> Result<String, DatabaseError> {
    Ok(format!("{:?}", database.query(LIKENESS)?))
}

impl Server {
    /// The server of that URL, once what others left on it is swept.
    pub(super) fn find(settings: &Settings, url: &DatabaseUrl) -> Result<Self, Reason> {
        let mut database = match connect(settings, url) {
            Err(error) if error.kind == ErrorKind::UnknownDatabase => {
                connect(settings, &url.with_database("information_schema"))
            }
            other => other,
        }
        .map_err(Reason::Said)?;
        if database.server().read_only {
            return Err(Reason::ReadOnly);
        }
        let target = settings.target.as_ref().filter(|target| *target != url);
        let target = target.and_then(|target| connect(settings, target).ok());
        let like = match target {
            Some(mut target) => {
                same_version(&*database, &*target)?;
                target.query(LIKE)
            }
            None => database.query(LIKE),
        };
        let mut values = like.map_err(Reason::Said)?.into_iter().flatten().flatten();
        let charset = values.next().unwrap_or_else(|| "utf8mb4".to_owned());
        let collation = values.next().unwrap_or_else(|| "utf8mb4_general_ci".to_owned());
        sweep(settings, &mut *database);
        kept::sweep(settings, &mut *database);
        Ok(Self {
            kept_for: settings.kept_for.clone().unwrap_or_else(|| database.server().database.clone()),
            maintenance: Mutex::new(database),
            url: url.clone(),
            connect: settings.connect.clone(),
            charset,
            collation,
            turns: Mutex::default(),
            marked: Mutex::default(),
        })
    }

    /// Makes a database and returns its name.
    pub(super) fn create(&self, settings: &Settings) -> Result<String, ScratchError> {
        let name = name::unique();
        let statement = self.creation(&name);
        let mut maintenance = self.lock();
        maintenance
            .query(&format!("SELECT GET_LOCK({}, 0)", Dialect::Mysql.literal(&name)))
            .map_err(|error| refused("can't be made", &name, error))?;
        let canceller = maintenance.canceller();
        let result = settings.stop.watch(canceller, || maintenance.execute(&statement));
        result.map_err(|error| match error.kind {
            ErrorKind::Cancelled => ScratchError::Stopped,
            ErrorKind::Privilege => no_right(&maintenance.server().user, &self.url),
            _ => refused("can't be made", &name, error),
        })?;
        Ok(name)
    }

    fn creation(&self, name: &str) -> String {
        let (charset, collation) = (&self.charset, &self.collation);
        let name = Dialect::Mysql.quote(name);
        format!("CREATE DATABASE {name} CHARACTER SET {charset} COLLATE {collation}")
    }

    /// Connects to a database that was made.
    pub(super) fn enter(&self, settings: &Settings, name: &str) -> Result<Box<dyn Database>, ScratchError> {
        connect(settings, &self.url.with_database(name))
            .map_err(|error| refused("can't be entered", name, error))
    }

    /// Drops a database.
    pub(super) fn drop_database(&self, name: &str) -> Result<(), ScratchError> {
        let statement = format!("DROP DATABASE IF EXISTS {}", Dialect::Mysql.quote(name));
        let mut maintenance = self.lock();
        end_sessions(&mut **maintenance, name);
        let result = match maintenance.execute(&statement) {
            // A server ends a connection that is silent for longer than its `wait_timeout`.
            Err(error) if error.kind == ErrorKind::ConnectionLost => {
                let again = aludel::database::connect(&self.url, &self.connect);
                again.and_then(|database| {
                    *maintenance = database;
                    maintenance.execute(&statement)
                })
            }
            result => result,
        };
        let result = result.map_err(|error| refused("can't be dropped", name, error));
        let _ = maintenance.query(&format!("SELECT RELEASE_LOCK({})", Dialect::Mysql.literal(name)));
        result
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn Database>> {
        self.maintenance.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Grants have so many forms that only the use of the right tells whether it is there.
fn no_right(role: &str, url: &DatabaseUrl) -> ScratchError {
    let reason = Reason::NoRight { role: role.to_owned() };
    ScratchError::Impossible { tried: vec![Attempt { place: format!("on {url}"), reason }] }
}

/// Ends who is still connected to it: a transaction that stands open would hold its tables.
// https://mariadb.com/kb/en/metadata-locking/
fn end_sessions(database: &mut dyn Database, name: &str) {
    let name = Dialect::Mysql.literal(name);
    let sessions = format!("SELECT id FROM information_schema.processlist WHERE db = {name}");
    let Ok(rows) = database.query(&sessions) else { return };
    for id in rows.into_iter().flatten().flatten() {
        // One that has just gone is no loss.
        let _ = database.execute(&format!("KILL {id}"));
    }
}

/// Whether two servers write a definition in the same way.
fn same_version(scratch: &dyn Database, target: &dyn Database) -> Result<(), Reason> {
    let (scratch, target) = (scratch.server(), target.server());
    if scratch.product == target.product && scratch.version_number == target.version_number {
        return Ok(());
    }
    let words = |server: &aludel::database::Server| format!("{} {}", server.product, server.version);
    Err(Reason::OtherVersion { scratch: words(scratch), target: words(target) })
}

/// Drops what dead processes have left; what can't be dropped is left for the next sweep.
fn sweep(settings: &Settings, database: &mut dyn Database) {
    let Ok(rows) = database.query(SWEEP) else { return };
    for name in rows.into_iter().flatten().flatten() {
        if name::is_scratch(&name) && !settings.stop.is_requested() {
            let _ = database.execute(&format!("DROP DATABASE IF EXISTS {}", Dialect::Mysql.quote(&name)));
        }
    }
}

fn refused(what: &str, name: &str, error: DatabaseError) -> ScratchError {
    ScratchError::Database { what: format!("scratch database {name} {what}"), error }
}
