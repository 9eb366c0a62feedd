//! What stands behind the `?`: libpq's parameters, and those people bring from other programs.
//!
//! A parameter that means the same elsewhere is understood. One that steers a pool or a cache is
//! about nothing here and is passed over. The rest is named in a warning, for it had a purpose;
//! and what seems to be about encryption is an error, for leaving it out would be less safe.

use std::path::PathBuf;
use std::time::Duration;

use super::{DatabaseUrl, RootCertificate, Secret, SqliteMode, SslMode, UrlError, uri};
use crate::Dialect;

/// Which server of several is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SessionAttributes {
    /// The first that answers.
    #[default]
    Any,
    /// One where a transaction may write.
    ReadWrite,
    /// One where it may not.
    ReadOnly,
    /// One that is no standby.
    Primary,
    /// A standby.
    Standby,
    /// A standby if there is one, else any.
    PreferStandby,
}

/// Whether the login is bound to the encrypted connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ChannelBinding {
    /// Not.
    Disable,
    /// Where the server can.
    #[default]
    Prefer,
    /// Always.
    Require,
}

/// They size a pool or a cache, or choose how values cross the wire: nothing that is here.
const WITHOUT_EFFECT: &[&str] = &[
    "async_fallback",
    "autocommit",
    "cached_statements",
    "check_same_thread",
    "connection_limit",
    "fallback_application_name",
    "gssdelegation",
    "gssencmode",
    "gsslib",
    "krbsrvname",
    "max_cached_statement_lifetime",
    "max_cacheable_statement_size",
    "max_conn_idle_time",
    "max_conn_lifetime",
    "max_overflow",
    "max_pool_size",
    "min_pool_size",
    "multistatements",
    "parsetime",
    "pool",
    "pool_max_conns",
    "pool_max_conn_idle_time",
    "pool_max_conn_lifetime",
    "pool_min_conns",
    "pool_pre_ping",
    "pool_recycle",
    "pool_size",
    "pool_timeout",
    "prepare_threshold",
    "prepared_statement_cache_size",
    "prepared_statement_name_func",
    "reconnect",
    "requirepeer",
    "socket_timeout",
    "statement-cache-capacity",
    "statement_cache_capacity",
    "statement_cache_size",
    "uri",
    "use_unicode",
];

const SSL_MODES: &str = "disable, allow, prefer, require, verify-ca or verify-full";

impl DatabaseUrl {
    /// Takes one parameter; `before` is the name of the one before it.
    pub(super) fn set(&mut self, name: &str, value: &str, before: &str) -> Result<(), UrlError> {
        if self.set_login(name, value)? {
            return Ok(());
        }
        let known = match self.dialect {
            Dialect::Postgres => self.set_postgres(name, value)?,
            Dialect::Mysql => self.set_mysql(name, value)?,
            Dialect::Sqlite => return self.set_sqlite(name, value),
        };
        if known {
            self.shown.push((name.to_owned(), value.to_owned()));
            return Ok(());
        }
        // `?password=a&b=c` or `password=a b=c`: the name may be a part of the password.
        let name = if before == "password" { "***" } else { name };
        self.unknown(name)
    }

