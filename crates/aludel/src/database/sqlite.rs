//! SQLite, linked in: every call runs in this thread.
//!
//! The user's settings stay: journal mode, foreign keys and all other pragmas are as SQLite and the
//! file have them. A locked file is said at once, for the caller polls; only a query waits
//! a little, while another connection commits.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::ffi;
use rusqlite::types::ValueRef;
use rusqlite::{Batch, Connection, OpenFlags, Statement};

use super::{Canceller, ConnectOptions, Created, Database, DatabaseError, ErrorKind, Row, Server};
use crate::Dialect;
use crate::url::{DatabaseUrl, SqliteFile, SqliteMode};

struct Sqlite {
    connection: Connection,
    server: Server,
}

/// For how long a query waits while another connection commits.
const QUERY_PATIENCE: Duration = Duration::from_secs(5);
const QUERY_PAUSE: Duration = Duration::from_millis(5);

pub(super) fn connect(
    url: &DatabaseUrl,
    options: &ConnectOptions,
) -> Result<Box<dyn Database>, DatabaseError> {
    let file = &url.sqlite;
    let connection = match choose_path(file) {
        None => Connection::open_in_memory().map_err(|error| opening(&error, ":memory:"))?,
        Some(path) => open(file, path, options)?,
    };
    // What rusqlite and its build of SQLite set by themselves: a wait of five seconds, and foreign
    // keys on. SQLite's own default is off, and rebuilding a table needs it so.
    connection.busy_timeout(Duration::ZERO).map_err(|error| opening(&error, ""))?;
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false);
    let read_only = connection.is_readonly("main").unwrap_or(false);
    let version = rusqlite::version().to_owned();
    let server = Server {
        dialect: Dialect::Sqlite,
        product: "SQLite".to_owned(),
        version_number: super::version_number(&version),
        version,
        session: 0,
        pooled: false,
        user: String::new(),
        database: choose_path(file).unwrap_or(":memory:").to_owned(),
        schema: String::new(),
        read_only,
    };
    Ok(Box::new(Sqlite { connection, server }))
}

pub(super) fn create_database(url: &DatabaseUrl, options: &ConnectOptions) -> Result<Created, DatabaseError> {
    let is_there = choose_path(&url.sqlite).is_none_or(|path| Path::new(path).exists());
    connect(url, &ConnectOptions { create: true, read_only: false, ..options.clone() })?;
    Ok(if is_there { Created::AlreadyThere } else { Created::New })
}

/// Whether the file is not there yet.
pub(super) fn is_missing(url: &DatabaseUrl) -> bool {
    choose_path(&url.sqlite).is_some_and(|path| !Path::new(path).exists())
}

/// The file that is meant; none in memory.
///
/// `sqlite:///data/app.db` is relative in SQLAlchemy and absolute in sqlx. The relative one is
/// meant, unless it could not be opened and the absolute one could.
fn choose_path(file: &SqliteFile) -> Option<&str> {
    let relative = file.path.as_deref()?;
    let Some(absolute) = file.absolute.as_deref() else {
        return Some(relative);
    };
    let folder_exists = |path: &str| folder(path).is_none_or(Path::is_dir);
    let is_absolute = if Path::new(relative).exists() {
        false
    } else if Path::new(absolute).exists() {
        true
    } else {
        !folder_exists(relative) && folder_exists(absolute)
    };
    Some(if is_absolute { absolute } else { relative })
}

/// The folder of a file; none where it is the current one.
fn folder(path: &str) -> Option<&Path> {
    Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty())
}

fn open(file: &SqliteFile, path: &str, options: &ConnectOptions) -> Result<Connection, DatabaseError> {
    let create = match file.mode {
        Some(SqliteMode::Create) => true,
        Some(SqliteMode::ReadOnly | SqliteMode::ReadWrite) => false,
        None => options.create,
    };
    let read_only = options.read_only || file.mode == Some(SqliteMode::ReadOnly);
    look(path, create && !read_only)?;
    match open_as(file, path, read_only, create) {
        // A process that was killed, or met a full disk, has left its journal behind. Nobody can read
        // before it is rolled back, and a read-only connection can't do that.
        // https://www.sqlite.org/rescode.html#readonly_rollback
        Err(error) if error.kind == ErrorKind::ReadOnly && file.mode != Some(SqliteMode::ReadOnly) => {
            let connection = open_as(file, path, false, false)?;
            let only_reads = connection.pragma_update(None, "query_only", options.read_only);
            only_reads.map_err(|error| opening(&error, path)).map(|()| connection)
        }
        result => result,
    }
}

