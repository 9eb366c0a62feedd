//! Ends a migration from another thread: what a signal handler needs.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::time::Duration;

use crate::database::Canceller;

/// A wish to end, shared between the thread that migrates and the one that hears signals.
///
/// Once made, it stays: the statement that runs is cancelled, its transaction rolled back, the
/// lock given back, and the verb returns [`MigrateError::Stopped`](crate::MigrateError::Stopped).
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    wished: AtomicBool,
    running: Mutex<Option<Canceller>>,
    wake: Condvar,
    /// Those that this wish ends, too.
    linked: Mutex<Vec<Weak<Inner>>>,
}

impl Stop {
    /// A wish that is not made yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the wish, and cancels what runs.
    ///
    /// A statement that is just being sent may not be there yet to be cancelled: whoever made the
    /// wish repeats it from time to time until the verb has returned.
    pub fn request(&self) {
        let running = self.0.running.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.wished.store(true, Ordering::SeqCst);
        if let Some(canceller) = &*running {
            canceller.cancel();
        }
        self.0.wake.notify_all();
        drop(running);
        let linked: Vec<Self> = {
            let linked = self.0.linked.lock().unwrap_or_else(PoisonError::into_inner);
            linked.iter().filter_map(Weak::upgrade).map(Self).collect()
        };
        linked.iter().for_each(Self::request);
    }

    /// A wish of its own, which is made, too, when this one is.
    pub(crate) fn linked(&self) -> Self {
        let linked = Self::new();
        {
            let mut all = self.0.linked.lock().unwrap_or_else(PoisonError::into_inner);
            all.retain(|one| one.strong_count() > 0);
            all.push(Arc::downgrade(&linked.0));
        }
        if self.is_requested() {
            linked.request();
        }
        linked
    }

    /// Whether the wish was made.
    pub fn is_requested(&self) -> bool {
        self.0.wished.load(Ordering::SeqCst)
    }

    /// Sleeps, but wakes up when the wish is made; returns whether it was.
    pub fn sleep(&self, pause: Duration) -> bool {
        let running = self.0.running.lock().unwrap_or_else(PoisonError::into_inner);
        let _guard = self
            .0
            .wake
            .wait_timeout_while(running, pause, |_| !self.is_requested())
            .unwrap_or_else(PoisonError::into_inner);
        self.is_requested()
    }

    /// Runs `work`; a wish made meanwhile cancels the statement that runs in it.
    ///
    /// Inside `work` another connection may be watched; when that is done, this one is again.
    pub fn watch<T>(&self, canceller: Canceller, work: impl FnOnce() -> T) -> T {
        let around = self.running(Some(canceller));
        let result = work();
        self.running(around);
        result
    }

    fn running(&self, canceller: Option<Canceller>) -> Option<Canceller> {
        std::mem::replace(&mut *self.0.running.lock().unwrap_or_else(PoisonError::into_inner), canceller)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_wakes_a_sleeper_and_cancels_what_runs() {
        let stop = Stop::new();
        let cancelled = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&cancelled);
        let other = stop.clone();
        let woken = stop.watch(Canceller::new(move || seen.store(true, Ordering::SeqCst)), || {
            let thread = std::thread::spawn(move || other.request());
            let woken = stop.sleep(Duration::from_secs(60));
            thread.join().unwrap();
            woken
        });
        assert!(woken);
        assert!(cancelled.load(Ordering::SeqCst));
        assert!(stop.sleep(Duration::from_secs(60)));
    }

    #[test]
    fn a_linked_wish_is_made_with_its_first_and_alone() {
        let first = Stop::new();
        let (one, two) = (first.linked(), first.linked());
        one.request();
        assert!(one.is_requested() && !first.is_requested() && !two.is_requested());
        first.request();
        assert!(two.is_requested() && first.linked().is_requested());
    }

    #[test]
    fn after_an_inner_connection_the_outer_one_is_watched_again() {
        let stop = Stop::new();
        let cancelled = Arc::new(Mutex::new(Vec::new()));
        let named = |name: &'static str| {
            let cancelled = Arc::clone(&cancelled);
            Canceller::new(move || cancelled.lock().unwrap().push(name))
        };
        stop.watch(named("outer"), || {
            stop.watch(named("inner"), || stop.request());
            stop.request();
        });
        stop.request();
        assert_eq!(*cancelled.lock().unwrap(), ["inner", "outer"]);
    }
}
