//! The many ways to name a SQLite file.
//!
//! | written | means | from |
//! |---|---|---|
//! | `sqlite:app.db`, `sqlite://app.db` | `app.db` | dbmate, sqlx |
//! | `sqlite:/data/app.db`, `sqlite:////data/app.db` | `/data/app.db` | dbmate, SQLAlchemy |
//! | `sqlite+aiosqlite:///app.db` | `app.db` | SQLAlchemy |
//! | `sqlite:///app.db` | `app.db` in SQLAlchemy, `/app.db` in sqlx and dbmate | see [`SqliteFile::absolute`] |
//! | `sqlite:`, `sqlite://`, `sqlite::memory:` | in memory | all |
//! | `file:app.db?mode=ro` | `app.db` | SQLite |

use super::{DatabaseUrl, UrlError, percent, uri};
use crate::Dialect;

/// A SQLite database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SqliteFile {
    /// The file; absent means in memory.
    pub(crate) path: Option<String>,
    /// The other reading of `sqlite:///app.db`: taken where `/app.db` is there and `app.db` isn't,
    /// neither the files nor their folders.
    pub(crate) absolute: Option<String>,
    /// How it is opened.
    pub(crate) mode: Option<SqliteMode>,
    /// What is handed on to SQLite: `immutable`, `nolock`, `vfs`, `cache`.
    pub(crate) parameters: Vec<(String, String)>,
}

/// `?mode=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SqliteMode {
    /// `ro`: never written.
    ReadOnly,
    /// `rw`: not made where it is missing.
    ReadWrite,
    /// `rwc`: made where it is missing.
    Create,
}

/// Reads what stands behind `sqlite:`.
pub(super) fn parse(rest: &str, is_sqlalchemy: bool) -> Result<DatabaseUrl, UrlError> {
    let mut url = DatabaseUrl::new(Dialect::Sqlite);
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, query),
        None => (rest, ""),
    };
    let path = match path.strip_prefix("//") {
        Some(path) => after_slashes(&mut url, path, is_sqlalchemy),
        None => path,
    };
    // A file name may hold a lone percent sign: SQLAlchemy does not decode it.
    let decoded = percent::decode(path, "path").unwrap_or_else(|_| path.to_owned());
    if decoded.contains('\0') {
        return Err(UrlError::NoText { part: "path" });
    }
    url.sqlite.path = Some(decoded).filter(|path| !path.is_empty() && path != ":memory:");
    uri::parameters(query, |name, value, _| url.set_sqlite(name, value))?;
    Ok(url)
}

/// Reads what stands behind `sqlite://`.
fn after_slashes<'a>(url: &mut DatabaseUrl, path: &'a str, is_sqlalchemy: bool) -> &'a str {
    let Some(relative) = path.strip_prefix('/') else {
        return path.strip_prefix("localhost/").map_or(path, |_| &path["localhost".len()..]);
    };
    // The fourth slash makes it absolute for everyone.
    if relative.starts_with('/') || relative.is_empty() || relative == ":memory:" {
        return relative;
    }
    if !is_sqlalchemy {
        let absolute = format!("/{relative}");
        url.sqlite.absolute = Some(percent::decode(&absolute, "path").unwrap_or(absolute));
    }
    relative
}
