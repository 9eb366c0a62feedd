//! Scratch databases: made for one computation, and given back on every path.
//!
//! The server is the only one that knows what a piece of SQL means, so a schema that stands in files is
//! loaded into a database of the same product and version, and read back from there. Where such a
//! database can be made, in this order: on the server that the settings name; beside the target; on a
//! throw-away cluster from the programs on this machine; in memory for SQLite.
//!
//! A scratch database exists only inside a closure, or until a guard is dropped ([`Owned`], for tests). What a killed process leaves is recognised by a
//! lock that nobody holds any more, and swept by whoever makes the next one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use aludel::database::{ConnectOptions, Database, DatabaseError};
use aludel::event::Event;
use aludel::url::DatabaseUrl;
use aludel::{Dialect, Stop};

mod age;
mod cluster;
mod error;
mod folder;
mod mysql;
mod name;
mod owned;
mod place;
mod postgres;
mod sqlite;
mod template;

pub(crate) use cluster::CLUSTER_NAME;
pub use error::{Attempt, Reason, ScratchError};
pub use mysql::MARKER;
pub use owned::{Owned, Recipe};

/// What scratch databases are made with; all of it is handed in.
#[derive(Clone)]
pub struct Settings {
    /// The family of SQL.
    pub dialect: Dialect,
    /// The database whose schema is worked on: scratch databases are as it is, and stand beside it.
    pub target: Option<DatabaseUrl>,
    /// A database on the server where scratch databases are to be made instead.
    pub url: Option<DatabaseUrl>,
    /// Folders in which PostgreSQL's programs may be, beside `/usr/lib/postgresql/*/bin`.
    pub programs: Vec<PathBuf>,
    /// For short-lived files. A Unix socket's path holds 107 bytes: a short path serves best.
    pub folder: PathBuf,
    /// For files that spare work; without it nothing is kept on SQLite.
    pub cache: Option<PathBuf>,
    /// Whether template databases are kept on a server from one run to the next.
    pub keeps_templates: bool,
    /// For what templates are kept on a server, in words: so many are kept for each. Without it: the target.
    pub kept_for: Option<String>,
    /// How to connect.
    pub connect: ConnectOptions,
    /// Ends the work.
    pub stop: Stop,
}

impl Settings {
    /// Settings for a family of SQL: no target, no other server, nothing kept, files in `folder`.
    pub fn new(dialect: Dialect, folder: impl Into<PathBuf>) -> Self {
        Self {
            dialect,
            target: None,
            url: None,
            programs: Vec::new(),
            folder: folder.into(),
            cache: None,
            keeps_templates: false,
            kept_for: None,
            connect: ConnectOptions::default(),
            stop: Stop::new(),
        }
    }
}

/// Makes scratch databases; handed out by [`open`].
pub struct Scratch {
    settings: Settings,
    /// Where they are made, once the first was asked for.
    place: Mutex<Option<Arc<place::Place>>>,
}

/// What has been filled.
enum Filled {
    /// The template of that name.
    Template(String),
    /// A database that is used once.
    Once(place::Made),
}

/// Hands out scratch databases for as long as `work` runs.
///
/// The place for them is looked for when the first one is asked for; the connection to it, and a
/// throw-away cluster, are shared by all of them and given back at the end.
pub fn open<T>(settings: Settings, work: impl FnOnce(&Scratch) -> T) -> T {
    work(&Scratch::new(settings))
}

impl Scratch {
    /// As [`open`], for as long as the value is there.
    pub fn new(settings: Settings) -> Self {
        Self { settings, place: Mutex::new(None) }
    }

    /// Makes an empty database, lets `work` use it, and drops it.
    ///
    /// `purpose` completes "for …" in words; it is shown in the database's comment.
    ///
    /// # Errors
    /// [`ScratchError`] where none can be made, else what `work` returns. A database that can't be
    /// dropped is told to the observer; the next run sweeps it.
    pub fn with<T, E: From<ScratchError>>(
        &self,
        purpose: &str,
        work: impl FnOnce(&mut dyn Database) -> Result<T, E>,
    ) -> Result<T, E> {
        let place = self.place()?;
        let made = place.make(&self.settings, purpose)?;
        self.use_it(made, work)
    }

    /// Makes a copy of a database that `fill` fills only if nobody has filled it before for this `key`.
    ///
    /// The key is a digest of all that `fill` depends on. Where no template can be kept (MySQL has none,
    /// or the settings say so) the database is filled each time.
    ///
    /// # Errors
    /// As [`Scratch::with`], and what `fill` returns.
    pub fn from_template<T, E: From<ScratchError>>(
        &self,
        key: &str,
        purpose: &str,
        fill: impl FnOnce(&mut dyn Database) -> Result<(), E>,
        work: impl FnOnce(&mut dyn Database) -> Result<T, E>,
    ) -> Result<T, E> {
        let place = self.place()?;
        match self.filled(&place, key, purpose, fill)? {
            Filled::Template(name) => self.use_it(place.copy(&self.settings, &name, purpose)?, work),
            Filled::Once(made) => self.use_it(made, work),
        }
    }

