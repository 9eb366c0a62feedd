//! Messages from threads to a future of any runtime.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// Makes a mailbox, and what messages are put in by.
pub(crate) fn mailbox<M>() -> (Postbox<M>, Mailbox<M>) {
    let shared = Shared { messages: VecDeque::new(), waker: None, senders: 1, is_read: true };
    let shared = Arc::new(Mutex::new(shared));
    (Postbox(Arc::clone(&shared)), Mailbox(shared))
}

struct Shared<M> {
    messages: VecDeque<M>,
    waker: Option<Waker>,
    senders: usize,
    is_read: bool,
}

/// Puts messages in.
pub(crate) struct Postbox<M>(Arc<Mutex<Shared<M>>>);

/// Takes messages out.
pub(crate) struct Mailbox<M>(Arc<Mutex<Shared<M>>>);

fn lock<M>(shared: &Mutex<Shared<M>>) -> MutexGuard<'_, Shared<M>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<M> Postbox<M> {
    /// Puts a message in; where nobody takes it out any more, it is gone at once.
    pub(crate) fn put(&self, message: M) {
        let mut shared = lock(&self.0);
        if !shared.is_read {
            return;
        }
        shared.messages.push_back(message);
        let waker = shared.waker.take();
        drop(shared);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<M> Clone for Postbox<M> {
    fn clone(&self) -> Self {
        lock(&self.0).senders += 1;
        Self(Arc::clone(&self.0))
    }
}

impl<M> Drop for Postbox<M> {
    fn drop(&mut self) {
        let mut shared = lock(&self.0);
        shared.senders -= 1;
        let waker = if shared.senders == 0 { shared.waker.take() } else { None };
        drop(shared);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<M> Mailbox<M> {
    /// The next message; `None`: there will be none.
    pub(crate) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<M>> {
        let mut shared = lock(&self.0);
        if let Some(message) = shared.messages.pop_front() {
            return Poll::Ready(Some(message));
        }
        if shared.senders == 0 {
            return Poll::Ready(None);
        }
        shared.waker = Some(context.waker().clone());
        Poll::Pending
    }

    /// As [`Mailbox::poll_next`], to be awaited.
    pub(crate) async fn next(&mut self) -> Option<M> {
        poll_fn(|context| self.poll_next(context)).await
    }
}

impl<M> Drop for Mailbox<M> {
    fn drop(&mut self) {
        let mut shared = lock(&self.0);
        shared.is_read = false;
        // Who waits for an answer to one of them learns that none will come.
        let messages = std::mem::take(&mut shared.messages);
        drop(shared);
        drop(messages);
    }
}
