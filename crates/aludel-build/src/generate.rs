//! What is written for the compiler: a list of the files, each with its path and where its text is.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use aludel::directory::{self, DirectoryError};
use aludel::file::Complaint;

/// A list of files, and what cargo is to be told of them.
#[derive(Debug)]
pub(crate) struct Generated {
    /// An expression: `&[("migrations/001.sql", include_str!("/…/migrations/001.sql")), …]`.
    pub(crate) text: String,
    /// The files, where they are.
    pub(crate) files: Vec<PathBuf>,
    /// What is allowed in them, but may be meant otherwise.
    pub(crate) hints: Vec<String>,
}

/// How the macro names what was embedded: the path, as the build script writes it.
pub(crate) fn name(folder: &Path) -> String {
    folder.display().to_string()
}

/// A file name for it in the folder of the build script.
pub(crate) fn file_name(name: &str) -> String {
    // Two names must not meet in one file: what is no plain letter is written as its number.
    let mut file = String::from("aludel-");
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => file.push(byte.into()),
            _ => {
                let _ = write!(file, "_{byte:02x}");
            }
        }
    }
    file + ".rs"
}

/// Writes a file, unless that is what it says already.
pub(crate) fn write(file: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(file).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::write(file, text)
}

/// Reads and checks the folders, which are relative to the crate; the error is all that is wrong.
pub(crate) fn generate(manifest: &Path, folders: &[impl AsRef<Path>]) -> Result<Generated, Vec<String>> {
    let places: Vec<PathBuf> = folders.iter().map(|folder| manifest.join(folder)).collect();
    let shown = |path: &Path| shown(&places, folders, path);
    let migrations = directory::read(&places).map_err(|error| match error {
        DirectoryError::Files(complaints) => {
            complaints.iter().map(|complaint| words(complaint, &shown(&complaint.path))).collect()
        }
        other => vec![other.to_string()],
    })?;
    let mut text = String::from("&[\n");
    let mut files = Vec::new();
    for node in migrations.graph.nodes() {
        let path = &migrations.graph.header(node).path;
        let place = fs::canonicalize(path)
            .map_err(|error| vec![format!("can't find {}: {error}", path.display())])?;
        let Some(found) = place.to_str() else {
            return Err(vec![format!("{} can't be embedded: its path is no UTF-8", path.display())]);
        };
        let _ = writeln!(text, "    ({:?}, include_str!({found:?})),", shown(path));
        files.push(place);
    }
    text.push_str("]\n");
    let mut hints: Vec<String> =
        migrations.hints().iter().map(|hint| words(hint, &shown(&hint.path))).collect();
    if files.is_empty() {
        let places: Vec<String> = places.iter().map(|place| place.display().to_string()).collect();
        hints.push(format!("there is no revision file in {}", places.join(", ")));
    }
    Ok(Generated { text, files, hints })
}

/// The path as somebody at the desk knows it: below the folder that the build script names.
fn shown(places: &[PathBuf], folders: &[impl AsRef<Path>], path: &Path) -> String {
    let below = places
        .iter()
        .zip(folders)
        .find_map(|(place, folder)| path.strip_prefix(place).ok().map(|below| folder.as_ref().join(below)));
    below.as_deref().unwrap_or(path).display().to_string()
}

fn words(complaint: &Complaint, path: &str) -> String {
    let help = complaint.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    format!("{path}:{}:{}: {}{help}", complaint.line, complaint.column, complaint.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn files_of_folders_and_sub_folders_are_listed_in_load_order() {
        let folder = folder(&[
            ("migrations/002 \"b\".sql", "-- revision: 002\n-- revises: 001\n-- upgrade\n-- upgrade now\n"),
            ("migrations/old/001.sql", "-- revision: 001\n-- upgrade\n"),
            ("more/003.sql", "-- revision: 003\n-- revises: 002\n-- upgrade\n"),
        ]);
        let generated = generate(folder.path(), &["migrations", "more"]).unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        assert_eq!(
            generated.text.replace(root.to_str().unwrap(), ""),
            r#"&[
    ("migrations/002 \"b\".sql", include_str!("/migrations/002 \"b\".sql")),
    ("migrations/old/001.sql", include_str!("/migrations/old/001.sql")),
    ("more/003.sql", include_str!("/more/003.sql")),
]
"#
        );
        assert_eq!(generated.files.len(), 3);
        assert!(generated.hints[0].starts_with("migrations/002 \"b\".sql:4:1: "), "{:?}", generated.hints);
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let folder = folder(&[
            ("migrations/1.sql", "-- revision: 1\n-- upgrade [x]\n"),
            ("migrations/2.sql", "-- revision: 2\n-- revises: 3\n-- upgrade\n"),
        ]);
        assert_eq!(
            generate(folder.path(), &["migrations"]).unwrap_err(),
            [
                "migrations/1.sql:2:13: unknown option \"x\" of a marker (known are postgres, sqlite, mysql, no-transaction, rust)",
                "migrations/2.sql:2:1: revision 2 revises 3, and there is no revision 3; did you mean 1 or 2?",
            ]
        );
        fs::remove_dir_all(folder.path().join("migrations")).unwrap();
        let missing = generate(folder.path(), &["migrations"]).unwrap_err();
        assert!(missing[0].starts_with("there is no folder "), "{missing:?}");
        fs::create_dir(folder.path().join("migrations")).unwrap();
        let empty = generate(folder.path(), &["migrations"]).unwrap();
        assert!(empty.hints[0].starts_with("there is no revision file in "), "{empty:?}");
    }

    #[test]
    fn two_folders_have_two_files() {
        assert_eq!(file_name("migrations"), "aludel-migrations.rs");
        assert_ne!(file_name("a/b"), file_name("a_2fb"));
    }
}
