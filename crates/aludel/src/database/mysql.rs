//! MySQL and MariaDB, by sqlx, with the text protocol.
//!
//! The session keeps the server's settings: neither `sql_mode` nor `time_zone` is touched, only the
//! character set is utf8mb4, for that is what our texts are.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlDatabaseError, MySqlRow, MySqlSslMode};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _, Row as _};
use tokio::runtime::Runtime;

use super::answers::{Answers, part, raw, take};
use super::{Canceller, ConnectOptions, Created, Database, DatabaseError, ErrorKind, Row, Server};
use crate::Dialect;
use crate::event::{Event, Notice, Observer};
use crate::url::{DatabaseUrl, RootCertificate, SslMode};

struct Mysql {
    /// Drives the connection; there until the struct is dropped.
    runtime: Option<Runtime>,
    /// Absent once the connection can't be used any more.
    connection: Option<MySqlConnection>,
    server: Server,
    observer: Observer,
    /// By which a second connection is made, to end what the first does.
    login: Arc<MySqlConnectOptions>,
    timeout: Duration,
}

/// Our texts are utf8mb4, and sqlx's hello adds IGNORE_SPACE to `sql_mode`: with it, a table could not
/// be called `count` any more.
const SETTINGS: &str = "SET NAMES utf8mb4, sql_mode = IF(FIND_IN_SET('IGNORE_SPACE', @@global.sql_mode), \
                        @@sql_mode, REPLACE(@@sql_mode, 'IGNORE_SPACE', ''))";

/// Tells all that [`Server`] needs.
const FACTS: &str = "SELECT CONNECTION_ID(), VERSION(), CURRENT_USER(), DATABASE(), @@global.read_only";

pub(super) fn connect(
    url: &DatabaseUrl,
    options: &ConnectOptions,
) -> Result<Box<dyn Database>, DatabaseError> {
    let login = login(url)?;
    let timeout = url.connect_timeout.unwrap_or(options.timeout).min(options.timeout);
    let runtime = super::runtime()?;
    let opened = super::wait(&runtime, super::in_time(timeout, open(&login, options)));
    let (connection, server) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            // A name look-up that hangs must not hold us: it has a thread of its own.
            runtime.shutdown_background();
            return Err(place(&login, error));
        }
    };
    Ok(Box::new(Mysql {
        runtime: Some(runtime),
        connection: Some(connection),
        server,
        observer: options.observer.clone(),
        login: Arc::new(login),
        timeout: options.timeout,
    }))
}

pub(super) fn create_database(url: &DatabaseUrl, options: &ConnectOptions) -> Result<Created, DatabaseError> {
    let Some(name) = url.database() else {
        return Err(DatabaseError::new(ErrorKind::UnknownDatabase, "the database URL names no database"));
    };
    let mut server = url.clone();
    server.database = None;
    let mut maintenance = connect(&server, &ConnectOptions { read_only: false, ..options.clone() })?;
    // Older servers would make it latin1.
    let statement = format!("CREATE DATABASE {} CHARACTER SET utf8mb4", Dialect::Mysql.quote(name));
    match maintenance.execute(&statement) {
        Ok(()) => Ok(Created::New),
        Err(error) if error.code.as_deref().is_some_and(|code| code.starts_with("1007 ")) => {
            Ok(Created::AlreadyThere)
        }
        Err(error) => Err(error),
    }
}

