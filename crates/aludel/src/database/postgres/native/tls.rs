//! Encrypted connections, as libpq's `sslmode` has them.
//!
//! <https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION>

use tokio_postgres::config::{Config, SslMode as Mode};
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Error, NoTls, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::link::Link;
use crate::database::{ConnectOptions, DatabaseError};
use crate::url::{DatabaseUrl, SslMode};

mod certificate;
mod name;

/// How a connection is opened.
#[derive(Clone)]
pub(super) enum Connector {
    /// In the clear.
    Plain,
    /// Encrypted.
    Encrypted(Box<MakeRustlsConnect>),
}

impl Connector {
    /// Opens it.
    pub(super) async fn open(
        &self,
        config: &Config,
        options: &ConnectOptions,
    ) -> Result<(Client, Link), Error> {
        match self {
            Self::Plain => open(NoTls, config, options).await,
            Self::Encrypted(tls) => open((**tls).clone(), config, options).await,
        }
    }
}

async fn open<T>(tls: T, config: &Config, options: &ConnectOptions) -> Result<(Client, Link), Error>
where
    T: MakeTlsConnect<Socket>,
    T::Stream: Send + 'static,
{
    let (client, connection) = config.connect(tls).await?;
    Ok((client, Link::start(connection, options.observer.clone())))
}

/// What the URL asks for, with its certificates read.
pub(super) struct Policy {
    mode: SslMode,
    encrypted: Option<Connector>,
    is_direct: bool,
}

/// One way to open a connection.
pub(super) struct Attempt {
    pub(super) mode: Mode,
    pub(super) connector: Connector,
    pub(super) is_direct: bool,
    /// After which failures another way is tried.
    next: Next,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Never,
    /// The server lets nobody in this way: `no pg_hba.conf entry`.
    IfRefused,
    /// The same, or no encryption could be agreed on.
    IfNoTls,
}

impl Attempt {
    /// Whether no other way is tried after this error.
    pub(super) fn is_last(&self, error: &Error) -> bool {
        let is_refused = error.as_db_error().is_some_and(|said| said.code().code() == "28000");
        let is_tls = error.to_string().starts_with("error performing TLS handshake");
        match self.next {
            Next::Never => true,
            Next::IfRefused => !is_refused,
            Next::IfNoTls => !(is_refused || is_tls),
        }
    }
}

impl Policy {
    /// Reads the certificates.
    pub(super) fn read(url: &DatabaseUrl) -> Result<Self, DatabaseError> {
        let mode = url.tls.mode.unwrap_or(SslMode::Prefer);
        let encrypted = match mode {
            SslMode::Disable => None,
            _ => Some(Connector::Encrypted(Box::new(certificate::connector(url, mode)?))),
        };
        Ok(Self { mode, encrypted, is_direct: url.tls.direct })
    }

    /// The ways to try, in order. Sockets of this machine are never encrypted.
    pub(super) fn attempts(&self, is_socket: bool) -> Vec<Attempt> {
        let plain =
            |next| Attempt { mode: Mode::Disable, connector: Connector::Plain, is_direct: false, next };
        let Some(encrypted) = self.encrypted.as_ref().filter(|_| !is_socket) else {
            return vec![plain(Next::Never)];
        };
        let encrypted =
            |mode, next| Attempt { mode, connector: encrypted.clone(), is_direct: self.is_direct, next };
        match self.mode {
            SslMode::Disable => vec![plain(Next::Never)],
            SslMode::Allow => vec![plain(Next::IfRefused), encrypted(Mode::Require, Next::Never)],
            SslMode::Prefer => vec![encrypted(Mode::Prefer, Next::IfNoTls), plain(Next::Never)],
            SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => {
                vec![encrypted(Mode::Require, Next::Never)]
            }
        }
    }
}
