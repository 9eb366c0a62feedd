//! Names and values as MySQL's SQL writes them.
//!
//! Names always stand in backticks, as the server itself writes them: which words are reserved
//! differs from one version to the next.

use aludel::Dialect;

use crate::catalog::{Catalog, Entry};
use crate::object::ObjectId;

/// A name.
pub(super) fn name(name: &str) -> String {
    Dialect::Mysql.quote(name)
}

/// A text as a string. COMMENT and DEFAULT take no other form of a value.
// With NO_BACKSLASH_ESCAPES in sql_mode a backslash would stand twice; nobody has both.
pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
}

/// Names in brackets.
pub(super) fn names<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    let names: Vec<String> = names.into_iter().map(|one| name(one.as_ref())).collect();
    format!("({})", names.join(", "))
}

/// What begins every alteration of a table, or of a part of it.
pub(super) fn head(id: &ObjectId) -> String {
    format!("ALTER TABLE {}", name(table(id)))
}

/// The table that an object is, or is a part of.
pub(super) fn table(id: &ObjectId) -> &str {
    id.path().first().map_or("", |name| name)
}

/// Whether the catalog comes from MariaDB: its versions began at 10 where MySQL's 5 ended.
pub(super) fn is_mariadb(entry: Entry<'_>) -> bool {
    is_of_mariadb(entry.catalog())
}

/// As [`is_mariadb`], of the whole catalog.
pub(super) fn is_of_mariadb(catalog: &Catalog) -> bool {
    catalog.version().0 >= 10
}

/// An account as SQL writes it: `user@host` becomes `` `user`@`host` ``.
pub(super) fn account(user: &str) -> String {
    match user.rsplit_once('@') {
        Some((user, host)) => format!("{}@{}", name(user), name(host)),
        None => name(user),
    }
}
