//! Folders of revision files, read into a graph.
//!
//! A start-up check needs all headers and a checksum of each text, and the texts only of what it
//! runs. So a revision's text is read when it is asked for, and where the caller has a folder for
//! caches, a file that has not changed since the last run is not even opened.

mod cache;
mod list;
mod texts;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use crate::Dialect;
use crate::file::{self, Complaint};
use crate::graph::{GraphComplaint, Node, RevisionGraph};
use crate::revision::{Direction, Header, Revision};
use crate::script;
use cache::{Cache, Digests};
use list::{Ask, Listing};

/// Revisions, and the graph that they form.
#[derive(Clone, Debug)]
pub struct Migrations {
    /// How they stand on each other.
    pub graph: RevisionGraph,
    texts: Vec<Text>,
    hints: Vec<Complaint>,
}

/// What is known of a revision besides its header.
#[derive(Clone, Debug)]
struct Text {
    revision: OnceLock<Box<Revision>>,
    /// There where the revision was not read.
    digests: Option<Digests>,
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
    let read_at = SystemTime::now();
    build(list::list(folders, Ask::Nothing)?, None, read_at)
}

/// As [`read`], but what was not changed since the last time is known from a file in `caches`.
///
/// That file is made and kept up to date here, in the folder `caches`, which need not be there.
/// Where that is not possible, and for few revisions, it is as if there were no cache. The SQL
/// never comes from it.
///
/// # Errors
/// Those of [`read`].
pub fn read_cached(folders: &[impl AsRef<Path>], caches: &Path) -> Result<Migrations, DirectoryError> {
    let read_at = SystemTime::now();
    let listing = list::list(folders, Ask::Stamp)?;
    let cache = Cache::open(caches, &listing);
    build(listing, cache, read_at)
}

fn build(
    listing: Listing,
    mut cache: Option<Cache>,
    read_at: SystemTime,
) -> Result<Migrations, DirectoryError> {
    let mut reading = Reading::of(listing.files.len());
    let mut buffer = Vec::with_capacity(1 << 13);
    let mut is_news = false;
    for listed in &listing.files {
        match cache.as_mut().and_then(|cache| cache.find(listed)) {
            Some((header, digests)) => reading.known(header, digests),
            None => is_news |= reading.file(&listed.path, &mut buffer) && listed.is_settled(read_at),
        }
    }
    let order = || listing.files.iter().map(|listed| listed.path.as_path());
    let migrations = reading.finish(order, |complaint| place(complaint, &mut buffer))?;
    if let Some(cache) = cache.filter(|cache| is_news || cache.is_outdated()) {
        migrations.keep(&cache, &listing, read_at);
    }
    Ok(migrations)
}

/// What the files have given so far.
#[derive(Default)]
struct Reading {
    /// Of all files that tell their id, broken ones too.
    headers: Vec<Header>,
    texts: Vec<Text>,
    hints: Vec<Complaint>,
    complaints: Vec<Complaint>,
    /// Whether there is a file that does not tell its id.
    is_nameless: bool,
}

impl Reading {
    fn of(count: usize) -> Self {
        let mut reading = Self::default();
        reading.headers.reserve(count);
        reading.texts.reserve(count);
        reading
    }

    fn known(&mut self, header: Header, digests: Digests) {
        self.headers.push(header);
        self.texts.push(Text { revision: OnceLock::new(), digests: Some(digests) });
    }

    /// Reads a file; says whether it may be kept what it says: hints are said each time.
    fn file(&mut self, path: &Path, buffer: &mut Vec<u8>) -> bool {
        buffer.clear();
        if let Err(error) = read_file(path, buffer) {
            self.complaints.push(Complaint::whole(path, format!("can't be read: {error}")));
            self.is_nameless = true;
            return false;
        }
        self.text(path, buffer)
    }

    /// As [`Reading::file`], of a text that is at hand.
    fn text(&mut self, path: &Path, bytes: &[u8]) -> bool {
        match file::read(path, bytes) {
            Ok(parsed) => {
                let is_plain = parsed.hints.is_empty();
                self.headers.push(parsed.revision.header.clone());
                self.texts.push(Text::of(parsed.revision));
                self.hints.extend(parsed.hints);
                is_plain
            }
            Err(broken) => {
                self.is_nameless |= broken.header.is_none();
                self.headers.extend(broken.header);
                self.complaints.extend(broken.complaints);
                false
            }
        }
    }

    /// Makes the graph; what is wrong with it is said with what is wrong with the files, in their order.
    fn finish<'p, P: Iterator<Item = &'p Path>>(
        self,
        paths: impl FnOnce() -> P,
        place: impl FnMut(&GraphComplaint) -> Complaint,
    ) -> Result<Migrations, DirectoryError> {
        let Self { headers, texts, hints, mut complaints, is_nameless } = self;
        let found = match RevisionGraph::new(headers) {
            Ok(graph) if complaints.is_empty() => return Ok(Migrations { graph, texts, hints }),
            Ok(_) => Vec::new(),
            Err(found) => found,
        };
        let found = found.iter().filter(|complaint| !is_nameless || !is_missing(complaint));
        complaints.extend(found.map(place));
        let order: HashMap<&Path, usize> = paths().enumerate().map(|(index, path)| (path, index)).collect();
        complaints.sort_by_key(|c| (order.get(c.path.as_path()).copied(), c.line, c.column));
        Err(DirectoryError::Files(complaints))
    }
}

