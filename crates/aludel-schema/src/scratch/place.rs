//! Where scratch databases are made, and one that was made: the choice among the products.

use std::path::PathBuf;
use std::sync::Arc;

use aludel::Dialect;
use aludel::database::{Database, DatabaseError, ErrorKind};

use super::cluster::Cluster;
use super::folder::OwnFolder;
use super::{Attempt, Reason, ScratchError, Settings, mysql, postgres, sqlite};

/// Where scratch databases are made.
pub(super) enum Place {
    Postgres(Box<postgres::Server>),
    Mysql(Box<mysql::Server>),
    /// In memory; templates are files.
    Sqlite,
}

/// Finds the place that the settings allow.
pub(super) fn find(settings: &Settings) -> Result<Place, ScratchError> {
    if settings.stop.is_requested() {
        return Err(ScratchError::Stopped);
    }
    match settings.dialect {
        Dialect::Postgres => find_postgres(settings).map(Box::new).map(Place::Postgres),
        Dialect::Mysql => find_mysql(settings).map(Box::new).map(Place::Mysql),
        Dialect::Sqlite => Ok(Place::Sqlite),
    }
}

fn find_postgres(settings: &Settings) -> Result<postgres::Server, ScratchError> {
    let mut tried = Vec::new();
    let target = settings.target.as_ref().map(|url| (url, postgres::look(settings, url)));
    if let Some(url) = &settings.url {
        let wanted = target.and_then(|(_, looked)| looked.ok()).map(|(_, facts)| facts);
        let found = postgres::look(settings, url)
            .map_err(Reason::Said)
            .and_then(|looked| postgres::Server::new(settings, looked, url.clone(), wanted, None));
        return found.map_err(|reason| impossible(vec![attempt(format!("on {url}"), reason)]));
    }
    let mut wanted = None;
    match target {
        Some((url, Ok((database, facts)))) => {
            let place = format!("beside {} on {}", facts.database, facts.server());
            wanted = Some(facts.clone());
            match postgres::Server::new(settings, (database, facts), url.clone(), None, None) {
                Ok(server) => return Ok(server),
                Err(reason) => tried.push(attempt(place, reason)),
            }
        }
        Some((url, Err(error))) => tried.push(attempt(format!("beside {url}"), Reason::Said(error))),
        None => {}
    }
    let started = Cluster::start(settings, wanted.as_ref().map(|facts| facts.version.0));
    let found = started.and_then(|(cluster, mut database)| {
        let url = cluster.url.clone();
        let facts = postgres::Facts::read(&mut *database).map_err(Reason::Said)?;
        postgres::Server::new(settings, (database, facts), url, wanted, Some(cluster))
    });
    found.map_err(|reason| {
        if settings.stop.is_requested() {
            return ScratchError::Stopped;
        }
        tried.push(attempt("in a throw-away cluster on this machine".to_owned(), reason));
        impossible(tried)
    })
}

fn find_mysql(settings: &Settings) -> Result<mysql::Server, ScratchError> {
    let place = |url: &aludel::url::DatabaseUrl| match &settings.url {
        Some(_) => format!("on {url}"),
        None => format!("beside {url}"),
    };
    let Some(url) = settings.url.as_ref().or(settings.target.as_ref()) else {
        let reason = DatabaseError::new(ErrorKind::UnknownDatabase, "no server is named");
        return Err(impossible(vec![attempt(
            "on a MySQL or MariaDB server".to_owned(),
            Reason::Said(reason),
        )]));
    };
    mysql::Server::find(settings, url).map_err(|reason| impossible(vec![attempt(place(url), reason)]))
}

fn attempt(place: String, reason: Reason) -> Attempt {
    Attempt { place, reason }
}

fn impossible(tried: Vec<Attempt>) -> ScratchError {
    ScratchError::Impossible { tried }
}

impl Place {
    /// Makes an empty database and connects to it.
    pub(super) fn make(self: &Arc<Self>, settings: &Settings, purpose: &str) -> Result<Made, ScratchError> {
        if settings.stop.is_requested() {
            return Err(ScratchError::Stopped);
        }
        match &**self {
            Self::Postgres(server) => {
                let name = server.create(settings, None, purpose)?;
                let mut made = Made { database: None, home: Home::Server(Arc::clone(self), name) };
                made.database = Some(server.enter(settings, made.name(), purpose)?);
                Ok(made)
            }
            Self::Mysql(server) => {
                let name = server.create(settings)?;
                let mut made = Made { database: None, home: Home::Server(Arc::clone(self), name) };
                made.database = Some(server.enter(settings, made.name())?);
                Ok(made)
            }
            Self::Sqlite => {
                let database = sqlite::in_memory(settings)?;
                Ok(Made { database: Some(database), home: Home::Memory })
            }
        }
    }

    /// The name of the template for this key; none where templates can't be kept.
    pub(super) fn template(&self, settings: &Settings, key: &str) -> Option<String> {
        match self {
            Self::Postgres(server) => server.template(settings, key),
            // MySQL has nothing like PostgreSQL's templates: a copy would be made table by table.
            Self::Mysql(_) => None,
            Self::Sqlite => sqlite::template(settings, key),
        }
    }

