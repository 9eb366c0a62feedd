//! What the library's errors say to whoever reads a failed test: where, and in the database's words.

use std::fmt::Write as _;

use aludel::MigrateError;
use aludel::directory::DirectoryError;
use aludel::migrator::Place;

/// A revision that fails, with its place and what the database said.
pub(crate) fn migrate(error: &MigrateError) -> String {
    match error {
        MigrateError::Files(error) => files(error),
        MigrateError::Step(failure) => {
            let mut words = error.to_string();
            place(&mut words, &failure.place);
            let _ = write!(words, "\n   = {}", failure.error);
            for more in [&failure.error.detail, &failure.error.hint].into_iter().flatten() {
                let _ = write!(words, "\n   = {more}");
            }
            let code = failure.error.code.as_ref().map(|code| format!(", {code}")).unwrap_or_default();
            let _ = write!(words, "\n   = {}{code}", failure.server);
            words
        }
        MigrateError::Script { place: at, .. } => {
            let mut words = error.to_string();
            place(&mut words, at);
            words
        }
        MigrateError::NoSection { path, .. } => format!("{error}\n  --> {}", path.display()),
        other => other.to_string(),
    }
}

/// All that is wrong with files, a line each.
pub(crate) fn files(error: &DirectoryError) -> String {
    match error {
        DirectoryError::Files(complaints) => {
            complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}

fn place(words: &mut String, place: &Place) {
    let Place { path, line, column, source_line } = place;
    if !path.as_os_str().is_empty() {
        // Writing to a String does not fail.
        let _ = write!(words, "\n  --> {}:{line}:{column}", path.display());
    }
    if !source_line.is_empty() {
        let _ = write!(words, "\n   | {source_line}");
    }
}