    /// What names the server, the user and the database; it is not shown a second time.
    fn set_login(&mut self, name: &str, value: &str) -> Result<bool, UrlError> {
        match name {
            "user" | "username" => self.user = some(value),
            "password" => self.password = some(value).map(Secret::new),
            "dbname" | "database" => self.database = some(value),
            "host" => self.set_hosts(value),
            "port" => self.set_ports(value)?,
            "hostaddr" => self.set_addresses(value)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    pub(super) fn set_hosts(&mut self, value: &str) {
        if self.dialect == Dialect::Mysql && value.starts_with('/') {
            self.socket = Some(PathBuf::from(value));
            return;
        }
        self.hosts = if value.is_empty() {
            Vec::new()
        } else {
            value.split(',').map(|host| host.trim().to_owned()).collect()
        };
    }

    pub(super) fn set_ports(&mut self, value: &str) -> Result<(), UrlError> {
        self.ports = value.split(',').map(uri::port).collect::<Result<_, _>>()?;
        Ok(())
    }

    pub(super) fn set_addresses(&mut self, value: &str) -> Result<(), UrlError> {
        if value.is_empty() {
            return Ok(());
        }
        self.addresses = value
            .split(',')
            .map(|address| match address.trim() {
                "" => Ok(None),
                address => address.parse().map(Some).map_err(|_| bad("hostaddr", address, "an IP address")),
            })
            .collect::<Result<_, _>>()?;
        Ok(())
    }

    /// Takes a parameter of libpq, asyncpg, node-postgres or Prisma; says whether it knows it.
    pub(super) fn set_postgres(&mut self, name: &str, value: &str) -> Result<bool, UrlError> {
        let settings = &mut self.postgres;
        match name {
            "sslmode" | "ssl" => self.tls.mode = Some(ssl_mode(name, value)?),
            "sslrootcert" | "sslcert" | "sslkey" | "sslnegotiation" => self.set_tls_file(name, value)?,
            "sslpassword" if !value.is_empty() => {
                return Err(unsupported(name, "decrypt the key file, or use one without a passphrase"));
            }
            "sslcrl" | "sslcrldir" if !value.is_empty() => {
                return Err(unsupported(name, "revocation lists are not read"));
            }
            "require_auth" if !value.is_empty() => {
                return Err(unsupported(name, "channel_binding=require makes sure of the server instead"));
            }
            "sslpassword" | "sslcrl" | "sslcrldir" | "require_auth" | "sslcompression" | "sslsni"
            | "sslcertmode" | "ssl_min_protocol_version" | "ssl_max_protocol_version" => {}
            "connect_timeout" => self.connect_timeout = seconds(name, value)?,
            "application_name" => settings.application = some(value),
            "options" => settings.options = some(value),
            "target_session_attrs" => settings.session = session_attributes(value)?,
            "channel_binding" => settings.channel_binding = channel_binding(value)?,
            "keepalives" => settings.keepalives = Some(number(name, value)? != 0),
            "keepalives_idle" => settings.keepalives_idle = seconds(name, value)?,
            "keepalives_interval" => settings.keepalives_interval = seconds(name, value)?,
            "keepalives_count" | "keepalives_retries" => {
                settings.keepalives_count = u32::try_from(number(name, value)?).ok().filter(|count| *count > 0);
            }
            "tcp_user_timeout" => {
                let milliseconds = u64::try_from(number(name, value)?).unwrap_or(0);
                settings.tcp_user_timeout = Some(Duration::from_millis(milliseconds)).filter(|time| !time.is_zero());
            }
            "load_balance_hosts" => settings.random_host = value == "random",
            "pgbouncer" => settings.pooled = truth(name, value)?,
            "passfile" => self.passfile = some(value).map(PathBuf::from),
            "service" | "servicefile" if !value.is_empty() => {
                return Err(unsupported(name, "write what the service file says into the URL"));
            }
            "service" | "servicefile" => {}
            "replication" if !matches!(value, "" | "false" | "off" | "no" | "0") => {
                return Err(unsupported(name, "migrations need an ordinary session"));
            }
            "replication" => {}
            "client_encoding" | "charset" if is_utf8(value) => {}
            "schema" if value == "public" => {}
            "schema" => self.warnings.push(format!(
                "the parameter schema={value} is Prisma's and has no effect here; options=-csearch_path%3D{value} chooses a schema"
            )),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn set_tls_file(&mut self, name: &str, value: &str) -> Result<(), UrlError> {
        match name {
            "sslrootcert" if value == "system" => {
                self.tls.root = Some(RootCertificate::System);
                // As libpq: who trusts every authority of the system must look at the name.
                self.tls.mode.get_or_insert(SslMode::VerifyFull);
            }
            "sslrootcert" => self.tls.root = some(value).map(|path| RootCertificate::File(path.into())),
            "sslcert" => self.tls.certificate = some(value).map(PathBuf::from),
            "sslkey" => self.tls.key = some(value).map(PathBuf::from),
            _ => {
                self.tls.direct = match value {
                    "direct" => true,
                    "postgres" | "" => false,
                    _ => return Err(bad(name, value, "postgres or direct")),
                }
            }
        }
        Ok(())
    }

    /// Takes a parameter of MySQL's and MariaDB's many clients; says whether it knows it.
    fn set_mysql(&mut self, name: &str, value: &str) -> Result<bool, UrlError> {
        match name.to_ascii_lowercase().replace('_', "-").as_str() {
            "ssl-mode" | "sslmode" | "ssl" | "tls" | "use-ssl" | "usessl" => {
                // ssl-ca with a plain ssl=true must not become less than what the CA asks for.
                let mode = mysql_ssl_mode(name, value)?;
                self.tls.mode = Some(self.tls.mode.map_or(mode, |before| before.max(mode)));
            }
            "ssl-ca" | "sslca" | "sslrootcert" => {
                self.tls.root = some(value).map(|path| RootCertificate::File(path.into()));
            }
            "ssl-cert" | "sslcert" => self.tls.certificate = some(value).map(PathBuf::from),
            "ssl-key" | "sslkey" => self.tls.key = some(value).map(PathBuf::from),
            "ssl-verify-cert" | "ssl-verify-identity" | "ssl-check-hostname" | "ssl-verify-server-cert" => {
                let mode = if name.contains("cert") && !name.contains("server") {
                    SslMode::VerifyCa
                } else {
                    SslMode::VerifyFull
                };
                if truth(name, value)? {
                    self.tls.mode = Some(self.tls.mode.map_or(mode, |before| before.max(mode)));
                }
            }
            "socket" | "unix-socket" => self.socket = some(value).map(PathBuf::from),
            "connect-timeout" | "connecttimeout" => self.connect_timeout = seconds(name, value)?,
            "charset" | "client-encoding" if is_utf8(value) => {}
            "charset" => {
                self.warnings.push(format!("charset={value} has no effect here: the connection is utf8mb4"))
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    pub(super) fn set_sqlite(&mut self, name: &str, value: &str) -> Result<(), UrlError> {
        match name {
            "mode" => match value {
                "ro" => self.sqlite.mode = Some(SqliteMode::ReadOnly),
                "rw" => self.sqlite.mode = Some(SqliteMode::ReadWrite),
                "rwc" => self.sqlite.mode = Some(SqliteMode::Create),
                "memory" => self.sqlite.path = None,
                _ => return Err(bad(name, value, "ro, rw, rwc or memory")),
            },
            "immutable" | "nolock" | "vfs" | "cache" => {
                self.sqlite.parameters.push((name.to_owned(), value.to_owned()));
            }
            _ => return self.unknown(name),
        }
        self.shown.push((name.to_owned(), value.to_owned()));
        Ok(())
    }

    fn unknown(&mut self, name: &str) -> Result<(), UrlError> {
        let lower = name.to_ascii_lowercase();
        if lower.contains("ssl") || lower.contains("tls") || lower.contains("cert") {
            return Err(UrlError::UnknownTls(name.to_owned()));
        }
        if !WITHOUT_EFFECT.contains(&lower.as_str()) {
            self.warnings.push(format!("the parameter \"{name}\" of the database URL has no effect here"));
        }
        Ok(())
    }
}

fn some(value: &str) -> Option<String> {
    Some(value).filter(|value| !value.is_empty()).map(str::to_owned)
}

fn bad(name: &str, value: &str, expected: &'static str) -> UrlError {
    UrlError::Value { name: name.to_owned(), value: value.to_owned(), expected }
}

fn unsupported(name: &str, reason: &'static str) -> UrlError {
    UrlError::Unsupported { name: name.to_owned(), reason }
}

fn is_utf8(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "" | "utf8" | "utf-8" | "utf8mb4" | "unicode" | "auto")
}

fn truth(name: &str, value: &str) -> Result<bool, UrlError> {
    match value.to_ascii_lowercase().as_str() {
        "" | "true" | "1" | "on" | "yes" => Ok(true),
        "false" | "0" | "off" | "no" => Ok(false),
        _ => Err(bad(name, value, "true or false")),
    }
}

fn number(name: &str, value: &str) -> Result<i64, UrlError> {
    if value.is_empty() {
        return Ok(0);
    }
    value.trim().parse().map_err(|_| bad(name, value, "a whole number"))
}

/// Reads a time; as in libpq, zero and less mean no limit, and one second is too short to be meant.
fn seconds(name: &str, value: &str) -> Result<Option<Duration>, UrlError> {
    let seconds = number(name, value)?;
    Ok(u64::try_from(seconds).ok().filter(|seconds| *seconds > 0).map(Duration::from_secs))
}

/// Reads libpq's words, asyncpg's and node-postgres' `ssl=true`, and node-postgres' `no-verify`.
fn ssl_mode(name: &str, value: &str) -> Result<SslMode, UrlError> {
    match value.to_ascii_lowercase().as_str() {
        "disable" | "false" | "0" => Ok(SslMode::Disable),
        "allow" => Ok(SslMode::Allow),
        "prefer" => Ok(SslMode::Prefer),
        "require" | "true" | "1" | "no-verify" => Ok(SslMode::Require),
        "" if name == "ssl" => Ok(SslMode::Require),
        "" => Ok(SslMode::Prefer),
        "verify-ca" => Ok(SslMode::VerifyCa),
        "verify-full" => Ok(SslMode::VerifyFull),
        _ => Err(bad(name, value, SSL_MODES)),
    }
}

/// Reads the words of MySQL, and those of libpq and Go's driver beside them.
fn mysql_ssl_mode(name: &str, value: &str) -> Result<SslMode, UrlError> {
    match value.to_ascii_lowercase().replace('_', "-").as_str() {
        "disabled" | "disable" | "false" | "0" => Ok(SslMode::Disable),
        "preferred" | "prefer" | "allow" => Ok(SslMode::Prefer),
        "required" | "require" | "true" | "1" | "skip-verify" | "" => Ok(SslMode::Require),
        "verify-ca" => Ok(SslMode::VerifyCa),
        "verify-identity" | "verify-full" => Ok(SslMode::VerifyFull),
        _ => Err(bad(name, value, "disabled, preferred, required, verify_ca or verify_identity")),
    }
}

fn session_attributes(value: &str) -> Result<SessionAttributes, UrlError> {
    match value {
        "any" | "" => Ok(SessionAttributes::Any),
        "read-write" => Ok(SessionAttributes::ReadWrite),
        "read-only" => Ok(SessionAttributes::ReadOnly),
        "primary" => Ok(SessionAttributes::Primary),
        "standby" => Ok(SessionAttributes::Standby),
        "prefer-standby" => Ok(SessionAttributes::PreferStandby),
        _ => Err(bad(
            "target_session_attrs",
            value,
            "any, read-write, read-only, primary, standby or prefer-standby",
        )),
    }
}

fn channel_binding(value: &str) -> Result<ChannelBinding, UrlError> {
    match value {
        "disable" => Ok(ChannelBinding::Disable),
        "prefer" | "" => Ok(ChannelBinding::Prefer),
        "require" => Ok(ChannelBinding::Require),
        _ => Err(bad("channel_binding", value, "disable, prefer or require")),
    }
}
