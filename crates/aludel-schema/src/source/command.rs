//! Runs a command that prints DDL: what an ORM knows of its models.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use aludel::Stop;

use super::SqlText;

/// Why a command gave no schema.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommandError {
    /// It can't be started.
    #[error("`{command}` can't be started: {error}")]
    NotStarted {
        /// The command.
        command: String,
        /// The system's words.
        error: io::Error,
    },
    /// It says that it failed.
    #[error("`{command}` failed: {status}{}", said(stderr))]
    Failed {
        /// The command.
        command: String,
        /// With which exit code, or by which signal.
        status: ExitStatus,
        /// The end of what it wrote to its stderr.
        stderr: String,
    },
    /// It printed no statement.
    #[error("`{command}` printed nothing{}", said(stderr))]
    Nothing {
        /// The command.
        command: String,
        /// The end of what it wrote to its stderr.
        stderr: String,
    },
    /// It printed something else than text.
    #[error("`{command}` printed something that is not UTF-8 text, in line {line}")]
    NoText {
        /// The command.
        command: String,
        /// Where.
        line: usize,
    },
    /// It printed without an end.
    #[error("`{command}` printed more than {} MB", limit / 1_000_000)]
    TooMuch {
        /// The command.
        command: String,
        /// So many bytes are read.
        limit: usize,
    },
    /// The user wished to end.
    #[error("stopped on request")]
    Stopped,
}

/// No schema is as long as this.
const LIMIT: usize = 256_000_000;
/// So much of stderr is kept: its end, where the reason stands.
const STDERR_KEPT: usize = 16_000;

/// Runs the command by `sh -c` in a folder and returns what it prints, named as `name` says.
///
/// # Errors
/// [`CommandError`]; it ends with an exit code that is not 0, prints no text, or nothing.
pub fn run_command(command: &str, folder: &Path, stop: &Stop) -> Result<SqlText, CommandError> {
    run(command, folder, stop, LIMIT)
}

fn run(command: &str, folder: &Path, stop: &Stop, limit: usize) -> Result<SqlText, CommandError> {
    let named = command.to_owned();
    let mut child =
        start(command, folder).map_err(|error| CommandError::NotStarted { command: named.clone(), error })?;
    let stdout = child.stdout.take().map(|pipe| collect(pipe, limit + 1));
    let stderr = child.stderr.take().map(last_words);
    // Its children may hold the pipe when it has ended: what counts is the end of the output.
    let output = match wait(stdout, stop) {
        Some(output) if output.len() <= limit => output,
        ended => {
            end(&mut child);
            return Err(match ended {
                Some(_) => CommandError::TooMuch { command: named, limit },
                None => CommandError::Stopped,
            });
        }
    };
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if stop.sleep(Duration::from_millis(5)) => {
                end(&mut child);
                return Err(CommandError::Stopped);
            }
            Ok(None) => {}
            Err(error) => return Err(CommandError::NotStarted { command: named, error }),
        }
    };
    let stderr = wait(stderr, stop).unwrap_or_default();
    let stderr = String::from_utf8_lossy(&stderr).into_owned();
    if !status.success() {
        return Err(CommandError::Failed { command: named, status, stderr });
    }
    match String::from_utf8(output) {
        Ok(text) if text.trim().is_empty() => Err(CommandError::Nothing { command: named, stderr }),
        Ok(text) => Ok(SqlText { path: PathBuf::from(command), text }),
        Err(error) => {
            let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(CommandError::NoText { command: named, line })
        }
    }
}

fn start(command: &str, folder: &Path) -> io::Result<Child> {
    let mut process = Command::new("sh");
    process.args(["-c", command]).current_dir(folder);
    process.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // All that it starts is ended with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut process, 0);
    process.spawn()
}

/// Reads a pipe to its end, or up to so many bytes.
fn collect(pipe: impl Read + Send + 'static, most: usize) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.take(most as u64).read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

/// Reads a pipe to its end, and keeps the last of it.
fn last_words(mut pipe: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut kept = Vec::new();
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = pipe.read(&mut buffer) {
            kept.extend_from_slice(buffer.get(..count).unwrap_or_default());
            let surplus = kept.len().saturating_sub(STDERR_KEPT);
            kept.drain(..surplus);
        }
        let _ = sender.send(kept);
    });
    receiver
}

/// What was read; none if the user wished to end before.
fn wait(receiver: Option<Receiver<Vec<u8>>>, stop: &Stop) -> Option<Vec<u8>> {
    let Some(receiver) = receiver else { return Some(Vec::new()) };
    loop {
        match receiver.recv_timeout(Duration::from_millis(50)) {
            Ok(bytes) => return Some(bytes),
            Err(RecvTimeoutError::Disconnected) => return Some(Vec::new()),
            Err(RecvTimeoutError::Timeout) if stop.is_requested() => return None,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Ends the command and what it has started.
fn end(child: &mut Child) {
    // The standard library knows how to end one process, the shell a group of them.
    let group = child.id();
    let _ = Command::new("sh").args(["-c", &format!("kill -TERM -{group}")]).stderr(Stdio::null()).status();
    for _ in 0..50 {
        if child.try_wait().is_ok_and(|status| status.is_some()) {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    let _ = Command::new("sh").args(["-c", &format!("kill -KILL -{group}")]).stderr(Stdio::null()).status();
    let _ = child.kill();
    let _ = child.wait();
}

fn said(stderr: &str) -> String {
    let stderr = stderr.trim();
    if stderr.is_empty() { String::new() } else { format!("\n{stderr}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    fn sh(command: &str) -> Result<String, CommandError> {
        run(command, Path::new("/"), &Stop::new(), 1000).map(|text| text.text)
    }

    #[test]
    fn what_it_prints_is_the_text() {
        assert_eq!(sh("pwd; echo warning >&2").unwrap(), "/\n");
    }

    #[test]
    fn its_failures_are_told_with_its_own_words() {
        let told = |command: &str| sh(command).unwrap_err().to_string();
        assert_eq!(
            told("echo half; echo 'no module app.ddl' >&2; exit 3"),
            "`echo half; echo 'no module app.ddl' >&2; exit 3` failed: exit status: 3\nno module app.ddl"
        );
        assert_eq!(told("true"), "`true` printed nothing");
        assert_eq!(
            told("printf 'a\\n\\377'"),
            "`printf 'a\\n\\377'` printed something that is not UTF-8 text, in line 2"
        );
        assert!(told("no-such-program-here").contains("not found"));
        assert!(matches!(sh("yes"), Err(CommandError::TooMuch { .. })));
        let nowhere = run("true", Path::new("/no/such/folder"), &Stop::new(), 10);
        assert!(matches!(nowhere, Err(CommandError::NotStarted { .. })));
    }

    #[test]
    fn a_wish_to_end_ends_it_and_its_children() {
        let stop = Stop::new();
        let wish = stop.clone();
        let began = Instant::now();
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_millis(200));
            wish.request();
        });
        let result = run("sleep 60 & sleep 60", Path::new("/"), &stop, 10);
        assert!(matches!(result, Err(CommandError::Stopped)));
        assert!(began.elapsed() < Duration::from_secs(20));
        thread.join().unwrap();
    }
}
