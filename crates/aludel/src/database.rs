//! The small trait that a driver implements, and what all three say in one way.
//!
//! A driver is blocking and owns one connection: a migration is one line of statements, and
//! a caller that is asynchronous gives it a thread.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::Dialect;
use crate::event::Observer;
use crate::url::DatabaseUrl;

#[cfg(any(feature = "_mysql", feature = "sqlx-postgres", feature = "sqlx-sqlite"))]
pub(crate) mod answers;
#[cfg(feature = "_mysql")]
pub(crate) mod mysql;
#[cfg(feature = "_postgres")]
pub(crate) mod postgres;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;
#[cfg(any(feature = "_postgres", feature = "_mysql"))]
mod tls;

/// One connection.
pub trait Database: Send {
    /// What it is connected to.
    fn server(&self) -> &Server;

    /// Runs one statement and returns its rows, each value as text.
    fn query(&mut self, statement: &str) -> Result<Vec<Row>, DatabaseError>;

    /// Runs a text of one or more statements as it is; on PostgreSQL in one message.
    ///
    /// On MySQL it must be one statement. The error says how many statements had succeeded, and
    /// where in `text` the database saw the fault. It opens and closes no transaction of its own:
    /// what the text says is what happens. After an error a transaction may stand open.
    fn execute(&mut self, text: &str) -> Result<(), DatabaseError>;

    /// A handle by which another thread ends the statement that runs.
    fn canceller(&self) -> Canceller;
}

/// Values of one row, as text.
pub type Row = Vec<Option<String>>;

/// What a connection is connected to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its dialect.
    pub dialect: Dialect,
    /// `PostgreSQL`, `MariaDB`, `MySQL`, `SQLite`.
    pub product: String,
    /// `15.18`, as the server says it.
    pub version: String,
    /// Major and minor number, to compare.
    pub version_number: (u32, u32),
    /// The number of the session on the server: process id, connection id; 0 on SQLite.
    pub session: u64,
    /// Whether something between here and the server shares sessions between clients, so that
    /// what is set in a session, locks among it, can't be relied on.
    pub pooled: bool,
    /// Whose rights the session has; empty on SQLite.
    pub user: String,
    /// The database's name, or the file's path.
    pub database: String,
    /// The schema in which a bare table name is made; empty where there is none, and on SQLite.
    pub schema: String,
    /// Whether the server refuses to write: a standby, a read-only file.
    pub read_only: bool,
}

/// Ends the statement that runs, from another thread; does nothing when none runs.
#[derive(Clone)]
pub struct Canceller(Arc<dyn Fn() + Send + Sync>);

impl Canceller {
    /// Wraps what a driver does to end a statement.
    pub fn new(cancel: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(cancel))
    }

    /// Asks the database to end the statement; returns before it has.
    pub fn cancel(&self) {
        (self.0)();
    }
}

impl fmt::Debug for Canceller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Canceller")
    }
}

/// How to connect.
#[derive(Clone)]
pub struct ConnectOptions {
    /// What the server shows of us: `application_name`, `program_name`.
    pub application: String,
    /// For how long one attempt may take.
    pub timeout: Duration,
    /// Is told the server's notices.
    pub observer: Observer,
    /// Whether a SQLite file that is not there is made.
    pub create: bool,
    /// Whether the session must not write.
    pub read_only: bool,
    /// Whose copy of sqlx's code is used.
    #[doc(hidden)]
    pub link: Linked,
}

/// Whose copy of sqlx's code is used: of the crate that calls [`Linked::here`].
///
/// What awaits one of sqlx's futures has the code of that future in its own crate. A service that has a pool has
/// sqlx's way to a connection already: made there, ours is that one, and not another hundred KiB.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Linked {
    #[cfg(feature = "sqlx-postgres")]
    postgres: postgres::by_sqlx::Calls,
}

impl Linked {
    /// The copy of the crate that this is called in; each caller up to there is inline too.
    #[inline]
    pub fn here() -> Self {
        Self {
            #[cfg(feature = "sqlx-postgres")]
            postgres: postgres::by_sqlx::Calls::here(),
        }
    }
}

/// As `aludel`, ten seconds an attempt, silent, to an existing file, to write.
impl Default for ConnectOptions {
    #[inline]
    fn default() -> Self {
        Self::with(Linked::here())
    }
}

impl ConnectOptions {
    pub(crate) fn with(link: Linked) -> Self {
        Self {
            application: "aludel".to_owned(),
            timeout: Duration::from_secs(10),
            observer: crate::event::silent(),
            create: false,
            read_only: false,
            link,
        }
    }
}

