//! What README.md promises beyond its tour: its commands are there, and its table of Alembic's
//! commands is true and complete.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const ALUDEL: &str = env!("CARGO_BIN_EXE_aludel");

/// All of Alembic 1.20's commands.
const COMMANDS: [&str; 15] = [
    "branches",
    "check",
    "current",
    "downgrade",
    "edit",
    "ensure_version",
    "heads",
    "history",
    "init",
    "list_templates",
    "merge",
    "revision",
    "show",
    "stamp",
    "upgrade",
];

/// One of each form of a target.
const TARGETS: [&str; 13] = [
    "head",
    "heads",
    "base",
    "+2",
    "-1",
    "27c6",
    "ae10+2",
    "ae10-1",
    "billing@head",
    "billing@base",
    "billing@+1",
    "billing@-1",
    "ae10:head",
];

fn readme() -> (PathBuf, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = fs::read_to_string(root.join("README.md")).expect("it is there");
    (root, text)
}

/// The rows of the table: what is typed with Alembic, what with aludel.
fn rows(text: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let table = text.lines().skip_while(|line| !line.starts_with("| with Alembic")).skip(2);
    table
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
            let [alembic, aludel] = cells[..] else { panic!("not two cells: {line}") };
            (spans(alembic), spans(aludel))
        })
        .collect()
}

/// The texts between backquotes.
fn spans(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A folder as the table imagines it: five revisions, the line `billing` beside the others where the
/// command needs two heads, and a database in the middle.
fn project(two_heads: bool) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = [
        ("1975ea83b712", "none", ""),
        ("ae1027a6acf0", "1975ea83b712", if two_heads { "" } else { "billing" }),
        ("27c6a30d7c24", "ae1027a6acf0", ""),
        ("bb19d2fe0a11", "27c6a30d7c24", ""),
        (
            "c0ffee5eed42",
            if two_heads { "ae1027a6acf0" } else { "bb19d2fe0a11" },
            if two_heads { "billing" } else { "" },
        ),
    ];
    fs::create_dir(folder.path().join("migrations")).expect("it is ours");
    for (number, (id, parent, label)) in lines.iter().enumerate() {
        let text = format!(
            "-- revision: {id}\n-- revises: {parent}\n-- branch_labels: {label}\n--\n-- table {number}\n\n\
             -- upgrade\nCREATE TABLE t{number} (id integer);\n\n-- downgrade\nDROP TABLE t{number};\n"
        );
        let text = text.replace("-- branch_labels: \n", "");
        fs::write(folder.path().join(format!("migrations/{id}_table.sql")), text).expect("it is ours");
    }
    fs::write(folder.path().join("other.toml"), "[environments.staging]\nurl = 'sqlite:app.db'\n")
        .expect("it is ours");
    fs::write(folder.path().join("schema.sql"), "CREATE TABLE users (email text);\n").expect("it is ours");
    let start = if two_heads { "c0ffee" } else { "27c6" };
    testkit::run(&mut in_shell(folder.path(), &format!("aludel upgrade {start}"))).success();
    folder
}

fn in_shell(folder: &Path, script: &str) -> Command {
    let mut command = Command::new("sh");
    let programs = Path::new(ALUDEL).parent().expect("it is in a folder").display();
    let path = std::env::var("PATH").unwrap_or_default();
    command.args(["-c", script]).current_dir(folder).env("PATH", format!("{programs}:{path}"));
    command.env("DATABASE_URL", "sqlite:app.db").env("EDITOR", "true").env_remove("VISUAL");
    command
}

#[test]
fn each_line_of_the_table_of_alembic_is_true() {
    let (_, text) = readme();
    let rows = rows(&text);
    assert!(rows.len() > 30, "the table was not found: {rows:?}");
    let mut wrong = Vec::new();
    for script in rows.iter().flat_map(|(_, aludel)| aludel).filter(|span| span.starts_with("aludel ")) {
        let needs_two = ["merge", "rebase", "@-1", "@base"].iter().any(|word| script.contains(word));
        let folder = project(needs_two);
        if script == "aludel init" {
            fs::remove_dir_all(folder.path().join("migrations")).expect("it is ours");
        }
        if script.contains("billing@+1") {
            testkit::run(&mut in_shell(folder.path(), "aludel downgrade base")).success();
        }
        let ended = testkit::run(&mut in_shell(folder.path(), script));
        // The database stands in the middle: what checks finds that it is not at the end.
        let expected = if script.contains("check") { 3 } else { 0 };
        if ended.code != expected {
            wrong.push(format!("{script}: exit code {}\n{}", ended.code, ended.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_alembic_is_complete() {
    let (_, text) = readme();
    let rows = rows(&text);
    let words: Vec<&str> = rows
        .iter()
        .flat_map(|(alembic, _)| alembic)
        .flat_map(|span| span.split(' '))
        .flat_map(|word| [word, word.trim_start_matches("-r")])
        .collect();
    let missing: Vec<&str> =
        COMMANDS.iter().chain(&TARGETS).copied().filter(|word| !words.contains(word)).collect();
    assert!(missing.is_empty(), "README.md does not say what to type for: {}", missing.join(", "));
}

#[test]
fn the_two_commands_are_there() {
    use std::os::unix::fs::PermissionsExt as _;
    let (root, text) = readme();
    for command in ["examples/retailstore/start", "scripts/test"] {
        assert!(text.lines().any(|line| line.split(' ').next() == Some(command)), "{command} in README.md");
        let file = root.join(command);
        let mode = file.metadata().unwrap_or_else(|error| panic!("{command}: {error}")).permissions().mode();
        assert!(mode & 0o111 != 0, "{command} can't be executed");
    }
}
