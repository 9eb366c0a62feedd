//! Reads a database URL; never shows its password.
//!
//! People paste what their application already uses: libpq's two forms, SQLAlchemy's
//! `dialect+driver://`, what sqlx, Prisma and Rails write. All of them end in one [`DatabaseUrl`].
//! What the environment, `.pgpass` and the home folder add is handed in by the caller.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use crate::Dialect;

mod environment;
mod keyword;
mod parameter;
mod passfile;
mod percent;
mod sqlite;
mod uri;

pub(crate) use parameter::{ChannelBinding, SessionAttributes};
pub(crate) use sqlite::{SqliteFile, SqliteMode};

/// Where a database is and how to log in.
///
/// `Display` and `Debug` show `***` where the password is.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    dialect: Dialect,
    pub(crate) user: Option<String>,
    pub(crate) password: Option<Secret>,
    /// The database's name; on SQLite its file is in `sqlite`.
    pub(crate) database: Option<String>,
    hosts: Vec<String>,
    addresses: Vec<Option<IpAddr>>,
    ports: Vec<Option<u16>>,
    /// One for each endpoint, from a password file.
    passwords: Vec<Option<Secret>>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) tls: Tls,
    pub(crate) postgres: PostgresSettings,
    /// The Unix socket of MySQL.
    pub(crate) socket: Option<PathBuf>,
    pub(crate) sqlite: SqliteFile,
    passfile: Option<PathBuf>,
    home: Option<PathBuf>,
    /// What [`fmt::Display`] writes behind the `?`.
    shown: Vec<(String, String)>,
    warnings: Vec<String>,
}

/// What only PostgreSQL knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PostgresSettings {
    pub(crate) application: Option<String>,
    pub(crate) options: Option<String>,
    pub(crate) session: SessionAttributes,
    pub(crate) channel_binding: ChannelBinding,
    pub(crate) keepalives: Option<bool>,
    pub(crate) keepalives_idle: Option<Duration>,
    pub(crate) keepalives_interval: Option<Duration>,
    pub(crate) keepalives_count: Option<u32>,
    pub(crate) tcp_user_timeout: Option<Duration>,
    pub(crate) random_host: bool,
    /// The URL itself says that a pooler stands in between.
    pub(crate) pooled: bool,
}

/// A text that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps it.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// How far a connection must be protected, in libpq's words.
///
/// <https://www.postgresql.org/docs/current/libpq-ssl.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SslMode {
    /// Never encrypted.
    Disable,
    /// Encrypted only where the server insists.
    Allow,
    /// Encrypted where the server can.
    Prefer,
    /// Always encrypted; whoever answers is believed.
    Require,
    /// Encrypted, and the server's certificate comes from a trusted authority.
    VerifyCa,
    /// The same, and the certificate names the host.
    VerifyFull,
}

impl SslMode {
    /// libpq's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disable => "disable",
            Self::Allow => "allow",
            Self::Prefer => "prefer",
            Self::Require => "require",
            Self::VerifyCa => "verify-ca",
            Self::VerifyFull => "verify-full",
        }
    }
}

/// What a URL says about encryption.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tls {
    pub(crate) mode: Option<SslMode>,
    pub(crate) root: Option<RootCertificate>,
    pub(crate) certificate: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
    /// Whether the handshake begins at once, without asking the server first.
    pub(crate) direct: bool,
}

/// Which authorities are trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RootCertificate {
    /// Those of the operating system.
    System,
    /// Those in a PEM file.
    File(PathBuf),
}

/// One server that may be the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    /// Its name, or the folder of its socket (begins with `/`); absent means this machine.
    pub(crate) host: Option<String>,
    /// Spares the look-up of its name.
    pub(crate) address: Option<IpAddr>,
    pub(crate) port: Option<u16>,
    pub(crate) password: Option<Secret>,
}

