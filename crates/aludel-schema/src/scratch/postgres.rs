//! PostgreSQL: `CREATE DATABASE` beside the target, or on another server of its major version.
//!
//! Each scratch database has an advisory lock that its maker holds in another database, for its name:
//! one whose lock nobody holds, and to which nobody is connected, is dead.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use aludel::Dialect;
use aludel::database::{ConnectOptions, Database, DatabaseError, ErrorKind};
use aludel::url::DatabaseUrl;

use super::cluster::Cluster;
use super::{Reason, ScratchError, Settings, connect, name, template};

mod facts;
mod sweep;

pub(super) use facts::Facts;

/// A server on which databases are made.
pub(super) struct Server {
    /// Makes and drops, and holds the locks. Before the cluster: it ends first.
    maintenance: Mutex<Box<dyn Database>>,
    url: DatabaseUrl,
    connect: ConnectOptions,
    /// For what templates are kept, where that is not the database that is worked on.
    kept_for: Option<String>,
    /// What a database has to be like.
    facts: Facts,
    /// Whether a session is ours alone, so that its locks hold.
    is_pooled: bool,
    /// Whether what others left was looked for: once, when the first database is made.
    is_swept: AtomicBool,
    /// What our threads fill: to its own session a lock of the server is free.
    turns: Mutex<HashSet<String>>,
    /// When a template was last marked as used.
    marked: Mutex<HashMap<String, Instant>>,
    _cluster: Option<Cluster>,
}

/// Connects to the target, and reads what a database beside it has to be like.
///
/// A target that is still to be made is as the server's other databases are.
pub(super) fn look(
    settings: &Settings,
    url: &DatabaseUrl,
) -> Result<(Box<dyn Database>, Facts), DatabaseError> {
    let mut database = match connect(settings, url) {
        Err(error) if error.kind == ErrorKind::UnknownDatabase => {
            connect(settings, &url.with_database("postgres"))?
        }
        other => other?,
    };
    let facts = Facts::read(&mut *database)?;
    Ok((database, facts))
}

/// What a database is like that the same SQL means the same in.
pub(super) fn likeness(database: &mut dyn Database) -> Result<String, DatabaseError> {
    let facts = Facts::read(database)?;
    let Facts { user, settings, search_path, .. } = &facts;
    Ok(format!("{user:?}{} {settings:?} {search_path:?}", facts.like()))
}

impl Server {
    /// A server that can be used.
    pub(super) fn new(
        settings: &Settings,
        (database, own): (Box<dyn Database>, Facts),
        url: DatabaseUrl,
        wanted: Option<Facts>,
        cluster: Option<Cluster>,
    ) -> Result<Self, Reason> {
        if database.server().read_only {
            return Err(Reason::ReadOnly);
        }
        if let Some(wanted) = wanted.as_ref().filter(|wanted| wanted.version.0 != own.version.0) {
            return Err(Reason::OtherVersion { scratch: own.server(), target: wanted.server() });
        }
        if !own.may_create {
            return Err(Reason::NoRight { role: own.user });
        }
        let is_pooled = database.server().pooled;
        let is_swept = AtomicBool::new(cluster.is_some());
        let facts = wanted.unwrap_or(own);
        let connect = ConnectOptions { read_only: false, ..settings.connect.clone() };
        Ok(Self {
            maintenance: Mutex::new(database),
            url,
            connect,
            kept_for: settings.kept_for.clone(),
            facts,
            is_pooled,
            is_swept,
            turns: Mutex::default(),
            marked: Mutex::default(),
            _cluster: cluster,
        })
    }

    /// Makes a database, empty or as the template is, and returns its name.
    pub(super) fn create(
        &self,
        settings: &Settings,
        template: Option<&str>,
        purpose: &str,
    ) -> Result<String, ScratchError> {
        if !self.is_swept.swap(true, Ordering::Relaxed) {
            sweep::sweep(settings, &mut **self.lock());
        }
        let name = if self.is_pooled { name::unique_with_time() } else { name::unique() };
        let failed = |error| refused("can't be made", purpose, error);
        if !self.is_pooled {
            self.ask(&format!("SELECT pg_advisory_lock({})", key(&name))).map_err(failed)?;
        }
        let result = match template {
            None => self.create_empty(settings, &name),
            Some(from) => self.create_copy(settings, &name, from),
        };
        if let Err(error) = result {
            self.unlock(&name);
            return Err(match error {
                ScratchError::Database { error, .. } => failed(error),
                other => other,
            });
        }
        Ok(name)
    }

