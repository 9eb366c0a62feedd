//! Folders of revision files, read into a graph.
//!
//! A start-up check reads the whole history each time: every folder is listed once, every file
//! opened and read once, into one buffer, and nothing is asked about a file that its folder's
//! listing tells.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::file::{self, Complaint};
use crate::graph::{GraphComplaint, Node, RevisionGraph};
use crate::revision::Revision;

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
    let mut revisions = Vec::with_capacity(files.len());
    let mut complaints = Vec::new();
    let mut hints = Vec::new();
    let mut buffer = Vec::with_capacity(1 << 16);
    for path in &files {
        buffer.clear();
        if let Err(error) = read_file(path, &mut buffer) {
            complaints.push(Complaint::whole(path, format!("can't be read: {error}")));
            continue;
        }
        match file::parse_with_hints(path, &buffer) {
            Ok(parsed) => {
                revisions.push(parsed.revision);
                hints.extend(parsed.hints);
            }
            Err(found) => complaints.extend(found),
        }
    }
    let skipped = files.len() - revisions.len();
    let headers = revisions.iter().map(|revision| revision.header.clone()).collect();
    match RevisionGraph::new(headers) {
        Ok(graph) if complaints.is_empty() => Ok(Migrations { graph, revisions, hints }),
        Ok(_) => Err(DirectoryError::Files(complaints)),
        Err(found) => {
            let found = found.iter().filter(|complaint| skipped == 0 || !follows_from_skipped(complaint));
            complaints.extend(found.map(|complaint| place(complaint, &mut buffer)));
            Err(DirectoryError::Files(complaints))
        }
    }
}

/// What is missing may stand in a file that could not be read.
fn follows_from_skipped(complaint: &GraphComplaint) -> bool {
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
