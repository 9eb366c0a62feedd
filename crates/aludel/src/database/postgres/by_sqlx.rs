//! sqlx's driver, for a service that has it anyway and no need of ours.
//!
//! What it can't do is said where it matters: the server's notices go to sqlx's log, a statement is
//! cancelled by another session, and nothing listens for a server that went silently.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgDatabaseError, PgErrorPosition, PgRow, PgSslMode};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _, Row as _, ValueRef as _};
use tokio::runtime::Runtime;

use super::endpoint::{self, FACTS, Open, Place, in_turn};
use super::error::{byte_offset, copies, kind_of, login_kind, lost, nonsense};
use super::{files, refuse_nul, settle};
use crate::database::answers::{Answers, collect, part, raw, take};
use crate::database::{
    Canceller, ConnectOptions, Database, DatabaseError, ErrorKind, Row, Server, aside, in_time, io_words,
    runtime, tls, wait,
};
use crate::url::{ChannelBinding, DatabaseUrl, Endpoint, RootCertificate, SslMode};

/// What of sqlx is called that is a future.
#[derive(Clone, Copy)]
pub(crate) struct Calls {
    dial: for<'a> fn(&'a PgConnectOptions) -> Dialled<'a>,
    fetch: for<'a> fn(&'a mut PgConnection, &str) -> Answers<'a, sqlx::Postgres>,
}

type Dialled<'a> = Pin<Box<dyn Future<Output = Result<PgConnection, sqlx::Error>> + Send + 'a>>;

impl Calls {
    #[inline]
    pub(crate) fn here() -> Self {
        Self { dial, fetch }
    }
}

#[inline]
fn dial(login: &PgConnectOptions) -> Dialled<'_> {
    Box::pin(login.connect())
}

#[inline]
fn fetch<'a>(connection: &'a mut PgConnection, text: &str) -> Answers<'a, sqlx::Postgres> {
    connection.fetch_many(raw(text))
}

struct Postgres {
    calls: Calls,
    /// Drives the connection; there until the struct is dropped.
    runtime: Option<Runtime>,
    /// Absent once the connection can't be used any more.
    connection: Option<PgConnection>,
    server: Server,
    /// By which a second connection is made, to end what the first does.
    login: Arc<PgConnectOptions>,
    /// Whether our own canceller was used since the statement began.
    cancelled: Arc<AtomicBool>,
    timeout: Duration,
}

/// A connection, and how another is made.
type Session = (PgConnection, PgConnectOptions);

/// Connects once.
pub(in crate::database) fn connect(
    url: &DatabaseUrl,
    options: &ConnectOptions,
) -> Result<Box<dyn Database>, DatabaseError> {
    let calls = options.link.postgres;
    let opener = Opener { url, login: login(url, options)?, calls };
    let runtime = runtime()?;
    let opened = wait(&runtime, in_turn(url, options, &opener));
    let ((connection, login), server) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            // A name look-up that hangs must not hold us: it has a thread of its own.
            runtime.shutdown_background();
            return Err(error);
        }
    };
    let database = Postgres {
        calls,
        runtime: Some(runtime),
        connection: Some(connection),
        server,
        login: Arc::new(login),
        cancelled: Arc::new(AtomicBool::new(false)),
        timeout: options.timeout,
    };
    settle(database, options)
}

struct Opener<'a> {
    url: &'a DatabaseUrl,
    login: PgConnectOptions,
    calls: Calls,
}

impl Open for Opener<'_> {
    type Session = Session;

    async fn open(
        &self,
        endpoint: &Endpoint,
        place: &Place,
        timeout: Duration,
    ) -> Result<(Session, Server), DatabaseError> {
        let login = self.login_at(endpoint, place)?;
        let mut refused = None;
        for mode in modes(self.url, place) {
            match marked(login.clone().ssl_mode(mode), self.url, timeout, self.calls).await {
                Ok(opened) => return Ok(opened),
                Err(mut error) if error.code.as_deref() == Some("28P01") && endpoint.password.is_none() => {
                    error.message = "the server asks for a password, and none was given".to_owned();
                    return Err(error);
                }
                // As libpq: the server lets nobody in this way, or no encryption could be agreed on.
                Err(error) if error.kind == ErrorKind::Tls || error.code.as_deref() == Some("28000") => {
                    // What was wanted first says more than how the way out of it failed.
                    refused.get_or_insert(error);
                }
                Err(error) => return Err(error),
            }
        }
        Err(refused.unwrap_or_else(|| DatabaseError::new(ErrorKind::Tls, "no way to connect is left")))
    }
}

