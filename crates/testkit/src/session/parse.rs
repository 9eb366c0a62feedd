//! Reads a session file, or the console blocks of a Markdown page.

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::database::Dialect;

/// A session: files to write and commands to run, each with what it prints.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    /// The products it runs on, once each; none means once, with no database.
    pub(crate) databases: Vec<Dialect>,
    pub(crate) steps: Vec<Step>,
    pub(crate) manner: Manner,
    /// Whether its commands build with cargo.
    pub(crate) with_cargo: bool,
}

/// How expectations are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Exact, with placeholders; the two outputs told apart, and the exit code.
    Session,
    /// As a reader sees a terminal: both outputs in one, real times and ids.
    Document,
}

#[derive(Debug)]
pub(crate) enum Step {
    File { path: String, only: Only, text: String },
    Command(Command),
}

#[derive(Debug)]
pub(crate) struct Command {
    /// The line of its `$`, counted from 1.
    pub(crate) line: usize,
    pub(crate) script: String,
    pub(crate) only: Only,
    pub(crate) expected: Vec<Expected>,
    /// The lines of the text, counted from 0, that hold what it prints.
    pub(crate) range: Range<usize>,
}

/// One line that a command prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) only: Only,
    pub(crate) text: String,
}

/// On which products; empty means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Only(pub(crate) Vec<Dialect>);

impl Session {
    /// Its commands, each with its place among the steps.
    pub(crate) fn commands(&self) -> impl Iterator<Item = (usize, &Command)> {
        self.steps.iter().enumerate().filter_map(|(index, step)| match step {
            Step::Command(command) => Some((index, command)),
            Step::File { .. } => None,
        })
    }
}

impl Only {
    pub(crate) fn includes(&self, dialect: Option<Dialect>) -> bool {
        self.0.is_empty() || dialect.is_some_and(|dialect| self.0.contains(&dialect))
    }
}

impl Command {
    /// What it prints on that product.
    pub(crate) fn expected_on(&self, dialect: Option<Dialect>) -> Vec<&str> {
        let lines = self.expected.iter().filter(|line| line.only.includes(dialect));
        lines.map(|line| line.text.as_str()).collect()
    }
}

/// Stands alone on a line of a page whose commands build with cargo.
const WITH_CARGO: &str = "<!-- session with cargo -->";

/// Reads a session file; `Err` names each line that is wrong.
pub(crate) fn session(path: &Path, text: &str) -> Result<Session, String> {
    let mut reader = Reader::new(path, text);
    reader.session();
    reader.finish(text, Manner::Session)
}

/// Reads a Markdown page: its `console` blocks are commands, a block marked `file=…` is a file.
pub(crate) fn document(path: &Path, text: &str) -> Result<Session, String> {
    let mut reader = Reader::new(path, text);
    reader.document();
    reader.finish(text, Manner::Document)
}

/// The line as it must stand in a session file so that it is read as output.
pub(crate) fn escape(line: &str) -> String {
    let special = line.starts_with("$ ")
        || line.starts_with("# ")
        || line.starts_with('\\')
        || line.starts_with("-- file ");
    let special = special || line == "#" || line == "$" || block(line).is_some() || guarded(line).is_some();
    if special { format!("\\{line}") } else { line.to_owned() }
}

