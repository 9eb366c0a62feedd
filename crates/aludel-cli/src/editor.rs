//! Opens a file in the editor of whoever sits there.

use std::path::Path;
use std::process::Command;

use crate::error::{Failure, Problem};
use crate::session::environment;

/// Editors that are tried where none is set.
const USUAL: [&str; 5] = ["sensible-editor", "editor", "nano", "vim", "vi"];

/// Opens it, and waits until the editor ends.
pub(crate) fn open(path: &Path) -> Result<(), Failure> {
    let set = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| environment(name).filter(|words| !words.trim().is_empty()));
    let Some(words) = set.or_else(|| USUAL.into_iter().find(|name| is_there(name)).map(str::to_owned)) else {
        return Err(Problem::new("editor", "no editor is known")
            .hint(format!(
                "set VISUAL or EDITOR, for example `EDITOR=vim aludel edit`; the file is {}",
                path.display()
            ))
            .failed());
    };
    // As git does: the shell reads the words, so that `code --wait` and quoted paths work.
    let status = if cfg!(unix) {
        Command::new("sh").arg("-c").arg(format!("{words} \"$@\"")).arg(&words).arg(path).status()
    } else {
        let mut parts = words.split_whitespace();
        Command::new(parts.next().unwrap_or_default()).args(parts).arg(path).status()
    };
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(Problem::new("editor", format!("the editor `{words}` ended with {status}")).failed())
        }
        Err(error) => {
            Err(Problem::new("editor", format!("the editor `{words}` can't be started: {error}")).failed())
        }
    }
}

fn is_there(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}
