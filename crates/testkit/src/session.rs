//! Sessions: files that say which commands are typed and what they print, run as tests.
//!
//! The format is described for those who write them in `crates/aludel-cli/tests/sessions/README.md`.
//! With `UPDATE_SESSIONS=1` in the environment what was printed is written into the files instead of
//! compared; with `SESSION=part-of-a-path` only the files so named are run.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{env, fs, thread};

use self::compare::Pair;
use self::parse::{Command, Manner, Session};
use self::stage::Stage;
use crate::database::{Dialect, TestDatabase};

mod compare;
mod parse;
mod placeholder;
mod rewrite;
mod stage;

/// As many sessions at once as a small machine has cores.
const THREADS: usize = 2;

/// Runs all `*.session` files in the folder and below; `aludel` is the program to test.
///
/// # Panics
///
/// After all have run, with a report of each that does not hold.
pub fn run_folder(folder: &Path, aludel: &Path) {
    let mut files = Vec::new();
    collect(folder, &mut files);
    assert!(!files.is_empty(), "no session files in {}", folder.display());
    run(&files, parse::session, aludel);
}

/// Runs the `console` blocks of Markdown pages, each page in a folder of its own.
///
/// # Panics
///
/// After all have run, with a report of each that does not hold.
pub fn run_documents(pages: &[PathBuf], aludel: &Path) {
    run(pages, parse::document, aludel);
}

type Parse = fn(&Path, &str) -> Result<Session, String>;

fn run(files: &[PathBuf], parse: Parse, aludel: &Path) {
    let wanted = env::var("SESSION").unwrap_or_default();
    let update = env::var("UPDATE_SESSIONS").is_ok_and(|value| !value.is_empty() && value != "0");
    let mut chosen: Vec<&PathBuf> =
        files.iter().filter(|file| file.display().to_string().contains(&wanted)).collect();
    chosen.sort();
    let count = chosen.len();
    let queue = Mutex::new(chosen.into_iter());
    let reports = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(file) = queue.lock().ok().and_then(|mut queue| queue.next()) {
                    if let (Err(report), Ok(mut reports)) =
                        (run_file(file, parse, aludel, update), reports.lock())
                    {
                        reports.push(report);
                    }
                }
            });
        }
    });
    let mut reports = reports.into_inner().unwrap_or_default();
    reports.sort();
    let hint = "to take what was printed as right: UPDATE_SESSIONS=1 cargo test, then review the diff";
    assert!(
        reports.is_empty(),
        "\n{}\n{} of {count} sessions failed; {hint}",
        reports.join("\n"),
        reports.len()
    );
}

/// Runs one file on each of its databases; `Err` is the report for a person.
fn run_file(file: &Path, parse: Parse, aludel: &Path, update: bool) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let session = parse(file, &text)?;
    let plays = plays(&session, aludel);
    if !update {
        let reports: Vec<String> = plays.iter().map(|play| report(&session, play)).collect();
        return if reports.iter().all(String::is_empty) { Ok(()) } else { Err(reports.concat()) };
    }
    let changes: Vec<_> = session
        .commands()
        .map(|(index, command)| (command, printed(&plays, index)))
        .filter(|(command, printed)| {
            printed.iter().any(|(dialect, lines)| !holds(&session, command, *dialect, lines))
        })
        .collect();
    if changes.is_empty() {
        return Ok(());
    }
    fs::write(file, rewrite::rewrite(&session, &changes))
        .map_err(|error| format!("{}: {error}", file.display()))
}

/// What the steps of a session printed on one database.
struct Play {
    dialect: Option<Dialect>,
    printed: Vec<Option<Vec<String>>>,
}

fn plays(session: &Session, aludel: &Path) -> Vec<Play> {
    let play = |database: Option<TestDatabase>| {
        let stage = Stage::new(aludel, database);
        Play { dialect: stage.dialect(), printed: stage.play(session) }
    };
    if session.databases.is_empty() {
        return vec![play(None)];
    }
    let databases = session.databases.iter().filter_map(|dialect| database(*dialect));
    databases.map(|database| play(Some(database))).collect()
}

fn database(dialect: Dialect) -> Option<TestDatabase> {
    match dialect {
        Dialect::Sqlite => crate::sqlite(),
        Dialect::Postgres => crate::postgres().map(crate::Postgres::database),
        Dialect::Mysql => crate::mariadb().map(crate::Mariadb::database),
    }
}

fn printed(plays: &[Play], index: usize) -> Vec<rewrite::Printed<'_>> {
    plays.iter().filter_map(|play| Some((play.dialect, play.printed[index].as_deref()?))).collect()
}

fn holds(session: &Session, command: &Command, dialect: Option<Dialect>, printed: &[String]) -> bool {
    compare::agree(&compare::align(&command.expected_on(dialect), printed, stage::same(session.manner)))
}

