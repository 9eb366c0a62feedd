//! What a build script tells cargo.

use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        let written = fs::create_dir_all(path.with_file_name("")).and_then(|()| fs::write(path, text));
        written.expect("a temporary folder can be written");
    }
}

/// Runs the example as cargo runs a build script.
fn run(crate_folder: &Path, out: &Path) -> (Output, String) {
    let test = env::current_exe().expect("a program knows its file");
    let built = test.with_file_name("").join("../examples/build_script");
    let output = Command::new(built)
        .env("CARGO_MANIFEST_DIR", crate_folder)
        .env("OUT_DIR", out)
        .output()
        .expect("the example is built with the tests");
    let place = fs::canonicalize(crate_folder).expect("it is there").display().to_string();
    let said = String::from_utf8_lossy(&output.stdout)
        .replace(&place, "CRATE")
        .replace(&crate_folder.display().to_string(), "CRATE")
        .replace(&out.display().to_string(), "OUT");
    (output, said)
}

const FIRST: &str = "-- revision: 001\n-- upgrade\nSELECT 1;\n";
const SECOND: &str = "-- revision: 002\n-- revises: 001\n-- upgrade\nSELECT 2;\n";

#[test]
fn cargo_is_told_what_to_watch_and_where_the_list_is() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let files = [
        ("migrations/001.sql", FIRST),
        ("migrations/old/002.sql", SECOND),
        ("billing/001.sql", FIRST),
        ("reports/002.sql", SECOND),
    ];
    write(folder.path(), &files);
    let (output, said) = run(folder.path(), out.path());
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        [
            "cargo::rerun-if-changed=CRATE/migrations",
            "cargo::rerun-if-changed=CRATE/migrations/001.sql",
            "cargo::rerun-if-changed=CRATE/migrations/old/002.sql",
            "cargo::rustc-env=ALUDEL_EMBEDDED(migrations)=OUT/aludel-migrations.rs",
            "cargo::rustc-env=ALUDEL_EMBEDDED=OUT/aludel-migrations.rs",
            "cargo::rerun-if-changed=CRATE/billing",
            "cargo::rerun-if-changed=CRATE/reports",
            "cargo::rerun-if-changed=CRATE/billing/001.sql",
            "cargo::rerun-if-changed=CRATE/reports/002.sql",
            "cargo::rustc-env=ALUDEL_EMBEDDED(billing)=OUT/aludel-billing.rs",
        ]
    );
    assert!(
        fs::read_to_string(out.path().join("aludel-billing.rs")).unwrap().contains("\"reports/002.sql\"")
    );
}

#[test]
fn all_that_is_wrong_fails_the_build() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let wrong = "-- revision: 003\n-- revises: 02\n-- upgrade [x]\n";
    write(
        folder.path(),
        &[("migrations/001.sql", FIRST), ("migrations/002.sql", FIRST), ("migrations/003.sql", wrong)],
    );
    let (output, said) = run(folder.path(), out.path());
    assert!(!output.status.success());
    let errors: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("cargo::error=")).collect();
    assert_eq!(errors.len(), 3, "{said}");
    assert!(errors[0].starts_with("migrations/002.sql:1:1: revision 001 is there twice"), "{said}");
    assert!(errors[1].starts_with("migrations/003.sql:2:1: revision 003 revises 02"), "{said}");
    assert!(errors[2].starts_with("migrations/003.sql:3:13: unknown option \"x\""), "{said}");
    assert!(said.contains("cargo::rerun-if-changed=CRATE/migrations\n"), "{said}");
}