/// Why a URL can't be used. Its text never holds a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UrlError {
    /// There is nothing.
    #[error("the database URL is empty")]
    Empty,
    /// It does not begin as a URL does.
    #[error("this is no database URL: one begins with postgres://, mysql:// or sqlite:")]
    NoScheme,
    /// A database that aludel does not speak to.
    #[error("unknown scheme \"{0}://\": known are postgres, mysql, mariadb and sqlite")]
    UnknownScheme(String),
    /// A character that separates the parts of a URL stands in the user's name or password.
    #[error(
        "the user or password in the database URL has a character that must be percent-encoded: \
         @ as %40, # as %23, / as %2F, ? as %3F, : as %3A, % as %25"
    )]
    Unescaped,
    /// A percent sign that encodes nothing.
    #[error(
        "the {part} in the database URL has a % without two hexadecimal digits behind it: write % as %25"
    )]
    Percent {
        /// Where: `password`, `host`, …
        part: &'static str,
    },
    /// What is encoded is no text.
    #[error("the {part} in the database URL is not UTF-8 text, or has a NUL character")]
    NoText {
        /// Where.
        part: &'static str,
    },
    /// The port is none.
    #[error("the port in the database URL is not a number from 1 to 65535")]
    Port,
    /// An IPv6 address without its bracket.
    #[error("the host in the database URL has an opening [ without its ]")]
    Bracket,
    /// A parameter holds what it can't.
    #[error("{name} is \"{value}\": expected {expected}")]
    Value {
        /// Its name.
        name: String,
        /// What it holds; never a secret.
        value: String,
        /// What it may hold.
        expected: &'static str,
    },
    /// A parameter about encryption that nobody knows: to leave it out would be less safe.
    #[error(
        "unknown parameter \"{0}\" in the database URL; it seems to be about encryption, so it is not ignored"
    )]
    UnknownTls(String),
    /// A word of a keyword/value string has no `=`.
    #[error(
        "a word of the connection string has no = behind it: a value with spaces stands in '…', and ' in it is \\'"
    )]
    NoEquals,
    /// A quoted value has no end.
    #[error("a value of the connection string has an opening ' without its end")]
    Unterminated,
    /// Hosts, addresses and ports don't go together.
    #[error("{count} {what} do not go with {hosts} hosts: give one, or as many as there are hosts")]
    Count {
        /// `ports`, `addresses`.
        what: &'static str,
        /// How many of them.
        count: usize,
        /// How many hosts.
        hosts: usize,
    },
    /// libpq knows it, aludel doesn't.
    #[error("{name} is not supported: {reason}")]
    Unsupported {
        /// The parameter or variable.
        name: String,
        /// Why, or what to do instead.
        reason: &'static str,
    },
}

