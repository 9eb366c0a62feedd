//! The connections over which a program's tests make their databases.
//!
//! Tests run at once and each makes a database, which a connection does one after the other: so there are as
//! many as the machine has processors. They stay until the program ends.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use aludel_schema::scratch::{Scratch, Settings};

/// Nobody gains by more connections that copy files.
const MOST: usize = 8;

/// Connections to one server, made when they are needed.
pub(crate) struct Place {
    lines: Mutex<Vec<Arc<Line>>>,
}

/// One connection, and how many use it or wait for it.
pub(crate) struct Line {
    pub(crate) scratch: Scratch,
    users: AtomicUsize,
}

/// One use of a connection.
pub(crate) struct Use(pub(crate) Arc<Line>);

impl Drop for Use {
    fn drop(&mut self) {
        self.0.users.fetch_sub(1, Ordering::Relaxed);
    }
}

static PLACES: Mutex<Option<HashMap<String, Arc<Place>>>> = Mutex::new(None);

impl Place {
    /// The place for databases that are made alike.
    pub(crate) fn of(key: &str) -> Arc<Self> {
        let mut places = PLACES.lock().unwrap_or_else(PoisonError::into_inner);
        let places = places.get_or_insert_with(HashMap::new);
        let place =
            places.entry(key.to_owned()).or_insert_with(|| Arc::new(Self { lines: Mutex::new(Vec::new()) }));
        Arc::clone(place)
    }

    /// The connection that is least busy; another one where all are busy.
    pub(crate) fn line(&self, settings: impl FnOnce() -> Settings) -> Use {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let most = std::thread::available_parallelism().map_or(1, usize::from).min(MOST);
        let least = lines.iter().min_by_key(|line| line.users.load(Ordering::Relaxed)).cloned();
        let idle = |line: &Arc<Line>| line.users.load(Ordering::Relaxed) == 0;
        let line = match least {
            Some(line) if idle(&line) || lines.len() >= most => line,
            _ => {
                let line = Arc::new(Line { scratch: Scratch::new(settings()), users: AtomicUsize::new(0) });
                lines.push(Arc::clone(&line));
                line
            }
        };
        line.users.fetch_add(1, Ordering::Relaxed);
        Use(line)
    }
}
