//! Revisions that are Rust functions: what SQL can't say, beside what it can.
//!
//! A file holds the header as every revision's does, and a section marked `[rust]` that names a
//! function; the service hands the function over. So the graph, the lock, the log and the version table
//! know one sort of revision, and whoever has only the files sees where the function stands.
//!
//! The thread that migrates owns the connection, and the function runs elsewhere: it sends statements
//! and awaits their answers.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::Dialect;
use crate::block::{self, block_on};
use crate::database::{Database, DatabaseError, ErrorKind, Row};
use crate::directory::{DirectoryError, Migrations};
use crate::mailbox::{Mailbox, Postbox, Taken, mailbox};
use crate::revision::Header;
use crate::script::{self, Control, Nature};
use crate::stop::Stop;

mod batches;

pub use batches::Batches;

/// What a function may fail with: anything.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

type Function = Arc<dyn Fn(Connection) -> Outcome + Send + Sync>;
type Outcome = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>>;

/// A call that somebody has to drive to its end.
pub(crate) type Call = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The Rust functions that a service has handed over, by name.
#[derive(Clone, Default)]
pub struct Functions {
    by_name: BTreeMap<String, Function>,
    /// Absent: a thread is started for each call.
    driver: Option<Arc<dyn Fn(Call) + Send + Sync>>,
}

impl fmt::Debug for Functions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.by_name.keys()).finish()
    }
}

impl Functions {
    pub(crate) fn add(&mut self, name: String, function: Function) {
        self.by_name.insert(name, function);
    }

    pub(crate) fn driven_by(self, driver: impl Fn(Call) + Send + Sync + 'static) -> Self {
        Self { driver: Some(Arc::new(driver)), ..self }
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The revisions that name a function that is not here, each with that name.
    pub(crate) fn missing<'m>(
        &self,
        migrations: &'m Migrations,
    ) -> Result<Vec<(&'m Header, String)>, DirectoryError> {
        let mut missing = Vec::new();
        for revision in migrations.revisions()? {
            let sections = revision.upgrade.iter().chain(&revision.downgrade);
            let names = sections.filter_map(|section| section.function());
            missing
                .extend(names.filter(|name| !self.has(name)).map(|name| (&revision.header, name.to_owned())));
        }
        Ok(missing)
    }

    /// Calls a function and does for it what it asks of the database.
    pub(crate) fn call(
        &self,
        name: &str,
        database: &mut dyn Database,
        in_transaction: bool,
        stop: &Stop,
    ) -> Result<(), DatabaseError> {
        let Some(function) = self.by_name.get(name) else {
            let words = format!("nobody has handed over the Rust function {name}");
            return Err(DatabaseError::new(ErrorKind::Unsupported, words));
        };
        let (requests, mut inbox) = mailbox();
        let dialect = database.server().dialect;
        let outcome = function(Connection { requests: requests.clone(), dialect });
        let call: Call = Box::pin(async move {
            requests.put(Request::Finished(outcome.await));
        });
        match &self.driver {
            Some(driver) => driver(call),
            None => drive(call)?,
        }
        serve(database, &mut inbox, in_transaction, stop)
    }
}

/// Drives a call in a thread of its own, in the runtime in which we stand, if any.
fn drive(call: Call) -> Result<(), DatabaseError> {
    #[cfg(any(feature = "_postgres", feature = "_mysql"))]
    let runtime = tokio::runtime::Handle::try_current().ok();
    let work = move || {
        #[cfg(any(feature = "_postgres", feature = "_mysql"))]
        let _inside = runtime.as_ref().map(tokio::runtime::Handle::enter);
        block_on(call);
    };
    let started = block::start("aludel-function", work);
    started.map(|_| ()).map_err(|error| {
        DatabaseError::new(ErrorKind::Unsupported, format!("no thread could be started: {error}"))
    })
}

enum Request {
    Execute(String, Postbox<Result<Vec<Row>, DatabaseError>>),
    Query(String, Postbox<Result<Vec<Row>, DatabaseError>>),
    Finished(Result<(), BoxError>),
}

