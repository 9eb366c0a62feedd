//! The files that must exist, how they are named, and words that have no place in any of them.

use super::{Finding, Tree};

const REQUIRED: [&str; 10] = [
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "Cargo.lock",
    ".ci/run",
    "scripts/test",
];

/// Folders of the machine that somebody worked on; in pieces, so that this file does not find itself.
const PRIVATE_FOLDERS: [&str; 5] = [
    concat!("/wo", "rk/"),
    concat!("/tm", "p/w/"),
    concat!("/tm", "p/brief"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
];

pub(super) fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    for path in REQUIRED.iter().filter(|path| !tree.files.contains_key(**path)) {
        findings.push(Finding::new("required", path, 0, "the file is missing"));
    }
    scripts_can_be_run(tree, findings);
    names_no_private_folder(tree, findings);
    for (path, _) in tree.sources().filter(|(path, _)| path.ends_with("/mod.rs")) {
        findings.push(Finding::new("mod-rs", path, 0, "a module is `name.rs` beside `name/`"));
    }
}

fn scripts_can_be_run(tree: &Tree, findings: &mut Vec<Finding>) {
    for (path, text) in &tree.files {
        if text.starts_with("#!/") && !tree.executable.contains(path) {
            findings.push(Finding::new(
                "executable",
                path,
                0,
                "it begins with `#!` and can't be run: chmod +x",
            ));
        }
    }
}

fn names_no_private_folder(tree: &Tree, findings: &mut Vec<Finding>) {
    for (path, text) in &tree.files {
        for (number, line) in text.lines().enumerate() {
            for folder in PRIVATE_FOLDERS.iter().filter(|folder| begins_a_path(line, folder)) {
                let what = format!("`{folder}` is a folder of one machine only");
                findings.push(Finding::new("private-folder", path, number + 1, what));
            }
        }
    }
}

/// Whether the folder stands in the line, and not as the middle of a longer path or address.
fn begins_a_path(line: &str, folder: &str) -> bool {
    let inside = |before: &str| {
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '}'))
    };
    line.match_indices(folder).any(|(at, _)| !inside(&line[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::found;

    #[test]
    fn the_layout_is_kept() {
        let private = format!("see {}x\nhttps://host{}x", PRIVATE_FOLDERS[0], PRIVATE_FOLDERS[0]);
        let files = [("a/mod.rs", ""), ("scripts/x", "#!/bin/sh\n"), ("b.md", private.as_str())];
        let mut found = found(check, &files);
        found.retain(|it| !it.ends_with("required"));
        assert_eq!(found, ["scripts/x:0 executable", "b.md:1 private-folder", "a/mod.rs:0 mod-rs"]);
    }

    #[test]
    fn required_files_are_missed() {
        assert_eq!(found(check, &[("README.md", "")]).len(), REQUIRED.len() - 1);
    }
}
