//! Messages from threads and futures to a future of any runtime, or to a thread that waits.
//!
//! One small kind of channel for all that happens between them: the standard library's are three in one,
//! and a service would link each of them for each type of message.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use crate::block;

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

/// What was in a mailbox.
pub(crate) enum Taken<M> {
    Message(M),
    /// Nothing yet.
    Nothing,
    /// Nothing, and nobody is left who could put something in.
    Closed,
}

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

impl<M> Mailbox<M> {
    /// Blocks this thread until there is a message, for so long at most.
    pub(crate) fn take(&mut self, patience: Duration) -> Taken<M> {
        let deadline = Instant::now().checked_add(patience);
        let waker = block::unpark();
        let mut context = Context::from_waker(&waker);
        loop {
            match self.poll_next(&mut context) {
                Poll::Ready(Some(message)) => return Taken::Message(message),
                Poll::Ready(None) => return Taken::Closed,
                Poll::Pending => {}
            }
            match deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())) {
                Some(Duration::ZERO) => return Taken::Nothing,
                Some(left) => thread::park_timeout(left),
                None => thread::park(),
            }
        }
    }

    /// Blocks this thread until there is a message; `None`: there will be none.
    pub(crate) fn wait(&mut self) -> Option<M> {
        match self.take(Duration::MAX) {
            Taken::Message(message) => Some(message),
            Taken::Nothing | Taken::Closed => None,
        }
    }
}

impl<M> fmt::Debug for Postbox<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postbox")
    }
}

impl<M> fmt::Debug for Mailbox<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_waits_for_messages_and_for_their_end() {
        let (postbox, mut mailbox) = mailbox();
        assert!(matches!(mailbox.take(Duration::from_millis(5)), Taken::Nothing));
        let other = postbox.clone();
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_millis(20));
            other.put(1);
            thread::sleep(Duration::from_millis(20));
            other.put(2);
        });
        assert_eq!(mailbox.wait(), Some(1));
        assert!(matches!(mailbox.take(Duration::from_secs(60)), Taken::Message(2)));
        thread.join().unwrap();
        drop(postbox);
        assert!(matches!(mailbox.take(Duration::from_secs(60)), Taken::Closed));
        assert_eq!(mailbox.wait(), None);
    }
}