fn open_as(
    file: &SqliteFile,
    path: &str,
    read_only: bool,
    create: bool,
) -> Result<Connection, DatabaseError> {
    let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags |= match (read_only, create) {
        (true, _) => OpenFlags::SQLITE_OPEN_READ_ONLY,
        (false, false) => OpenFlags::SQLITE_OPEN_READ_WRITE,
        (false, true) => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    };
    let opened = if file.parameters.is_empty() {
        Connection::open_with_flags(path, flags)
    } else {
        Connection::open_with_flags(file_uri(path, &file.parameters), flags | OpenFlags::SQLITE_OPEN_URI)
    };
    let connection = opened.map_err(|error| opening(&error, path))?;
    // SQLite reads nothing before the first statement: a file that is no database shows only now.
    match connection.query_row("PRAGMA schema_version", [], |_| Ok(())) {
        Ok(()) => Ok(connection),
        Err(error) => match opening(&error, path) {
            // A lock passes; whoever needs the file asks again.
            locked if locked.kind == ErrorKind::Locked => Ok(connection),
            other => Err(other),
        },
    }
}

/// Says why a file can't be opened in better words than SQLite's `unable to open database file`.
fn look(path: &str, create: bool) -> Result<(), DatabaseError> {
    let refuse = |kind, text: &str| Err(DatabaseError::new(kind, format!("{path}: {text}")));
    match std::fs::metadata(path) {
        Ok(file) if file.is_dir() => {
            refuse(ErrorKind::UnknownDatabase, "this is a folder, not a database file")
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => match folder(path) {
            Some(folder) if !folder.is_dir() => {
                let text = format!("there is no folder {}", folder.display());
                refuse(ErrorKind::UnknownDatabase, &text)
            }
            _ if create => Ok(()),
            _ => refuse(ErrorKind::UnknownDatabase, "there is no such file"),
        },
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            refuse(ErrorKind::Privilege, "permission denied")
        }
        Err(error) => refuse(ErrorKind::UnknownDatabase, &super::io_words(&error)),
    }
}

/// Writes the path as SQLite's own kind of URL, which alone can carry parameters.
fn file_uri(path: &str, parameters: &[(String, String)]) -> String {
    let encode = |text: &str| {
        text.replace('%', "%25")
            .replace('?', "%3f")
            .replace('#', "%23")
            .replace('&', "%26")
            .replace('=', "%3d")
    };
    let query: Vec<_> = parameters.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    format!("file:{}?{}", encode(path), query.join("&"))
}

impl Database for Sqlite {
    fn server(&self) -> &Server {
        &self.server
    }

