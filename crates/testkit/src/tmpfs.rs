//! A disk that is soon full.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::{account, machine};

/// A small disk of its own, in memory; dropping it takes it away.
#[derive(Debug)]
pub struct SmallDisk {
    path: PathBuf,
    keeper: Option<Child>,
    folder: tempfile::TempDir,
}

/// A disk of that many bytes; `None` after [`crate::skip`] has said why there can be none.
pub fn small_disk(bytes: u64) -> Option<SmallDisk> {
    let disk = mounted(bytes).or_else(|| in_a_name_space(bytes));
    if disk.is_none() {
        machine::skip("neither root nor a name space of our own may mount a small disk here");
    }
    disk
}

impl SmallDisk {
    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A path on it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Lets nobody write to it any more, not even root; `false` where that can't be done.
    pub fn make_read_only(&self) -> bool {
        let mut command = match &self.keeper {
            Some(keeper) => {
                let mut command = Command::new("nsenter");
                command.args(["--preserve-credentials", "-U", "-m", "-t", &keeper.id().to_string(), "mount"]);
                command
            }
            None => Command::new("mount"),
        };
        let remount = command.args(["-o", "remount,ro"]).arg(self.folder.path());
        remount.output().is_ok_and(|output| output.status.success())
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        match &mut self.keeper {
            Some(keeper) => {
                let _ = keeper.kill();
                let _ = keeper.wait();
            }
            // Lazily: a process that the test left behind must not keep the mount.
            None => drop(Command::new("umount").arg("-l").arg(self.folder.path()).output()),
        }
    }
}

fn mounted(bytes: u64) -> Option<SmallDisk> {
    let folder = machine::temporary_folder("disk");
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", &options(bytes), "tmpfs"]).arg(folder.path());
    let succeeds = account::is_root() && mount.output().is_ok_and(|output| output.status.success());
    succeeds.then(|| SmallDisk { path: folder.path().to_owned(), keeper: None, folder })
}

/// Mounts it where we are root: in a name space that a process of ours keeps alive.
// Others of our processes see it through /proc: https://man7.org/linux/man-pages/man5/proc_pid_root.5.html
fn in_a_name_space(bytes: u64) -> Option<SmallDisk> {
    let folder = machine::temporary_folder("disk");
    let script = "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && echo mounted && exec cat >/dev/null";
    let mut unshare = Command::new("unshare");
    unshare.args(["-rm", "sh", "-c", script, "sh", &options(bytes)]).arg(folder.path());
    // Its standard input is a pipe of ours: it ends when we do, even when we are killed.
    let piped = unshare.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut keeper = piped.spawn().ok()?;
    let mut said = String::new();
    let _ = keeper.stdout.take().map(|pipe| BufReader::new(pipe).read_line(&mut said));
    let inside = folder.path().strip_prefix("/").unwrap_or(folder.path());
    let path = Path::new("/proc").join(keeper.id().to_string()).join("root").join(inside);
    let disk = SmallDisk { path, keeper: Some(keeper), folder };
    (said == "mounted\n").then_some(disk)
}

fn options(bytes: u64) -> String {
    format!("size={bytes},mode=755")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(disk: &SmallDisk) {
        std::fs::write(disk.file("small"), "text").expect("there is room");
        let error = std::fs::write(disk.file("big"), vec![0; 128 * 1024]).err();
        assert_eq!(error.map(|error| error.kind()), Some(std::io::ErrorKind::StorageFull));
    }

    #[test]
    fn it_is_soon_full() {
        let Some(disk) = small_disk(64 * 1024) else { return };
        check(&disk);
    }

    #[test]
    fn a_name_space_serves_where_we_are_not_root() {
        if let Some(disk) = in_a_name_space(64 * 1024) {
            check(&disk);
        }
    }
}
