//! A server that ends with the test, even when the test is killed.
//!
//! A destructor does not run on `kill -9`, nor for a static. So a small shell stands between: it starts
//! the server and waits for something that the kernel does on every end of a process. For a server
//! of one test that is the end of a pipe; for one that is shared by the processes of a run it is the
//! release of the last lock on a file.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{account, machine};

/// How long a server may take until it answers.
const START: Duration = Duration::from_secs(60);

/// Arguments: the signal that ends the server, the folder to remove then, the command.
/// A line on the pipe is a signal's name: the server ends by it and the folder stays.
const UNTIL_PIPE_CLOSES: &str = r#"
signal=$1 doomed=$2; shift 2
"$@" </dev/null >>server.log 2>&1 &
server=$!; echo $server >server.pid
wanted=; read -r wanted
kill -"${wanted:-$signal}" $server 2>/dev/null
wait $server 2>/dev/null
[ -n "$wanted" ] || rm -rf "$doomed"
"#;

/// Arguments: the signal, the folder to remove, the two lock files, the command.
/// Ends the server five seconds after its last user, and while nobody is about to become one.
const UNTIL_UNUSED: &str = r#"
signal=$1 doomed=$2 starting=$3 using=$4; shift 4
"$@" </dev/null >>server.log 2>&1 &
server=$!; echo $server >server.pid
exec 8>"$starting" 9>"$using"
idle=0
while sleep 1; do
    if flock -n 8; then
        if flock -n 9; then idle=$((idle + 1)); flock -u 9; else idle=0; fi
        if [ $idle -ge 5 ]; then break; fi
        flock -u 8
    else
        idle=0
    fi
done
kill -"$signal" $server 2>/dev/null
wait $server 2>/dev/null
rm -rf "$doomed"
"#;

/// What to start, and how it ends.
pub(crate) struct Launch {
    /// Where its files are; it is the working folder, and holds `server.log` and `server.pid`.
    pub(crate) folder: PathBuf,
    /// The program and its arguments; it must stay in the foreground.
    pub(crate) command: Vec<OsString>,
    /// The signal that ends it at the test's end, when its data no longer matters.
    pub(crate) signal: &'static str,
}

/// The guard of a server that belongs to one test; dropping it ends the server and removes the folder.
#[derive(Debug)]
pub(crate) struct Guard {
    shell: Child,
    pipe: Option<ChildStdin>,
}

impl Guard {
    /// Starts the server; it may not answer yet.
    pub(crate) fn start(launch: &Launch) -> Guard {
        let mut shell = shell(UNTIL_PIPE_CLOSES, launch, &[]);
        let mut shell = shell.stdin(Stdio::piped()).spawn().expect("sh can be started");
        let pipe = shell.stdin.take();
        Guard { shell, pipe }
    }

    /// Ends the server by the signal, waits for its end, and leaves its folder.
    pub(crate) fn stop(mut self, signal: &str) {
        if let Some(pipe) = &mut self.pipe {
            let _ = writeln!(pipe, "{signal}");
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.pipe = None;
        let _ = self.shell.wait();
    }
}

/// Our share in a server that all test processes of a run use; it is held until this process ends.
#[derive(Debug)]
pub(crate) struct Share {
    /// Where the server's files are.
    pub(crate) folder: PathBuf,
    _using: File,
}

/// Joins the run's server of that name, or starts it if this is the first process that wants it.
///
/// `start` makes the folder's contents and says what to launch and how to know that it answers; the
/// `facts` file in the folder is what it leaves for the processes that join.
pub(crate) fn share(name: &str, is_alive: impl Fn(&Path) -> bool, start: impl Fn(&Path, &Shared)) -> Share {
    let root = shared_root();
    let shared =
        Shared { starting: root.join(format!("{name}.starting")), using: root.join(format!("{name}.using")) };
    let folder = root.join(name);
    let starting = locked(&shared.starting);
    let using = open(&shared.using);
    using.lock_shared().expect("a lock file can be locked");
    if !is_alive(&folder) {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).expect("the shared folder is ours");
        start(&folder, &shared);
    }
    drop(starting);
    Share { folder, _using: using }
}