    fn query(&mut self, statement: &str) -> Result<Vec<Row>, DatabaseError> {
        let began = Instant::now();
        loop {
            let mut rows = Vec::new();
            let outcome = self.run(statement, |row, columns| {
                rows.push((0..columns).map(|column| row.get_ref(column).ok().and_then(text)).collect());
            });
            match outcome {
                Ok(()) => return Ok(rows),
                // Without WAL, a commit locks readers out for its moment. Inside a transaction what
                // was read before may be in the way, and no waiting cures that.
                Err(error)
                    if error.kind == ErrorKind::Locked
                        && self.connection.is_autocommit()
                        && began.elapsed() < QUERY_PATIENCE =>
                {
                    std::thread::sleep(QUERY_PAUSE);
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn execute(&mut self, text: &str) -> Result<(), DatabaseError> {
        self.run(text, |_, _| {})
    }

    fn canceller(&self) -> Canceller {
        let handle = self.connection.get_interrupt_handle();
        Canceller::new(move || handle.interrupt())
    }
}

impl Sqlite {
    /// Runs each statement of a text to its end.
    fn run(&self, text: &str, mut each: impl FnMut(&rusqlite::Row<'_>, usize)) -> Result<(), DatabaseError> {
        // SQLite would take a NUL for the end of the text, and leave the rest out without a word.
        if let Some(offset) = text.find('\0') {
            let mut error = DatabaseError::new(ErrorKind::Statement, "the text has a NUL character");
            error.offset = Some(offset);
            return Err(error);
        }
        let mut statements = Batch::new(&self.connection, text);
        let mut done = 0;
        // Where the statement begins; unknown behind a statement whose length SQLite does not tell.
        let mut start = Some(0);
        loop {
            let failed = |error| failure(&error, text, done, start.map(|at| at + blank(&text[at..])));
            let mut statement = match statements.next() {
                Ok(Some(statement)) => statement,
                Ok(None) => return Ok(()),
                Err(error) => return Err(failed(error)),
            };
            step(&mut statement, &mut each).map_err(failed)?;
            start = match (start, statement.parameter_count(), statement.expanded_sql()) {
                (Some(at), 0, Some(sql)) => Some(at + sql.len()).filter(|at| text.is_char_boundary(*at)),
                _ => None,
            };
            done += 1;
        }
    }
}

fn step(
    statement: &mut Statement<'_>,
    each: &mut impl FnMut(&rusqlite::Row<'_>, usize),
) -> rusqlite::Result<()> {
    let columns = statement.column_count();
    // An empty list of values: a statement with a parameter is refused, not run with NULL for it.
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(row, columns);
    }
    Ok(())
}

/// How many bytes of white space and comments stand before a statement.
fn blank(text: &str) -> usize {
    let mut rest = text;
    loop {
        let trimmed =
            rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ';' || c == '\u{feff}');
        rest = if let Some(comment) = trimmed.strip_prefix("--") {
            comment.find('\n').map_or("", |end| &comment[end..])
        } else if let Some(comment) = trimmed.strip_prefix("/*") {
            comment.find("*/").map_or("", |end| &comment[end + 2..])
        } else {
            return text.len() - trimmed.len();
        };
    }
}

/// A value as SQLite's own shell prints it, but for a blob: that is hexadecimal digits.
fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(format!("{number:?}")),
        ValueRef::Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
    }
}

fn failure(error: &rusqlite::Error, text: &str, done: usize, start: Option<usize>) -> DatabaseError {
    let mut failure = match error {
        rusqlite::Error::SqlInputError { error, msg, sql, offset } => {
            let mut failure = coded(*error, msg.clone());
            // `sql` is the rest of the text from where the statement begins.
            let begin = text.len().saturating_sub(sql.len());
            failure.offset = usize::try_from(*offset).ok().map(|offset| (begin + offset).min(text.len()));
            failure
        }
        rusqlite::Error::SqliteFailure(error, message) => {
            coded(*error, message.clone().unwrap_or_else(|| error.to_string()))
        }
        rusqlite::Error::InvalidParameterCount(..) => DatabaseError::new(
            ErrorKind::Statement,
            "the statement has a parameter (?, :name, @name or $name), and nothing gives it a value",
        ),
        other => DatabaseError::new(ErrorKind::Statement, other.to_string()),
    };
    failure.statements_done = done;
    failure.offset = failure.offset.or(start).map(|at| boundary(text, at));
    failure
}

/// The nearest start of a character at or before a place.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// An error by SQLite's extended result code.
#[cfg(feature = "sqlx-sqlite")]
pub(crate) fn by_code(extended: i32, message: &str) -> DatabaseError {
    coded(ffi::Error::new(extended), message.to_owned())
}

fn coded(error: ffi::Error, message: String) -> DatabaseError {
    let kind = match error.extended_code & 0xff {
        ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => ErrorKind::Locked,
        ffi::SQLITE_FULL => ErrorKind::DiskFull,
        ffi::SQLITE_READONLY => ErrorKind::ReadOnly,
        ffi::SQLITE_INTERRUPT => ErrorKind::Cancelled,
        ffi::SQLITE_PERM | ffi::SQLITE_AUTH => ErrorKind::Privilege,
        ffi::SQLITE_CANTOPEN => ErrorKind::ReadOnly,
        _ => ErrorKind::Statement,
    };
    let mut failure = DatabaseError::new(kind, message);
    failure.code = Some(code(error.extended_code).to_owned());
    if error.extended_code & 0xff == ffi::SQLITE_CANTOPEN {
        failure.detail = Some("SQLite could not make its journal beside the file".to_owned());
    }
    failure
}

/// SQLite's name of a result code. <https://www.sqlite.org/rescode.html>
fn code(extended: i32) -> &'static str {
    match extended {
        ffi::SQLITE_CONSTRAINT_CHECK => "SQLITE_CONSTRAINT_CHECK",
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => "SQLITE_CONSTRAINT_FOREIGNKEY",
        ffi::SQLITE_CONSTRAINT_NOTNULL => "SQLITE_CONSTRAINT_NOTNULL",
        ffi::SQLITE_CONSTRAINT_PRIMARYKEY => "SQLITE_CONSTRAINT_PRIMARYKEY",
        ffi::SQLITE_CONSTRAINT_TRIGGER => "SQLITE_CONSTRAINT_TRIGGER",
        ffi::SQLITE_CONSTRAINT_UNIQUE => "SQLITE_CONSTRAINT_UNIQUE",
        ffi::SQLITE_CONSTRAINT_ROWID => "SQLITE_CONSTRAINT_ROWID",
        ffi::SQLITE_BUSY_SNAPSHOT => "SQLITE_BUSY_SNAPSHOT",
        ffi::SQLITE_READONLY_DIRECTORY => "SQLITE_READONLY_DIRECTORY",
        _ => match extended & 0xff {
            ffi::SQLITE_ERROR => "SQLITE_ERROR",
            ffi::SQLITE_INTERNAL => "SQLITE_INTERNAL",
            ffi::SQLITE_PERM => "SQLITE_PERM",
            ffi::SQLITE_ABORT => "SQLITE_ABORT",
            ffi::SQLITE_BUSY => "SQLITE_BUSY",
            ffi::SQLITE_LOCKED => "SQLITE_LOCKED",
            ffi::SQLITE_NOMEM => "SQLITE_NOMEM",
            ffi::SQLITE_READONLY => "SQLITE_READONLY",
            ffi::SQLITE_INTERRUPT => "SQLITE_INTERRUPT",
            ffi::SQLITE_IOERR => "SQLITE_IOERR",
            ffi::SQLITE_CORRUPT => "SQLITE_CORRUPT",
            ffi::SQLITE_FULL => "SQLITE_FULL",
            ffi::SQLITE_CANTOPEN => "SQLITE_CANTOPEN",
            ffi::SQLITE_PROTOCOL => "SQLITE_PROTOCOL",
            ffi::SQLITE_SCHEMA => "SQLITE_SCHEMA",
            ffi::SQLITE_TOOBIG => "SQLITE_TOOBIG",
            ffi::SQLITE_CONSTRAINT => "SQLITE_CONSTRAINT",
            ffi::SQLITE_MISMATCH => "SQLITE_MISMATCH",
            ffi::SQLITE_MISUSE => "SQLITE_MISUSE",
            ffi::SQLITE_NOLFS => "SQLITE_NOLFS",
            ffi::SQLITE_AUTH => "SQLITE_AUTH",
            ffi::SQLITE_RANGE => "SQLITE_RANGE",
            ffi::SQLITE_NOTADB => "SQLITE_NOTADB",
            _ => "SQLITE_ERROR",
        },
    }
}

/// An error on the way to an open file.
fn opening(error: &rusqlite::Error, path: &str) -> DatabaseError {
    let mut failure = failure(error, "", 0, None);
    failure.offset = None;
    failure.detail = None;
    if matches!(failure.code.as_deref(), Some("SQLITE_CANTOPEN" | "SQLITE_NOTADB" | "SQLITE_CORRUPT")) {
        failure.kind = ErrorKind::UnknownDatabase;
    }
    let is_refused = failure.code.as_deref() == Some("SQLITE_CANTOPEN")
        && std::fs::File::open(path).is_err_and(|error| error.kind() == std::io::ErrorKind::PermissionDenied);
    if is_refused {
        failure.kind = ErrorKind::Privilege;
        failure.message = "permission denied".to_owned();
    }
    if !failure.message.contains(path) {
        failure.message = format!("{path}: {}", failure.message);
    }
    failure
}