    /// Reads the template itself, without a copy: for `work` that writes nothing.
    ///
    /// # Errors
    /// As [`Scratch::from_template`].
    pub fn read_template<T, E: From<ScratchError>>(
        &self,
        key: &str,
        purpose: &str,
        fill: impl FnOnce(&mut dyn Database) -> Result<(), E>,
        work: impl FnOnce(&mut dyn Database) -> Result<T, E>,
    ) -> Result<T, E> {
        let place = self.place()?;
        match self.filled(&place, key, purpose, fill)? {
            Filled::Template(name) => self.watch(&mut *place.read(&self.settings, &name)?, work),
            Filled::Once(made) => self.use_it(made, work),
        }
    }

    /// Fills a template if nobody has; where none can be kept, a database for once.
    fn filled<E: From<ScratchError>>(
        &self,
        place: &Arc<place::Place>,
        key: &str,
        purpose: &str,
        fill: impl FnOnce(&mut dyn Database) -> Result<(), E>,
    ) -> Result<Filled, E> {
        match place.template(&self.settings, key) {
            Some(name) => {
                self.ready(place, &name, purpose, fill)?;
                Ok(Filled::Template(name))
            }
            None => Ok(Filled::Once(self.filled_once(place, purpose, fill)?)),
        }
    }

    /// Makes a database and fills it.
    fn filled_once<E: From<ScratchError>>(
        &self,
        place: &Arc<place::Place>,
        purpose: &str,
        fill: impl FnOnce(&mut dyn Database) -> Result<(), E>,
    ) -> Result<place::Made, E> {
        let mut made = place.make(&self.settings, purpose)?;
        match self.watch(made.database()?, fill) {
            Ok(()) => Ok(made),
            Err(error) => {
                self.give_back(made);
                Err(error)
            }
        }
    }

    /// Sees to it that the template is there.
    fn ready<E: From<ScratchError>>(
        &self,
        place: &Arc<place::Place>,
        template: &str,
        purpose: &str,
        fill: impl FnOnce(&mut dyn Database) -> Result<(), E>,
    ) -> Result<(), E> {
        if place.has(&self.settings, template)? {
            return Ok(());
        }
        // One fills it, the others wait.
        let Some(turn) = place.turn(&self.settings, template)? else { return Ok(()) };
        let made = self.filled_once(place, purpose, fill)?;
        made.become_template(&self.settings, template)?;
        drop(turn);
        Ok(())
    }

    fn use_it<T, E: From<ScratchError>>(
        &self,
        mut made: place::Made,
        work: impl FnOnce(&mut dyn Database) -> Result<T, E>,
    ) -> Result<T, E> {
        let result = self.watch(made.database()?, work);
        self.give_back(made);
        result
    }

    fn give_back(&self, mut made: place::Made) {
        if let Err(error) = made.give_back() {
            (self.settings.connect.observer)(Event::Warning(format!("a scratch database was left: {error}")));
        }
    }

    /// Lets a wish to end cancel what runs.
    fn watch<T, E: From<ScratchError>>(
        &self,
        database: &mut dyn Database,
        work: impl FnOnce(&mut dyn Database) -> Result<T, E>,
    ) -> Result<T, E> {
        let stop = &self.settings.stop;
        if stop.is_requested() {
            return Err(ScratchError::Stopped.into());
        }
        stop.watch(database.canceller(), || work(database))
    }

    fn place(&self) -> Result<Arc<place::Place>, ScratchError> {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = &*place {
            return Ok(Arc::clone(place));
        }
        let found = Arc::new(place::find(&self.settings)?);
        *place = Some(Arc::clone(&found));
        Ok(found)
    }
}

/// All of a database by which the same SQL means the same in two, and of the server that says it.
pub(crate) fn likeness(database: &mut dyn Database) -> Result<String, DatabaseError> {
    let of_its_dialect = match database.server().dialect {
        Dialect::Postgres => postgres::likeness(database)?,
        Dialect::Mysql => mysql::likeness(database)?,
        Dialect::Sqlite => String::new(),
    };
    let server = database.server();
    Ok(format!("{} {} {:?} {of_its_dialect}", server.product, server.version, server.schema))
}

/// Connects as the settings say, to write.
fn connect(settings: &Settings, url: &DatabaseUrl) -> Result<Box<dyn Database>, DatabaseError> {
    let options = ConnectOptions { create: true, read_only: false, ..settings.connect.clone() };
    aludel::database::connect(url, &options)
}