impl Opener<'_> {
    fn login_at(&self, endpoint: &Endpoint, place: &Place) -> Result<PgConnectOptions, DatabaseError> {
        let login = self.login.clone().port(place.port);
        // Without one sqlx would take that of the environment, which is no matter of a library.
        let login = login.password(endpoint.password.as_ref().map_or("", |password| password.reveal()));
        Ok(match place.address {
            _ if place.is_socket() => login.socket(&place.host),
            // sqlx compares a certificate with what it connects to.
            Some(_) if self.url.tls.mode == Some(SslMode::VerifyFull) => {
                return Err(of_our_own("hostaddr with sslmode=verify-full"));
            }
            Some(address) => login.host(&address.to_string()),
            None => login.host(&place.host),
        })
    }
}

/// Opens a session with a setting that only it can have: a pooler throws it away, refuses it, or has given
/// the session to another before. sqlx keeps to itself what else would show a pooler.
async fn marked(
    plain: PgConnectOptions,
    url: &DatabaseUrl,
    timeout: Duration,
    calls: Calls,
) -> Result<(Session, Server), DatabaseError> {
    let mark = format!("{:016x}", fastrand::u64(..));
    let mut is_pooled = url.postgres.pooled;
    let mut connection =
        match to_server(&plain.clone().options([("aludel.session", &mark)]), timeout, calls).await {
            Err(error) if is_about_options(&error) => {
                is_pooled = true;
                to_server(&plain, timeout, calls).await?
            }
            other => other?,
        };
    let facts = format!("{FACTS}, current_setting('aludel.session', true)");
    let answers = (calls.fetch)(&mut connection, &facts);
    let rows = collect::<sqlx::Postgres>(answers, &facts, values, failure).await?;
    let facts = rows.into_iter().next().unwrap_or_default();
    is_pooled |= facts.last().and_then(Option::as_deref) != Some(mark.as_str());
    Ok(((connection, plain), endpoint::server(&facts, is_pooled)))
}

async fn to_server(
    login: &PgConnectOptions,
    timeout: Duration,
    calls: Calls,
) -> Result<PgConnection, DatabaseError> {
    in_time(timeout, async { (calls.dial)(login).await.map_err(|error| connecting(&error)) }).await
}

/// Poolers know few settings, and some let nobody in who names another.
/// <https://www.pgbouncer.org/config.html#ignore_startup_parameters>
fn is_about_options(error: &DatabaseError) -> bool {
    error.kind == ErrorKind::Unsupported && error.code.is_some()
}

/// What is the same for all servers of the URL.
fn login(url: &DatabaseUrl, options: &ConnectOptions) -> Result<PgConnectOptions, DatabaseError> {
    let settings = &url.postgres;
    if url.tls.direct {
        return Err(of_our_own("sslnegotiation=direct"));
    }
    if settings.channel_binding == ChannelBinding::Require {
        return Err(of_our_own("channel_binding=require"));
    }
    let user = endpoint::user(url)?;
    let mut login = PgConnectOptions::new_without_pgpass()
        .username(user)
        .database(url.database().unwrap_or(user))
        .application_name(settings.application.as_deref().unwrap_or(&options.application))
        .extra_float_digits(None)
        .disable_statement_logging();
    if let Some(options) = &settings.options {
        login = login.options(settings_of(options)?);
    }
    if url.tls.mode == Some(SslMode::Disable) { Ok(login) } else { with_certificates(login, url) }
}

