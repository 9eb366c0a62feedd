//! Events as those of the crate `tracing`, in a span of the verb that was awaited.

use std::sync::Arc;
use std::time::Duration;

use tracing::{Span, debug, dispatcher, info, info_span, warn};

use crate::event::{Event, Observer};

/// Lets work go on in another thread as it would here: for the same subscriber, in a span of ours.
pub(super) fn here<T>(work: impl FnOnce() -> T + Send + 'static) -> impl FnOnce() -> T + Send + 'static {
    let dispatch = dispatcher::get_default(Clone::clone);
    let span: Span = info_span!("aludel");
    move || dispatcher::with_default(&dispatch, || span.in_scope(work))
}

/// Tells each event to the subscriber.
pub(super) fn observer() -> Observer {
    Arc::new(|event| tell(&event))
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

fn tell(event: &Event) {
    match event {
        Event::Waiting { attempt, reason, pause } => {
            warn!(attempt, reason, pause_ms = milliseconds(*pause), "{event}");
        }
        Event::Connected { server, after } => {
            debug!(server, after_ms = milliseconds(*after), "{event}");
        }
        Event::LockHeld { holder, waited } => {
            info!(holder, waited_ms = milliseconds(*waited), "{event}");
        }
        Event::StepStarted { revision, direction, number, total, .. } => {
            info!(%revision, direction = direction.name(), number, total, "{event}");
        }
        Event::StepFinished { revision, direction, took } => {
            info!(%revision, direction = direction.name(), took_ms = milliseconds(*took), "{event}");
        }
        Event::Resumed { revision, done, total } => warn!(%revision, done, total, "{event}"),
        Event::SegmentRetried { revision, attempt, reason, pause } => {
            warn!(%revision, attempt, reason, pause_ms = milliseconds(*pause), "{event}");
        }
        Event::Notice(notice) => info!(severity = notice.severity, code = notice.code, "{event}"),
        Event::Warning(_) => warn!("{event}"),
    }
}
