//! A full disk: what was finished stays, what was not leaves nothing, and the words say so.

use std::fs;
use std::process::Command;

#[test]
fn a_full_disk_is_said_and_nothing_is_half_done() {
    let Some(disk) = testkit::small_disk(96 * 1024) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("001_small.sql", "-- revision: 001\n\n-- upgrade\nCREATE TABLE small (id int);\n");
    write(
        "002_big.sql",
        "-- revision: 002\n-- revises: 001\n\n-- upgrade\nCREATE TABLE big AS SELECT randomblob(1000000) AS bytes;\n",
    );
    let aludel = |words: &[&str]| {
        let mut command = Command::new(testkit::aludel());
        let url = format!("sqlite:{}", disk.file("app.db").display());
        command.args(["--url", &url, "--migrations"]).arg(folder.path()).args(words);
        testkit::run(&mut command)
    };
    let failed = aludel(&["upgrade"]).code_is(1);
    assert!(failed.stderr.contains("database or disk is full"), "{}", failed.stderr);
    assert!(failed.stderr.contains("make room"), "{}", failed.stderr);
    assert_eq!(aludel(&["current"]).success().stdout, "001\n");
}