impl DatabaseUrl {
    /// Reads a URL, or a libpq keyword/value string.
    ///
    /// # Errors
    /// [`UrlError`] says which part is wrong, never what the password is.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(UrlError::Empty);
        }
        let url = if keyword::looks_like(text) { keyword::parse(text)? } else { uri::parse(text)? };
        url.check()?;
        Ok(url)
    }

    /// The URL of a SQLite file.
    pub fn sqlite_file(path: impl Into<String>) -> Self {
        let mut url = Self::new(Dialect::Sqlite);
        url.sqlite.path = Some(path.into());
        url
    }

    fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            user: None,
            password: None,
            database: None,
            hosts: Vec::new(),
            addresses: Vec::new(),
            ports: Vec::new(),
            passwords: Vec::new(),
            connect_timeout: None,
            tls: Tls::default(),
            postgres: PostgresSettings::default(),
            socket: None,
            sqlite: SqliteFile::default(),
            passfile: None,
            home: None,
            shown: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// The family of SQL behind it.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Who logs in, if that is known.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// The database's name, or its file; on PostgreSQL the user's name where none is given.
    ///
    /// Absent for a SQLite database in memory, and on MySQL where none is given.
    pub fn database(&self) -> Option<&str> {
        match self.dialect {
            Dialect::Postgres => self.database.as_deref().or(self.user.as_deref()),
            Dialect::Mysql => self.database.as_deref(),
            Dialect::Sqlite => self.sqlite.path.as_deref(),
        }
    }

    /// Whether it has a password.
    pub fn has_password(&self) -> bool {
        self.password.is_some() || self.passwords.iter().any(Option::is_some)
    }

    /// Whether the server is on this machine: a socket, a loopback address, a file.
    pub fn is_local(&self) -> bool {
        let is_loopback = |endpoint: &Endpoint| match (&endpoint.host, &endpoint.address) {
            (_, Some(address)) => address.is_loopback(),
            (Some(host), None) => {
                host == "localhost"
                    || host.starts_with(['/', '@'])
                    || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
            }
            (None, None) => true,
        };
        self.dialect == Dialect::Sqlite || self.socket.is_some() || self.endpoints().iter().all(is_loopback)
    }

    /// Says what in it has no effect here, or may mean something else than in the program it comes from.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The same server, another database.
    #[must_use]
    pub fn with_database(&self, name: &str) -> Self {
        let mut other = self.clone();
        if self.dialect == Dialect::Sqlite {
            other.sqlite.path = Some(name.to_owned());
            other.sqlite.absolute = None;
        } else {
            other.database = Some(name.to_owned());
        }
        other
    }

    /// The servers to try, in order; at least one.
    pub(crate) fn endpoints(&self) -> Vec<Endpoint> {
        let count = self.hosts.len().max(self.addresses.len()).max(1);
        (0..count)
            .map(|index| Endpoint {
                host: self.hosts.get(index).filter(|host| !host.is_empty()).cloned(),
                address: self.addresses.get(index).copied().flatten(),
                port: if self.ports.len() == 1 {
                    self.ports[0]
                } else {
                    self.ports.get(index).copied().flatten()
                },
                password: self.password.clone().or_else(|| self.passwords.get(index).cloned().flatten()),
            })
            .collect()
    }

    #[cfg(feature = "_postgres")]
    pub(crate) fn home(&self) -> Option<&std::path::Path> {
        self.home.as_deref()
    }

    fn check(&self) -> Result<(), UrlError> {
        let hosts = self.hosts.len().max(self.addresses.len()).max(1);
        if self.ports.len() > 1 && self.ports.len() != hosts {
            return Err(UrlError::Count { what: "ports", count: self.ports.len(), hosts });
        }
        if !self.hosts.is_empty() && !self.addresses.is_empty() && self.hosts.len() != self.addresses.len() {
            return Err(UrlError::Count {
                what: "addresses",
                count: self.addresses.len(),
                hosts: self.hosts.len(),
            });
        }
        if self.tls.direct && self.tls.mode.is_none_or(|mode| mode < SslMode::Require) {
            return Err(UrlError::Value {
                name: "sslmode".to_owned(),
                value: self.tls.mode.unwrap_or(SslMode::Prefer).name().to_owned(),
                expected: "require or more, because sslnegotiation is \"direct\"",
            });
        }
        if self.tls.root == Some(RootCertificate::System)
            && self.tls.mode.is_some_and(|mode| mode < SslMode::VerifyFull)
        {
            return Err(UrlError::Value {
                name: "sslmode".to_owned(),
                value: self.tls.mode.map_or("", SslMode::name).to_owned(),
                expected: "verify-full, because sslrootcert is \"system\"",
            });
        }
        Ok(())
    }
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        Self::parse(text)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.dialect == Dialect::Sqlite {
            write!(f, "sqlite:{}", self.sqlite.path.as_deref().unwrap_or(":memory:"))?;
        } else {
            write!(f, "{}://", self.dialect)?;
            if let Some(user) = &self.user {
                f.write_str(&percent::encode(user))?;
            }
            if self.has_password() {
                f.write_str(":***")?;
            }
            if self.user.is_some() || self.has_password() {
                f.write_str("@")?;
            }
            for (index, endpoint) in self.endpoints().iter().enumerate() {
                if index > 0 {
                    f.write_str(",")?;
                }
                write!(f, "{}", ShownEndpoint(endpoint))?;
            }
            if let Some(database) = &self.database {
                write!(f, "/{}", percent::encode(database))?;
            }
        }
        for (index, (name, value)) in self.shown.iter().enumerate() {
            let mark = if index == 0 { '?' } else { '&' };
            write!(f, "{mark}{name}={}", percent::encode_value(value))?;
        }
        Ok(())
    }
}

struct ShownEndpoint<'a>(&'a Endpoint);

impl fmt::Display for ShownEndpoint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = match (&self.0.host, self.0.address) {
            (Some(host), _) => host.clone(),
            (None, Some(address)) => address.to_string(),
            (None, None) => String::new(),
        };
        if host.contains(':') {
            write!(f, "[{host}]")?;
        } else {
            f.write_str(&percent::encode(&host))?;
        }
        match self.0.port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

#[cfg(test)]
mod tests;
