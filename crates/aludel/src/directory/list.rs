//! Which revision files there are: folders and their sub-folders, in load order.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::DirectoryError;

/// What is asked of each file besides its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Nothing: the listing of its folder tells that it is a file.
    Nothing,
    /// What shows that it has not changed.
    Stamp,
}

/// The files of some folders.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The folders that were named, as the system calls them.
    pub(super) roots: Vec<PathBuf>,
    /// In load order.
    pub(super) files: Vec<Listed>,
}

/// A revision file.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) path: PathBuf,
    /// The number of the named folder that it is in.
    pub(super) root: usize,
    /// Where in its path that folder ends.
    pub(super) below_at: usize,
    /// There where it was asked for, and where the system has such a thing.
    pub(super) stamp: Option<Stamp>,
}

impl Listed {
    /// Its path in the named folder; `None`: it is no UTF-8.
    pub(super) fn below(&self) -> Option<&str> {
        self.path.to_str()?.get(self.below_at..)
    }

    /// Whether it was left alone for a while before that moment: it can't change again unseen.
    pub(super) fn is_settled(&self, moment: SystemTime) -> bool {
        let since_epoch = moment.duration_since(SystemTime::UNIX_EPOCH).ok();
        let settled = since_epoch.and_then(|since| since.checked_sub(TOO_YOUNG));
        let settled = settled.and_then(|since| i64::try_from(since.as_nanos()).ok());
        match (settled, &self.stamp) {
            (Some(settled), Some(stamp)) => stamp.modified < settled && stamp.changed < settled,
            _ => false,
        }
    }
}

/// So young, a file may change again without a trace in its times.
pub(super) const TOO_YOUNG: Duration = Duration::from_secs(2);

/// What a file system says of a file: as long as it says the same, the file is the same.
///
/// The time of its last change can't be set by a program, as that of its last modification can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) device: u64,
    pub(super) inode: u64,
    pub(super) size: u64,
    /// Nanoseconds since 1970.
    pub(super) modified: i64,
    /// The same, of the last change of its contents or of what is known of it.
    pub(super) changed: i64,
}

impl Stamp {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let nanoseconds = |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
        Some(Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            size: metadata.size(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec())?,
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec())?,
        })
    }

    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Option<Self> {
        None
    }
}

/// Lists the folders and their sub-folders.
///
/// # Errors
/// The first folder that can't be read.
pub(super) fn list(folders: &[impl AsRef<Path>], ask: Ask) -> Result<Listing, DirectoryError> {
    let mut lister = Lister { ask, visited: HashSet::new(), listing: Listing::default() };
    for folder in folders {
        lister.root(folder.as_ref())?;
    }
    Ok(lister.listing)
}

struct Lister {
    ask: Ask,
    visited: HashSet<PathBuf>,
    listing: Listing,
}

impl Lister {
    fn root(&mut self, folder: &Path) -> Result<(), DirectoryError> {
        let canonical = fs::canonicalize(folder).map_err(|error| refused(folder, error))?;
        self.listing.roots.push(canonical.clone());
        self.folder(folder, canonical, 0)
    }

    /// Adds the revision files of a folder, then those of its sub-folders.
    fn folder(&mut self, folder: &Path, canonical: PathBuf, below: usize) -> Result<(), DirectoryError> {
        // A link may lead back to where we are.
        if !self.visited.insert(canonical) {
            return Ok(());
        }
        let mut files = Vec::new();
        let mut folders = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| refused(folder, error))? {
            let entry = entry.map_err(|error| refused(folder, error))?;
            let name = entry.file_name();
            if is_hidden(&name) {
                continue;
            }
            let Some((kind, stamp)) = self.look(&entry, &name).map_err(|error| refused(folder, error))?
            else {
                continue;
            };
            if kind.is_dir() {
                folders.push(name);
            } else if kind.is_file() && is_sql(&name) {
                files.push((name, stamp));
            }
        }
        files.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
        folders.sort_unstable();
        let root = self.listing.roots.len() - 1;
        // With the separator behind it: the name need only be put there.
        let folder = folder.join("");
        let below_at = folder.as_os_str().len() - below;
        self.listing.files.extend(files.into_iter().map(|(name, stamp)| {
            let path = behind(&folder, &name);
            Listed { path, root, below_at, stamp }
        }));
        for name in folders {
            let path = behind(&folder, &name);
            let canonical = fs::canonicalize(&path).map_err(|error| refused(&path, error))?;
            self.folder(&path, canonical, below + name.len() + 1)?;
        }
        Ok(())
    }

    /// What stands there; `None`: a link that leads nowhere.
    fn look(&self, entry: &DirEntry, name: &OsStr) -> io::Result<Option<(FileType, Option<Stamp>)>> {
        let kind = entry.file_type()?;
        // Only where a link leads must be asked.
        if kind.is_symlink() {
            return Ok(fs::metadata(entry.path()).ok().map(|it| (it.file_type(), Stamp::of(&it))));
        }
        if self.ask == Ask::Nothing || !kind.is_file() || !is_sql(name) {
            return Ok(Some((kind, None)));
        }
        match entry.metadata() {
            Ok(metadata) => Ok(Some((kind, Stamp::of(&metadata)))),
            // It was there a moment ago; whoever reads it will say what is wrong.
            Err(_) => Ok(Some((kind, None))),
        }
    }
}

fn behind(folder: &Path, name: &OsStr) -> PathBuf {
    let mut path = OsString::with_capacity(folder.as_os_str().len() + name.len());
    path.push(folder);
    path.push(name);
    PathBuf::from(path)
}

fn refused(folder: &Path, source: io::Error) -> DirectoryError {
    match source.kind() {
        io::ErrorKind::NotFound => DirectoryError::Missing(folder.to_owned()),
        io::ErrorKind::NotADirectory => DirectoryError::NotAFolder(folder.to_owned()),
        _ => DirectoryError::Unreadable { path: folder.to_owned(), source },
    }
}

fn is_sql(name: &OsStr) -> bool {
    name.as_encoded_bytes().ends_with(b".sql")
}

/// Hidden files, and what editors leave behind: `.x`, `#x#`.
fn is_hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"#")
}
