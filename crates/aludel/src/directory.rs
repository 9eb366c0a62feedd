//! Folders of revision files, read into a graph.
//!
//! A start-up check reads the whole history each time: every folder is listed once, every file
//! opened and read once, into one buffer, and nothing is asked about a file that its folder's
//! listing tells.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::file::{self, Complaint};
use crate::graph::{GraphComplaint, Node, RevisionGraph};
use crate::revision::{Header, Revision};

/// Revisions, and the graph that they form.
#[derive(Clone, Debug)]
pub struct Migrations {
    /// How they stand on each other.
    pub graph: RevisionGraph,
    revisions: Vec<Revision>,
    hints: Vec<Complaint>,
}

/// Why revisions can't be read from folders.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DirectoryError {
    /// A folder is not there.
    #[error("there is no folder {}", .0.display())]
    Missing(PathBuf),
    /// What is there is no folder.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The system refused.
    #[error("can't read {}: {source}", path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// All that is wrong with the files and with the graph they form; never empty.
    #[error("{}", title(.0))]
    Files(Vec<Complaint>),
}

fn title(complaints: &[Complaint]) -> String {
    match complaints {
        [complaint] => complaint.to_string(),
        [first, ..] => format!("{} errors in revision files; the first: {first}", complaints.len()),
        [] => "errors in revision files".to_owned(),
    }
}

/// Reads every revision of the folders and their sub-folders.
///
/// Load order is the order of the folders, in each its files by name, then its sub-folders by
/// name. Only `.sql` files count, hidden ones don't, and a folder that is reached twice counts once.
///
/// # Errors
/// The first folder that can't be read; else all that is wrong with the files.
pub fn read(folders: &[impl AsRef<Path>]) -> Result<Migrations, DirectoryError> {
    let mut files = Vec::new();
    let mut visited = HashSet::new();
    for folder in folders {
        list(folder.as_ref(), &mut visited, &mut files)?;
    }
    let mut reading = Reading::default();
    let mut buffer = Vec::with_capacity(1 << 16);
    for path in &files {
        reading.file(path, &mut buffer);
    }
    let Reading { headers, revisions, hints, mut complaints, is_nameless } = reading;
    let found = match RevisionGraph::new(headers) {
        Ok(graph) if complaints.is_empty() => return Ok(Migrations { graph, revisions, hints }),
        Ok(_) => Vec::new(),
        Err(found) => found,
    };
    let found = found.iter().filter(|complaint| !is_nameless || !is_missing(complaint));
    complaints.extend(found.map(|complaint| place(complaint, &mut buffer)));
    let order: HashMap<&Path, usize> =
        files.iter().enumerate().map(|(index, path)| (path.as_path(), index)).collect();
    complaints.sort_by_key(|c| (order.get(c.path.as_path()).copied(), c.line, c.column));
    Err(DirectoryError::Files(complaints))
}

/// What the files have given so far.
#[derive(Default)]
struct Reading {
    /// Of all files that tell their id, broken ones too.
    headers: Vec<Header>,
    revisions: Vec<Revision>,
    hints: Vec<Complaint>,
    complaints: Vec<Complaint>,
    /// Whether there is a file that does not tell its id.
    is_nameless: bool,
}

impl Reading {
    fn file(&mut self, path: &Path, buffer: &mut Vec<u8>) {
        buffer.clear();
        if let Err(error) = read_file(path, buffer) {
            self.complaints.push(Complaint::whole(path, format!("can't be read: {error}")));
            self.is_nameless = true;
            return;
        }
        match file::read(path, buffer) {
            Ok(parsed) => {
                self.headers.push(parsed.revision.header.clone());
                self.revisions.push(parsed.revision);
                self.hints.extend(parsed.hints);
            }
            Err(broken) => {
                self.is_nameless |= broken.header.is_none();
                self.headers.extend(broken.header);
                self.complaints.extend(broken.complaints);
            }
        }
    }
}

/// Something is not there; it may be what a file without a readable id should be.
fn is_missing(complaint: &GraphComplaint) -> bool {
    matches!(complaint, GraphComplaint::MissingParent { .. } | GraphComplaint::MissingDependency { .. })
}

/// The complaint with the line of the file that it is about.
fn place(complaint: &GraphComplaint, buffer: &mut Vec<u8>) -> Complaint {
    let path = complaint.path();
    buffer.clear();
    match read_file(path, buffer) {
        Ok(()) => file::complaint_at_key(path, buffer, complaint.key(), complaint.to_string()),
        Err(_) => Complaint::whole(path, complaint.to_string()),
    }
}

/// Reads a file in as few calls as it takes: its size is not asked for.
fn read_file(path: &Path, buffer: &mut Vec<u8>) -> io::Result<()> {
    File::open(path)?.take(u64::MAX).read_to_end(buffer).map(|_| ())
}

/// Adds the revision files of a folder, then those of its sub-folders.
fn list(
    folder: &Path,
    visited: &mut HashSet<PathBuf>,
    files: &mut Vec<PathBuf>,
) -> Result<(), DirectoryError> {
    let refused = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => DirectoryError::Missing(folder.to_owned()),
        io::ErrorKind::NotADirectory => DirectoryError::NotAFolder(folder.to_owned()),
        _ => DirectoryError::Unreadable { path: folder.to_owned(), source },
    };
    // A link may lead back to where we are.
    if !visited.insert(fs::canonicalize(folder).map_err(refused)?) {
        return Ok(());
    }
    let mut names = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let name = entry.file_name();
        if is_hidden(&name) {
            continue;
        }
        let kind = entry.file_type().map_err(refused)?;
        // Only where a link leads must be asked; one that leads nowhere is nothing.
        let kind = match kind.is_symlink() {
            true => match fs::metadata(entry.path()) {
                Ok(target) => target.file_type(),
                Err(_) => continue,
            },
            false => kind,
        };
        if kind.is_dir() {
            folders.push(name);
        } else if kind.is_file() && Path::new(&name).extension() == Some(OsStr::new("sql")) {
            names.push(name);
        }
    }
    names.sort();
    folders.sort();
    files.extend(names.iter().map(|name| folder.join(name)));
    folders.iter().try_for_each(|name| list(&folder.join(name), visited, files))
}

