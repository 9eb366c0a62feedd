//! What of the documentation is made from the program is as the program is.

use std::fs;
use std::path::Path;
use std::process::Command;

const ALUDEL: &str = env!("CARGO_BIN_EXE_aludel");

/// `UPDATE_DOCS=1` writes the page instead.
#[test]
fn every_flag_is_told_as_it_is() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/command-line.md");
    let page = testkit::run(Command::new(ALUDEL).args(["man", "--markdown"])).success().stdout;
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, page).expect("it is ours");
        return;
    }
    let told = fs::read_to_string(&file).unwrap_or_default();
    let first = told.lines().zip(page.lines()).position(|(told, made)| told != made);
    assert!(
        told == page,
        "docs/command-line.md is not what `aludel man --markdown` prints, from line {}; \
         UPDATE_DOCS=1 cargo test -p aludel-cli --test it reference",
        first.unwrap_or_else(|| told.lines().count().min(page.lines().count())) + 1
    );
}
