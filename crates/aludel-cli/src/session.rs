//! What a command works with: settings, revisions, the database, messages, signals.

use std::cell::{Cell, OnceCell};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use aludel::database::{self, ConnectOptions, Database, DatabaseError, ErrorKind};
use aludel::event::Observer;
use aludel::url::DatabaseUrl;
use aludel::wait::{self, Attempt, WaitError};
use aludel::{Dialect, Migrations, Runner, Stop, TableName};

use crate::config::{self, Config, Origin};
use crate::error::{Failure, Problem, exit};
use crate::failures;
use crate::flags::{Flags, Settings};
use crate::output::{Output, fields};
use crate::program::Embedded;
use crate::signals::Signals;

/// For how long one attempt to connect may take.
const ATTEMPT: Duration = Duration::from_secs(10);

/// Settings and streams of one command.
pub(crate) struct Session {
    pub(crate) config: Config,
    pub(crate) output: Output,
    pub(crate) yes: bool,
    pub(crate) stop: Stop,
    signals: Option<Signals>,
    /// What the service has handed over whose program this is.
    embedded: Option<Embedded>,
    /// The URL, once it was asked for: its warnings are said once.
    url: OnceCell<DatabaseUrl>,
    /// Where is kept what revision files said; `None`: they are read anew.
    caches: Option<PathBuf>,
    /// The connection that was begun, and what for.
    attempt: Cell<Option<(Access, Attempt)>>,
}

/// Whether a command may change the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// It only looks.
    Read,
    /// It only looks, and wants to know whether it could change it.
    Probe,
    /// It changes it, and makes a SQLite file that is not there.
    Write,
}

