//! The place where one session runs on one database: a folder, an environment, a shell.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::time::Duration;

use super::parse::{Manner, Only, Session, Step};
use super::placeholder;
use crate::command::{self, Ended};
use crate::database::{Dialect, TestDatabase};
use crate::{client, machine};

/// A folder with `work` (where commands run), `bin` (first on PATH) and the state of the shell.
pub(crate) struct Stage {
    folder: tempfile::TempDir,
    program: PathBuf,
    database: Option<TestDatabase>,
    unused_port: u16,
}

/// Runs one command in the state that the last one left: its variables, its folder.
const SHELL: &str = r#"
state=$1
if [ -f "$state/variables" ]; then . "$state/variables"; cd "$(cat "$state/folder")"; fi
trap 'code=$?; export -p >"$state/variables"; pwd >"$state/folder"; exit $code' 0
. "$state/command"
"#;

/// A project and what it stands on are compiled, on a machine that does other things as well.
const BUILDING: Duration = Duration::from_secs(15 * 60);

impl Stage {
    /// An empty place; `program` is the `aludel` to test, and what is built beside it can be run too.
    pub(crate) fn new(program: &Path, database: Option<TestDatabase>) -> Stage {
        let folder = machine::temporary_folder("session");
        for name in ["work", "bin", "state"] {
            fs::create_dir(folder.path().join(name)).expect("the session's folder is ours");
        }
        let stage =
            Stage { folder, program: program.to_owned(), database, unused_port: machine::free_port() };
        if let Some(script) = stage.database.as_ref().map(sql_script) {
            let file = stage.folder.path().join("bin/sql");
            fs::write(&file, script).expect("the session's folder is ours");
            make_executable(&file);
        }
        stage
    }

    /// Plays the session: what each step that is a command printed, `None` for steps that did not run.
    pub(crate) fn play(&self, session: &Session) -> Vec<Option<Vec<String>>> {
        let dialect = self.dialect();
        let applies = |only: &Only| only.includes(dialect);
        let step = |step: &Step| match step {
            Step::File { path, only, text } if applies(only) => {
                self.write(path, text);
                None
            }
            Step::Command(command) if applies(&command.only) => Some(self.run(&command.script, session)),
            Step::File { .. } | Step::Command(_) => None,
        };
        session.steps.iter().map(step).collect()
    }

