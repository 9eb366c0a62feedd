//! A server that ends with the test, even when the test is killed.
//!
//! A destructor does not run on `kill -9`, nor for a static. So a small shell stands between: it starts
//! the server and waits for something that the kernel does on every end of a process. For a server
//! of one test that is the end of a pipe; `share.rs` has what serves a whole run.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use crate::machine;

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

/// The command that runs a guard's script; its arguments are the signal, the folder, files, the command.
pub(crate) fn shell(script: &str, launch: &Launch, files: &[OsString]) -> Command {
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