struct Reader<'a> {
    path: &'a Path,
    lines: Vec<&'a str>,
    at: usize,
    databases: Vec<Dialect>,
    steps: Vec<Step>,
    complaints: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(path: &'a Path, text: &'a str) -> Reader<'a> {
        let lines = text.lines().collect();
        Reader { path, lines, at: 0, databases: Vec::new(), steps: Vec::new(), complaints: Vec::new() }
    }

    fn finish(self, text: &str, manner: Manner) -> Result<Session, String> {
        let Reader { path, databases, steps, complaints, .. } = self;
        if !complaints.is_empty() {
            return Err(complaints.join("\n"));
        }
        let with_cargo = manner == Manner::Document && text.lines().any(|line| line == WITH_CARGO);
        Ok(Session { path: path.to_owned(), text: text.to_owned(), databases, steps, manner, with_cargo })
    }

    fn peek(&self) -> Option<&'a str> {
        self.lines.get(self.at).copied()
    }

    fn complain(&mut self, line: usize, what: &str) {
        self.complaints.push(format!("{}:{}: {what}", self.path.display(), line + 1));
    }

    fn session(&mut self) {
        while let Some(line) = self.peek() {
            let at = self.at;
            if let Some((only, script)) = guarded(line) {
                self.command(only, script, starts_step);
            } else if let Some(title) = file_title(line) {
                self.file(title);
            } else if let Some(names) = line.strip_prefix("# databases:") {
                self.at += 1;
                self.directive(at, names);
            } else {
                self.at += 1;
                if !line.trim().is_empty() && !is_comment(line) && line != "-- end --" {
                    self.complain(
                        at,
                        "neither a command (`$ `), a file (`-- file NAME --`) nor a comment (`# `)",
                    );
                }
            }
        }
    }

    fn directive(&mut self, at: usize, names: &str) {
        for name in names.split_whitespace() {
            match dialect(name) {
                Some(dialect) => self.databases.push(dialect),
                None => self.complain(at, &format!("no database is called {name}: sqlite, postgres, mysql")),
            }
        }
    }

    fn file(&mut self, title: &str) {
        let at = self.at;
        self.at += 1;
        let (path, only) = match title.split_once(" [") {
            Some((path, names)) => (path, block(&format!("[{names}"))),
            None => (title, Some(Only::default())),
        };
        let Some(only) = only else { return self.complain(at, "the databases of a file are unknown") };
        let start = self.at;
        while self.peek().is_some_and(|line| line != "-- end --" && !ends_file(line)) {
            self.at += 1;
        }
        let mut text = self.lines[start..self.at].join("\n").trim_end().to_owned();
        text.push('\n');
        self.steps.push(Step::File { path: path.trim().to_owned(), only, text });
    }

    /// Reads a command and what it prints, up to a line that `ends` it.
    fn command(&mut self, only: Only, first: &str, ends: fn(&str) -> bool) {
        let line = self.at + 1;
        self.at += 1;
        let mut script = first.to_owned();
        while let Some(more) =
            self.peek().and_then(|line| line.strip_prefix("> ").or((line == ">").then_some("")))
        {
            script.push('\n');
            script.push_str(more);
            self.at += 1;
        }
        let start = self.at;
        let (mut expected, mut now) = (Vec::new(), Only::default());
        while let Some(text) = self.peek().filter(|text| !ends(text)) {
            self.at += 1;
            match block(text) {
                Some(only) => now = only,
                None => {
                    let text = text.strip_prefix('\\').unwrap_or(text).to_owned();
                    expected.push(Expected { only: now.clone(), text });
                }
            }
        }
        while expected.last().is_some_and(|line| line.text.is_empty()) {
            expected.pop();
        }
        let mut end = self.at;
        while end > start && self.lines[end - 1].is_empty() {
            end -= 1;
        }
        self.steps.push(Step::Command(Command { line, script, only, expected, range: start..end }));
    }

    fn document(&mut self) {
        while let Some(line) = self.peek() {
            let at = self.at;
            self.at += 1;
            if let Some(names) =
                line.strip_prefix("<!-- databases:").and_then(|rest| rest.strip_suffix("-->"))
            {
                self.directive(at, names);
            }
            let Some(info) = line.trim_start().strip_prefix("```").filter(|info| !info.is_empty()) else {
                continue;
            };
            if let Some(path) = info.split_whitespace().find_map(|word| word.strip_prefix("file=")) {
                self.file_block(path);
            } else if info.trim() == "console" {
                self.console_block();
            } else {
                while self.peek().is_some_and(|line| !is_fence(line)) {
                    self.at += 1;
                }
                self.at += 1;
            }
        }
    }

    fn file_block(&mut self, path: &str) {
        let start = self.at;
        while self.peek().is_some_and(|line| !is_fence(line)) {
            self.at += 1;
        }
        let text = self.lines[start..self.at].join("\n") + "\n";
        self.at += 1;
        self.steps.push(Step::File { path: path.to_owned(), only: Only::default(), text });
    }

    fn console_block(&mut self) {
        while let Some(line) = self.peek().filter(|line| !is_fence(line)) {
            match line.strip_prefix("$ ") {
                Some(script) => {
                    self.command(Only::default(), script, |line| line.starts_with("$ ") || is_fence(line))
                }
                None => {
                    if !line.trim().is_empty() && !is_comment(line) {
                        self.complain(self.at, "a console block begins with a command (`$ `)");
                    }
                    self.at += 1;
                }
            }
        }
        self.at += 1;
    }
}

fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```")
}

fn is_comment(line: &str) -> bool {
    line.starts_with("# ") || line == "#"
}

fn starts_step(line: &str) -> bool {
    is_comment(line) || ends_file(line)
}

// A comment of ours may be a comment of the file's, in TOML or shell: it does not end one.
fn ends_file(line: &str) -> bool {
    guarded(line).is_some() || file_title(line).is_some()
}

fn file_title(line: &str) -> Option<&str> {
    line.strip_prefix("-- file ")?.strip_suffix(" --")
}

/// `$ command`, or `[postgres]$ command` for some products only.
fn guarded(line: &str) -> Option<(Only, &str)> {
    if let Some(script) = line.strip_prefix("$ ") {
        return Some((Only::default(), script));
    }
    let (names, script) = line.split_once("]$ ")?;
    Some((block(&format!("{names}]"))?, script))
}

/// `[postgres, mysql]`, alone on a line; `[all]` is everything.
fn block(line: &str) -> Option<Only> {
    let names = line.strip_prefix('[')?.strip_suffix(']')?;
    if names == "all" {
        return Some(Only::default());
    }
    names.split(',').map(|name| dialect(name.trim())).collect::<Option<Vec<_>>>().map(Only)
}

fn dialect(name: &str) -> Option<Dialect> {
    [Dialect::Sqlite, Dialect::Postgres, Dialect::Mysql].into_iter().find(|dialect| dialect.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_files_and_commands() {
        let text = "# databases: sqlite postgres\n\n-- file a.sql [postgres] --\n# kept\n[x]\n\n\
                    $ cat a.sql\n> more\n# note\n[sqlite]$ echo\nout\n[postgres]\n! err\n[all]\n\\$ end\n\n";
        let session = session(Path::new("s"), text).expect("it is right");
        assert_eq!(session.databases, [Dialect::Sqlite, Dialect::Postgres]);
        let Step::File { path, only, text } = &session.steps[0] else { panic!("a file") };
        assert_eq!((path.as_str(), text.as_str()), ("a.sql", "# kept\n[x]\n"));
        assert_eq!(only.0, [Dialect::Postgres]);
        let [first, second] = session.commands().map(|(_, command)| command).collect::<Vec<_>>()[..] else {
            panic!("two commands")
        };
        assert_eq!((first.script.as_str(), first.line), ("cat a.sql\nmore", 7));
        assert!(first.range.is_empty());
        assert_eq!(second.expected_on(Some(Dialect::Sqlite)), ["out", "$ end"]);
        assert_eq!(second.expected_on(Some(Dialect::Postgres)), ["out", "! err", "$ end"]);
    }

    #[test]
    fn complaints_name_their_lines() {
        let error = session(Path::new("s"), "what\n# databases: oracle\n").expect_err("two faults");
        assert!(
            error.contains("s:1: neither") && error.contains("s:2: no database is called oracle"),
            "{error}"
        );
    }

    #[test]
    fn console_blocks_and_files_of_a_page_are_read() {
        let text = "# Page\n\n```sql file=m/1.sql\nselect 1;\n```\n```console\n$ a\nout\n\n$ b\n```\n```sh\n$ not run\n```\n";
        let session = document(Path::new("p.md"), text).expect("it is right");
        let [first, second] = session.commands().map(|(_, command)| command).collect::<Vec<_>>()[..] else {
            panic!("two commands")
        };
        assert_eq!((first.script.as_str(), first.expected_on(None)), ("a", vec!["out"]));
        assert_eq!((second.script.as_str(), second.range.clone()), ("b", 10..10));
        assert!(matches!(&session.steps[0], Step::File { path, .. } if path == "m/1.sql"));
    }

    #[test]
    fn output_that_looks_like_a_step_is_escaped() {
        for line in ["$ x", "# x", "[mysql]", "\\x", "-- file a --", "[all]"] {
            assert_eq!(escape(line), format!("\\{line}"));
        }
        assert_eq!(escape("$$ [x]"), "$$ [x]");
    }
}