/// The names and values of what the URL gives as `options`: sqlx writes them anew.
///
/// <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-OPTIONS>
fn settings_of(options: &str) -> Result<Vec<(String, String)>, DatabaseError> {
    let unknown = |word: &str| {
        let words = format!("options: {word:?} is no `-c name=value`");
        DatabaseError::new(ErrorKind::Unsupported, words)
    };
    let (mut settings, mut words) = (Vec::new(), words_of(options).into_iter());
    while let Some(word) = words.next() {
        let setting = match word.as_str() {
            "-c" => words.next(),
            _ => word.strip_prefix("-c").or_else(|| word.strip_prefix("--")).map(str::to_owned),
        };
        let (name, value) =
            setting.as_deref().and_then(|text| text.split_once('=')).ok_or_else(|| unknown(&word))?;
        settings.push((name.replace('-', "_"), value.to_owned()));
    }
    Ok(settings)
}

/// White space divides them, unless a backslash stands before it.
fn words_of(options: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let mut characters = options.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => word.extend(characters.next()),
            white if white.is_whitespace() => words.push(std::mem::take(&mut word)),
            other => word.push(other),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// The ways to try, in order. Sockets of this machine are never encrypted.
fn modes(url: &DatabaseUrl, place: &Place) -> Vec<PgSslMode> {
    match url.tls.mode {
        _ if place.is_socket() => vec![PgSslMode::Disable],
        Some(SslMode::Disable) => vec![PgSslMode::Disable],
        Some(SslMode::Allow) => vec![PgSslMode::Disable, PgSslMode::Require],
        None | Some(SslMode::Prefer) => vec![PgSslMode::Prefer, PgSslMode::Disable],
        // As libpq: where a file of trusted certificates is there, it is used.
        Some(SslMode::Require) if files::root(url).is_some() => vec![PgSslMode::VerifyCa],
        Some(SslMode::Require) => vec![PgSslMode::Require],
        Some(SslMode::VerifyCa) => vec![PgSslMode::VerifyCa],
        Some(SslMode::VerifyFull) => vec![PgSslMode::VerifyFull],
    }
}

/// Reads the certificates; sqlx would not say which of them is missing.
fn with_certificates(
    mut login: PgConnectOptions,
    url: &DatabaseUrl,
) -> Result<PgConnectOptions, DatabaseError> {
    if let Some(RootCertificate::File(file)) = files::root(url) {
        login = login.ssl_root_cert_from_pem(read(&file)?);
    }
    if let Some((certificate, key)) = files::client(url) {
        login = login.ssl_client_cert_from_pem(read(&certificate)?).ssl_client_key_from_pem(read(&key)?);
    }
    Ok(login)
}

fn of_our_own(what: &str) -> DatabaseError {
    let words = format!("{what}: sqlx's driver can't; aludel's feature `postgres` brings one that can");
    DatabaseError::new(ErrorKind::Unsupported, words)
}

fn read(file: &Path) -> Result<Vec<u8>, DatabaseError> {
    std::fs::read(file).map_err(|error| {
        DatabaseError::new(ErrorKind::Tls, format!("{}: {}", file.display(), io_words(&error)))
    })
}

impl Database for Postgres {
    fn server(&self) -> &Server {
        &self.server
    }

    fn query(&mut self, statement: &str) -> Result<Vec<Row>, DatabaseError> {
        let mut rows = Vec::new();
        self.run(statement, |row| rows.push(values(row)))?;
        Ok(rows)
    }

    fn execute(&mut self, text: &str) -> Result<(), DatabaseError> {
        self.run(text, |_| {})
    }

    fn canceller(&self) -> Canceller {
        if self.server.pooled {
            // The session that does our work may be another's by then: the statement is awaited.
            return Canceller::new(|| {});
        }
        let (login, session, timeout) = (Arc::clone(&self.login), self.server.session, self.timeout);
        let (cancelled, calls) = (Arc::clone(&self.cancelled), self.calls);
        Canceller::new(move || {
            cancelled.store(true, Ordering::SeqCst);
            let login = Arc::clone(&login);
            aside(timeout, async move {
                let mut second = (calls.dial)(&login).await.ok()?;
                let text = format!("SELECT pg_cancel_backend({session})");
                take::<sqlx::Postgres>((calls.fetch)(&mut second, &text), &text, |_| {}, failure)
                    .await
                    .ok()?;
                second.close().await.ok()
            });
        })
    }
}

impl Postgres {
    fn run(&mut self, text: &str, each: impl FnMut(&PgRow) + Send) -> Result<(), DatabaseError> {
        let (Some(runtime), Some(connection)) = (&self.runtime, &mut self.connection) else {
            return Err(lost(None));
        };
        refuse_nul(text)?;
        self.cancelled.store(false, Ordering::SeqCst);
        let was_cancelled = &self.cancelled;
        let failure =
            |error: &sqlx::Error, text: &str| statement(error, text, was_cancelled.load(Ordering::SeqCst));
        let answers = (self.calls.fetch)(connection, text);
        let result = wait(runtime, take::<sqlx::Postgres>(answers, text, each, failure));
        // Nothing that follows would fit: half an answer was read, or none will come.
        if result.as_ref().is_err_and(|error| error.code.is_none() || error.kind == ErrorKind::ConnectionLost)
        {
            self.connection = None;
        }
        result
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        part(self.runtime.take(), self.connection.take());
    }
}

/// What comes without parameters comes as text.
pub(crate) fn values(row: &PgRow) -> Row {
    (0..row.len())
        .map(|column| {
            let value = row.try_get_raw(column).ok().filter(|value| !value.is_null())?;
            value.as_str().ok().map(str::to_owned)
        })
        .collect()
}

/// An error of a text that was sent.
pub(crate) fn failure(error: &sqlx::Error, text: &str) -> DatabaseError {
    statement(error, text, false)
}

fn statement(error: &sqlx::Error, text: &str, was_cancelled: bool) -> DatabaseError {
    match error {
        sqlx::Error::Database(said) => match said.try_downcast_ref::<PgDatabaseError>() {
            Some(said) => full(kind_of(said.code(), said.message(), was_cancelled), said, text),
            None => lost(Some(said.to_string())),
        },
        sqlx::Error::Protocol(words) if words.contains("Copy") => copies(),
        sqlx::Error::Io(error) => lost(Some(io_words(error))),
        other => lost(Some(other.to_string())),
    }
}

/// An error while a connection is being made.
fn connecting(error: &sqlx::Error) -> DatabaseError {
    if let Some(words) = tls::of_sqlx(error) {
        return DatabaseError::new(ErrorKind::Tls, words);
    }
    match error {
        sqlx::Error::Database(said) => match said.try_downcast_ref::<PgDatabaseError>() {
            Some(said) => full(login_kind(said.code(), said.message()), said, ""),
            None => DatabaseError::new(ErrorKind::Unreachable, said.to_string()),
        },
        sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            DatabaseError::new(ErrorKind::Unreachable, "the server closed the connection")
        }
        sqlx::Error::Io(error) => DatabaseError::new(ErrorKind::Unreachable, io_words(error)),
        sqlx::Error::Protocol(_) => nonsense(),
        other => DatabaseError::new(ErrorKind::Unreachable, other.to_string()),
    }
}