fn login(url: &DatabaseUrl) -> Result<MySqlConnectOptions, DatabaseError> {
    let endpoint = url.endpoints().into_iter().next();
    let host = endpoint
        .as_ref()
        .and_then(|endpoint| endpoint.host.clone())
        .unwrap_or_else(|| "localhost".to_owned());
    let mut login = MySqlConnectOptions::new()
        .host(&host)
        .port(endpoint.as_ref().and_then(|endpoint| endpoint.port).unwrap_or(3306))
        .username(url.user.as_deref().unwrap_or("root"))
        // What sqlx would set by itself changes what a migration means.
        .pipes_as_concat(false)
        .no_engine_substitution(false)
        .timezone(None)
        .set_names(false)
        .ssl_mode(match url.tls.mode {
            Some(SslMode::Disable) => MySqlSslMode::Disabled,
            None | Some(SslMode::Allow | SslMode::Prefer) => MySqlSslMode::Preferred,
            Some(SslMode::Require) if url.tls.root.is_none() => MySqlSslMode::Required,
            Some(SslMode::Require | SslMode::VerifyCa) => MySqlSslMode::VerifyCa,
            Some(SslMode::VerifyFull) => MySqlSslMode::VerifyIdentity,
        })
        .disable_statement_logging();
    if let Some(password) = endpoint.as_ref().and_then(|endpoint| endpoint.password.as_ref()) {
        login = login.password(password.reveal());
    }
    if let Some(database) = &url.database {
        login = login.database(database);
    }
    if let Some(socket) = &url.socket {
        login = login.socket(socket);
    }
    if let Some(RootCertificate::File(file)) = &url.tls.root {
        login = login.ssl_ca_from_pem(read(file)?);
    }
    if let Some(file) = &url.tls.certificate {
        let key = read(url.tls.key.as_ref().unwrap_or(file))?;
        login = login.ssl_client_cert_from_pem(read(file)?).ssl_client_key_from_pem(key);
    }
    Ok(login)
}

/// Reads a certificate or key; sqlx would not say which of them is missing.
fn read(file: &Path) -> Result<Vec<u8>, DatabaseError> {
    std::fs::read(file).map_err(|error| {
        DatabaseError::new(ErrorKind::Tls, format!("{}: {}", file.display(), super::io_words(&error)))
    })
}

/// Says in the error which server it was, where the server did not answer itself.
fn place(login: &MySqlConnectOptions, mut error: DatabaseError) -> DatabaseError {
    if error.code.is_none() {
        error.message = match login.get_socket() {
            Some(socket) => format!("{}: {}", socket.display(), error.message),
            None => format!("{}:{}: {}", login.get_host(), login.get_port(), error.message),
        };
    }
    error
}

async fn open(
    login: &MySqlConnectOptions,
    options: &ConnectOptions,
) -> Result<(MySqlConnection, Server), DatabaseError> {
    let mut connection = login.connect().await.map_err(|error| connecting(&error))?;
    let read_only = if options.read_only { "SET SESSION TRANSACTION READ ONLY; " } else { "" };
    let statement = format!("{SETTINGS}; {read_only}{FACTS}");
    let mut values = Vec::new();
    let answers: Answers<'_, sqlx::MySql> = connection.fetch_many(raw(&statement));
    take::<sqlx::MySql>(answers, &statement, |row| values = self::values(row), |error, _| connecting(error))
        .await?;
    let value = |column: usize| values.get(column).cloned().flatten().unwrap_or_default();
    let version = value(1);
    let product = ["MariaDB", "TiDB"].into_iter().find(|name| version.contains(name)).unwrap_or("MySQL");
    let database = value(3);
    let server = Server {
        dialect: Dialect::Mysql,
        product: product.to_owned(),
        version_number: super::version_number(&version),
        version: version.split('-').next().unwrap_or_default().to_owned(),
        session: value(0).parse().unwrap_or(0),
        pooled: false,
        user: value(2),
        // A schema is a database here.
        schema: database.clone(),
        database,
        read_only: !matches!(value(4).as_str(), "" | "0" | "OFF"),
    };
    Ok((connection, server))
}

/// The values, as text: what is no UTF-8 as hexadecimal digits.
pub(crate) fn values(row: &MySqlRow) -> Row {
    (0..row.len())
        .map(|column| {
            let bytes: Option<&[u8]> = row.try_get_unchecked(column).ok().flatten();
            bytes.map(|bytes| match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
            })
        })
        .collect()
}

impl Database for Mysql {
    fn server(&self) -> &Server {
        &self.server
    }