    /// Whether the template is there.
    pub(super) fn has(&self, settings: &Settings, template: &str) -> Result<bool, ScratchError> {
        match self {
            Self::Postgres(server) => server.has_template(template),
            Self::Mysql(_) => Ok(false),
            Self::Sqlite => Ok(sqlite::has_template(settings, template)),
        }
    }

    /// Waits for the turn to fill the template; none if another process has filled it meanwhile.
    pub(super) fn turn(
        self: &Arc<Self>,
        settings: &Settings,
        template: &str,
    ) -> Result<Option<Turn>, ScratchError> {
        super::template::turn(self, settings, template)
    }

    /// Makes a copy of the template and connects to it.
    pub(super) fn copy(
        self: &Arc<Self>,
        settings: &Settings,
        template: &str,
        purpose: &str,
    ) -> Result<Made, ScratchError> {
        match &**self {
            Self::Postgres(server) => {
                let name = server.create(settings, Some(template), purpose)?;
                let mut made = Made { database: None, home: Home::Server(Arc::clone(self), name) };
                made.database = Some(server.enter(settings, made.name(), purpose)?);
                Ok(made)
            }
            Self::Mysql(_) => self.make(settings, purpose),
            Self::Sqlite => {
                let (folder, database) = sqlite::copy(settings, template)?;
                Ok(Made { database: Some(database), home: Home::File(folder) })
            }
        }
    }

    /// Makes a copy of the template that somebody else connects to.
    pub(super) fn copy_for_others(
        self: &Arc<Self>,
        settings: &Settings,
        template: &str,
        purpose: &str,
    ) -> Result<Made, ScratchError> {
        match &**self {
            Self::Postgres(server) => {
                let name = server.create(settings, Some(template), purpose)?;
                let made = Made { database: None, home: Home::Server(Arc::clone(self), name) };
                server.furnish_as(made.name(), purpose, template)?;
                Ok(made)
            }
            Self::Mysql(_) => self.make(settings, purpose),
            Self::Sqlite => {
                let folder = sqlite::copy_file(settings, template)?;
                Ok(Made { database: None, home: Home::File(folder) })
            }
        }
    }

    /// Connects to the template, to read.
    pub(super) fn read(
        &self,
        settings: &Settings,
        template: &str,
    ) -> Result<Box<dyn Database>, ScratchError> {
        match self {
            Self::Postgres(server) => server.read_template(settings, template),
            Self::Mysql(server) => server.enter(settings, template),
            Self::Sqlite => sqlite::read(settings, template),
        }
    }
}

/// A scratch database; dropping it gives it back.
pub(super) struct Made {
    // Before its home: a database that is in use can't be dropped.
    database: Option<Box<dyn Database>>,
    home: Home,
}

enum Home {
    Server(Arc<Place>, String),
    File(OwnFolder),
    Memory,
    Gone,
}

impl Made {
    /// The connection to it.
    pub(super) fn database(&mut self) -> Result<&mut dyn Database, ScratchError> {
        match &mut self.database {
            Some(database) => Ok(&mut **database),
            None => Err(ScratchError::Stopped),
        }
    }

    /// Its name on the server.
    pub(super) fn name(&self) -> &str {
        match &self.home {
            Home::Server(_, name) => name,
            Home::File(_) | Home::Memory | Home::Gone => "",
        }
    }

    /// Its file, where it is one.
    pub(super) fn file(&self) -> Option<PathBuf> {
        match &self.home {
            Home::File(folder) => Some(sqlite::file_in(folder)),
            Home::Server(..) | Home::Memory | Home::Gone => None,
        }
    }

    /// Ends our own connection to it: others use it.
    pub(super) fn leave(&mut self) {
        self.database = None;
    }

    /// Drops it, and says what went wrong with that.
    pub(super) fn give_back(&mut self) -> Result<(), ScratchError> {
        self.database = None;
        match std::mem::replace(&mut self.home, Home::Gone) {
            Home::Server(place, name) => match &*place {
                Place::Postgres(server) => server.drop_database(&name),
                Place::Mysql(server) => server.drop_database(&name),
                Place::Sqlite => Ok(()),
            },
            Home::File(folder) => folder.remove(),
            Home::Memory | Home::Gone => Ok(()),
        }
    }

    /// Turns it into the template of that name: from then on it is whole, and anybody may copy it.
    pub(super) fn become_template(mut self, settings: &Settings, template: &str) -> Result<(), ScratchError> {
        if let Home::Memory = self.home {
            return sqlite::save(settings, self.database()?, template);
        }
        self.database = None;
        let Home::Server(place, name) = &self.home else { return Ok(()) };
        let Place::Postgres(server) = &**place else { return Ok(()) };
        server.rename_to_template(settings, name, template)?;
        self.home = Home::Gone;
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        let _ = self.give_back();
    }
}

/// The turn to fill a template; dropping it lets the next one look.
pub(super) enum Turn {
    Server(Arc<Place>, String),
    File(#[expect(dead_code, reason = "its lock ends with it")] std::fs::File),
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Self::Server(place, name) = self
            && let Place::Postgres(server) = &**place
        {
            server.unlock(name);
        }
    }
}
