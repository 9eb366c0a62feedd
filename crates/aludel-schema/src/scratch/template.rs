//! Whose turn it is to fill a template: many may start at once, one replays the history.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::place::{Place, Turn};
use super::{ScratchError, Settings, sqlite};

/// For how long another process may fill a template, or copy one, before we give up.
pub(super) const PATIENCE: Duration = Duration::from_secs(600);

/// Waits for the turn; none if another process has filled the template meanwhile.
pub(super) fn turn(
    place: &Arc<Place>,
    settings: &Settings,
    template: &str,
) -> Result<Option<Turn>, ScratchError> {
    until(settings, template, || {
        let taken = take(place, settings, template)?;
        // Looked for again under the lock: whoever had it has just finished.
        if place.has(settings, template)? {
            return Ok(Some(None));
        }
        Ok(taken.map(Some))
    })
}

fn take(place: &Arc<Place>, settings: &Settings, template: &str) -> Result<Option<Turn>, ScratchError> {
    match &**place {
        Place::Postgres(server) => {
            let taken = server.try_lock(template)?;
            Ok(taken.then(|| Turn::Server(Arc::clone(place), template.to_owned())))
        }
        Place::Mysql(_) => Ok(None),
        Place::Sqlite => Ok(sqlite::try_lock(settings, template)?.map(Turn::File)),
    }
}

/// Asks again and again, with a pause that grows to a quarter of a second.
pub(super) fn until<T>(
    settings: &Settings,
    template: &str,
    mut ask: impl FnMut() -> Result<Option<T>, ScratchError>,
) -> Result<T, ScratchError> {
    let began = Instant::now();
    let mut pause = Duration::from_millis(5);
    loop {
        if let Some(answer) = ask()? {
            return Ok(answer);
        }
        if began.elapsed() > PATIENCE {
            let seconds = PATIENCE.as_secs();
            return Err(ScratchError::Busy { name: template.to_owned(), seconds });
        }
        if settings.stop.sleep(pause) {
            return Err(ScratchError::Stopped);
        }
        pause = (pause * 2).min(Duration::from_millis(250));
    }
}
