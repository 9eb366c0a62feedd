//! Our own driver, on tokio-postgres.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_core::Stream;
use tokio::runtime::Runtime;
use tokio_postgres::{Client, SimpleQueryMessage, SimpleQueryRow};

use super::endpoint::Place;
use super::error::lost;
use super::{refuse_nul, settle};
use crate::database::{
    Canceller, ConnectOptions, Database, DatabaseError, Row, Server, aside, farewell, runtime, wait,
};
use crate::url::DatabaseUrl;

mod cancel;
mod error;
mod link;
mod open;
mod process;
mod tls;

use link::Link;

struct Postgres {
    /// Drives the connection; there until the struct is dropped.
    runtime: Option<Runtime>,
    /// Absent once the connection can't be used any more.
    client: Option<Client>,
    link: Link,
    server: Server,
    tls: tls::Connector,
    place: Arc<Place>,
    /// Whether our own canceller was used since the statement began.
    cancelled: Arc<AtomicBool>,
    timeout: Duration,
}

pub(in crate::database) fn connect(
    url: &DatabaseUrl,
    options: &ConnectOptions,
) -> Result<Box<dyn Database>, DatabaseError> {
    let runtime = runtime()?;
    let opened = wait(&runtime, open::open(url, options));
    let (open::Opened { client, link, tls, place }, server) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            // A name look-up that hangs must not hold us: it has a thread of its own.
            runtime.shutdown_background();
            return Err(error);
        }
    };
    let database = Postgres {
        runtime: Some(runtime),
        client: Some(client),
        link,
        server,
        tls,
        place: Arc::new(place),
        cancelled: Arc::new(AtomicBool::new(false)),
        timeout: options.timeout,
    };
    settle(database, options)
}

impl Database for Postgres {
    fn server(&self) -> &Server {
        &self.server
    }

    fn query(&mut self, statement: &str) -> Result<Vec<Row>, DatabaseError> {
        let mut rows = Vec::new();
        self.run(statement, |message| {
            if let SimpleQueryMessage::Row(row) = message {
                rows.push(values(row));
            }
        })?;
        Ok(rows)
    }

    fn execute(&mut self, text: &str) -> Result<(), DatabaseError> {
        self.run(text, |_| {})
    }

    fn canceller(&self) -> Canceller {
        let Some(token) = self.client.as_ref().map(Client::cancel_token) else {
            return Canceller::new(|| {});
        };
        let (tls, place, timeout) = (self.tls.clone(), Arc::clone(&self.place), self.timeout);
        let (cancelled, is_pooled) = (Arc::clone(&self.cancelled), self.server.pooled);
        Canceller::new(move || {
            cancelled.store(true, Ordering::SeqCst);
            let (token, tls, place) = (token.clone(), tls.clone(), Arc::clone(&place));
            aside(timeout, async move {
                if is_pooled {
                    cancel::cancel_pooled(&token, &tls, &place).await
                } else {
                    cancel::cancel(&token, &tls).await.ok()
                }
            });
        })
    }
}

impl Postgres {
    /// Sends one message and hands on what comes back.
    fn run(
        &mut self,
        text: &str,
        mut each: impl FnMut(&SimpleQueryMessage) + Send,
    ) -> Result<(), DatabaseError> {
        let (Some(runtime), Some(client)) = (&self.runtime, &self.client) else {
            return Err(lost(self.link.reason()));
        };
        refuse_nul(text)?;
        self.cancelled.store(false, Ordering::SeqCst);
        let mut done = 0;
        let result = wait(runtime, send(client, text, &mut done, &mut each));
        let Err(error) = result else { return Ok(()) };
        if error.as_db_error().is_none() || client.is_closed() {
            // Nothing that follows would fit: half an answer was read, or none will come.
            self.client = None;
        }
        let was_cancelled = self.cancelled.load(Ordering::SeqCst);
        Err(error::statement(&error, text, done, self.link.reason(), was_cancelled))
    }
}

fn values(row: &SimpleQueryRow) -> Row {
    (0..row.len()).map(|column| row.get(column).map(str::to_owned)).collect()
}

async fn send(
    client: &Client,
    text: &str,
    done: &mut usize,
    each: &mut (impl FnMut(&SimpleQueryMessage) + Send),
) -> Result<(), tokio_postgres::Error> {
    let mut messages = pin!(client.simple_query_raw(text).await?);
    while let Some(message) = poll_fn(|context| messages.as_mut().poll_next(context)).await {
        let message = message?;
        if matches!(message, SimpleQueryMessage::CommandComplete(_)) {
            *done += 1;
        }
        each(&message);
    }
    Ok(())
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.client = None;
        let Some(runtime) = self.runtime.take() else { return };
        // The server would notice anyway, but it may still hold our locks until then.
        farewell(runtime, self.link.end());
    }
}
