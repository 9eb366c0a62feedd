//! SQLite: one statement at a time; in memory, or in a file that nobody waits for, that is quick.

use aludel::database::Database;

use super::rounds::{self, Failed, fatal};
use super::{LoadError, Loading};

pub(super) fn load(database: &mut dyn Database, loading: &Loading<'_>) -> Result<Vec<Failed>, LoadError> {
    let failed = rounds::rounds(loading, |items| round(database, loading, items))?;
    // What a dump has switched off for itself.
    let _ = database.execute("PRAGMA writable_schema = RESET; PRAGMA foreign_keys = OFF");
    Ok(failed)
}

fn round(
    database: &mut dyn Database,
    loading: &Loading<'_>,
    items: &[usize],
) -> Result<Vec<Failed>, LoadError> {
    let mut failed = Vec::new();
    for place in items {
        if loading.stop.is_requested() {
            return Err(LoadError::Stopped);
        }
        let Some(item) = loading.items.get(*place) else { continue };
        if let Err(error) = database.execute(loading.text(item)) {
            failed.push(Failed { item: *place, error: fatal(loading, error)? });
        }
    }
    Ok(failed)
}
