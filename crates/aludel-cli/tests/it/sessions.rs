//! Runs the session files of `tests/sessions`; its README.md describes them.

use std::path::Path;

#[test]
fn sessions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sessions");
    testkit::session::run_folder(&folder, Path::new(env!("CARGO_BIN_EXE_aludel")));
}