/// Connects once.
///
/// # Errors
/// [`ErrorKind`] tells whether another attempt can cure it.
pub fn connect(url: &DatabaseUrl, options: &ConnectOptions) -> Result<Box<dyn Database>, DatabaseError> {
    match url.dialect() {
        #[cfg(feature = "_postgres")]
        Dialect::Postgres => postgres::connect(url, options),
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => sqlite::connect(url, options),
        #[cfg(feature = "_mysql")]
        Dialect::Mysql => mysql::connect(url, options),
        #[allow(unreachable_patterns, reason = "reached only where a driver is left out")]
        dialect => {
            let _ = options;
            Err(DatabaseError::new(
                ErrorKind::Unsupported,
                format!("this program was built without its {dialect} driver"),
            ))
        }
    }
}

/// Connects to PostgreSQL by sqlx's driver, as where our own is not built in: for our own tests.
#[cfg(feature = "sqlx-postgres")]
#[doc(hidden)]
pub fn connect_by_sqlx(
    url: &DatabaseUrl,
    options: &ConnectOptions,
) -> Result<Box<dyn Database>, DatabaseError> {
    postgres::by_sqlx::connect(url, options)
}

/// Whether a URL names a SQLite file that is not there yet; of no other database is that known without asking it.
pub fn is_missing_file(url: &DatabaseUrl) -> bool {
    match url.dialect() {
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => sqlite::is_missing(url),
        _ => false,
    }
}

/// What came of making a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It was made.
    New,
    /// It was there, or somebody else made it at the same moment.
    AlreadyThere,
}

/// Makes the database that the URL names, on the server that it names.
///
/// # Errors
/// The server is not reached, or refuses.
pub fn create_database(url: &DatabaseUrl, options: &ConnectOptions) -> Result<Created, DatabaseError> {
    match url.dialect() {
        #[cfg(feature = "_postgres")]
        Dialect::Postgres => postgres::create_database(url, options),
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => sqlite::create_database(url, options),
        #[cfg(feature = "_mysql")]
        Dialect::Mysql => mysql::create_database(url, options),
        #[allow(unreachable_patterns, reason = "reached only where a driver is left out")]
        _ => connect(url, options).map(|_| Created::AlreadyThere),
    }
}

/// What sort of failure it is: what a caller can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nobody answers: refused, unknown host, time is up. Waiting may cure it.
    Unreachable,
    /// It answers that it starts, stops or has no connection left. Waiting may cure it.
    NotReady,
    /// The login was refused.
    Authentication,
    /// There is no such database.
    UnknownDatabase,
    /// No encrypted connection could be made as asked.
    Tls,
    /// The role may not do this.
    Privilege,
    /// A lock was not obtained within `lock_timeout`, or two sessions waited for each other, or
    /// the SQLite file is locked. The transaction is over; trying again may cure it.
    Locked,
    /// The statement was ended on request.
    Cancelled,
    /// The connection broke. What was sent last may or may not have happened.
    ConnectionLost,
    /// The disk is full.
    DiskFull,
    /// The database can't be written.
    ReadOnly,
    /// Something asked for is not there: a driver, a server version, an option of the URL.
    Unsupported,
    /// The database refused the statement.
    Statement,
}

/// What a database says when it refuses. Its text never holds a password.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DatabaseError {
    /// What sort.
    pub kind: ErrorKind,
    /// The database's own words.
    pub message: String,
    /// SQLSTATE on PostgreSQL; `errno (SQLSTATE)` on MySQL; `SQLITE_…` on SQLite.
    pub code: Option<String>,
    /// More words of the server.
    pub detail: Option<String>,
    /// The server's hint.
    pub hint: Option<String>,
    /// Where inside functions it happened: PostgreSQL's CONTEXT.
    pub context: Option<String>,
    /// How many statements of the text had succeeded before it.
    pub statements_done: usize,
    /// Where in the text the database saw the fault, in bytes from its start.
    pub offset: Option<usize>,
}

impl DatabaseError {
    /// An error with no more than its words.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            code: None,
            detail: None,
            hint: None,
            context: None,
            statements_done: 0,
            offset: None,
        }
    }
}

impl fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DatabaseError {}

