//! Wrong use is a compile error at the field: the files of `tests/wrong` say where, and what.
//!
//! rustc reads them as it would a user's; what it says is held against the comments there: `//~`
//! for its own line, `//^` for the line above it, and one line more for each further `^`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is said of a line.
type Said = BTreeSet<(usize, String)>;

fn expected(text: &str) -> Said {
    let mut said = Said::new();
    for (at, line) in text.lines().enumerate() {
        if let Some((_, what)) = line.split_once("//~ ") {
            said.insert((at + 1, what.to_owned()));
        }
        if let Some((_, what)) = line.split_once("//^") {
            let above = what.len() - what.trim_start_matches('^').len();
            said.insert((at - above, what.trim_start_matches('^').trim().to_owned()));
        }
    }
    said
}

/// The library as this test was built with it: the newest there is.
fn library() -> (PathBuf, PathBuf) {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().unwrap();
    let is_library = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libaludel_models-") && name.ends_with(".rlib")
    };
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(is_library);
    let newest = all.max_by_key(|path| path.metadata().unwrap().modified().unwrap());
    (folder.to_owned(), newest.expect("the library that this test is of"))
}

fn compiler_says(file: &Path) -> Said {
    let (folder, library) = library();
    let out = tempfile::tempdir().unwrap();
    let ended = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()))
        .args(["--edition=2024", "--emit=metadata", "--error-format=short", "--cap-lints=allow", "--out-dir"])
        .arg(out.path())
        .arg("--extern")
        .arg(format!("aludel_models={}", library.display()))
        .arg("-L")
        .arg(format!("dependency={}", folder.display()))
        .arg(file)
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let text = String::from_utf8(ended.stderr).unwrap();
    let mut said = Said::new();
    for line in text.lines() {
        let Some((place, what)) = line.split_once(": error") else { continue };
        let number = place.rsplit(':').nth(1).and_then(|number| number.parse().ok());
        let what = what.split_once(": ").map_or(what, |(_, what)| what);
        said.insert((number.unwrap_or_default(), what.replace("evaluation panicked: ", "")));
    }
    assert!(!said.is_empty(), "{text}");
    said
}

fn check(name: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wrong").join(name);
    let expected = expected(&std::fs::read_to_string(&file).unwrap());
    let said = compiler_says(&file);
    let is_met = |(line, what): &&(usize, String)| said.iter().any(|it| it.0 == *line && it.1.contains(what));
    let is_meant =
        |(line, what): &&(usize, String)| expected.iter().any(|it| it.0 == *line && what.contains(&it.1));
    let missing: Vec<_> = expected.iter().filter(|it| !is_met(it)).collect();
    let unexpected: Vec<_> = said.iter().filter(|it| !is_meant(it)).collect();
    assert!(
        missing.is_empty() && unexpected.is_empty(),
        "{name}\nnot said: {missing:#?}\nsaid without being expected: {unexpected:#?}"
    );
}

#[test]
fn an_attribute_that_is_wrong_is_a_compile_error() {
    check("attributes.rs");
}

#[test]
fn a_struct_that_another_names_wrongly_is_a_compile_error() {
    check("structs.rs");
}

#[test]
fn a_type_that_is_no_column_is_a_compile_error() {
    check("types.rs");
}

#[test]
fn an_attribute_that_does_not_go_with_the_type_is_a_compile_error() {
    check("classes.rs");
}
