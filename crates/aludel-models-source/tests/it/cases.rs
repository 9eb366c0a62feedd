//! A folder is a test: sources, and beside them what they mean to each database, in words.
//!
//! `UPDATE_CASES=1` writes what is found; the diff is then read like code. `CASE=diesel/blog` runs one.

use std::fs;
use std::path::{Path, PathBuf};

use aludel::Dialect;
use aludel_models_source::{Options, read};

use crate::dump::dump;

const DIALECTS: [(&str, Dialect); 3] =
    [("postgres.txt", Dialect::Postgres), ("sqlite.txt", Dialect::Sqlite), ("mysql.txt", Dialect::Mysql)];

#[test]
fn cases() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let chosen = std::env::var("CASE").unwrap_or_default();
    let is_update = std::env::var_os("UPDATE_CASES").is_some();
    let mut failures = Vec::new();
    let mut count = 0;
    for folder in folders(&base) {
        let name = folder.strip_prefix(&base).expect("below").to_string_lossy().into_owned();
        if !name.contains(&chosen) {
            continue;
        }
        for (file, dialect) in DIALECTS {
            let expected = folder.join(file);
            let Ok(wanted) = fs::read_to_string(&expected) else { continue };
            count += 1;
            let found = run(&folder, dialect);
            if found != wanted {
                if is_update {
                    fs::write(&expected, &found).expect("write");
                } else {
                    failures.push(format!("--- {name}/{file}: found\n{found}--- wanted\n{wanted}"));
                }
            }
        }
    }
    assert!(count > 0, "no case is called {chosen}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Every folder with an expectation in it.
fn folders(base: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![base.to_path_buf()];
    while let Some(folder) = open.pop() {
        if DIALECTS.iter().any(|(file, _)| folder.join(file).is_file()) {
            found.push(folder);
            continue;
        }
        open.extend(
            fs::read_dir(&folder)
                .expect("a folder")
                .map(|entry| entry.expect("entry").path())
                .filter(|p| p.is_dir()),
        );
    }
    found.sort();
    found
}

/// What a case's sources mean. Its roots are `src/models`, `src/schema.rs` or `src`; `roots.txt` names others.
fn run(folder: &Path, dialect: Dialect) -> String {
    let roots = match fs::read_to_string(folder.join("roots.txt")) {
        Ok(text) => text.lines().map(|line| folder.join(line)).collect(),
        Err(_) => {
            let usual = ["src/models", "src/models.rs", "src/entity", "src/schema.rs", "src/lib.rs", "src"];
            let usual = usual.iter().map(|path| folder.join(path)).find(|path| path.exists());
            vec![usual.expect("sources")]
        }
    };
    let text = match read(&roots, dialect, &Options::default()) {
        Ok(found) => {
            let warnings: String =
                found.warnings.iter().map(|warning| format!("warning: {warning}\n")).collect();
            warnings + &dump(&found.models)
        }
        Err(complaints) => complaints.iter().map(|complaint| format!("error: {complaint}\n")).collect(),
    };
    text.replace(&format!("{}/", folder.display()), "")
}
