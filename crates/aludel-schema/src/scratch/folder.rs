//! A folder of ours that nobody forgets: a lock on a file in it tells whether its maker lives.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{ScratchError, cluster, name};

/// A temporary folder; dropping it removes it.
#[derive(Debug)]
pub(super) struct OwnFolder {
    path: PathBuf,
    /// Held for as long as we live: the system gives it back however we end.
    _lock: File,
}

impl OwnFolder {
    /// Makes one, and removes those whose makers are dead.
    pub(super) fn make(parent: &Path) -> Result<Self, ScratchError> {
        sweep(parent);
        let failed = |error| ScratchError::File { path: parent.to_owned(), error };
        fs::create_dir_all(parent).map_err(failed)?;
        // A sweeper that came between making and locking has removed it: the next one stays.
        for _ in 0..10 {
            let path = parent.join(name::unique());
            match lock_new(&path) {
                Ok(Some(lock)) => return Ok(Self { path, _lock: lock }),
                Ok(None) => {}
                Err(error) => return Err(ScratchError::File { path, error }),
            }
        }
        Err(failed(io::Error::other("no folder could be made")))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes it, and says what went wrong with that.
    pub(super) fn remove(self) -> Result<(), ScratchError> {
        remove(&self.path).map_err(|error| ScratchError::File { path: self.path.clone(), error })
    }
}

impl Drop for OwnFolder {
    fn drop(&mut self) {
        let _ = remove(&self.path);
    }
}

/// Removes a folder in which a program that was just ended may still write for a moment.
fn remove(path: &Path) -> io::Result<()> {
    let mut attempts = 0;
    loop {
        match fs::remove_dir_all(path) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !path.exists() => return Ok(()),
            Err(error) if attempts >= 20 => return Err(error),
            Err(_) => attempts += 1,
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn lock_new(path: &Path) -> io::Result<Option<File>> {
    private(path)?;
    let file = path.join("lock");
    let lock = match File::create_new(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    match lock.try_lock() {
        Ok(()) => Ok(file.exists().then_some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Makes a folder that nobody else may enter.
fn private(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        fs::DirBuilder::new().mode(0o700).create(path)
    }
    #[cfg(not(unix))]
    fs::create_dir(path)
}

/// Removes what dead processes have left.
fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(name::is_scratch);
        if is_ours && is_dead(&entry.path()) {
            cluster::end_orphan(&entry.path());
            let _ = remove(&entry.path());
        }
    }
}

/// Whether nobody holds the lock. A folder without its lock file is as good as new, for an hour.
fn is_dead(path: &Path) -> bool {
    match File::open(path.join("lock")) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let age = fs::metadata(path).and_then(|folder| folder.modified()).ok();
            age.and_then(|time| time.elapsed().ok()).is_some_and(|age| age > Duration::from_secs(3600))
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_lives_as_long_as_its_maker() {
        let parent = tempfile::tempdir().unwrap();
        let ours = OwnFolder::make(parent.path()).unwrap();
        fs::write(ours.path().join("file"), "").unwrap();
        let dead = parent.path().join(name::unique());
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join("lock"), "").unwrap();
        let strange = parent.path().join("aludel_scratch_notes");
        fs::create_dir(&strange).unwrap();
        let second = OwnFolder::make(parent.path()).unwrap();
        assert!(ours.path().exists() && second.path().exists() && strange.exists());
        assert!(!dead.exists());
        let path = ours.path().to_owned();
        ours.remove().unwrap();
        drop(second);
        assert!(!path.exists());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }
}
