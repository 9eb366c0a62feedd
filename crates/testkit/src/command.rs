//! Runs programs: with a time limit, one or many at once.

use std::env;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A test that hangs is a failure that nobody sees; after this time it becomes one that everybody sees.
const LIMIT: Duration = Duration::from_secs(120);

/// What a program leaves running may hold its output open: after its end we read on for this long.
const AFTERMATH: Duration = Duration::from_secs(2);

/// What a program left behind.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Its exit code; 128 and the signal's number when a signal ended it, as shells say it.
    pub code: i32,
    /// What it wrote to the standard output.
    pub stdout: String,
    /// What it wrote to the standard error.
    pub stderr: String,
    /// How long it ran.
    pub took: Duration,
}

impl Ended {
    /// Itself, if it ended with code 0.
    ///
    /// # Panics
    ///
    /// With what it wrote, if it did not.
    #[track_caller]
    pub fn success(self) -> Ended {
        self.code_is(0)
    }

    /// Itself, if it ended with that code.
    ///
    /// # Panics
    ///
    /// With what it wrote, if it did not.
    #[track_caller]
    pub fn code_is(self, code: i32) -> Ended {
        assert_eq!(self.code, code, "the exit code\n--- stdout\n{}--- stderr\n{}", self.stdout, self.stderr);
        self
    }
}

/// A program that runs; dropping it kills it.
#[derive(Debug)]
pub struct Running {
    child: Child,
    stdout: Collector,
    stderr: Collector,
    started: Instant,
}

/// Starts the program; its output is collected.
///
/// # Panics
///
/// When it can't be started.
pub fn spawn(command: &mut Command) -> Running {
    let started = Instant::now();
    let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (stdout, stderr) = (Collector::new(child.stdout.take()), Collector::new(child.stderr.take()));
    Running { child, stdout, stderr, started }
}

/// Runs the program to its end.
///
/// # Panics
///
/// When it can't be started, or does not end within two minutes.
pub fn run(command: &mut Command) -> Ended {
    spawn(command).wait()
}

/// Starts the commands for 0, 1, … at once, and waits for all.
///
/// # Panics
///
/// When one can't be started, or does not end within two minutes.
pub fn at_once(count: usize, command: impl Fn(usize) -> Command) -> Vec<Ended> {
    let running: Vec<Running> = (0..count).map(|index| spawn(&mut command(index))).collect();
    running.into_iter().map(Running::wait).collect()
}

/// The `aludel` program to test: `$ALUDEL_BIN`, or what this workspace's build has made.
///
/// # Panics
///
/// When it has not been built.
pub fn aludel() -> PathBuf {
    // Cargo sets CARGO_BIN_EXE_aludel for the tests of the crate that makes it, and only there.
    for variable in ["ALUDEL_BIN", "CARGO_BIN_EXE_aludel"] {
        if let Some(path) = env::var_os(variable) {
            return PathBuf::from(path);
        }
    }
    let test = env::current_exe().expect("a program knows its file");
    let near =
        test.ancestors().skip(1).take(2).map(|folder| folder.join("aludel")).find(|file| file.is_file());
    near.expect("aludel is not built: `cargo build -p aludel-cli`")
}

impl Running {
    /// What it has written to the standard output so far.
    pub fn stdout(&self) -> String {
        self.stdout.text(self.started)
    }

    /// What it has written to the standard error so far.
    pub fn stderr(&self) -> String {
        self.stderr.text(self.started)
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal by name: `TERM`, `INT`, `STOP`.
    ///
    /// # Panics
    ///
    /// When there is no such signal.
    pub fn signal(&self, name: &str) {
        let status =
            Command::new("sh").args(["-c", "kill -\"$0\" $1", name, &self.id().to_string()]).status();
        assert!(status.is_ok_and(|status| status.success()), "kill -{name} {}", self.id());
    }

    /// Ends it as `kill -9` does, and gives what it had written.
    pub fn kill(mut self) -> Ended {
        let _ = self.child.kill();
        self.wait()
    }

    /// Whether it has not ended yet.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits for its end.
    ///
    /// # Panics
    ///
    /// When it does not come within two minutes.
    pub fn wait(self) -> Ended {
        self.wait_for(LIMIT)
    }

    /// Waits for its end, for so long: a compiler takes its time.
    ///
    /// # Panics
    ///
    /// When it does not come within that time.
    pub fn wait_for(mut self, limit: Duration) -> Ended {
        let mut pause = Duration::from_millis(1);
        loop {
            if let Some(status) = self.child.try_wait().expect("a child can be waited for") {
                return self.ended(status);
            }
            if self.started.elapsed() > limit {
                let _ = self.child.kill();
                let Ended { stdout, stderr, .. } = self.ended(ExitStatus::default());
                panic!("the program did not end in {limit:?}\n--- stdout\n{stdout}--- stderr\n{stderr}");
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }

    fn ended(&mut self, status: ExitStatus) -> Ended {
        use std::os::unix::process::ExitStatusExt as _;
        let took = self.started.elapsed();
        let code = status.code().or(status.signal().map(|signal| 128 + signal)).unwrap_or(-1);
        let deadline = Instant::now() + AFTERMATH;
        Ended { code, stdout: self.stdout.text(deadline), stderr: self.stderr.text(deadline), took }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads a pipe in a thread, so that the program never waits for us.
#[derive(Debug)]
struct Collector {
    bytes: Arc<Mutex<Vec<u8>>>,
    thread: Option<JoinHandle<()>>,
}

impl Collector {
    fn new(pipe: Option<impl Read + Send + 'static>) -> Collector {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let ours = Arc::clone(&bytes);
        let read = |mut pipe| {
            std::thread::spawn(move || {
                let mut buffer = [0; 8 * 1024];
                while let Ok(count @ 1..) = Read::read(&mut pipe, &mut buffer) {
                    ours.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&buffer[..count]);
                }
            })
        };
        Collector { bytes, thread: pipe.map(read) }
    }

    /// What was read up to the pipe's end or the deadline.
    fn text(&self, deadline: Instant) -> String {
        while self.thread.as_ref().is_some_and(|it| !it.is_finished()) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(1));
        }
        String::from_utf8_lossy(&self.bytes.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_and_code_are_kept() {
        let ended = run(&mut sh("echo out; echo err >&2; exit 3")).code_is(3);
        assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("out\n", "err\n"));
    }

    #[test]
    fn a_signal_is_said_as_shells_say_it() {
        let running = spawn(&mut sh("exec sleep 60"));
        running.signal("TERM");
        running.wait().code_is(143);
    }

    #[test]
    fn what_a_program_leaves_running_is_not_waited_for() {
        let ended = run(&mut sh("echo out; sleep 30 &")).success();
        assert_eq!(ended.stdout, "out\n");
        assert!(ended.took < Duration::from_secs(20));
    }

    #[test]
    fn many_run_at_once() {
        let all = at_once(5, |index| sh(&format!("sleep 0.3; echo {index}")));
        let said: String = all.iter().map(|ended| ended.stdout.trim()).collect();
        assert_eq!(said, "01234");
    }
}