impl Session {
    /// Reads the settings.
    pub(crate) fn open(flags: &Flags, command: &dyn Settings, output: &Output) -> Result<Self, Failure> {
        let config = config::read(flags, command, &environment)?;
        for warning in &config.warnings {
            output.warning("configuration", warning, fields([]));
        }
        for warning in
            config::mistyped_variables(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()))
        {
            output.warning("configuration", &warning, fields([]));
        }
        Ok(Self {
            config,
            output: output.clone(),
            yes: flags.yes,
            stop: Stop::new(),
            signals: None,
            embedded: flags.embedded.clone(),
            url: OnceCell::new(),
            caches: caches(flags),
            attempt: Cell::new(None),
        })
    }

    /// From here on, SIGTERM and SIGINT end what goes on in good order.
    pub(crate) fn hear_signals(&mut self) {
        self.signals.get_or_insert_with(|| Signals::hear(&self.stop, &self.output));
    }

    /// The signals, where they are heard.
    pub(crate) fn signals(&self) -> Option<&Signals> {
        self.signals.as_ref()
    }

    /// Reads the revisions; every complaint of every file at once.
    ///
    /// They stay until the program ends: to free thousands of texts one by one takes as long as a
    /// question to the database.
    pub(crate) fn migrations(&self) -> Result<ManuallyDrop<Migrations>, Failure> {
        let embedded = self.embedded.as_ref().and_then(|embedded| embedded.revisions.as_ref());
        if let Some(revisions) = embedded {
            let migrations = revisions.get().map_err(|error| failures::embedded(&error))?;
            return Ok(ManuallyDrop::new(migrations.clone()));
        }
        let migrations = match &self.caches {
            Some(caches) => aludel::directory::read_cached(&self.config.migrations, caches),
            None => aludel::directory::read(&self.config.migrations),
        }
        .map_err(|error| failures::directory(&error))?;
        for hint in migrations.hints() {
            let place = format!("{}:{}", hint.path.display(), hint.line);
            let help = hint.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            let members =
                fields([("file", hint.path.display().to_string().into()), ("line", hint.line.into())]);
            self.output.warning("revision-file", &format!("{place}: {}{help}", hint.message), members);
        }
        Ok(ManuallyDrop::new(migrations))
    }

    /// The database's URL: as set, and completed from PG* variables and the password file.
    pub(crate) fn url(&self) -> Result<&DatabaseUrl, Failure> {
        match self.url.get() {
            Some(url) => Ok(url),
            None => self.find_url().map(|url| self.url.get_or_init(|| url)),
        }
    }

    /// Whether anybody named a database.
    pub(crate) fn has_url(&self) -> bool {
        self.config.url.is_some() || self.url().is_ok()
    }

    /// Where this program may keep what spares work; `None`: nowhere.
    pub(crate) fn caches(&self) -> Option<&Path> {
        self.caches.as_deref()
    }

    fn find_url(&self) -> Result<DatabaseUrl, Failure> {
        let refuse = |error: &dyn std::fmt::Display, origin: Option<&Origin>| {
            let mut problem = Problem::new("url", error.to_string());
            if let Some(origin) = origin {
                problem = problem.fact(format!("it comes from {}", self.origin(origin)));
            }
            problem.usage()
        };
        let mut url = match &self.config.url {
            Some((text, origin)) => DatabaseUrl::parse(text).map_err(|error| refuse(&error, Some(origin)))?,
            None => {
                match DatabaseUrl::from_environment(&environment).map_err(|error| refuse(&error, None))? {
                    Some(url) => url,
                    None => return Err(no_url()),
                }
            }
        };
        self.complete(&mut url)?;
        for warning in url.warnings() {
            self.output.warning("url", warning, fields([]));
        }
        Ok(url)
    }

    /// Fills in what the URL leaves to PG* variables, the user's name and the password file.
    pub(crate) fn complete(&self, url: &mut DatabaseUrl) -> Result<(), Failure> {
        url.apply_environment(&environment)
            .map_err(|error| Problem::new("url", error.to_string()).usage())?;
        if let Some(home) = std::env::var_os("HOME").filter(|home| !home.is_empty()) {
            url.apply_home(Path::new(&home));
        }
        if let Some(user) = user() {
            url.apply_user(&user);
        }
        self.read_passfile(url);
        Ok(())
    }

    /// The dialect, where a URL tells it.
    pub(crate) fn dialect(&self) -> Result<Dialect, Failure> {
        self.url().map(|url| url.dialect())
    }

    /// Waits for the database and connects.
    pub(crate) fn connect(&self, access: Access, patience: Duration) -> Result<Box<dyn Database>, Failure> {
        let url = self.url()?;
        self.output.detail(
            "url",
            &format!("the database is {url}"),
            fields([("url", url.to_string().into())]),
        );
        let options = self.connect_options(access);
        let patience = self.config.wait.unwrap_or(patience);
        let first = self.attempt.take().filter(|(begun, _)| *begun == access);
        let first = first.map_or_else(|| Attempt::begin(url, &options, patience), |(_, attempt)| attempt);
        match wait::until_begun(first, url, &options, patience, &self.stop) {
            Ok(database) => Ok(database),
            Err(WaitError::Refused(error)) if error.kind == ErrorKind::UnknownDatabase => {
                self.connect_to_missing(url, error, access)
            }
            Err(error) => Err(self.ended(failures::connection(error, url))),
        }
    }

    /// Calls the server, whose answer [`Session::connect`] will wait for: it takes as long as to
    /// read a thousand revisions does. What is wrong with the URL is said there.
    pub(crate) fn begin_to_connect(&self, access: Access, patience: Duration) {
        if let Ok(url) = self.url() {
            let patience = self.config.wait.unwrap_or(patience);
            self.attempt.set(Some((access, Attempt::begin(url, &self.connect_options(access), patience))));
        }
    }

    /// The database is not there: it is made where that is asked for; who only looks sees an empty
    /// one in the place of a missing SQLite file.
    fn connect_to_missing(
        &self,
        url: &DatabaseUrl,
        error: DatabaseError,
        access: Access,
    ) -> Result<Box<dyn Database>, Failure> {
        let failed = |error| failures::connection(WaitError::Refused(error), url);
        let options = self.connect_options(access);
        if access == Access::Write && self.config.create_database {
            if database::create_database(url, &options).map_err(failed)? == database::Created::New {
                self.output.message("database-made", &format!("made the database {url}"), fields([]));
            }
            return database::connect(url, &options).map_err(failed);
        }
        if access == Access::Write || url.dialect() != Dialect::Sqlite {
            return Err(failed(error));
        }
        let message = format!("{url} is not there yet; an empty database is looked at instead");
        self.output.warning("missing-file", &message, fields([]));
        let Ok(empty) = DatabaseUrl::parse("sqlite::memory:") else { return Err(failed(error)) };
        database::connect(&empty, &options).map_err(failed)
    }

    /// How it is connected.
    pub(crate) fn connect_options(&self, access: Access) -> ConnectOptions {
        ConnectOptions {
            application: "aludel".to_owned(),
            timeout: ATTEMPT,
            observer: self.observer(),
            create: access == Access::Write,
            read_only: access == Access::Read,
            ..ConnectOptions::default()
        }
    }

    /// A migrator with these settings.
    pub(crate) fn migrator<'a>(&self, migrations: &'a Migrations) -> Runner<'a> {
        let settings = self.migrator_settings();
        let functions = self.embedded.as_ref().map(|embedded| embedded.functions.clone());
        let migrator = Runner::new(migrations, settings, self.observer(), self.stop.clone())
            .functions(functions.unwrap_or_default());
        match self.url() {
            Ok(url) => {
                let url = url.clone();
                let options = ConnectOptions {
                    observer: aludel::event::silent(),
                    ..self.connect_options(Access::Write)
                };
                migrator.reconnect_by(Arc::new(move || database::connect(&url, &options)))
            }
            Err(_) => migrator,
        }
    }

    /// How revisions are applied.
    pub(crate) fn migrator_settings(&self) -> aludel::Settings {
        aludel::Settings {
            version_table: self.version_table(),
            lock_wait: self.config.lock_wait,
            lock_timeout: self.config.lock_timeout,
            retry_for: self.config.lock_retry,
            lease: self.config.lease,
            statement_timeout: self.config.statement_timeout,
            transaction: self.config.transaction.into(),
            ahead: self.config.ahead.into(),
            host: host(),
            ..aludel::Settings::default()
        }
    }

    /// The version table's name.
    pub(crate) fn version_table(&self) -> TableName {
        let (schema, name) = self.config.version_table.clone();
        TableName { schema, name }
    }

    /// A failure, or the exit code of the signal that caused it.
    pub(crate) fn ended(&self, failure: Failure) -> Failure {
        match self.signals.as_ref().and_then(Signals::exit_code) {
            Some(exit) => Failure { exit, ..failure },
            None => failure,
        }
    }

    /// Asks; without a terminal, and with `--yes`, the answer is known.
    pub(crate) fn confirm(&self, question: &str, command: &str) -> Result<(), Failure> {
        if self.yes {
            return Ok(());
        }
        if !self.asks() {
            return Err(Problem::new("unconfirmed", "this needs a yes, and nobody can be asked here")
                .fact(question)
                .hint(format!("say yes beforehand: `{command} --yes`"))
                .failed());
        }
        match self.ask(question) {
            true => Ok(()),
            false => Err(Problem::new("unconfirmed", "nothing was done").failed()),
        }
    }

    /// Whether somebody is there who can be asked.
    pub(crate) fn asks(&self) -> bool {
        use std::io::IsTerminal as _;
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Asks whoever is there; only a yes is a yes.
    pub(crate) fn ask(&self, question: &str) -> bool {
        use std::io::{BufRead as _, Write as _};
        let mut stderr = std::io::stderr().lock();
        let _ = write!(stderr, "{question} [y/N] ");
        let _ = stderr.flush();
        let mut answer = String::new();
        let _ = std::io::stdin().lock().read_line(&mut answer);
        matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
    }

    /// Tells people and programs what happens.
    pub(crate) fn observer(&self) -> Observer {
        let output = self.output.clone();
        Arc::new(move |event| crate::output::events::tell(&output, event))
    }

    fn origin(&self, origin: &Origin) -> String {
        match origin {
            Origin::Flag(flag) => format!("the flag --{}", flag.replace('_', "-")),
            Origin::Variable(name) => format!("the environment variable {name}"),
            Origin::File { .. } => {
                let file = self.config.file.as_deref().unwrap_or(Path::new(config::FILE_NAME));
                format!("`url` in {}", file.display())
            }
        }
    }

    /// libpq's password file; one that others may read is passed over, as libpq does.
    fn read_passfile(&self, url: &mut DatabaseUrl) {
        let Some(path) = url.passfile_wanted() else { return };
        let Ok(metadata) = std::fs::metadata(&path) else { return };
        if !metadata.is_file() {
            return;
        }
        if is_readable_by_others(&metadata) {
            let message = format!("the password file {} is passed over: others may read it", path.display());
            self.output.warning("passfile", &message, fields([]));
            return;
        }
        if let Ok(text) = std::fs::read_to_string(&path) {
            url.apply_passfile(&text);
        }
    }
}