/// Hidden files, and what editors leave behind: `.x`, `#x#`.
fn is_hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"#")
}

impl Migrations {
    /// Revisions that come from no folder, in load order.
    ///
    /// # Errors
    /// All that keeps them from being a graph.
    pub fn from_revisions(revisions: Vec<Revision>) -> Result<Self, Vec<GraphComplaint>> {
        let headers = revisions.iter().map(|revision| revision.header.clone()).collect();
        Ok(Self { graph: RevisionGraph::new(headers)?, revisions, hints: Vec::new() })
    }

    /// The revision that the node stands for.
    pub fn revision(&self, node: Node) -> &Revision {
        // Nodes come from the graph, which has as many as there are revisions.
        &self.revisions[node.index()]
    }

    /// Every revision, in load order.
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// What is allowed in the files, but may be meant otherwise.
    pub fn hints(&self) -> &[Complaint] {
        &self.hints
    }
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

    fn ids(migrations: &Migrations) -> Vec<&str> {
        migrations.revisions().iter().map(|revision| revision.header.id.as_str()).collect()
    }

    fn complaints(folder: &Path) -> Vec<String> {
        let Err(DirectoryError::Files(complaints)) = read(&[folder]) else { panic!("no complaints") };
        let shown = complaints.iter().map(ToString::to_string);
        shown.map(|complaint| complaint.replace(&format!("{}/", folder.display()), "")).collect()
    }

    #[test]
    fn load_order_is_files_then_sub_folders() {
        let folder = folder(&[
            ("b.sql", "-- revision: b\n-- revises: a\n-- upgrade\n"),
            ("B.sql", "-- revision: B\n-- revises: z\n-- upgrade\n"),
            ("sub/a.sql", "-- revision: a\n-- upgrade\n-- upgrade now\n"),
            ("1/z.sql", "-- revision: z\n-- revises: b\n-- upgrade\n"),
            (".hidden/x.sql", "no revision"),
            (".x.sql", "no revision"),
            ("#b.sql", "no revision"),
            ("b.sql~", "no revision"),
            ("notes.md", "no revision"),
        ]);
        let migrations = read(&[folder.path()]).unwrap();
        assert_eq!(ids(&migrations), ["B", "b", "z", "a"]);
        assert_eq!(migrations.hints().len(), 1);
        let node = migrations.graph.find("z").unwrap();
        assert_eq!(migrations.revision(node).header.path, folder.path().join("1/z.sql"));
        let again = read(&[folder.path().join("sub"), folder.path().to_owned()]).unwrap();
        assert_eq!(ids(&again), ["a", "B", "b", "z"]);
    }

    #[test]
    fn all_complaints_come_at_once() {
        let folder = folder(&[
            ("1.sql", "-- revision: 1\n-- revises: none\n-- upgrade\n"),
            ("2.sql", "-- created: 2026-11-22T00:31:14Z\n-- revision: 2\n-- revises: 11\n-- upgrade\n"),
            ("3.sql", "-- revision: 1\n-- upgrade\n"),
        ]);
        assert_eq!(
            complaints(folder.path()),
            [
                "2.sql:3:1: revision 2 revises 11, and there is no revision 11; did you mean 1?",
                "3.sql:1:1: revision 1 is there twice: 1.sql has the same id",
            ]
        );
        fs::write(folder.path().join("4.sql"), "-- revision: 11\n-- upgrade [x]\n").unwrap();
        let all = complaints(folder.path());
        assert_eq!(all.len(), 2, "{all:#?}");
        assert!(all[1].starts_with("4.sql:2:13: unknown option"), "{all:#?}");
        fs::write(folder.path().join("4.sql"), "select 1").unwrap();
        let all = complaints(folder.path());
        assert_eq!(all.len(), 3, "{all:#?}");
        assert!(all[1].starts_with("4.sql:1:1: this file has no header"), "{all:#?}");
    }

    #[test]
    fn folders_that_cannot_be_read() {
        let folder = folder(&[("1.sql", "-- revision: 1\n-- upgrade\n")]);
        let at = |name: &str| read(&[folder.path().join(name)]).unwrap_err().to_string();
        assert!(at("none").starts_with("there is no folder "), "{}", at("none"));
        assert!(at("1.sql").ends_with("1.sql is not a folder"), "{}", at("1.sql"));
        assert!(ids(&read(&[] as &[&Path]).unwrap()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_but_never_in_a_circle() {
        use std::os::unix::fs::symlink;
        let folder = folder(&[("a/1.sql", "-- revision: 1\n-- upgrade\n")]);
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("two"), "-- revision: 2\n-- revises: 1\n-- upgrade\n").unwrap();
        symlink(folder.path(), folder.path().join("a/back")).unwrap();
        symlink(elsewhere.path().join("two"), folder.path().join("2.sql")).unwrap();
        symlink("nowhere", folder.path().join("3.sql")).unwrap();
        assert_eq!(ids(&read(&[folder.path()]).unwrap()), ["2", "1"]);
    }
}
