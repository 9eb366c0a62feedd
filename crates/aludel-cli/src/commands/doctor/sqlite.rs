//! What is asked of a SQLite file, and of the folder it stands in.

use std::path::Path;
use std::process::Command;

use aludel::database::Database;

use super::{Check, Verdict, ask, cell};

pub(super) fn look(database: &mut dyn Database, checks: &mut Vec<Check>) {
    let path = database.server().database.clone();
    if path.is_empty() || path == ":memory:" {
        return;
    }
    checks.push(file(Path::new(&path)));
    checks.push(ask(database, "integrity", "PRAGMA quick_check(1)", |rows| match cell(&rows, 0) {
        "ok" => Check::good("integrity", "the file is sound"),
        words => Check::bad("integrity", words.to_owned())
            .hint("restore it from a backup, or `sqlite3 FILE .recover`"),
    }));
    checks.push(ask(database, "foreign keys", "PRAGMA foreign_key_check", |rows| match rows.len() {
        0 => Check::good("foreign keys", "no row points nowhere"),
        some => Check::warning("foreign keys", format!("{some} rows point at rows that are not there"))
            .hint("`sqlite3 FILE 'PRAGMA foreign_key_check'` lists them"),
    }));
    checks.push(disk(Path::new(&path)));
}

fn file(path: &Path) -> Check {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let read_only = |path: &Path| path.metadata().is_ok_and(|metadata| metadata.permissions().readonly());
    if read_only(path) {
        return Check::bad("privileges", format!("{} is read-only", path.display())).hint("`chmod u+w` it");
    }
    // SQLite makes its journal beside the file.
    if read_only(folder) {
        return Check::bad(
            "privileges",
            format!("the folder {} is read-only, and the journal stands in it", folder.display()),
        )
        .hint("`chmod u+w` it");
    }
    Check::good("privileges", "file and folder are writable")
}

/// The free space, by `df`: the standard library can't tell.
fn disk(path: &Path) -> Check {
    let size = path.metadata().map(|metadata| metadata.len()).unwrap_or(0);
    let output = Command::new("df").arg("-Pk").arg(path).output();
    let free = output.ok().and_then(|output| {
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().nth(1)?.split_whitespace().nth(3)?.parse::<u64>().ok()
    });
    match free.map(|kibibytes| kibibytes.saturating_mul(1024)) {
        None => Check::new("disk", Verdict::Unknown, "the free space can't be told"),
        // A rebuilt table stands twice on the disk for a while, and its journal once more.
        Some(free) if free < size.saturating_mul(2) || free < 1 << 20 => Check::warning(
            "disk",
            format!("the file takes {}, and only {} are free", bytes(size), bytes(free)),
        )
        .hint("a rebuilt table stands twice on the disk for a while"),
        Some(free) => {
            Check::good("disk", format!("the file takes {}, and {} are free", bytes(size), bytes(free)))
        }
    }
}

fn bytes(number: u64) -> String {
    match number {
        0..=1023 => format!("{number} bytes"),
        1024..=1_048_575 => format!("{} KiB", number >> 10),
        1_048_576..=1_073_741_823 => format!("{} MiB", number >> 20),
        _ => format!("{} GiB", number >> 30),
    }
}
