//! The events of a migrator as a stream.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::event::{Event, Observer};
use crate::mailbox::{Mailbox, mailbox};

/// What happens while a migrator works, to be awaited one by one.
///
/// It is a [`Stream`]; events are kept until they are taken.
pub struct Events(Mailbox<Event>);

pub(super) fn stream() -> (Observer, Events) {
    let (postbox, mailbox) = mailbox();
    (Arc::new(move |event| postbox.put(event)), Events(mailbox))
}

impl Events {
    /// The next event; `None`: the migrator and its clones are gone.
    pub async fn next(&mut self) -> Option<Event> {
        self.0.next().await
    }
}

impl Stream for Events {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Event>> {
        self.0.poll_next(context)
    }
}

impl std::fmt::Debug for Events {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Events")
    }
}
