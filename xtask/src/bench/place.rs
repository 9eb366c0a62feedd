//! Where is measured: folders on a disk and in memory, servers of our own, an environment with nothing in it.

use std::fs;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use testkit::DedicatedPostgres;

/// A server that keeps its promises: what it has committed is on the disk.
const SAFE: [&str; 2] = ["fsync=on", "full_page_writes=on"];

/// A temporary folder on a disk; a file system in memory would make every commit free.
pub(super) fn on_disk() -> Result<tempfile::TempDir, String> {
    let candidates = [std::env::temp_dir(), PathBuf::from("/var/tmp")];
    let parent = candidates.iter().find(|folder| folder.is_dir() && !is_in_memory(folder));
    let parent = parent.ok_or("no folder for temporary files is on a disk: set TMPDIR")?;
    folder_in(parent)
}

/// A temporary folder in memory; `None` after it was said why there is none.
pub(super) fn in_memory() -> Result<Option<tempfile::TempDir>, String> {
    let parent = Path::new("/dev/shm");
    if parent.is_dir() && is_in_memory(parent) {
        return folder_in(parent).map(Some);
    }
    super::skip("in memory: /dev/shm is no tmpfs here");
    Ok(None)
}

fn folder_in(parent: &Path) -> Result<tempfile::TempDir, String> {
    use std::os::unix::fs::PermissionsExt as _;
    tempfile::Builder::new()
        .prefix("aludel-bench-")
        .permissions(fs::Permissions::from_mode(0o755))
        .tempdir_in(parent)
        .map_err(|error| format!("{}: {error}", parent.display()))
}

/// A PostgreSQL of our own in the folder, with `fsync` on; `None` after it was said why there is none.
pub(super) fn postgres_in(folder: &Path) -> Option<DedicatedPostgres> {
    testkit::dedicated_postgres_in(folder, &SAFE)
}

/// The URL of a fresh database that stays as long as the server does.
///
/// One that is dropped leaves thousands of deleted inodes behind, among which ext4 looks for free
/// ones for a minute: whoever comes next would pay several times his own cost for it.
pub(super) fn fresh(server: &DedicatedPostgres) -> String {
    let database = ManuallyDrop::new(server.database());
    database.url()
}

/// A program in an environment with nothing in it, at home in the folder.
pub(super) fn command(program: &Path, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("HOME", home).env("LANG", "C.UTF-8").current_dir(home);
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command
}

/// Waits until a file that was just written counts as old: nobody trusts the time of a fresh one.
pub(super) fn let_files_age() {
    std::thread::sleep(Duration::from_millis(2100));
}

/// The file system type of the mount that holds the folder.
pub(super) fn file_system(folder: &Path) -> String {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let mut found = ("", "unknown");
    for line in mounts.lines() {
        let mut fields = line.split(' ').skip(1);
        if let (Some(point), Some(kind)) = (fields.next(), fields.next())
            && folder.starts_with(point)
            && point.len() >= found.0.len()
        {
            found = (point, kind);
        }
    }
    found.1.to_owned()
}

fn is_in_memory(folder: &Path) -> bool {
    matches!(file_system(folder).as_str(), "tmpfs" | "ramfs")
}