/// An environment variable.
pub(crate) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The folders in which programs are looked for.
pub(crate) fn program_folders() -> Vec<PathBuf> {
    std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default()
}

/// The user's folder for caches; `None` where there is none, and where none is wanted.
///
/// <https://specifications.freedesktop.org/basedir-spec/latest/>
fn caches(flags: &Flags) -> Option<PathBuf> {
    if flags.no_cache || environment("ALUDEL_CACHE").is_some_and(|word| word == "off") {
        return None;
    }
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let caches = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
    Some(caches.join("aludel"))
}

fn no_url() -> Failure {
    Problem::new("url", "no database is named")
        .hint("set DATABASE_URL, for example `export DATABASE_URL=sqlite:app.db`, or use `--url`")
        .exit(exit::USAGE)
}

/// Who runs this program.
fn user() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(environment).filter(|name| !name.is_empty())
}

/// The name of this machine, as the log records it.
fn host() -> String {
    let from_file = || {
        std::fs::read_to_string("/proc/sys/kernel/hostname")
            .or_else(|_| std::fs::read_to_string("/etc/hostname"))
    };
    environment("HOSTNAME")
        .filter(|name| !name.is_empty())
        .or_else(|| from_file().ok().map(|name| name.trim().to_owned()))
        .unwrap_or_default()
}

#[cfg(unix)]
fn is_readable_by_others(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    metadata.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_readable_by_others(_: &std::fs::Metadata) -> bool {
    false
}

impl From<config::TransactionMode> for aludel::TransactionMode {
    fn from(mode: config::TransactionMode) -> Self {
        match mode {
            config::TransactionMode::PerRevision => Self::PerRevision,
            config::TransactionMode::All => Self::All,
            config::TransactionMode::None => Self::None,
        }
    }
}

impl From<config::Ahead> for aludel::Ahead {
    fn from(ahead: config::Ahead) -> Self {
        match ahead {
            config::Ahead::Start => Self::Start,
            config::Ahead::Fail => Self::Fail,
            config::Ahead::Downgrade => Self::Downgrade,
        }
    }
}