    fn create_empty(&self, settings: &Settings, name: &str) -> Result<(), ScratchError> {
        let like = self.facts.like();
        // Blocks that are logged spare the two checkpoints of a copy. Before 15 there is no choice.
        // https://www.postgresql.org/docs/current/sql-createdatabase.html#CREATE-DATABASE-STRATEGY
        let strategy = if self.facts.version.0 >= 15 { " STRATEGY wal_log" } else { "" };
        let create = |like: &str| {
            let name = Dialect::Postgres.quote(name);
            self.run(settings, &format!("CREATE DATABASE {name} TEMPLATE template0{like}{strategy}"))
        };
        match create(&like) {
            // Another machine, another operating system: it lacks the target's locale.
            Err(ScratchError::Database { error, .. })
                if matches!(error.code.as_deref(), Some("42809" | "22023" | "0A000")) =>
            {
                create(&self.facts.like_without_locale())
            }
            other => other,
        }
    }

    fn create_copy(&self, settings: &Settings, name: &str, from: &str) -> Result<(), ScratchError> {
        let statement = format!(
            "CREATE DATABASE {} TEMPLATE {}",
            Dialect::Postgres.quote(name),
            Dialect::Postgres.quote(from)
        );
        template::until(settings, from, || match self.run(settings, &statement) {
            Ok(()) => Ok(Some(())),
            // Somebody reads the template, who will be done soon.
            Err(ScratchError::Database { error, .. }) if error.code.as_deref() == Some("55006") => Ok(None),
            Err(error) => Err(error),
        })?;
        self.mark_as_used(from);
        Ok(())
    }

    /// Connects to a database that was made.
    pub(super) fn enter(
        &self,
        settings: &Settings,
        name: &str,
        purpose: &str,
    ) -> Result<Box<dyn Database>, ScratchError> {
        self.furnish(name, purpose, &self.facts.settings)?;
        connect(settings, &self.url.with_database(name))
            .map_err(|error| refused("can't be entered", name, error))
    }

    /// Gives a copy what belongs to the template but is no part of it: a copy has none of its settings.
    // https://www.postgresql.org/docs/current/manage-ag-templatedbs.html
    pub(super) fn furnish_as(&self, name: &str, purpose: &str, template: &str) -> Result<(), ScratchError> {
        let rows = self
            .lock()
            .query(&facts::settings_of(template))
            .map_err(|error| refused("can't be read", template, error))?;
        let joined = rows.into_iter().flatten().flatten().next().unwrap_or_default();
        self.furnish(name, purpose, &facts::read_settings(&joined))
    }

    fn furnish(&self, name: &str, purpose: &str, values: &[(String, String)]) -> Result<(), ScratchError> {
        let quoted = Dialect::Postgres.quote(name);
        let comment = Dialect::Postgres.literal(&format!(
            "made by aludel for a moment, {purpose}; may be dropped when nobody is connected to it"
        ));
        // What is lost in a crash is made again.
        let marks = format!(
            "COMMENT ON DATABASE {quoted} IS {comment}; ALTER DATABASE {quoted} SET synchronous_commit = off"
        );
        self.lock().execute(&marks).map_err(|error| refused("can't be entered", name, error))?;
        for (setting, value) in values {
            // One that this role may not set here changes nothing but itself.
            let _ = self.lock().execute(&format!("ALTER DATABASE {quoted} SET {setting} TO {value}"));
        }
        Ok(())
    }

    /// Drops a database whoever is connected to it.
    pub(super) fn drop_database(&self, name: &str) -> Result<(), ScratchError> {
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", Dialect::Postgres.quote(name));
        let result = self.ask(&statement).map_err(|error| refused("can't be dropped", name, error));
        self.unlock(name);
        result
    }

