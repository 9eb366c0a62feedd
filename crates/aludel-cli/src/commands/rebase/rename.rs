//! Changes several files together: all of them, or, where one refuses, none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Failure, Problem, io_problem};
use crate::new_file;

/// A file's text and name as they will be.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) old: PathBuf,
    pub(super) new: PathBuf,
    pub(super) text: String,
}

/// Carries them out.
pub(super) fn apply(changes: &[Change]) -> Result<(), Failure> {
    for change in changes {
        let is_moved_away = changes.iter().any(|other| other.old == change.new);
        if change.new.exists() && !is_moved_away {
            let words = format!("{} is already there", change.new.display());
            return Err(Problem::new("exists", words).fact("nothing was renamed").failed());
        }
    }
    let mut undo = Undo::default();
    match try_apply(changes, &mut undo) {
        Ok(()) => {
            undo.forget();
            Ok(())
        }
        Err((path, error)) => {
            undo.undo();
            Err(io_problem("write", &path, &error).fact("everything is as it was before").failed())
        }
    }
}

fn try_apply(changes: &[Change], undo: &mut Undo) -> Result<(), (PathBuf, io::Error)> {
    let of = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    for change in changes {
        let prepared = new_file::beside(&change.new);
        undo.made.push(prepared.clone());
        new_file::write_whole(&prepared, &change.text).map_err(of(&prepared))?;
    }
    for change in changes {
        let aside = aside(&change.old);
        fs::rename(&change.old, &aside).map_err(of(&change.old))?;
        undo.aside.push((aside, change.old.clone()));
    }
    for change in changes {
        undo.made.push(change.new.clone());
        fs::rename(new_file::beside(&change.new), &change.new).map_err(of(&change.new))?;
    }
    Ok(())
}

/// The name under which an old file waits until all is done.
fn aside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.old", std::process::id()))
}

/// What has been done so far.
#[derive(Default)]
struct Undo {
    made: Vec<PathBuf>,
    aside: Vec<(PathBuf, PathBuf)>,
}

impl Undo {
    fn undo(self) {
        for path in self.made {
            let _ = fs::remove_file(path);
        }
        for (aside, old) in self.aside {
            let _ = fs::rename(aside, old);
        }
    }

    fn forget(self) {
        for (aside, _) in self.aside {
            let _ = fs::remove_file(aside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_pass_from_one_to_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("2"), "two").expect("written");
        fs::write(path("3"), "three").expect("written");
        let change =
            |old: &str, new: &str| Change { old: path(old), new: path(new), text: format!("was {old}") };
        apply(&[change("2", "3"), change("3", "4")]).expect("renamed");
        assert_eq!(fs::read_to_string(path("3")).expect("read"), "was 2");
        assert_eq!(fs::read_to_string(path("4")).expect("read"), "was 3");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 2);
    }

    #[test]
    fn nothing_happens_where_one_can_not_be_done() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("2"), "two").expect("written");
        let change = |old: &str, new: &str| Change { old: path(old), new: path(new), text: String::new() };
        assert!(apply(&[change("2", "3"), change("missing", "4")]).is_err());
        assert_eq!(fs::read_to_string(path("2")).expect("read"), "two");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }
}
