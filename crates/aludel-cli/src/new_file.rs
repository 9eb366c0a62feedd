//! Writes new files whole or not at all, and never over another.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::{Failure, Problem, io_problem};

/// Writes a file that is not there yet: first beside it, then by one change of name.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let beside = beside(path);
    let written = write_whole(&beside, text)
        // A hard link, unlike a rename, is refused where a file of that name has come about.
        .and_then(|()| match fs::hard_link(&beside, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Some file systems have no hard links.
            Err(_) => copy_new(path, text),
            Ok(()) => Ok(()),
        });
    let _ = fs::remove_file(&beside);
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Problem::new("exists", format!("{} is already there", path.display())).failed()
        }
        _ => io_problem("write", path, &error).failed(),
    })
}

/// The name under which a file is prepared.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

/// Writes a file and has it on the disk.
pub(crate) fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn copy_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_never_overwritten_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("001.sql");
        write(&path, "one").expect("written");
        assert_eq!(write(&path, "two").expect_err("refused").problems[0].code, "exists");
        assert_eq!(fs::read_to_string(&path).expect("read"), "one");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }
}