    /// The name of the template for this key, on a database like the target.
    pub(super) fn template(&self, settings: &Settings, key: &str) -> Option<String> {
        let user = &self.facts.user;
        settings.keeps_templates.then(|| {
            let mut parts = vec![key, "postgres", user];
            let like = self.facts.like();
            parts.push(&like);
            parts
                .extend(self.facts.settings.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]));
            name::template(&parts)
        })
    }

    /// Whether the template is there: one that is has been filled to its end.
    pub(super) fn has_template(&self, template: &str) -> Result<bool, ScratchError> {
        let name = Dialect::Postgres.literal(template);
        let rows = self
            .lock()
            .query(&format!("SELECT 1 FROM pg_database WHERE datname = {name}"))
            .map_err(|error| refused("can't be looked for", template, error))?;
        Ok(!rows.is_empty())
    }

    /// Turns a filled database into a template; nobody may be connected to it.
    pub(super) fn rename_to_template(
        &self,
        settings: &Settings,
        name: &str,
        template: &str,
    ) -> Result<(), ScratchError> {
        let statement = format!(
            "ALTER DATABASE {} RENAME TO {}",
            Dialect::Postgres.quote(name),
            Dialect::Postgres.quote(template)
        );
        // Our own session has said goodbye, but may not be gone yet.
        template::until(settings, template, || match self.run(settings, &statement) {
            Ok(()) => Ok(Some(())),
            Err(ScratchError::Database { error, .. }) if error.code.as_deref() == Some("55006") => Ok(None),
            Err(error) => Err(error),
        })?;
        self.unlock(name);
        // One of that name may have been there before.
        self.marked.lock().unwrap_or_else(PoisonError::into_inner).remove(template);
        self.mark_as_used(template);
        Ok(())
    }

    /// Connects to a template, to read.
    pub(super) fn read_template(
        &self,
        settings: &Settings,
        template: &str,
    ) -> Result<Box<dyn Database>, ScratchError> {
        let options = ConnectOptions { read_only: true, ..settings.connect.clone() };
        let database = aludel::database::connect(&self.url.with_database(template), &options)
            .map_err(|error| refused("can't be entered", template, error))?;
        self.mark_as_used(template);
        Ok(database)
    }

    /// Writes into the template's comment that it is used; not each time, but often enough that none is
    /// swept that is.
    fn mark_as_used(&self, template: &str) {
        const OFTEN: Duration = Duration::from_secs(10 * 60);
        let mut marked = self.marked.lock().unwrap_or_else(PoisonError::into_inner);
        if marked.get(template).is_some_and(|at| at.elapsed() < OFTEN) {
            return;
        }
        marked.insert(template.to_owned(), Instant::now());
        drop(marked);
        let (name, literal) = (Dialect::Postgres.quote(template), Dialect::Postgres.literal(template));
        let of = self.kept_for.as_ref().unwrap_or(&self.facts.database);
        let look = format!(
            "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), \
             shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = {literal}"
        );
        let Ok(rows) = self.lock().query(&look) else { return };
        let Some([Some(now), comment]) = rows.first().map(Vec::as_slice) else { return };
        let wanted = sweep::template_comment(of, now);
        // Tens of minutes are enough, or many processes would write at once.
        let tens = wanted.len() - 1;
        if comment.as_deref().and_then(|comment| comment.get(..tens)) != Some(&wanted[..tens]) {
            let comment = Dialect::Postgres.literal(&wanted);
            // Its owner may be somebody else, who marks it then.
            let _ = self.ask(&format!("COMMENT ON DATABASE {name} IS {comment}"));
        }
    }

    /// Takes the lock of a name, if nobody has it.
    pub(super) fn try_lock(&self, name: &str) -> Result<bool, ScratchError> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.contains(name) {
            return Ok(false);
        }
        let rows = self
            .lock()
            .query(&format!("SELECT pg_try_advisory_lock({})", key(name)))
            .map_err(|error| refused("can't be locked", name, error))?;
        let taken =
            rows.first().and_then(|row| row.first()).is_some_and(|value| value.as_deref() == Some("t"));
        if taken {
            turns.insert(name.to_owned());
        }
        Ok(taken)
    }

    /// Gives the lock of a name back.
    pub(super) fn unlock(&self, name: &str) {
        if !self.is_pooled {
            let _ = self.lock().query(&format!("SELECT pg_advisory_unlock({})", key(name)));
        }
        self.turns.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }

    /// Runs a statement that a wish to end cancels.
    fn run(&self, settings: &Settings, statement: &str) -> Result<(), ScratchError> {
        if settings.stop.is_requested() {
            return Err(ScratchError::Stopped);
        }
        let mut maintenance = self.lock();
        let canceller = maintenance.canceller();
        let result = settings.stop.watch(canceller, || maintenance.execute(statement));
        drop(maintenance);
        result.map_err(|error| match error.kind {
            ErrorKind::Cancelled => ScratchError::Stopped,
            _ => refused("can't be made", "", error),
        })
    }

    /// Runs a statement that must run though the user wishes to end, or the connection was lost.
    fn ask(&self, statement: &str) -> Result<(), DatabaseError> {
        let mut maintenance = self.lock();
        match maintenance.execute(statement) {
            // A server, or a router between, may end a connection that is silent for long.
            Err(error) if error.kind == ErrorKind::ConnectionLost => {
                *maintenance = aludel::database::connect(&self.url, &self.connect)?;
                maintenance.execute(statement)
            }
            result => result,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn Database>> {
        self.maintenance.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The number of a name's lock, in SQL.
fn key(name: &str) -> String {
    format!("hashtextextended({}, 0)", Dialect::Postgres.literal(name))
}

fn refused(what: &str, name: &str, error: DatabaseError) -> ScratchError {
    ScratchError::Database { what: format!("scratch database {name} {what}"), error }
}
