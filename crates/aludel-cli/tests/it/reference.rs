//! What of the documentation is made from the program is as the program is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ALUDEL: &str = env!("CARGO_BIN_EXE_aludel");

const BEGIN: &str = "<!-- aludel man --markdown=";
const END: &str = "<!-- end -->\n";
/// What writes all of it anew.
const UPDATE: &str = "UPDATE_DOCS=1 cargo test -p aludel-cli --test it reference";

#[test]
fn every_flag_is_told_as_it_is() {
    let file = docs().join("command-line.md");
    let told = fs::read_to_string(&file).unwrap_or_default();
    hold(&file, &told, &made("commands"));
}

#[test]
fn tables_in_pages_are_as_the_program_is() {
    let mut parts = Vec::new();
    let pages = fs::read_dir(docs()).expect("it is there").map(|entry| entry.expect("it is there").path());
    for file in pages.filter(|file| file.extension().is_some_and(|extension| extension == "md")) {
        let told = fs::read_to_string(&file).expect("it is text");
        let mut page = String::new();
        let mut rest = told.as_str();
        while let Some((before, behind)) = rest.split_once(BEGIN) {
            let (part, behind) = behind.split_once(" -->\n").expect("the mark ends on its line");
            let (_, behind) = behind.split_once(END).unwrap_or_else(|| panic!("{part}: there is no {END}"));
            page.push_str(&format!("{before}{BEGIN}{part} -->\n\n{}\n{END}", made(part)));
            parts.push(part.to_owned());
            rest = behind;
        }
        page.push_str(rest);
        hold(&file, &told, &page);
    }
    for part in ["exit-codes", "settings", "log-table"] {
        assert!(parts.iter().any(|it| it == part), "no page has the table {part}");
    }
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn made(part: &str) -> String {
    let markdown = format!("--markdown={part}");
    testkit::run(Command::new(ALUDEL).args(["man", &markdown])).success().stdout
}

/// Holds a page against what the program says; with `UPDATE_DOCS`, writes it.
fn hold(file: &Path, told: &str, made: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        if told != made {
            fs::write(file, made).expect("it is ours");
        }
        return;
    }
    let first = told.lines().zip(made.lines()).position(|(told, made)| told != made);
    assert!(
        told == made,
        "{} is not what the program says, from line {}; {UPDATE}",
        file.display(),
        first.unwrap_or_else(|| told.lines().count().min(made.lines().count())) + 1
    );
}