    /// The family of SQL of its database.
    pub(crate) fn dialect(&self) -> Option<Dialect> {
        self.database.as_ref().map(TestDatabase::dialect)
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.folder.path().join("work").join(path);
        fs::create_dir_all(file.parent().unwrap_or(&file)).expect("the session's folder is ours");
        fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    fn run(&self, script: &str, session: &Session) -> Vec<String> {
        let manner = session.manner;
        let state = self.folder.path().join("state");
        fs::write(state.join("command"), script).expect("the session's folder is ours");
        let mut shell = self.shell(&state, manner);
        let ended = if session.with_cargo {
            shell.envs(self.cargo());
            command::spawn(&mut shell).wait_for(BUILDING)
        } else {
            command::run(&mut shell)
        };
        lines(&ended, manner).iter().map(|line| as_shown(&self.with_names(line), manner)).collect()
    }

    fn shell(&self, state: &Path, manner: Manner) -> process::Command {
        let work = self.folder.path().join("work");
        let mut shell = process::Command::new("sh");
        let script = match manner {
            Manner::Session => SHELL.to_owned(),
            Manner::Document => format!("exec 2>&1\n{SHELL}"),
        };
        shell.args(["-c", &script, "sh"]).arg(state).current_dir(work).env_clear();
        shell.env("PATH", self.path()).env("HOME", self.folder.path());
        shell.envs([("LANG", "C.UTF-8"), ("TZ", "UTC"), ("USER", "somebody"), ("TERM", "dumb")]);
        shell.env("HOSTNAME", "web-1");
        shell.env("UNUSED_PORT", self.unused_port.to_string());
        if manner == Manner::Document {
            let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
            shell.env("ALUDEL_SOURCES", sources.canonicalize().unwrap_or(sources));
        }
        if let Some(database) = &self.database {
            shell.env("DATABASE_URL", database.url()).env("DATABASE_NAME", database.name());
        }
        shell
    }

    /// What makes cargo build with what is there: this workspace's crates, its lock file's versions, what it
    /// has built already.
    fn cargo(&self) -> Vec<(&'static str, PathBuf)> {
        let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        let given = |name, folder| std::env::var_os(name).map_or_else(|| home.join(folder), PathBuf::from);
        vec![
            ("CARGO_HOME", given("CARGO_HOME", ".cargo")),
            ("RUSTUP_HOME", given("RUSTUP_HOME", ".rustup")),
            ("CARGO_TARGET_DIR", self.program.ancestors().nth(2).unwrap_or(Path::new("/")).to_owned()),
            ("CARGO_NET_OFFLINE", "true".into()),
        ]
    }

    fn path(&self) -> std::ffi::OsString {
        let ours =
            [self.folder.path().join("bin"), self.program.parent().unwrap_or(Path::new("/")).to_owned()];
        let theirs = std::env::var_os("PATH").unwrap_or_default();
        let folders = ours.into_iter().chain(std::env::split_paths(&theirs));
        std::env::join_paths(folders).expect("no folder on PATH has a colon in its name")
    }

    /// The line with this run's names replaced by placeholders.
    fn with_names(&self, line: &str) -> String {
        let mut line = line.to_owned();
        if let Some(database) = &self.database {
            line = replace_urls(&line, database);
            line = line.replace(database.name(), "[DATABASE]");
            if database.file().is_none() {
                line = replace_number(&line, database.address_of_server().rsplit(':').next().unwrap_or(""));
            }
        }
        let work = self.folder.path().join("work").display().to_string();
        let line = line.replace(&work, "[DIR]").replace(&self.folder.path().display().to_string(), "[HOME]");
        replace_number(&line, &self.unused_port.to_string())
    }
}

/// Documentation has names where sessions have placeholders.
fn as_shown(line: &str, manner: Manner) -> String {
    match manner {
        Manner::Session => line.to_owned(),
        Manner::Document => line.replace("[DATABASE]", "shop").replace("[PORT]", "5432"),
    }
}

/// What a command printed as lines of a session: its output, its errors marked, its exit code.
fn lines(ended: &Ended, manner: Manner) -> Vec<String> {
    let mut lines: Vec<String> = ended.stdout.lines().map(str::to_owned).collect();
    if manner == Manner::Session {
        lines.extend(ended.stderr.lines().map(|line| format!("! {line}").trim_end().to_owned()));
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let told = manner == Manner::Document && lines.iter().any(|line| line.starts_with("error"));
    if ended.code != 0 && !told {
        lines.push(format!("[exit {}]", ended.code));
    }
    lines
}

/// Each word with a scheme and the database's name in it becomes `[URL]`, however its password is hidden.
fn replace_urls(line: &str, database: &TestDatabase) -> String {
    let file = database.file().map(|file| file.display().to_string());
    let place = file.as_deref().unwrap_or(database.name());
    let mut result = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(place) {
        let end = at + place.len();
        let is_part = |c: char| !c.is_whitespace() && !matches!(c, '"' | '\'' | '`' | '(' | '<' | '=');
        let start =
            rest[..at].char_indices().rev().take_while(|(_, c)| is_part(*c)).last().map_or(at, |(at, _)| at);
        let name = if rest[start..at].contains(':') { "[URL]" } else { "[DATABASE]" };
        let start = if name == "[URL]" { start } else { at };
        result.push_str(&rest[..start]);
        result.push_str(name);
        rest = &rest[end..];
    }
    result + rest
}

/// The number becomes `[PORT]` where it is not a part of a longer one.
fn replace_number(line: &str, number: &str) -> String {
    let mut result = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(number).filter(|_| !number.is_empty()) {
        let end = at + number.len();
        let alone = !rest[..at].ends_with(|c: char| c.is_ascii_digit())
            && !rest[end..].starts_with(|c: char| c.is_ascii_digit());
        result.push_str(&rest[..at]);
        result.push_str(if alone { "[PORT]" } else { number });
        rest = &rest[end..];
    }
    result + rest
}

/// `sql "select 1"` asks the session's database, whatever it is; fields are separated by `|`.
fn sql_script(database: &TestDatabase) -> String {
    let quoted = |path: &Path| format!("'{}'", path.display());
    let client = match (database.dialect(), database.file()) {
        (_, Some(file)) => format!("sqlite3 -batch -bail -noheader -nullvalue NULL {}", quoted(file)),
        (Dialect::Postgres, None) => {
            let psql = client::psql().map(quoted).unwrap_or_default();
            format!("{psql} -X -A -t -q -v ON_ERROR_STOP=1 -P null=NULL '{}'", database.url())
        }
        (_, None) => {
            let (mut words, password) = client::mysql_words(database.login());
            words.push(database.name().to_owned());
            let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            format!("export MYSQL_PWD='{password}'\n{}", words.join(" "))
        }
    };
    let (before, client) = client.rsplit_once('\n').unwrap_or(("", &client));
    let bars = if database.dialect() == Dialect::Mysql { " | tr '\\t' '|'" } else { "" };
    format!(
        "#!/bin/sh\n{before}\n\
         rows=$(if [ $# -gt 0 ]; then printf '%s\\n' \"$@\"; else cat; fi | {client}) || exit 1\n\
         [ -z \"$rows\" ] || printf '%s\\n' \"$rows\"{bars}\n"
    )
}

fn make_executable(file: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).expect("the file is ours");
}

/// Whether a printed line is what was expected.
pub(crate) fn same(manner: Manner) -> fn(&str, &str) -> bool {
    match manner {
        Manner::Session => |expected, printed| {
            let plain = |line: &str| placeholder::without_versions(line.trim_end());
            placeholder::matches(&plain(expected), &plain(printed))
        },
        Manner::Document => |expected, printed| {
            placeholder::blur(expected.trim_end()) == placeholder::blur(printed.trim_end())
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_run_become_placeholders() {
        assert_eq!(replace_number("at 127.0.0.1:543, not 5432", "543"), "at 127.0.0.1:[PORT], not 5432");
        let Some(database) = crate::sqlite() else { return };
        let file = database.file().map(|file| file.display().to_string()).unwrap_or_default();
        let line = format!("`sqlite:///{file}` and {file}");
        assert_eq!(replace_urls(&line, &database), "`[URL]` and [DATABASE]");
    }
}
