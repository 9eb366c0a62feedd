//! The service's program as its own command for migrations.

use std::path::Path;
use std::process::{Command, Output};

fn migrate(url: &str, folder: &Path, words: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_embedding"))
        .arg("migrate")
        .args(words.split_whitespace())
        .current_dir(folder)
        .env("DATABASE_URL", url)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn it_has_every_command_and_needs_no_folder() {
    for database in testkit::databases() {
        let (url, folder) = (database.url(), tempfile::tempdir().unwrap());
        let migrate = |words: &str| migrate(&url, folder.path(), words);
        let heads = migrate("heads");
        assert!(text(&heads.stdout).starts_with("003 "), "{heads:?}");
        let upgraded = migrate("upgrade 002");
        assert!(upgraded.status.success(), "{upgraded:?}");
        database.run("INSERT INTO posts (id, title) VALUES (1, 'One Two')");
        // The Rust function is called by a command, too.
        let upgraded = migrate("upgrade");
        assert!(upgraded.status.success(), "{upgraded:?}");
        assert_eq!(database.query("SELECT slug FROM posts"), [["one-two"]]);
        assert!(text(&migrate("current").stdout).starts_with("003 "));
        let back = migrate("downgrade base");
        assert!(back.status.success(), "{back:?}");
    }
}

#[test]
fn hints_say_what_can_be_typed() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("missing/app.db").display());
    let failed = migrate(&url, folder.path(), "upgrade 00");
    assert!(!failed.status.success());
    let help = text(&migrate(&url, folder.path(), "--help").stdout);
    assert!(help.contains("embedding migrate run -- my-server"), "{help}");
}
