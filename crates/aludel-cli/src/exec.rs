//! Becomes the application: the process image is replaced, so that the application has this
//! process's id and gets its signals, and its exit code is the container's.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::error::{Failure, Problem, exit};

/// An application that was found and may be executed.
#[derive(Debug)]
pub(crate) struct Application {
    path: PathBuf,
    /// What it is called, and its arguments.
    words: Vec<OsString>,
}

impl Application {
    /// Looks for it as a shell would, before anything is migrated: a container with a mistyped
    /// entrypoint must not touch the database.
    pub(crate) fn find(words: &[OsString]) -> Result<Self, Failure> {
        let Some(name) = words.first().filter(|name| !name.is_empty()) else {
            return Err(Problem::new("usage", "no application is named")
                .hint("write it after two dashes: `aludel run -- my-server --port 8080`")
                .usage());
        };
        let path = search(name)?;
        Ok(Self { path, words: words.to_vec() })
    }

    /// Its name, as it was typed.
    pub(crate) fn name(&self) -> String {
        self.words.first().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Becomes it; comes back only where that fails.
    #[cfg(unix)]
    pub(crate) fn become_it(self) -> Failure {
        use std::os::unix::process::CommandExt as _;
        let name = self.name();
        let error = std::process::Command::new(&self.path)
            .arg0(self.words.first().cloned().unwrap_or_default())
            .args(self.words.iter().skip(1))
            .exec();
        refused(&name, &error)
    }

    /// Runs it and gives its exit code: this system can't replace a process.
    #[cfg(not(unix))]
    pub(crate) fn become_it(self) -> Failure {
        let name = self.name();
        match std::process::Command::new(&self.path).args(self.words.iter().skip(1)).status() {
            Ok(status) => std::process::exit(status.code().unwrap_or(1)),
            Err(error) => refused(&name, &error),
        }
    }
}

fn refused(name: &str, error: &std::io::Error) -> Failure {
    let words = format!("can't execute {name}: {error}");
    match error.kind() {
        // The file is there (we looked): what it names in its first line is not.
        std::io::ErrorKind::NotFound => Problem::new("application", words)
            .hint("the interpreter or loader that the file asks for is missing from this machine")
            .exit(exit::NOT_FOUND),
        _ => Problem::new("application", words).exit(exit::NOT_EXECUTABLE),
    }
}

fn search(name: &OsStr) -> Result<PathBuf, Failure> {
    let shown = name.to_string_lossy();
    let mut not_executable = None;
    let candidates: Vec<PathBuf> = if Path::new(name).components().count() > 1 || shown.contains('/') {
        vec![PathBuf::from(name)]
    } else {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).map(|folder| folder.join(name)).collect()
    };
    for candidate in candidates {
        if !candidate.is_file() {
            continue;
        }
        if is_executable(&candidate) {
            return Ok(candidate);
        }
        not_executable.get_or_insert(candidate);
    }
    Err(match not_executable {
        Some(file) => Problem::new("application", format!("{} is not executable", file.display()))
            .fact("nothing was migrated")
            .hint(format!("`chmod +x {}`", file.display()))
            .exit(exit::NOT_EXECUTABLE),
        None => Problem::new("application", format!("the application \"{shown}\" was not found"))
            .fact("nothing was migrated")
            .hint("name it as a path, or put its folder into PATH")
            .exit(exit::NOT_FOUND),
    })
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(name: &str) -> Result<PathBuf, u8> {
        Application::find(&[name.into()]).map(|application| application.path).map_err(|failure| failure.exit)
    }

    #[test]
    fn an_application_is_found_as_a_shell_would() {
        assert!(code("sh").is_ok());
        assert_eq!(code("/bin/sh"), Ok("/bin/sh".into()));
        assert_eq!(code("no-such-application"), Err(127));
        assert_eq!(code("/no/such"), Err(127));
        assert_eq!(code("/etc/passwd"), Err(126));
        assert_eq!(code("/etc"), Err(127));
        assert_eq!(code(""), Err(2));
    }
}
