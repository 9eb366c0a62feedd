//! Reads SQL files: all of them, and all that is wrong with them at once.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A text of SQL and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlText {
    /// The file; for a command's output the command itself.
    pub path: PathBuf,
    /// What stands in it.
    pub text: String,
}

/// What can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", complaints.iter().map(ReadComplaint::to_string).collect::<Vec<_>>().join("; "))]
pub struct ReadError {
    /// At least one.
    pub complaints: Vec<ReadComplaint>,
}

/// One file or folder that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadComplaint {
    /// Which.
    pub path: PathBuf,
    /// In which line, where there is one.
    pub line: Option<usize>,
    /// Why.
    pub message: String,
}

impl fmt::Display for ReadComplaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Reads files, and of folders all that end in `.sql`, in them and below them, in the order of their names.
///
/// # Errors
/// Every file that is missing or no UTF-8 text, and every folder without SQL files.
pub fn read_sql(paths: &[PathBuf]) -> Result<Vec<SqlText>, ReadError> {
    let mut texts = Vec::new();
    let mut complaints = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => folder(path, &mut texts, &mut complaints),
            Ok(_) => file(path, &mut texts, &mut complaints),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                complaints.push(complaint(path, "there is no such file or folder".to_owned()));
            }
            Err(error) => complaints.push(complaint(path, words(&error))),
        }
    }
    if complaints.is_empty() { Ok(texts) } else { Err(ReadError { complaints }) }
}

fn complaint(path: &Path, message: String) -> ReadComplaint {
    ReadComplaint { path: path.to_owned(), line: None, message }
}

/// The system's words, without Rust's `(os error 2)`.
fn words(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

fn folder(path: &Path, texts: &mut Vec<SqlText>, complaints: &mut Vec<ReadComplaint>) {
    let (read, wrong) = (texts.len(), complaints.len());
    walk(path, texts, complaints);
    if texts.len() == read && complaints.len() == wrong {
        complaints.push(complaint(path, "there is no file that ends in .sql in this folder".to_owned()));
    }
}

fn walk(path: &Path, texts: &mut Vec<SqlText>, complaints: &mut Vec<ReadComplaint>) {
    let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return complaints.push(complaint(path, words(&error))),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let is_hidden = name.to_string_lossy().starts_with('.');
        // A link to a folder is not followed: it may lead back here.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let is_sql = Path::new(&name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("sql"));
        match () {
            () if is_hidden => {}
            () if is_folder => walk(&entry.path(), texts, complaints),
            () if is_sql => file(&entry.path(), texts, complaints),
            () => {}
        }
    }
}

fn file(path: &Path, texts: &mut Vec<SqlText>, complaints: &mut Vec<ReadComplaint>) {
    match fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => texts.push(SqlText { path: path.to_owned(), text }),
        Ok(Err(error)) => {
            let good = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..good).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let message = "this is not UTF-8 text".to_owned();
            complaints.push(ReadComplaint { path: path.to_owned(), line: Some(line), message });
        }
        Err(error) => complaints.push(complaint(path, words(&error))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(texts: &[SqlText], under: &Path) -> Vec<String> {
        let name = |text: &SqlText| text.path.strip_prefix(under).unwrap().display().to_string();
        texts.iter().map(name).collect()
    }

    #[test]
    fn a_folder_is_read_to_its_depth_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::create_dir_all(path.join("tables/deep")).unwrap();
        for name in
            ["views.sql", "tables/b.sql", "tables/a.SQL", "tables/deep/c.sql", "notes.md", ".hidden.sql"]
        {
            fs::write(path.join(name), "select 1").unwrap();
        }
        let texts = read_sql(&[path.to_owned()]).unwrap();
        assert_eq!(names(&texts, path), ["tables/a.SQL", "tables/b.sql", "tables/deep/c.sql", "views.sql"]);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("empty")).unwrap();
        fs::write(path("bad.sql"), b"one\ntwo \xff").unwrap();
        fs::write(path("good.sql"), "select 1").unwrap();
        let all = [path("gone.sql"), path("empty"), path("bad.sql"), path("good.sql")];
        let error = read_sql(&all).unwrap_err();
        let told: Vec<String> = error
            .complaints
            .iter()
            .map(|it| it.to_string().replace(&format!("{}/", folder.path().display()), ""))
            .collect();
        assert_eq!(
            told,
            [
                "gone.sql: there is no such file or folder",
                "empty: there is no file that ends in .sql in this folder",
                "bad.sql:2: this is not UTF-8 text"
            ]
        );
    }
}