/// Major and minor number of a version as a server says it: `15.18 (Debian …)`, `17beta1`.
pub(crate) fn version_number(version: &str) -> (u32, u32) {
    let mut numbers = version
        .split(|c: char| !c.is_ascii_digit())
        .take_while(|digits| !digits.is_empty())
        .map(|digits| digits.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

/// The words of the operating system, without Rust's `(os error 2)`.
#[cfg(any(feature = "_postgres", feature = "sqlite", feature = "_mysql"))]
fn io_words(error: &std::io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or_default();
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => text,
    }
}

/// A runtime for the libraries that need one; it works only while a driver waits in it.
#[cfg(any(feature = "_postgres", feature = "_mysql"))]
fn runtime() -> Result<tokio::runtime::Runtime, DatabaseError> {
    tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(|error| {
        DatabaseError::new(ErrorKind::Unsupported, format!("no event loop: {}", io_words(&error)))
    })
}

/// Waits for a future in a runtime of ours, also where the caller stands in a runtime of its own.
///
/// tokio panics when a thread that drives one runtime waits in another: there, a thread is lent.
#[cfg(any(feature = "_postgres", feature = "_mysql"))]
fn wait<F>(runtime: &tokio::runtime::Runtime, future: F) -> F::Output
where
    F: Future + Send,
    F::Output: Send,
{
    let mut output = None;
    drive(runtime, std::pin::pin!(async { output = Some(future.await) }));
    match output {
        Some(output) => output,
        // `drive` gives back only when the future is done, and its last step fills it.
        None => unreachable!("a future that was driven to its end has an output"),
    }
}

/// The part of [`wait`] that is the same for all futures: a service links it once.
#[cfg(any(feature = "_postgres", feature = "_mysql"))]
fn drive(runtime: &tokio::runtime::Runtime, future: std::pin::Pin<&mut (dyn Future<Output = ()> + Send)>) {
    if tokio::runtime::Handle::try_current().is_err() {
        return runtime.block_on(future);
    }
    std::thread::scope(|scope| match scope.spawn(|| runtime.block_on(future)).join() {
        Ok(()) => {}
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

/// Waits so long for a future; `None`: it was too long.
///
/// It is boxed at once: a driver's futures are large, and each one around them would have room for another.
#[cfg(any(feature = "_postgres", feature = "_mysql"))]
fn within<'f, F>(time: Duration, future: F) -> impl Future<Output = Option<F::Output>> + Send
where
    F: Future + Send + 'f,
    F::Output: Send,
{
    let future = Box::pin(future);
    async move {
        let mut output = None;
        timed(time, std::pin::pin!(async { output = Some(future.await) })).await;
        output
    }
}

/// As [`within`], and it is an error when it was too long.
#[cfg(any(feature = "_postgres", feature = "_mysql"))]
fn in_time<'f, T: Send>(
    time: Duration,
    answer: impl Future<Output = Result<T, DatabaseError>> + Send + 'f,
) -> impl Future<Output = Result<T, DatabaseError>> + Send {
    let answer = within(time, answer);
    async move {
        let too_long = || DatabaseError::new(ErrorKind::Unreachable, format!("no answer within {time:?}"));
        answer.await.unwrap_or_else(|| Err(too_long()))
    }
}

/// The part of [`within`] that is the same for all futures.
#[cfg(any(feature = "_postgres", feature = "_mysql"))]
async fn timed(time: Duration, future: std::pin::Pin<&mut (dyn Future<Output = ()> + Send)>) {
    // Who asks sees by what came of it whether there was time enough.
    let _ = tokio::time::timeout(time, future).await;
}

/// Does something on a second connection, which is another's business: in a thread and a runtime of its own, for
/// so long at most. The one that waits for a statement is busy, and nobody waits for this.
#[cfg(any(feature = "_postgres", feature = "_mysql"))]
fn aside<T: Send>(time: Duration, errand: impl Future<Output = T> + Send + 'static) {
    let work = move || {
        let Ok(runtime) = runtime() else { return };
        wait(&runtime, within(time, errand));
        // A name look-up that hangs must not hold us: it has a thread of its own.
        runtime.shutdown_background();
    };
    let _ = crate::block::start("aludel-cancel", work);
}

/// Ends a runtime once a future has said goodbye to the server, or 200 ms have passed.
#[cfg(any(feature = "_postgres", feature = "_mysql"))]
fn farewell(runtime: tokio::runtime::Runtime, goodbye: impl Future<Output = ()> + Send) {
    wait(&runtime, within(Duration::from_millis(200), goodbye));
    runtime.shutdown_background();
}
