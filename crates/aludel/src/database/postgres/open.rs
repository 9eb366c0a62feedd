//! From a URL to an open session: which servers are tried, encrypted or not, in libpq's order.
//!
//! <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS>

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio_postgres::config::{self, Config, SslNegotiation};
use tokio_postgres::{Client, SimpleQueryMessage};

use super::error::{self, connecting};
use super::link::Link;
use super::process;
use super::tls::{Attempt, Connector, Policy};
use crate::Dialect;
use crate::database::{ConnectOptions, DatabaseError, ErrorKind, Server, version_number};
use crate::url::{ChannelBinding, DatabaseUrl, Endpoint, SessionAttributes};

pub(super) struct Opened {
    pub(super) client: Client,
    pub(super) link: Link,
    pub(super) server: Server,
    pub(super) tls: Connector,
    pub(super) place: Place,
}

/// Tells all that [`Server`] needs in one round trip.
const FACTS: &str = "SELECT pg_backend_pid(), current_user, current_database(), current_schema(), \
                     pg_is_in_recovery(), current_setting('transaction_read_only'), current_setting('server_version')";

/// Tries the servers in turn, each for no longer than the time it has.
pub(super) async fn open(url: &DatabaseUrl, options: &ConnectOptions) -> Result<Opened, DatabaseError> {
    let policy = Policy::read(url)?;
    let mut endpoints = url.endpoints();
    if url.postgres.random_host {
        fastrand::shuffle(&mut endpoints);
    }
    let wanted = url.postgres.session;
    let mut passes = vec![wanted];
    if wanted == SessionAttributes::PreferStandby {
        passes = vec![SessionAttributes::Standby, SessionAttributes::Any];
    }
    let everything = async {
        let mut worst = None;
        for wanted in passes {
            for endpoint in &endpoints {
                match open_one(url, endpoint, wanted, &policy, options).await {
                    Ok(opened) => return Ok(opened),
                    // As libpq: another server will not make a wrong password right.
                    Err(error) if error.kind == ErrorKind::Authentication => return Err(error),
                    Err(error) => worst = Some(keep(worst, error)),
                }
            }
        }
        Err(worst.unwrap_or_else(|| DatabaseError::new(ErrorKind::Unreachable, "no server is named")))
    };
    match tokio::time::timeout(options.timeout, everything).await {
        Ok(result) => result,
        Err(_) => Err(timed_out(options.timeout)),
    }
}

/// Of the errors of several servers, the one that waiting may cure: then all may be well yet.
fn keep(worst: Option<DatabaseError>, error: DatabaseError) -> DatabaseError {
    let is_curable =
        |error: &DatabaseError| matches!(error.kind, ErrorKind::Unreachable | ErrorKind::NotReady);
    match worst {
        Some(before) if is_curable(&before) || !is_curable(&error) => before,
        _ => error,
    }
}

fn timed_out(timeout: Duration) -> DatabaseError {
    DatabaseError::new(ErrorKind::Unreachable, format!("no answer within {timeout:?}"))
}

async fn open_one(
    url: &DatabaseUrl,
    endpoint: &Endpoint,
    wanted: SessionAttributes,
    policy: &Policy,
    options: &ConnectOptions,
) -> Result<Opened, DatabaseError> {
    let place = Place::of(endpoint);
    let timeout = url.connect_timeout.unwrap_or(options.timeout).min(options.timeout);
    let attempts = policy.attempts(place.is_socket());
    let mut refused = None;
    for attempt in attempts {
        let config = config(url, endpoint, &place, &attempt, options, timeout)?;
        let opened = match tokio::time::timeout(timeout, attempt.connector.open(&config, options)).await {
            Ok(opened) => opened,
            Err(_) => return Err(place.name(timed_out(timeout))),
        };
        match opened {
            Ok((client, link)) => {
                let server = facts(url, &client, &link).await.map_err(|error| place.name(error))?;
                fits(&server, wanted).map_err(|error| place.name(error))?;
                return Ok(Opened { client, link, server, tls: attempt.connector, place });
            }
            Err(error) if attempt.is_last(&error) => {
                // What was wanted first says more than how the way out of it failed.
                return Err(place.name(refused.unwrap_or_else(|| connecting(&error))));
            }
            Err(error) => refused = Some(connecting(&error)),
        }
    }
    Err(place
        .name(refused.unwrap_or_else(|| DatabaseError::new(ErrorKind::Tls, "no way to connect is left"))))
}

/// Where one server is.
pub(super) struct Place {
    /// A name, an address, or the folder of a socket.
    pub(super) host: String,
    /// Spares the look-up of its name.
    pub(super) address: Option<IpAddr>,
    pub(super) port: u16,
}

impl Place {
    /// As libpq: without a host it is the socket of this machine, and without one it is localhost.
    fn of(endpoint: &Endpoint) -> Self {
        let port = endpoint.port.unwrap_or(5432);
        let host = match (&endpoint.host, endpoint.address) {
            (Some(host), _) => host.clone(),
            (None, Some(address)) => address.to_string(),
            (None, None) => ["/var/run/postgresql", "/tmp"]
                .into_iter()
                .find(|folder| Path::new(folder).join(format!(".s.PGSQL.{port}")).exists())
                .unwrap_or("localhost")
                .to_owned(),
        };
        Self { host, address: endpoint.address, port }
    }