/// Each command that did not print what was expected, with both texts side by side.
fn report(session: &Session, play: &Play) -> String {
    let mut report = String::new();
    for (index, command) in session.commands() {
        let Some(printed) = &play.printed[index] else { continue };
        let expected = command.expected_on(play.dialect);
        let pairs = compare::align(&expected, printed, stage::same(session.manner));
        if !compare::agree(&pairs) {
            let on = play.dialect.map(|dialect| format!(" on {}", dialect.name())).unwrap_or_default();
            let script = command.script.replace('\n', "\n> ");
            report.push_str(&format!("{}:{}{on}\n  $ {script}\n", session.path.display(), command.line));
            report.push_str(&side_by_side(&expected, printed, &pairs));
        }
        if session.manner == Manner::Session
            && let Some(line) = printed.iter().find(|line| tells_password(line))
        {
            report.push_str(&format!(
                "{}:{}: a password is shown\n  {line}\n",
                session.path.display(),
                command.line
            ));
        }
    }
    report
}

fn side_by_side(expected: &[&str], printed: &[String], pairs: &[Pair]) -> String {
    let line = |pair: &Pair| match *pair {
        Pair::Both(_, at) | Pair::Covered(at) => format!("    {}\n", printed[at]),
        Pair::Dots(_) => String::new(),
        Pair::Missing(at) => format!("  - {}\n", expected[at]),
        Pair::Surplus(at) => format!("  + {}\n", printed[at]),
    };
    pairs.iter().map(line).collect()
}

/// Whether the password of a test server stands in the line: no command may ever print it.
fn tells_password(line: &str) -> bool {
    [crate::postgres::PASSWORD, crate::mariadb::PASSWORD].iter().any(|password| line.contains(password))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "session") {
            files.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<(), String> {
        let folder = crate::machine::temporary_folder("sessions");
        let file = folder.path().join("one.session");
        fs::write(&file, text).expect("the folder is ours");
        run_file(&file, parse::session, Path::new("/nowhere/aludel"), false)
            .map_err(|report| report.replace(&folder.path().display().to_string(), ""))
    }

    fn updated(parse: Parse, text: &str) -> String {
        let folder = crate::machine::temporary_folder("sessions");
        let file = folder.path().join("one.session");
        fs::write(&file, text).expect("the folder is ours");
        run_file(&file, parse, Path::new("/nowhere/aludel"), true).expect("it can be updated");
        let new = fs::read_to_string(&file).expect("it is there");
        run_file(&file, parse, Path::new("/nowhere/aludel"), false).expect("after an update it holds");
        new
    }

    #[test]
    fn a_session_that_holds_is_silent() {
        let text = "-- file birds/a.txt --\nowl\n\n$ cat birds/a.txt\nowl\n\n$ echo no >&2; exit 3\n! no\n[exit 3]\n\
                    $ export A=1; cd birds\n$ echo $A; pwd; ls\n1\n[DIR]/birds\na.txt\n$ printf 'a\\n\\nb\\n'\na\n\nb\n";
        assert_eq!(check(text), Ok(()));
    }

    #[test]
    fn a_session_that_does_not_hold_shows_both_texts() {
        let report = check("$ echo one; echo two\none\nthree\n\n$ false\n").expect_err("it does not hold");
        assert_eq!(
            report,
            "/one.session:1\n  $ echo one; echo two\n    one\n  - three\n  + two\n/one.session:5\n  $ false\n  + [exit 1]\n"
        );
    }

    #[test]
    fn a_session_runs_on_each_database() {
        if crate::databases().len() < 3 {
            return;
        }
        let text = "# databases: sqlite postgres mysql\n$ sql 'select 1, null'\n1|NULL\n\n\
                    $ echo $DATABASE_URL | sed 's/:s3[^@]*@/:***@/'\n[URL]\n\
                    [mysql]$ sql 'select database()'\n[DATABASE]\n$ sql 'select x'\n[sqlite]\n! Parse error[..]\n[..]\n...\n\
                    [postgres]\n! ERROR[..]\n...\n[mysql]\n...\n! ERROR[..]\n[all]\n[exit 1]\n";
        assert_eq!(check(text), Ok(()));
        let report = check("# databases: postgres\n$ echo $DATABASE_URL >&2\n...\n");
        assert_eq!(report, Ok(()), "a URL as a whole is shown as a placeholder");
        let report = check("# databases: postgres\n$ echo s3cret-of-tests\n...\n").expect_err("it tells");
        assert!(report.contains("a password is shown"), "{report}");
    }

    #[test]
    fn updating_writes_what_was_printed() {
        let new = updated(
            parse::session,
            "# why\n$ echo a; echo b 3 ms; exit 2\nx\nb [DURATION]\n$ true\ngone\n\n# end\n",
        );
        assert_eq!(new, "# why\n$ echo a; echo b 3 ms; exit 2\na\nb [DURATION]\n[exit 2]\n$ true\n\n# end\n");
        let page = updated(parse::document, "Hello.\n```console\n$ echo 5 ms; echo b >&2\n9 ms\n```\nEnd.\n");
        assert_eq!(page, "Hello.\n```console\n$ echo 5 ms; echo b >&2\n9 ms\nb\n```\nEnd.\n");
    }
}
