//! The thread that migrates, and the future that waits for it.

use std::future::{pending, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::connect::{Serve, Way};
use super::served::{Errand, ServedDatabase};
use super::{Connect, Error, Link, Migrator};
use crate::Dialect;
use crate::block;
use crate::database::{self, ConnectOptions, Database, DatabaseError, ErrorKind, Linked};
use crate::event::{self, Observer};
use crate::function::{Call, Functions};
use crate::mailbox::{Mailbox, Postbox, mailbox};
use crate::migrator::{MigrateError, Runner};
use crate::stop::Stop;
use crate::url::DatabaseUrl;
use crate::wait::{self, WaitError};

/// Whether a verb changes the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    /// As `Read`, once a SQLite file is there; for that it waits so long at most.
    Await(Duration),
    Write,
}

/// How the thread comes to its connection.
enum Source {
    Url(Box<DatabaseUrl>, Linked),
    Served(Dialect, Postbox<Errand>),
}

impl Migrator {
    /// Does the work of a verb in a thread, and meanwhile what that thread asks for.
    pub(super) async fn work<T, V>(&self, database: impl Connect, access: Access, verb: V) -> Result<T, Error>
    where
        T: Send + 'static,
        V: FnOnce(&Runner<'_>, &mut dyn Database) -> Result<T, MigrateError> + Send + 'static,
    {
        let Link(way) = database.link()?;
        let (errands, errands_in) = mailbox();
        let (source, served) = match way {
            Way::Url(url, linked) => (Source::Url(url, linked), None),
            Way::Served(_) if self.blocks && is_only_thread() => return Err(starved()),
            Way::Served(served) => (Source::Served(served.dialect(), errands), Some(served)),
        };
        let (calls, calls_in) = mailbox();
        let (done, mut done_in) = mailbox::<()>();
        let stop = self.stop.linked();
        let job = Job {
            functions: self.functions.clone().driven_by(move |call| calls.put(call)),
            observer: self.observer(),
            stop: stop.clone(),
            migrator: self.clone(),
            access,
        };
        let work = move || {
            // It is closed when the work has ended, however that ended.
            let _done = done;
            job.work(source, verb)
        };
        let mut working = Working { thread: Some(start(work)?), stop };
        let mut served = pin!(serve(served, errands_in));
        let mut driven = pin!(drive(calls_in));
        poll_fn(|context| {
            // Neither of them ends.
            let _ = served.as_mut().poll(context);
            let _ = driven.as_mut().poll(context);
            done_in.poll_next(context)
        })
        .await;
        // It was the last to be told that the work has ended.
        poll_fn(|context| Poll::Ready(served.as_mut().poll(context).is_ready())).await;
        working.end()
    }
}

/// Whether this thread is the one that all of a runtime's work is done in.
fn is_only_thread() -> bool {
    #[cfg(any(feature = "sqlx-postgres", feature = "sqlx-sqlite", feature = "sqlx-mysql"))]
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        return runtime.runtime_flavor() == tokio::runtime::RuntimeFlavor::CurrentThread;
    }
    false
}

fn starved() -> Error {
    let words = "sqlx's connections need their runtime, and this would block its only thread: await the verb";
    Error::Connect(WaitError::Refused(DatabaseError::new(ErrorKind::Unsupported, words)))
}

fn start<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<JoinHandle<Result<T, Error>>, Error> {
    #[cfg(feature = "tracing")]
    let work = super::trace::here(work);
    thread::Builder::new().name("aludel".to_owned()).spawn(work).map_err(|error| {
        let words = format!("no thread could be started: {error}");
        Error::Connect(WaitError::Refused(DatabaseError::new(ErrorKind::Unsupported, words)))
    })
}

/// Brings statements to a connection that only the awaiting side can use.
async fn serve(served: Option<Box<dyn Serve + '_>>, mut errands: Mailbox<Errand>) {
    if let Some(mut served) = served {
        while let Some(errand) = errands.next().await {
            let answer = served.serve(&errand.text).await;
            errand.reply.put(answer);
        }
        // The thread has let go of it.
        served.finish();
    }
    pending().await
}

