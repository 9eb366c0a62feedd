//! What the Rust sources promise: who may print, what is pure, where a panic is proved impossible.

use super::source::{self, Source};
use super::{Finding, Tree};

/// More lines of code than this, and a file holds two ideas.
const FILE_LINES: usize = 500;
/// More lines than this, and a function does two things.
const FUNCTION_LINES: usize = 100;

pub(super) fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    for (path, text) in tree.sources() {
        let source = Source::read(path, text);
        for (rule, check) in CHECKS {
            let found = check(path, &source).into_iter();
            findings.extend(found.map(|(line, what)| Finding::new(rule, path, line, what)));
        }
    }
}

/// How many functions there are, and how many are long.
pub(super) fn census(tree: &Tree) -> String {
    let lengths: Vec<usize> = (tree.sources())
        .flat_map(|(path, text)| Source::read(path, text).functions())
        .map(|function| function.lines.len())
        .collect();
    let long = lengths.iter().filter(|length| **length > FUNCTION_LINES).count();
    format!("{long} of {} functions are over {FUNCTION_LINES} lines", lengths.len())
}

/// Findings with their lines, counted from 1; 0 is the file as a whole.
type Found = Vec<(usize, String)>;
type Check = fn(&str, &Source<'_>) -> Found;

const CHECKS: [(&str, Check); 8] = [
    ("opening", opens_with_its_idea),
    ("unfinished", is_finished),
    ("silent-library", library_is_silent),
    ("panic", panics_are_proved_impossible),
    ("pure", pure_modules_are_pure),
    ("dialect", dialects_keep_apart),
    ("long-file", file_is_short),
    ("long-function", functions_are_short),
];

fn opens_with_its_idea(_: &str, source: &Source<'_>) -> Found {
    let opens = source.lines.first().is_some_and(|line| line.starts_with("//! "));
    if opens { Vec::new() } else { vec![(1, "a file opens with `//!`: what it is, then why".to_owned())] }
}

fn is_finished(_: &str, source: &Source<'_>) -> Found {
    let words = ["todo!", "unimplemented!", "dbg!"];
    let lines = source.code.iter().enumerate().map(|(at, line)| (at, line.as_str()));
    words_in(lines, &words, |word| format!("`{word}` is for unfinished work"))
}

fn library_is_silent(path: &str, source: &Source<'_>) -> Found {
    if !is_library(path) {
        return Vec::new();
    }
    let printing = ["print!", "println!", "eprint!", "eprintln!", "stdout()", "stderr()", "stdin()"];
    let surroundings = ["std::env", "env::", "home_dir", "process::exit"];
    let words: Vec<&str> = printing.into_iter().chain(surroundings).collect();
    words_in(source.shipped(), &words, |word| {
        format!("a library uses no `{word}`: only the command line does")
    })
}

fn panics_are_proved_impossible(path: &str, source: &Source<'_>) -> Found {
    if !(path.starts_with("crates/aludel") && path.contains("/src/")) {
        return Vec::new();
    }
    let words = [".unwrap()", ".expect(\"", "panic!", "unreachable!"];
    let unexplained = source.shipped().filter(|(at, _)| !source.is_explained(*at));
    words_in(unexplained, &words, |word| {
        format!("`{word}` without a comment above that proves it can't happen")
    })
}

fn pure_modules_are_pure(path: &str, source: &Source<'_>) -> Found {
    const PURE: [&str; 8] = [
        "crates/aludel/src/graph",
        "crates/aludel/src/target",
        "crates/aludel/src/route",
        "crates/aludel/src/script",
        "crates/aludel-schema/src/diff",
        "crates/aludel-schema/src/plan",
        "crates/aludel-schema/src/render",
        "crates/aludel-lint/src/rules",
    ];
    let is_pure =
        PURE.iter().any(|module| path.strip_prefix(module).is_some_and(|rest| rest.starts_with(['.', '/'])));
    if !is_pure {
        return Vec::new();
    }
    let words = [
        "std::fs",
        "std::time",
        "std::net",
        "std::io",
        "Instant",
        "SystemTime",
        "async",
        "await",
        "tokio",
        "Database",
    ];
    words_in(source.shipped(), &words, |word| format!("this module is pure: no `{word}`"))
}

fn dialects_keep_apart(path: &str, source: &Source<'_>) -> Found {
    const DIALECTS: [(&str, [&str; 3]); 3] = [
        ("postgres", ["postgres::", "Postgres", "tokio_postgres"]),
        ("mysql", ["mysql::", "Mysql", "MySql"]),
        ("sqlite", ["sqlite::", "Sqlite", "rusqlite"]),
    ];
    let of = |name: &str| path.contains(&format!("/{name}/")) || path.ends_with(&format!("/{name}.rs"));
    if !(path.starts_with("crates/aludel")
        && path.contains("/src/")
        && DIALECTS.iter().any(|(name, _)| of(name)))
    {
        return Vec::new();
    }
    let others = DIALECTS.iter().filter(|(name, _)| !of(name)).flat_map(|(_, words)| *words);
    let words: Vec<&str> = others.collect();
    words_in(source.shipped(), &words, |word| format!("no dialect names another: `{word}`"))
}

fn file_is_short(_: &str, source: &Source<'_>) -> Found {
    let lines = source.shipped().count();
    if lines <= FILE_LINES || source.in_test.first() == Some(&true) {
        return Vec::new();
    }
    vec![(0, format!("{lines} lines without its tests; over {FILE_LINES} it is two files"))]
}

fn functions_are_short(_: &str, source: &Source<'_>) -> Found {
    let long = source.functions().into_iter().filter(|function| function.lines.len() > FUNCTION_LINES);
    long.map(|it| (it.lines.start + 1, format!("`{}` has {} lines", it.name, it.lines.len()))).collect()
}

fn is_library(path: &str) -> bool {
    ["aludel", "aludel-schema", "aludel-lint", "aludel-models", "aludel-testing"].iter().any(|name| {
        path.strip_prefix("crates/")
            .and_then(|rest| rest.strip_prefix(name))
            .is_some_and(|rest| rest.starts_with("/src/"))
    })
}

fn words_in<'a>(
    lines: impl Iterator<Item = (usize, &'a str)>,
    words: &[&str],
    what: impl Fn(&str) -> String,
) -> Found {
    let mut found = Vec::new();
    for (at, line) in lines {
        let word = words.iter().find(|word| source::has_word(line, word));
        found.extend(word.map(|word| (at + 1, what(word))));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::found;

    fn in_file(path: &str, text: &str) -> Vec<String> {
        found(check, &[(path, &format!("//! Idea.\n{text}"))])
    }

    #[test]
    fn the_library_is_silent() {
        let text = "fn a() {\n    println!(\"x\");\n    let _ = std::env::var(\"A\");\n    let b = \"println!\"; // eprintln!\n}\n";
        let path = "crates/aludel/src/a.rs";
        assert_eq!(
            in_file(path, text),
            [format!("{path}:3 silent-library"), format!("{path}:4 silent-library")]
        );
        assert!(in_file("crates/aludel-cli/src/a.rs", text).is_empty());
    }

    #[test]
    fn panics_need_a_proof() {
        let text = "fn a() {\n    b.unwrap();\n    // Two lines above it was filled.\n    c.expect(\"full\");\n}\n\
                    #[cfg(test)]\nmod tests {\n    fn d() { e.unwrap() }\n}\n";
        assert_eq!(in_file("crates/aludel/src/a.rs", text), ["crates/aludel/src/a.rs:3 panic"]);
        assert!(in_file("crates/aludel/tests/it/a.rs", text).is_empty());
    }

    #[test]
    fn pure_modules_touch_nothing() {
        let text = "use std::fs;\nuse crate::DatabaseUrl;\n";
        assert_eq!(in_file("crates/aludel/src/graph.rs", text), ["crates/aludel/src/graph.rs:2 pure"]);
        assert_eq!(in_file("crates/aludel/src/script/mysql.rs", text).len(), 1);
        assert!(in_file("crates/aludel/src/graphics.rs", text).is_empty());
    }

    #[test]
    fn dialects_do_not_name_each_other() {
        let text = "use super::mysql::quote;\nuse super::postgres::quote;\n";
        let path = "crates/aludel/src/database/postgres.rs";
        assert_eq!(in_file(path, text), [format!("{path}:2 dialect")]);
    }

    #[test]
    fn long_files_and_functions_are_named() {
        let text = format!("fn a() {{\n{}}}\n", "    b();\n".repeat(600));
        assert_eq!(in_file("x/src/a.rs", &text), ["x/src/a.rs:0 long-file", "x/src/a.rs:2 long-function"]);
    }

    #[test]
    fn files_say_what_they_are_and_are_finished() {
        assert_eq!(
            found(check, &[("a.rs", "fn a() {\n    todo!()\n}\n")]),
            ["a.rs:1 opening", "a.rs:2 unfinished"]
        );
    }
}