impl Text {
    fn of(revision: Revision) -> Self {
        Self { revision: OnceLock::from(Box::new(revision)), digests: None }
    }
}

fn digests(revision: &Revision) -> Digests {
    let digests = Dialect::ALL.map(|dialect| script::digest(dialect, upgrade_text(revision, dialect)));
    match digests {
        [one, two, three] if one == two && two == three => Digests::Same(one),
        several => Digests::Each(Box::new(several)),
    }
}

fn upgrade_text(revision: &Revision, dialect: Dialect) -> &str {
    revision.section(Direction::Up, dialect).map_or("", |section| section.text.as_str())
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

/// Reads the file of a revision whose header is known.
fn read_again(header: &Header) -> Result<Revision, DirectoryError> {
    let path = &header.path;
    // Room for most files: into none, a few bytes are read first, to see whether there are any.
    let mut buffer = Vec::with_capacity(1 << 13);
    let changed = |what: String| DirectoryError::Files(vec![Complaint::whole(path, what)]);
    read_file(path, &mut buffer).map_err(|error| changed(format!("can't be read: {error}")))?;
    let revision = file::parse(path, &buffer).map_err(DirectoryError::Files)?;
    if revision.header != *header {
        return Err(changed("its header was changed while it was being read".to_owned()));
    }
    Ok(revision)
}

/// Reads a file in as few calls as it takes: its size is not asked for.
fn read_file(path: &Path, buffer: &mut Vec<u8>) -> io::Result<()> {
    File::open(path)?.take(u64::MAX).read_to_end(buffer).map(|_| ())
}

impl Migrations {
    /// Revisions that come from no folder, in load order.
    ///
    /// # Errors
    /// All that keeps them from being a graph.
    pub fn from_revisions(revisions: Vec<Revision>) -> Result<Self, Vec<GraphComplaint>> {
        let headers = revisions.iter().map(|revision| revision.header.clone()).collect();
        let graph = RevisionGraph::new(headers)?;
        Ok(Self { graph, texts: revisions.into_iter().map(Text::of).collect(), hints: Vec::new() })
    }

    /// The revision that the node stands for; its file is read where that was not needed before.
    ///
    /// # Errors
    /// When the file is no more what it was a moment ago.
    pub fn revision(&self, node: Node) -> Result<&Revision, DirectoryError> {
        // Nodes come from the graph, which has as many as there are texts.
        let text = &self.texts[node.index()];
        if let Some(revision) = text.revision.get() {
            return Ok(revision);
        }
        let revision = read_again(self.graph.header(node))?;
        Ok(text.revision.get_or_init(|| Box::new(revision)))
    }

    /// Every revision, in load order.
    ///
    /// # Errors
    /// When a file is no more what it was a moment ago.
    pub fn revisions(&self) -> Result<Vec<&Revision>, DirectoryError> {
        self.graph.nodes().map(|node| self.revision(node)).collect()
    }

    /// Whether the text that upgrades has this checksum; no file is read for it.
    pub fn has_checksum(&self, node: Node, dialect: Dialect, checksum: &str) -> bool {
        let text = &self.texts[node.index()];
        // The digests stand in the order of `Dialect::ALL`, which is the order of the enumeration.
        match (&text.digests, text.revision.get()) {
            (Some(Digests::Same(digest)), _) => script::is_digest(digest, checksum),
            (Some(Digests::Each(digests)), _) => script::is_digest(&digests[dialect as usize], checksum),
            (None, Some(revision)) => {
                script::is_digest(&script::digest(dialect, upgrade_text(revision, dialect)), checksum)
            }
            // A text is known by one or the other.
            (None, None) => false,
        }
    }

    /// Keeps what is known of files that were left alone for a while.
    fn keep(&self, cache: &Cache, listing: &Listing, read_at: SystemTime) {
        let hinted: HashSet<&Path> = self.hints.iter().map(|hint| hint.path.as_path()).collect();
        let known = listing.files.iter().zip(self.graph.nodes()).filter_map(|(listed, node)| {
            let is_kept = listed.is_settled(read_at) && !hinted.contains(listed.path.as_path());
            // The nodes are in load order, as the files are.
            let text = self.texts.get(node.index()).filter(|_| is_kept)?;
            let digests = match (&text.digests, text.revision.get()) {
                (Some(digests), _) => digests.clone(),
                (None, revision) => digests(revision?),
            };
            Some((listed, self.graph.header(node), digests))
        });
        cache.keep(known);
    }

    /// What is allowed in the files, but may be meant otherwise.
    pub fn hints(&self) -> &[Complaint] {
        &self.hints
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

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
        migrations.graph.nodes().map(|node| migrations.graph.id(node).as_str()).collect()
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
        assert_eq!(migrations.revision(node).unwrap().header.path, folder.path().join("1/z.sql"));
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