/// Runs the functions that revisions name, one after the other.
async fn drive(mut calls: Mailbox<Call>) {
    while let Some(call) = calls.next().await {
        call.await;
    }
    pending().await
}

/// The thread while somebody awaits it; where nobody does any more, it is to end.
struct Working<T: Send + 'static> {
    thread: Option<JoinHandle<Result<T, Error>>>,
    stop: Stop,
}

impl<T: Send + 'static> Working<T> {
    fn end(&mut self) -> Result<T, Error> {
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(result)) => result,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => Err(Error::Migrate(MigrateError::Stopped)),
        }
    }
}

impl<T: Send + 'static> Drop for Working<T> {
    fn drop(&mut self) {
        const AGAIN: Duration = Duration::from_millis(100);
        let Some(thread) = self.thread.take() else { return };
        let stop = self.stop.clone();
        stop.request();
        // A statement that is just being sent can't be cancelled yet: the wish is made again.
        let insist = move || {
            while !thread.is_finished() {
                thread::sleep(AGAIN);
                stop.request();
            }
        };
        let _ = block::start("aludel-stop", insist);
    }
}

/// What the thread has in its hands.
struct Job {
    migrator: Migrator,
    functions: Functions,
    observer: Observer,
    stop: Stop,
    access: Access,
}

impl Job {
    fn work<T>(
        self,
        source: Source,
        verb: impl FnOnce(&Runner<'_>, &mut dyn Database) -> Result<T, MigrateError>,
    ) -> Result<T, Error> {
        let migrations = self.migrator.revisions.get()?;
        let settings = self.migrator.settings.clone();
        let runner = Runner::new(migrations, settings, self.observer.clone(), self.stop.clone())
            .functions(self.functions.clone());
        match source {
            Source::Url(url, link) => {
                let mut database = self.open(&url, link)?;
                let options = ConnectOptions { observer: event::silent(), ..self.options(link) };
                let reconnect = move || database::connect(&url, &options);
                let runner = runner.reconnect_by(std::sync::Arc::new(reconnect));
                Ok(verb(&runner, &mut *database)?)
            }
            Source::Served(dialect, errands) => {
                let mut database = ServedDatabase::open(errands, dialect).map_err(WaitError::Refused)?;
                Ok(verb(&runner, &mut database)?)
            }
        }
    }

    fn options(&self, link: Linked) -> ConnectOptions {
        ConnectOptions {
            observer: self.observer.clone(),
            create: self.access == Access::Write,
            read_only: self.access != Access::Write,
            ..ConnectOptions::with(link)
        }
    }

    fn open(&self, url: &DatabaseUrl, link: Linked) -> Result<Box<dyn Database>, Error> {
        let options = self.options(link);
        if let Access::Await(patience) = self.access {
            wait::until_there(url, patience, &self.stop);
        }
        match wait::until(url, &options, self.migrator.wait, &self.stop) {
            Err(WaitError::Refused(error)) if error.kind == ErrorKind::UnknownDatabase => {
                self.open_missing(url, &options, error)
            }
            result => Ok(result?),
        }
    }

    /// The database is not there: it is made where that is asked for; who only looks sees an empty one
    /// in the place of a SQLite file.
    fn open_missing(
        &self,
        url: &DatabaseUrl,
        options: &ConnectOptions,
        error: DatabaseError,
    ) -> Result<Box<dyn Database>, Error> {
        let refused = |error| Error::Connect(WaitError::Refused(error));
        match self.access {
            Access::Write if self.migrator.create_database => {
                database::create_database(url, options).map_err(refused)?;
                database::connect(url, options).map_err(refused)
            }
            Access::Read | Access::Await(_) if url.dialect() == Dialect::Sqlite => {
                let empty = DatabaseUrl::parse("sqlite::memory:")?;
                database::connect(&empty, options).map_err(refused)
            }
            Access::Read | Access::Await(_) | Access::Write => Err(refused(error)),
        }
    }
}
