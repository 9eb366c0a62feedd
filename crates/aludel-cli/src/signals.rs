//! SIGTERM and SIGINT: the first ends what goes on in good order, the second ends at once.
//!
//! A container's process 1 has no default action for SIGTERM, so without a handler an
//! entrypoint that waits would be killed by the runtime only after its grace period.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aludel::Stop;

use crate::output::{Output, fields};

/// How often what runs is asked to end.
const AGAIN: Duration = Duration::from_millis(500);

/// How long it may take to end: a container's runtime kills after ten seconds.
const PATIENCE: Duration = Duration::from_secs(7);

/// Hears the signals from its making on.
#[derive(Debug)]
pub(crate) struct Signals {
    /// The first signal that came; 0: none.
    received: Arc<AtomicUsize>,
    /// Whether signals end the program as if nobody heard them.
    ended: Arc<AtomicBool>,
}

impl Signals {
    /// Begins to hear. Where that fails, signals end the program as they do any other.
    #[cfg(unix)]
    pub(crate) fn hear(stop: &Stop, output: &Output) -> Self {
        use signal_hook::consts::{SIGINT, SIGTERM};
        use signal_hook::flag;

        let signals = Self { received: Arc::default(), ended: Arc::default() };
        let second = Arc::new(AtomicBool::new(false));
        for signal in [SIGTERM, SIGINT] {
            // In this order: the second signal finds the flag that the first has set.
            let _ = flag::register_conditional_default(signal, Arc::clone(&signals.ended));
            let _ = flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&second));
            let _ = flag::register(signal, Arc::clone(&second));
            let _ = flag::register_usize(signal, Arc::clone(&signals.received), signal as usize);
        }
        if let Ok(mut heard) = signal_hook::iterator::Signals::new([SIGTERM, SIGINT]) {
            let (stop, output) = (stop.clone(), output.clone());
            let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
                let Some(signal) = heard.forever().next() else { return };
                // Again and again until the program ends: a statement that was just being sent
                // was not there yet to be cancelled.
                let asked = Instant::now();
                while asked.elapsed() < PATIENCE {
                    stop.request();
                    std::thread::sleep(AGAIN);
                }
                let words = "the database did not answer: the server ends what was running when it notices";
                output.warning("stopped", words, fields([]));
                std::process::exit(128 + signal);
            });
        }
        signals
    }

    /// This system has no such signals.
    #[cfg(not(unix))]
    pub(crate) fn hear(_: &Stop, _: &Output) -> Self {
        Self { received: Arc::default(), ended: Arc::default() }
    }

    /// The exit code that the signal that came asks for, where one came.
    pub(crate) fn exit_code(&self) -> Option<u8> {
        let signal = self.received.load(Ordering::SeqCst);
        u8::try_from(signal).ok().filter(|signal| *signal > 0).map(|signal| 128 + signal)
    }

    /// Gives the signals back their default action.
    ///
    /// To be called before the last look at [`Signals::exit_code`] and exec: a signal that comes
    /// before is seen there, one that comes after ends the process, and none is lost.
    pub(crate) fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
    }
}