    fn query(&mut self, statement: &str) -> Result<Vec<Row>, DatabaseError> {
        let mut rows = Vec::new();
        self.send(statement, |row| rows.push(row))?;
        Ok(rows)
    }

    fn execute(&mut self, text: &str) -> Result<(), DatabaseError> {
        self.send(text, |_| {})?;
        if can_warn(text) { self.tell_warnings() } else { Ok(()) }
    }

    fn canceller(&self) -> Canceller {
        let (login, session, timeout) = (Arc::clone(&self.login), self.server.session, self.timeout);
        Canceller::new(move || {
            let login = Arc::clone(&login);
            super::aside(timeout, async move {
                let mut second = login.connect().await.ok()?;
                second.execute(raw(&format!("KILL QUERY {session}"))).await.ok()?;
                second.close().await.ok()
            });
        })
    }
}

impl Mysql {
    fn send(&mut self, text: &str, mut each: impl FnMut(Row) + Send) -> Result<(), DatabaseError> {
        let (Some(runtime), Some(connection)) = (&self.runtime, &mut self.connection) else {
            return Err(lost("it was closed"));
        };
        let answers: Answers<'_, sqlx::MySql> = connection.fetch_many(raw(text));
        let taken = take::<sqlx::MySql>(answers, text, |row| each(values(row)), statement);
        let result = super::wait(runtime, taken);
        if result.as_ref().is_err_and(|failure| failure.kind == ErrorKind::ConnectionLost) {
            self.connection = None;
        }
        result
    }

    /// The protocol only counts warnings, and sqlx does not hand on the number: they are asked for.
    fn tell_warnings(&mut self) -> Result<(), DatabaseError> {
        let mut warnings = Vec::new();
        self.send("SHOW WARNINGS", |row| warnings.push(row))?;
        for warning in warnings {
            let mut values = warning.into_iter().map(Option::unwrap_or_default);
            let mut value = || values.next().unwrap_or_default();
            let (severity, code, message) = (value(), value(), value());
            // A statement without a table, as DROP DATABASE, leaves there why the one before it failed.
            // https://mariadb.com/kb/en/show-warnings/
            if severity == "Error" {
                continue;
            }
            (self.observer)(Event::Notice(Notice { severity, code, message, detail: None, hint: None }));
        }
        Ok(())
    }
}

/// Whether a statement can leave warnings that say something about a schema or its data.
fn can_warn(text: &str) -> bool {
    let word: String = text.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    !matches!(
        word.to_ascii_uppercase().as_str(),
        "SET"
            | "BEGIN"
            | "START"
            | "COMMIT"
            | "ROLLBACK"
            | "SAVEPOINT"
            | "RELEASE"
            | "SELECT"
            | "SHOW"
            | "USE"
            | "LOCK"
            | "UNLOCK"
            | "DO"
    )
}

impl Drop for Mysql {
    fn drop(&mut self) {
        part(self.runtime.take(), self.connection.take());
    }
}

/// An error while a connection is being made.
fn connecting(error: &sqlx::Error) -> DatabaseError {
    if let Some(words) = super::tls::of_sqlx(error) {
        return DatabaseError::new(ErrorKind::Tls, words);
    }
    match error {
        sqlx::Error::Database(said) => {
            let mut failure = said_by_server(said.as_ref(), "");
            if failure.kind == ErrorKind::ConnectionLost {
                failure.kind = ErrorKind::NotReady;
            }
            failure
        }
        sqlx::Error::Io(error) => DatabaseError::new(ErrorKind::Unreachable, super::io_words(error)),
        sqlx::Error::Protocol(_) => DatabaseError::new(
            ErrorKind::Unsupported,
            "what answers does not speak as a MySQL or MariaDB server",
        ),
        other => DatabaseError::new(ErrorKind::Unreachable, other.to_string()),
    }
}

/// An error of a text that was sent.
pub(crate) fn statement(error: &sqlx::Error, text: &str) -> DatabaseError {
    match error {
        sqlx::Error::Database(said) => said_by_server(said.as_ref(), text),
        sqlx::Error::Io(error) => lost(&super::io_words(error)),
        other => lost(&other.to_string()),
    }
}

