//! Waits until a database answers and accepts the login.
//!
//! What waiting can't cure (a wrong password, an unknown database, refused encryption) fails at
//! once: a deployment that would never become ready must not look as if it were starting.

use std::time::{Duration, Instant};

use crate::Dialect;
use crate::block;
use crate::database::{self, ConnectOptions, Database, DatabaseError, ErrorKind};
use crate::event::Event;
use crate::mailbox::{Mailbox, Taken, mailbox};
use crate::stop::Stop;
use crate::url::DatabaseUrl;

/// The pauses between attempts: the first, and the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Why no connection came about.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WaitError {
    /// The time is over.
    #[error("the database was not reached in {}: {last}", seconds(*.waited))]
    TimedOut {
        /// How long we waited.
        waited: Duration,
        /// How many attempts there were.
        attempts: u32,
        /// What the last one said.
        last: DatabaseError,
    },
    /// Waiting can't cure it.
    #[error(transparent)]
    Refused(DatabaseError),
    /// We were asked to end.
    #[error("stopped while waiting for the database")]
    Stopped,
}

/// Waits until a SQLite file is there that another process makes, or the patience is over. For any other database
/// it returns at once.
///
/// Whoever only reads would look at an empty database in the place of the missing file, and never see the other.
pub fn until_there(url: &DatabaseUrl, patience: Duration, stop: &Stop) {
    let began = Instant::now();
    while crate::database::is_missing_file(url) && began.elapsed() < patience {
        if stop.sleep(Duration::from_millis(50).min(patience)) {
            return;
        }
    }
}

/// Connects, again and again until `patience` is over; zero means one attempt.
///
/// # Errors
/// When the time is over, and at once for what waiting can't cure.
pub fn until(
    url: &DatabaseUrl,
    options: &ConnectOptions,
    patience: Duration,
    stop: &Stop,
) -> Result<Box<dyn Database>, WaitError> {
    until_begun(Attempt::begin(url, options, patience), url, options, patience, stop)
}

/// As [`until`], with a first attempt that was begun before.
///
/// # Errors
/// Those of [`until`].
pub fn until_begun(
    first: Attempt,
    url: &DatabaseUrl,
    options: &ConnectOptions,
    patience: Duration,
    stop: &Stop,
) -> Result<Box<dyn Database>, WaitError> {
    let began = Instant::now();
    let mut pauses = Pauses::new(FIRST_PAUSE, LONGEST_PAUSE);
    let mut attempt = first;
    for number in 1.. {
        if stop.is_requested() {
            break;
        }
        let Some(result) = attempt.end(url, options, stop) else { break };
        let error = match result {
            Ok(database) => {
                (options.observer)(Event::Connected {
                    server: format!("{} {}", database.server().product, database.server().version),
                    after: began.elapsed(),
                });
                return Ok(database);
            }
            Err(error) => error,
        };
        if !is_curable(error.kind) {
            return Err(WaitError::Refused(error));
        }
        let pause = pauses.next();
        let waited = began.elapsed();
        if waited + pause >= patience {
            return Err(WaitError::TimedOut { waited, attempts: number, last: error });
        }
        (options.observer)(Event::Waiting { attempt: number, reason: error.to_string(), pause });
        if stop.sleep(pause) {
            break;
        }
        attempt = Attempt::begin(url, options, patience.saturating_sub(began.elapsed()));
    }
    Err(WaitError::Stopped)
}

/// One attempt to connect, which goes on while its maker does something else.
///
/// It has a thread of its own: a server that takes the call and says nothing must not keep us from
/// ending.
#[derive(Debug)]
pub struct Attempt(Option<Mailbox<Result<Box<dyn Database>, DatabaseError>>>);

impl Attempt {
    /// Begins to connect to a server; a file is opened only when the attempt is waited for.
    pub fn begin(url: &DatabaseUrl, options: &ConnectOptions, patience: Duration) -> Self {
        let timeout = if patience.is_zero() { options.timeout } else { options.timeout.min(patience) };
        let timeout = timeout.max(Duration::from_millis(200));
        if url.dialect() == Dialect::Sqlite {
            return Self(None);
        }
        let (postbox, mailbox) = mailbox();
        let (url, options) = (url.clone(), ConnectOptions { timeout, ..options.clone() });
        let attempt = move || postbox.put(database::connect(&url, &options));
        let begun = block::start("connecting", attempt);
        Self(begun.ok().map(|_| mailbox))
    }

    /// What came of it; `None`: we were asked to end.
    fn end(
        self,
        url: &DatabaseUrl,
        options: &ConnectOptions,
        stop: &Stop,
    ) -> Option<Result<Box<dyn Database>, DatabaseError>> {
        const LOOK: Duration = Duration::from_millis(50);
        let Some(mut mailbox) = self.0 else { return Some(database::connect(url, options)) };
        loop {
            match mailbox.take(LOOK) {
                Taken::Message(result) => return Some(result),
                Taken::Nothing if stop.is_requested() => return None,
                Taken::Nothing => {}
                Taken::Closed => return Some(database::connect(url, options)),
            }
        }
    }
}

fn is_curable(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Unreachable | ErrorKind::NotReady | ErrorKind::ConnectionLost | ErrorKind::Locked
    )
}

/// Growing pauses with jitter, so that many who wait do not knock at the same moment.
#[derive(Debug)]
pub(crate) struct Pauses {
    next: Duration,
    longest: Duration,
}

impl Pauses {
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        Self { next: first, longest }
    }

    pub(crate) fn next(&mut self) -> Duration {
        let pause = self.next.mul_f64(0.5 + fastrand::f64());
        self.next = self.next.mul_f64(1.6).min(self.longest);
        pause
    }
}

/// A duration in words: `350 ms`, `1.5 s`, `60 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let millis = duration.as_millis();
    if millis < 1000 {
        format!("{millis} ms")
    } else if millis < 10_000 && !millis.is_multiple_of(1000) {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} s", duration.as_secs_f64().round())
    }
}
