//! Revisions whose files are texts in memory: those that are compiled in.

use std::path::Path;

use super::{DirectoryError, Migrations, Reading};
use crate::file::{self, Complaint};

impl Migrations {
    /// Reads revision files that are given as their paths and texts, in load order.
    ///
    /// # Errors
    /// [`DirectoryError::Files`]: all that is wrong with them.
    pub fn from_texts(files: &[(&str, &str)]) -> Result<Self, DirectoryError> {
        let mut reading = Reading::of(files.len());
        for (path, text) in files {
            reading.text(Path::new(path), text.as_bytes());
        }
        let paths = || files.iter().map(|(path, _)| Path::new(path));
        reading.finish(paths, |complaint| {
            let (path, words) = (complaint.path(), complaint.to_string());
            match files.iter().find(|(name, _)| Path::new(name) == path) {
                Some((_, text)) => file::complaint_at_key(path, text.as_bytes(), complaint.key(), words),
                None => Complaint::whole(path, words),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_have_the_lines_of_the_texts() {
        let first = ("1.sql", "-- revision: 1\n-- upgrade\n");
        let good = Migrations::from_texts(&[first, ("2.sql", "-- revision: 2\n-- revises: 1\n-- upgrade\n")]);
        assert_eq!(good.unwrap().graph.len(), 2);
        let bad = Migrations::from_texts(&[first, ("2.sql", "-- revision: 2\n-- revises: 3\n-- upgrade\n")]);
        assert_eq!(
            bad.unwrap_err().to_string(),
            "2.sql:2:1: revision 2 revises 3, and there is no revision 3; did you mean 1 or 2?"
        );
    }
}
