//! SQLite databases, each a file in a folder of its own.

use crate::database::{Dialect, Place, TestDatabase};
use crate::machine;

/// A database file that does not exist yet, in a new folder; `None` after [`crate::skip`] has spoken.
///
/// Only questions to it need the `sqlite3` program, but a test without questions shows little.
pub fn sqlite() -> Option<TestDatabase> {
    if machine::find("sqlite3", &[]).is_none() {
        machine::skip("sqlite3 is not on this machine (Debian: sqlite3)");
        return None;
    }
    let folder = machine::temporary_folder("sqlite");
    let path = folder.path().join("test.db");
    let place = Place::File { path, _folder: Some(folder) };
    Some(TestDatabase { dialect: Dialect::Sqlite, name: "test.db".to_owned(), place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_asked() {
        let Some(database) = sqlite() else { return };
        assert!(!database.file().is_some_and(std::path::Path::exists));
        database.run(
            "create table birds (name text, note text); insert into birds values ('owl', null), ('a|b', '')",
        );
        assert_eq!(database.query("select * from birds"), [["owl", "NULL"], ["a|b", ""]]);
        assert_eq!(database.tables(), ["birds"]);
        assert!(database.try_query("select * from fish").is_err_and(|error| error.contains("no such table")));
    }
}
