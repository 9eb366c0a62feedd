//! What this machine has: programs, free ports; and what a test does when something is missing.
//!
//! A test that silently did nothing is worse than none, so the only way to go without a program is
//! [`skip`], which fails in CI and speaks aloud elsewhere.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

/// Whether this is an automatic build, where nothing may be skipped: `CI` is set, and not to `false`.
pub fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}

/// Says aloud that the running test is skipped, and why.
///
/// # Panics
///
/// In CI, where nothing may be skipped.
pub fn skip(why: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    assert!(!in_ci(), "{test}: {why}; with CI set nothing may be skipped");
    // The macros' output is swallowed by the test harness when a test passes; this handle's is not.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {test}: {why}");
}

/// The program's full path: among the folders given first, then on `PATH`.
pub(crate) fn find(program: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let system = ["/usr/sbin", "/usr/local/sbin", "/sbin"].map(PathBuf::from);
    let everywhere = folders.iter().cloned().chain(std::env::split_paths(&path)).chain(system);
    everywhere.map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The folders in which distributions keep PostgreSQL's own programs, the newest version first.
// Debian's /usr/bin/psql is a Perl script that looks for a cluster; the real one stands in here.
pub(crate) fn postgres_folders() -> Vec<PathBuf> {
    let Ok(versions) = fs::read_dir("/usr/lib/postgresql") else { return Vec::new() };
    let mut found: Vec<(u32, PathBuf)> = versions
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// A loopback port that nobody listens on just now.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port can be bound");
    listener.local_addr().expect("a bound socket has an address").port()
}

/// A folder for short-lived files whose path is short: a Unix socket's path holds 107 bytes.
pub(crate) fn temporary_root() -> PathBuf {
    let folder = std::env::temp_dir();
    if folder.as_os_str().len() <= 40 { folder } else { PathBuf::from("/tmp") }
}

/// A new temporary folder that everybody on the machine may enter, since servers run as others.
pub(crate) fn temporary_folder(purpose: &str) -> tempfile::TempDir {
    temporary_folder_in(&temporary_root(), purpose)
}

/// As [`temporary_folder`], in another folder.
pub(crate) fn temporary_folder_in(parent: &Path, purpose: &str) -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt as _;
    tempfile::Builder::new()
        .prefix(&format!("aludel-{purpose}-"))
        .permissions(fs::Permissions::from_mode(0o755))
        .tempdir_in(parent)
        .expect("a temporary folder can be made")
}

/// The last lines of a file, for a message.
pub(crate) fn tail(file: &Path) -> String {
    let text = fs::read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

/// A name that no other test uses: letters, digits and underscores, at most 32 of them.
pub(crate) fn unique_name(prefix: &str) -> String {
    format!("{prefix}_{}_{:08x}", std::process::id(), fastrand::u32(..))
}
