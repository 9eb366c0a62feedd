//! Commands that a README shows, run as they stand there.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::command::{Ended, run};

/// Runs the `sh` blocks below a heading of the project's `README.md`, in a copy of the project.
///
/// `$EDITOR` is `sed -i` with `edit`, what a person does there; `setting` adds to the command's environment.
//////
/// # Panics
///
/// There is no such heading; the folder can't be copied.
pub fn run_readme(project: &Path, heading: &str, edit: &str, setting: impl FnOnce(&mut Command)) -> Ended {
    let text = fs::read_to_string(project.join("README.md")).expect("a README");
    let (_, below) = text.split_once(&format!("\n{heading}\n")).expect("the heading is there");
    let section = below.split("\n## ").next().unwrap_or_default();
    let blocks = section.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    let script: String = blocks.collect();

    let folder = tempfile::tempdir().expect("a folder");
    for part in ["aludel.toml", "migrations", "models", "src"] {
        let part = project.join(part);
        if part.exists() {
            let copied = Command::new("cp").arg("-r").arg(part).arg(folder.path()).status();
            assert!(copied.is_ok_and(|status| status.success()), "cp -r");
        }
    }
    let aludel = crate::aludel();
    let programs = aludel.parent().expect("a program is in a folder").display();
    let mut command = Command::new("sh");
    command.args(["-euc", &script]).current_dir(folder.path());
    command.env("PATH", format!("{programs}:{}", env::var("PATH").unwrap_or_default()));
    let editor = folder.path().join("editor");
    fs::write(&editor, format!("exec sed -i '{edit}' \"$@\"\n")).expect("it is ours");
    command.env("EDITOR", format!("sh {}", editor.display())).env_remove("VISUAL");
    setting(&mut command);
    run(&mut command)
}
