//! Runs the session files of `tests/sessions`, whose README.md describes them, and pages of documentation.

use std::fs;
use std::path::{Path, PathBuf};

const ALUDEL: &str = env!("CARGO_BIN_EXE_aludel");

#[test]
fn sessions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sessions");
    testkit::session::run_folder(&folder, Path::new(ALUDEL));
}

/// A page that says `<!-- session -->` promises that its console blocks are true.
#[test]
fn pages() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let root = crates.and_then(Path::parent).expect("the crate is in crates/").to_owned();
    let examples = fs::read_dir(root.join("examples")).into_iter().flatten().flatten();
    let folders = [root.clone(), root.join("docs")].into_iter().chain(examples.map(|entry| entry.path()));
    let pages: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| {
            fs::read_to_string(path).is_ok_and(|text| text.lines().any(|it| it == "<!-- session -->"))
        })
        .collect();
    testkit::session::run_documents(&pages, Path::new(ALUDEL));
}

/// The tutorial is followed word for word, with the crates as they stand here.
#[test]
fn tutorial() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tutorial.md");
    testkit::session::run_documents(&[page], Path::new(ALUDEL));
}