fn lost(reason: &str) -> DatabaseError {
    DatabaseError::new(ErrorKind::ConnectionLost, format!("the connection to the server was lost: {reason}"))
}

fn said_by_server(said: &dyn sqlx::error::DatabaseError, text: &str) -> DatabaseError {
    let number = said.try_downcast_ref::<MySqlDatabaseError>().map_or(0, MySqlDatabaseError::number);
    let mut failure = DatabaseError::new(kind(number), said.message());
    failure.code = Some(match said.code() {
        Some(state) => format!("{number} ({state})"),
        None => number.to_string(),
    });
    if matches!(number, 1064 | 1149) {
        failure.offset = place_in_text(said.message(), text);
    }
    failure
}

/// What an error number means.
///
/// <https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html>,
/// <https://mariadb.com/kb/en/mariadb-error-code-reference/>
fn kind(number: u16) -> ErrorKind {
    match number {
        1045 | 1129 | 1130 | 1251 | 1524 | 1698 | 1820 | 1862 | 3118 | 3955 | 4151 => {
            ErrorKind::Authentication
        }
        3159 => ErrorKind::Tls,
        1049 => ErrorKind::UnknownDatabase,
        1044 | 1142 | 1143 | 1227 | 1370 | 1410 | 1419 => ErrorKind::Privilege,
        1205 | 1213 | 3572 => ErrorKind::Locked,
        1317 => ErrorKind::Cancelled,
        1040 | 1047 | 1053 | 1203 | 1226 => ErrorKind::NotReady,
        1290 | 1792 | 1836 | 3906 => ErrorKind::ReadOnly,
        1021 | 1114 => ErrorKind::DiskFull,
        1927 | 1152 | 1158..=1161 | 4031 => ErrorKind::ConnectionLost,
        _ => ErrorKind::Statement,
    }
}

/// Finds what the server quotes of a text: `… near 'TABEL a' at line 3`.
///
/// It quotes no more than 80 characters, from where it stopped reading.
fn place_in_text(message: &str, text: &str) -> Option<usize> {
    let (_, quoted) = message.split_once("near '")?;
    let (quoted, line) = quoted.rsplit_once("' at line ")?;
    if quoted.is_empty() {
        return Some(text.trim_end().len());
    }
    let line: usize = line.trim().parse().ok()?;
    let begin = match line.checked_sub(2) {
        Some(before) => text.match_indices('\n').nth(before).map_or(0, |(at, _)| at + 1),
        None => 0,
    };
    text.get(begin..)?.find(quoted).map(|at| begin + at).or_else(|| text.find(quoted))
}

#[cfg(test)]
mod tests {
    use super::{can_warn, place_in_text};

    #[test]
    fn quoted_text_is_found() {
        let message = "You have an error in your SQL syntax; check the manual that corresponds to your MariaDB \
                       server version for the right syntax to use near";
        let text = "CREATE TABLE a (\n  b int,\n  c itn,\n  b itn\n)";
        assert_eq!(place_in_text(&format!("{message} 'itn,\n  b itn\n)' at line 3"), text), Some(30));
        assert_eq!(place_in_text(&format!("{message} 'itn\n)' at line 4"), text), Some(39));
        assert_eq!(place_in_text(&format!("{message} '' at line 5"), text), Some(text.len()));
        assert_eq!(place_in_text(&format!("{message} 'elsewhere' at line 99"), text), None);
        assert_eq!(place_in_text("nothing of the kind", text), None);
    }

    #[test]
    fn settings_and_transactions_do_not_warn() {
        assert!(can_warn("DROP TABLE IF EXISTS a"));
        assert!(can_warn(" /* why */ CREATE TABLE a (b int)"));
        assert!(!can_warn("begin"));
        assert!(!can_warn("  SET SESSION lock_wait_timeout = 5"));
    }
}
