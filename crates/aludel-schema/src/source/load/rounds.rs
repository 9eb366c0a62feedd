//! Statements that fail are tried again, in the other direction, for as long as one more succeeds.

use aludel::database::{DatabaseError, ErrorKind};

use super::{LoadError, Loading};

/// A statement that failed.
#[derive(Clone, Debug)]
pub(super) struct Failed {
    pub(super) item: usize,
    pub(super) error: DatabaseError,
}

/// Runs rounds until none is left, or a round makes no progress; returns what is left.
///
/// A round is handed the places of the statements, and returns those that failed.
pub(super) fn rounds(
    loading: &Loading<'_>,
    mut round: impl FnMut(&[usize]) -> Result<Vec<Failed>, LoadError>,
) -> Result<Vec<Failed>, LoadError> {
    let all: Vec<usize> = (0..loading.items.len()).collect();
    let mut failed = round(&all)?;
    while !failed.is_empty() {
        // A chain that stands in the wrong order is done in one round this way, not in one for each link.
        failed.sort_by_key(|failed| std::cmp::Reverse(failed.item));
        let mut again: Vec<usize> = failed.iter().map(|failed| failed.item).collect();
        let before = again.len();
        let mut left = round(&again)?;
        if !left.is_empty() && left.len() < before {
            again = left.iter().map(|failed| failed.item).collect();
            again.sort_unstable();
            left = round(&again)?;
        }
        if left.len() == before {
            left.sort_by_key(|failed| failed.item);
            return Ok(left);
        }
        failed = left;
    }
    Ok(failed)
}

/// An error that is none of the statement's, and ends the loading.
pub(super) fn fatal(loading: &Loading<'_>, error: DatabaseError) -> Result<DatabaseError, LoadError> {
    if loading.stop.is_requested() {
        return Err(LoadError::Stopped);
    }
    match error.kind {
        ErrorKind::ConnectionLost | ErrorKind::DiskFull | ErrorKind::Cancelled | ErrorKind::ReadOnly => {
            Err(LoadError::Database(error))
        }
        _ => Ok(error),
    }
}

/// The names that an error says are not there, in small letters, without their schema.
pub(super) fn lacking(error: &DatabaseError) -> Vec<String> {
    const SIGNS: [&str; 7] = [
        "does not exist",
        "doesn't exist",
        "no such",
        "unknown column",
        "failed to open the referenced",
        "incorrectly formed",
        "references invalid table",
    ];
    let message = error.message.to_lowercase();
    if !SIGNS.iter().any(|sign| message.contains(sign)) {
        return Vec::new();
    }
    let separators = |c: char| !(c.is_alphanumeric() || c == '_' || c == '$');
    message.split(separators).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lacking_is_read_from_the_words() {
        let lacking = |words: &str| lacking(&DatabaseError::new(ErrorKind::Statement, words));
        assert!(lacking("relation \"app.Users\" does not exist").contains(&"users".to_owned()));
        assert!(lacking("Table 'app.users' doesn't exist").contains(&"users".to_owned()));
        assert!(lacking("syntax error at or near \"users\"").is_empty());
    }
}
