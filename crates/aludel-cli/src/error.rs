//! What a command says when it fails: the words, the place, the facts, the hints, the exit code.
//!
//! Libraries give typed errors with facts; only here do they get hints, because hints name
//! commands. One failure holds every complaint that was found, not the first one only.

use std::path::PathBuf;

use serde::Serialize;

/// Why a command ends without having done what it was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit code.
    pub(crate) exit: u8,
    /// Everything that is wrong; at least one.
    pub(crate) problems: Vec<Problem>,
}

/// Exit codes; the manual is made from them.
pub(crate) mod exit {
    /// What each means, as Markdown.
    pub(crate) const MEANINGS: [(u8, &str); 10] = [
        (0, "done, or nothing to do"),
        (FAILED, "failed"),
        (USAGE, "the command line or the configuration can't be understood"),
        (FOUND, "a check found something: `check`, `verify`, `current --check-heads`, `doctor`"),
        (
            UNREACHED,
            "the database was not reached in time, or not brought up to date in time (`run --no-migrate`)",
        ),
        (LOCKED, "another process held the lock for too long"),
        (NOT_EXECUTABLE, "`run`: the application can't be executed"),
        (NOT_FOUND, "`run`: the application was not found"),
        // As a shell says it of who was ended by a signal.
        (128 + 2, "ended by SIGINT"),
        (128 + 15, "ended by SIGTERM"),
    ];

    /// It failed.
    pub(crate) const FAILED: u8 = 1;
    /// The command line or the configuration can't be understood.
    pub(crate) const USAGE: u8 = 2;
    /// A check found something.
    pub(crate) const FOUND: u8 = 3;
    /// The database was not reached in time.
    pub(crate) const UNREACHED: u8 = 4;
    /// The lock was not obtained.
    pub(crate) const LOCKED: u8 = 5;
    /// The application can't be executed.
    pub(crate) const NOT_EXECUTABLE: u8 = 126;
    /// The application was not found.
    pub(crate) const NOT_FOUND: u8 = 127;
}

/// One thing that is wrong.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Problem {
    /// A word for programs: `two-heads`, `unknown-revision`, `database`.
    pub(crate) code: &'static str,
    /// What is wrong, in one sentence.
    pub(crate) message: String,
    /// Where.
    #[serde(rename = "at", skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<Place>,
    /// What else is known: the server's version, its SQLSTATE, its detail.
    pub(crate) facts: Vec<String>,
    /// What to do, with commands that can be typed.
    pub(crate) hints: Vec<String>,
}

/// A place in a file.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Place {
    /// The file.
    pub(crate) file: PathBuf,
    /// From 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<usize>,
    /// In characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<usize>,
    /// How many characters are at fault; 0: the word that begins there.
    #[serde(skip)]
    pub(crate) width: usize,
    /// The line, to be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source_line: Option<String>,
    /// What to write beside the caret.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) label: String,
}

impl Problem {
    /// A problem with no more than its words.
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), ..Self::default() }
    }

    /// Says where it is.
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds a fact.
    pub(crate) fn fact(mut self, fact: impl Into<String>) -> Self {
        self.facts.push(fact.into());
        self
    }

    /// Adds a hint.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Makes it the only problem of a failure.
    pub(crate) fn failed(self) -> Failure {
        Failure { exit: exit::FAILED, problems: vec![self] }
    }

    /// Makes it the only problem of a command that can't be understood.
    pub(crate) fn usage(self) -> Failure {
        Failure { exit: exit::USAGE, problems: vec![self] }
    }

    /// Makes it the only problem of a failure with this exit code.
    pub(crate) fn exit(self, exit: u8) -> Failure {
        Failure { exit, problems: vec![self] }
    }
}

impl Place {
    /// A file, with no place in it.
    pub(crate) fn file(file: impl Into<PathBuf>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A place in a text that was read from a file, given in bytes from its start.
    pub(crate) fn in_text(file: impl Into<PathBuf>, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        Self {
            file: file.into(),
            line: Some(line),
            column: Some(before.get(line_start..).unwrap_or("").chars().count() + 1),
            source_line: text.lines().nth(line - 1).map(str::to_owned),
            ..Self::default()
        }
    }
}

/// A file that can't be read or written.
pub(crate) fn io_problem(doing: &str, path: &std::path::Path, error: &std::io::Error) -> Problem {
    let words = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "this user may not".to_owned(),
        _ => error.to_string(),
    };
    Problem::new("file", format!("can't {doing} {}: {words}", path.display()))
}