/// The lock files of a shared server.
pub(crate) struct Shared {
    starting: PathBuf,
    using: PathBuf,
}

impl Shared {
    /// Starts the server; it outlives this process if another one uses it.
    pub(crate) fn launch(&self, launch: &Launch) {
        let files = [self.starting.clone().into_os_string(), self.using.clone().into_os_string()];
        let mut shell = shell(UNTIL_UNUSED, launch, &files);
        // Nobody waits for it: it outlives us, and init takes it over.
        #[expect(clippy::zombie_processes, reason = "it ends after this process")]
        shell.stdin(Stdio::null()).spawn().expect("sh can be started");
    }
}

/// Asks until the server answers; `Err` holds what it logged when it ended instead, or never answered.
pub(crate) fn until_ready(folder: &Path, mut answers: impl FnMut() -> bool) -> Result<(), String> {
    let deadline = Instant::now() + START;
    while !answers() {
        if has_ended(folder) || Instant::now() > deadline {
            return Err(machine::tail(&folder.join("server.log")));
        }
        std::thread::sleep(Duration::from_millis(30));
    }
    Ok(())
}

/// Whether the server's process is there no more, or only as a zombie.
fn has_ended(folder: &Path) -> bool {
    let Ok(pid) = fs::read_to_string(folder.join("server.pid")) else { return false };
    let Ok(stat) = fs::read_to_string(format!("/proc/{}/stat", pid.trim())) else {
        return Path::new("/proc/self").exists() && !pid.trim().is_empty();
    };
    stat.contains(") Z ")
}

fn shell(script: &str, launch: &Launch, files: &[OsString]) -> Command {
    let _ = fs::remove_file(launch.folder.join("server.pid"));
    let mut command = Command::new("sh");
    command
        .args(["-c", script, "guard", launch.signal])
        .arg(&launch.folder)
        .args(files)
        .args(&launch.command);
    command.current_dir(&launch.folder).stdout(Stdio::null()).stderr(Stdio::null());
    // Its own process group: Ctrl-C reaches the test, and the guard then cleans up.
    command.process_group(0);
    command
}

/// The folder of this checkout's shared servers; another user's must not serve as ours.
fn shared_root() -> PathBuf {
    use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
    let checkout = env!("CARGO_MANIFEST_DIR").bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let root = machine::temporary_root().join(format!(
        "aludel-tests-{}-{:08x}",
        account::user_id(),
        checkout as u32
    ));
    let _ = fs::DirBuilder::new().mode(0o755).create(&root);
    let owner = fs::metadata(&root).expect("the folder of shared servers can be made").uid();
    assert_eq!(owner, account::user_id(), "{} belongs to somebody else: remove it", root.display());
    root
}

fn locked(path: &Path) -> File {
    let file = open(path);
    file.lock().expect("a lock file can be locked");
    file
}

fn open(path: &Path) -> File {
    let file = File::options().create(true).truncate(false).write(true).open(path);
    file.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_ends_with_its_guard() {
        let folder = machine::temporary_folder("guard");
        let inner = folder.path().join("server");
        fs::create_dir(&inner).expect("the folder is ours");
        let command = ["sleep", "600"].map(OsString::from).to_vec();
        let launch = Launch { folder: inner.clone(), command, signal: "KILL" };
        let guard = Guard::start(&launch);
        let pid = loop {
            match fs::read_to_string(inner.join("server.pid")) {
                Ok(pid) if pid.ends_with('\n') => break pid.trim().to_owned(),
                _ => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        let process = PathBuf::from(format!("/proc/{pid}"));
        assert!(process.exists() && !has_ended(&inner));
        drop(guard);
        assert!(!process.exists() && !inner.exists());
    }
}