    pub(super) fn is_socket(&self) -> bool {
        self.host.starts_with('/')
    }

    /// The file of the socket.
    pub(super) fn socket(&self) -> PathBuf {
        Path::new(&self.host).join(format!(".s.PGSQL.{}", self.port))
    }

    /// Says in the error which server it was, where the server did not answer itself.
    fn name(&self, mut error: DatabaseError) -> DatabaseError {
        if error.code.is_none() {
            let place = if self.is_socket() {
                self.socket().display().to_string()
            } else if self.host.contains(':') {
                format!("[{}]:{}", self.host, self.port)
            } else {
                format!("{}:{}", self.host, self.port)
            };
            error.message = format!("{place}: {}", error.message);
        }
        error
    }
}

fn config(
    url: &DatabaseUrl,
    endpoint: &Endpoint,
    place: &Place,
    attempt: &Attempt,
    options: &ConnectOptions,
    timeout: Duration,
) -> Result<Config, DatabaseError> {
    let settings = &url.postgres;
    let user = url.user.as_deref().ok_or_else(|| {
        DatabaseError::new(
            ErrorKind::Authentication,
            "nobody is named to log in: the database URL has no user",
        )
    })?;
    let mut config = Config::new();
    config.host(&place.host).port(place.port).user(user).connect_timeout(timeout);
    config.application_name(settings.application.as_deref().unwrap_or(&options.application));
    config.dbname(url.database().unwrap_or(user));
    if let (Some(address), false) = (place.address, place.is_socket()) {
        config.hostaddr(address);
    }
    if let Some(password) = &endpoint.password {
        config.password(password.reveal());
    }
    if let Some(options) = &settings.options {
        config.options(options);
    }
    config.ssl_mode(attempt.mode);
    if attempt.is_direct {
        config.ssl_negotiation(SslNegotiation::Direct);
    }
    config.channel_binding(match settings.channel_binding {
        ChannelBinding::Disable => config::ChannelBinding::Disable,
        ChannelBinding::Prefer => config::ChannelBinding::Prefer,
        ChannelBinding::Require => config::ChannelBinding::Require,
    });
    // A long CREATE INDEX is silent: without these, a router that forgets a quiet connection after
    // some minutes, or a server that is gone, would not be noticed for hours.
    config.keepalives(settings.keepalives.unwrap_or(true));
    config.keepalives_idle(settings.keepalives_idle.unwrap_or(Duration::from_secs(60)));
    config.keepalives_interval(settings.keepalives_interval.unwrap_or(Duration::from_secs(10)));
    config.keepalives_retries(settings.keepalives_count.unwrap_or(6));
    if let Some(time) = settings.tcp_user_timeout {
        config.tcp_user_timeout(time);
    }
    Ok(config)
}

/// Asks the session what it is.
async fn facts(url: &DatabaseUrl, client: &Client, link: &Link) -> Result<Server, DatabaseError> {
    let messages = client
        .simple_query(FACTS)
        .await
        .map_err(|error| error::statement(&error, FACTS, 0, link.reason(), false))?;
    let row = messages.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    let value = |column: usize| row.and_then(|row| row.try_get(column).ok().flatten()).unwrap_or_default();
    let session: i64 = value(0).parse().unwrap_or(0);
    let version = value(6);
    let announced = process::announced(&client.cancel_token()).await;
    Ok(Server {
        dialect: Dialect::Postgres,
        product: "PostgreSQL".to_owned(),
        version_number: version_number(version),
        // `15.18 (Debian 15.18-0+deb12u1)`: who packed it matters to nobody here.
        version: version.split(' ').next().unwrap_or_default().to_owned(),
        session: u64::try_from(session).unwrap_or(0),
        pooled: url.postgres.pooled || announced.is_some_and(|process| i64::from(process) != session),
        user: value(1).to_owned(),
        database: value(2).to_owned(),
        schema: value(3).to_owned(),
        read_only: value(4) == "t" || value(5) == "on",
    })
}

/// Whether the server is the one of several that is wanted.
fn fits(server: &Server, wanted: SessionAttributes) -> Result<(), DatabaseError> {
    let is_wanted = match wanted {
        SessionAttributes::Any | SessionAttributes::PreferStandby => true,
        SessionAttributes::ReadWrite | SessionAttributes::Primary => !server.read_only,
        SessionAttributes::ReadOnly | SessionAttributes::Standby => server.read_only,
    };
    if is_wanted {
        return Ok(());
    }
    let text = if server.read_only {
        "the server is read-only, and target_session_attrs wants another"
    } else {
        "the server is no standby, and target_session_attrs wants one"
    };
    // Servers change their parts: waiting may cure it.
    Err(DatabaseError::new(ErrorKind::NotReady, text))
}
