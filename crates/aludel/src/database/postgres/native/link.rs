//! The task that reads and writes the socket, and passes notices on the moment they come.

use std::future::{Future, poll_fn};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinHandle;
use tokio_postgres::error::DbError;
use tokio_postgres::{AsyncMessage, Connection, Error};

use crate::event::{Event, Notice, Observer};

/// Why the connection ended, once it has.
type Reason = Arc<Mutex<Option<Error>>>;

pub(super) struct Link {
    task: Option<JoinHandle<()>>,
    reason: Reason,
}

impl Link {
    /// Starts the task in the runtime that is entered.
    pub(super) fn start<S, T>(mut connection: Connection<S, T>, observer: Observer) -> Self
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let reason = Reason::default();
        let slot = Arc::clone(&reason);
        let task = tokio::spawn(async move {
            while let Some(message) = poll_fn(|context| connection.poll_message(context)).await {
                match message {
                    Ok(AsyncMessage::Notice(said)) => observer(Event::Notice(notice(&said))),
                    Ok(_) => {}
                    Err(error) => {
                        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                        return;
                    }
                }
            }
        });
        Self { task: Some(task), reason }
    }

    /// Why the connection ended, in the server's or the system's words.
    pub(super) fn reason(&self) -> Option<String> {
        let reason = self.reason.lock().unwrap_or_else(PoisonError::into_inner);
        reason.as_ref().map(super::error::words)
    }

    /// Ends when the task has.
    pub(super) fn end(&mut self) -> impl Future<Output = ()> + Send + use<> {
        let task = self.task.take();
        async move {
            if let Some(task) = task {
                let _ = task.await;
            }
        }
    }
}

fn notice(said: &DbError) -> Notice {
    Notice {
        severity: said.severity().to_owned(),
        code: said.code().code().to_owned(),
        message: said.message().to_owned(),
        detail: said.detail().map(str::to_owned),
        hint: said.hint().map(str::to_owned),
    }
}
