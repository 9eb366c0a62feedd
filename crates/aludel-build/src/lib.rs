//! For build scripts: checks a folder of revisions and compiles it into the program.
//!
//! ```no_run
//! // In `main` of build.rs:
//! aludel_build::embed("migrations");
//! ```
//!
//! A crate of its own, because a build script speaks with cargo by printing, which `aludel` never does.
//! It uses `aludel` without its drivers, so it costs a build little.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

mod generate;

use generate::Generated;

/// Whether a folder was embedded by this build script already: `embedded!()` means the first.
static IS_NAMED: AtomicBool = AtomicBool::new(false);

/// Compiles a folder of revisions and its sub-folders in; `aludel::embedded!()` stands for it.
///
/// The path is relative to the crate. Every file and the graph that they form are checked now: all that
/// is wrong is said at once, with file and line, and fails the build. The crate is built again when a
/// file in the folder is changed, added or removed. Where a build script embeds several folders for
/// several databases, `aludel::embedded!("path")` names the one that is meant.
pub fn embed(folder: impl AsRef<Path>) {
    embed_together(&[folder]);
}

/// As [`embed`], for revisions of one database that stand in several folders.
///
/// `aludel::embedded!("path")` names them by the first of the folders.
pub fn embed_together(folders: &[impl AsRef<Path>]) {
    if let Err(complaints) = try_embed(folders) {
        for complaint in complaints {
            say("error", &complaint);
        }
        std::process::exit(1);
    }
}

#[expect(clippy::print_stdout, reason = "this is how a build script speaks with cargo")]
fn say(key: &str, value: &str) {
    // A line is all that cargo reads of a value.
    println!("cargo::{key}={}", value.replace('\n', " "));
}

fn try_embed(folders: &[impl AsRef<Path>]) -> Result<(), Vec<String>> {
    let unset = |name: &str| vec![format!("{name} is not set: this is for build scripts")];
    let variable = |name: &str| env::var_os(name).map(PathBuf::from).ok_or_else(|| unset(name));
    let (manifest, out) = (variable("CARGO_MANIFEST_DIR")?, variable("OUT_DIR")?);
    let Some(name) = folders.first().map(|folder| generate::name(folder.as_ref())) else {
        return Err(vec!["no folder of revisions is named".to_owned()]);
    };
    for folder in folders {
        // Of a folder, cargo looks at all that is in it: what is added is noticed, too.
        say("rerun-if-changed", &manifest.join(folder).display().to_string());
    }
    let Generated { text, files, hints } = generate::generate(&manifest, folders)?;
    for file in &files {
        say("rerun-if-changed", &file.display().to_string());
    }
    for hint in &hints {
        say("warning", hint);
    }
    let file = out.join(generate::file_name(&name));
    generate::write(&file, &text)
        .map_err(|error| vec![format!("can't write {}: {error}", file.display())])?;
    let path = file.display().to_string();
    say("rustc-env", &format!("ALUDEL_EMBEDDED({name})={path}"));
    if !IS_NAMED.swap(true, Ordering::Relaxed) {
        say("rustc-env", &format!("ALUDEL_EMBEDDED={path}"));
    }
    Ok(())
}