fn serve(
    database: &mut dyn Database,
    inbox: &mut Mailbox<Request>,
    in_transaction: bool,
    stop: &Stop,
) -> Result<(), DatabaseError> {
    const LOOK: Duration = Duration::from_millis(50);
    let cancelled = || DatabaseError::new(ErrorKind::Cancelled, "stopped on request");
    loop {
        match inbox.take(LOOK) {
            Taken::Message(Request::Execute(text, reply)) => {
                reply.put(execute(database, &text, in_transaction).map(|()| Vec::new()));
            }
            Taken::Message(Request::Query(text, reply)) => {
                let answer =
                    refuse_control(database, &text, in_transaction).and_then(|()| database.query(&text));
                reply.put(answer);
            }
            Taken::Message(Request::Finished(result)) => return result.map_err(into_database_error),
            Taken::Nothing if stop.is_requested() => return Err(cancelled()),
            Taken::Nothing => {}
            Taken::Closed if stop.is_requested() => return Err(cancelled()),
            Taken::Closed => {
                return Err(DatabaseError::new(ErrorKind::Statement, "the Rust function has panicked"));
            }
        }
    }
}

fn execute(database: &mut dyn Database, text: &str, in_transaction: bool) -> Result<(), DatabaseError> {
    refuse_control(database, text, in_transaction)?;
    let dialect = database.server().dialect;
    match script::statements(dialect, text) {
        // Its protocol takes one at a time.
        Ok(statements) if dialect == Dialect::Mysql => {
            statements.into_iter().try_for_each(|statement| database.execute(&text[statement.span]))
        }
        _ => database.execute(text),
    }
}

/// The transaction has the record in it: a function that ends it would part the two.
fn refuse_control(
    database: &mut dyn Database,
    text: &str,
    in_transaction: bool,
) -> Result<(), DatabaseError> {
    // What can't be cut is for the database to refuse.
    let Ok(statements) = script::statements(database.server().dialect, text) else { return Ok(()) };
    let is_control = |nature: &Nature| matches!(nature, Nature::TransactionControl(control) if *control != Control::Savepoint);
    if !in_transaction || !statements.iter().any(|statement| is_control(&statement.nature)) {
        return Ok(());
    }
    Err(DatabaseError::new(
        ErrorKind::Unsupported,
        "a Rust function can't begin or end a transaction: aludel does, with the record of the revision in it \
         (a section marked [rust, no-transaction] has none)",
    ))
}

fn into_database_error(error: BoxError) -> DatabaseError {
    match error.downcast::<DatabaseError>() {
        // Its place is one in the function's own text.
        Ok(error) => DatabaseError { offset: None, statements_done: 0, ..*error },
        Err(error) => {
            let mut words = error.to_string();
            let mut cause = error.source();
            while let Some(deeper) = cause {
                words.push_str(&format!(": {deeper}"));
                cause = deeper.source();
            }
            DatabaseError::new(ErrorKind::Statement, words)
        }
    }
}

/// The connection of the migration, as a Rust function has it.
///
/// It is in the transaction of the revision, unless its section is marked `[no-transaction]`.
#[derive(Clone, Debug)]
pub struct Connection {
    requests: Postbox<Request>,
    dialect: Dialect,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Request")
    }
}

impl Connection {
    /// What it speaks.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Writes text as a literal.
    pub fn literal(&self, text: &str) -> String {
        self.dialect.literal(text)
    }

    /// Quotes an identifier.
    pub fn quote(&self, identifier: &str) -> String {
        self.dialect.quote(identifier)
    }

    /// Runs one or more statements.
    ///
    /// # Errors
    /// What the database says; what would begin or end a transaction.
    pub async fn execute(&self, text: &str) -> Result<(), DatabaseError> {
        self.ask(|reply| Request::Execute(text.to_owned(), reply)).await.map(|_| ())
    }

    /// Runs one statement and returns its rows, each value as text.
    ///
    /// # Errors
    /// Those of [`execute`](Self::execute).
    pub async fn query(&self, statement: &str) -> Result<Vec<Row>, DatabaseError> {
        self.ask(|reply| Request::Query(statement.to_owned(), reply)).await
    }

    /// Reads the rows of a query in batches of so many, in the order of a column that is unique and
    /// never null, and that the query selects first.
    pub fn batches(&self, query: &str, key: &str, size: usize) -> Batches<'_> {
        Batches::new(self, query, key, size)
    }

    async fn ask(
        &self,
        request: impl FnOnce(Postbox<Result<Vec<Row>, DatabaseError>>) -> Request,
    ) -> Result<Vec<Row>, DatabaseError> {
        let over = || DatabaseError::new(ErrorKind::Cancelled, "the migration is over");
        let (reply, mut answer) = mailbox();
        // Nobody answers once the migration is over.
        self.requests.put(request(reply));
        answer.next().await.unwrap_or_else(|| Err(over()))
    }
}
