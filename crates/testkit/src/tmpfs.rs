//! A disk that is soon full.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{account, machine};

/// A small disk of its own, in memory; dropping it takes it away.
#[derive(Debug)]
pub struct SmallDisk {
    folder: tempfile::TempDir,
}

/// A disk of that many bytes; `None` after [`crate::skip`] has said why there can be none.
///
/// It takes root. Without, no other process could see a disk that a name space of our own holds.
pub fn small_disk(bytes: u64) -> Option<SmallDisk> {
    let folder = machine::temporary_folder("disk");
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", &format!("size={bytes},mode=755"), "tmpfs"]).arg(folder.path());
    if account::is_root() && mount.output().is_ok_and(|output| output.status.success()) {
        return Some(SmallDisk { folder });
    }
    machine::skip("a small disk can't be mounted here (it takes root)");
    None
}

impl SmallDisk {
    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path on it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a process that the test left behind must not keep the mount.
        let _ = Command::new("umount").arg("-l").arg(self.folder.path()).output();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_soon_full() {
        let Some(disk) = small_disk(64 * 1024) else { return };
        let error = std::fs::write(disk.file("big"), vec![0; 128 * 1024]).err();
        assert_eq!(error.map(|error| error.kind()), Some(std::io::ErrorKind::StorageFull));
    }
}