fn full(kind: ErrorKind, said: &PgDatabaseError, text: &str) -> DatabaseError {
    let mut failure = DatabaseError::new(kind, said.message());
    failure.code = Some(said.code().to_owned());
    failure.detail = said.detail().map(str::to_owned);
    failure.hint = said.hint().map(str::to_owned);
    failure.context = said.r#where().map(str::to_owned);
    if let Some(PgErrorPosition::Original(position)) = said.position() {
        failure.offset = u32::try_from(position).ok().and_then(|position| byte_offset(text, position));
    }
    failure
}

#[cfg(test)]
mod tests {
    use super::settings_of;

    #[test]
    fn options_are_taken_apart() {
        let settings = |text: &str| {
            let settings = settings_of(text).map_err(|error| error.message)?;
            Ok(settings.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>())
        };
        let found = settings(r"-csearch_path=a,b  -c work_mem=1MB --lock-timeout=5s -c a.b=c\ d=\\e");
        assert_eq!(
            found,
            Ok(vec!["search_path=a,b", "work_mem=1MB", "lock_timeout=5s", r"a.b=c d=\e"]
                .into_iter()
                .map(str::to_owned)
                .collect())
        );
        assert_eq!(settings(""), Ok(vec![]));
        assert_eq!(settings("-d 5"), Err("options: \"-d\" is no `-c name=value`".to_owned()));
        assert_eq!(settings("-c"), Err("options: \"-c\" is no `-c name=value`".to_owned()));
    }
}
