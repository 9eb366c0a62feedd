//! Which servers of a URL are tried, in libpq's order, and what the one that answers says of itself.
//!
//! <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS>

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::Dialect;
use crate::database::{ConnectOptions, DatabaseError, ErrorKind, Row, Server, in_time, version_number};
use crate::url::{DatabaseUrl, Endpoint, SessionAttributes};

/// How a driver opens a session on one server.
pub(super) trait Open: Sync {
    /// What a session of its is.
    type Session: Send;

    /// Opens it, in so long a time.
    fn open(
        &self,
        endpoint: &Endpoint,
        place: &Place,
        timeout: Duration,
    ) -> impl Future<Output = Result<(Self::Session, Server), DatabaseError>> + Send;
}

/// Tries the servers in turn, each for no longer than the time it has.
pub(super) async fn in_turn<O: Open>(
    url: &DatabaseUrl,
    options: &ConnectOptions,
    driver: &O,
) -> Result<(O::Session, Server), DatabaseError> {
    user(url)?;
    let mut endpoints = url.endpoints();
    if url.postgres.random_host {
        fastrand::shuffle(&mut endpoints);
    }
    let wanted = url.postgres.session;
    let mut passes = vec![wanted];
    if wanted == SessionAttributes::PreferStandby {
        passes = vec![SessionAttributes::Standby, SessionAttributes::Any];
    }
    let timeout = url.connect_timeout.unwrap_or(options.timeout).min(options.timeout);
    let everything = async {
        let mut worst = None;
        for wanted in passes {
            for endpoint in &endpoints {
                let place = Place::of(endpoint);
                let opened = driver.open(endpoint, &place, timeout).await;
                let fitting = opened.and_then(|opened| fits(&opened.1, wanted).map(|()| opened));
                match fitting.map_err(|error| place.name(error)) {
                    Ok(opened) => return Ok(opened),
                    // As libpq: another server will not make a wrong password right.
                    Err(error) if error.kind == ErrorKind::Authentication => return Err(error),
                    Err(error) => worst = Some(keep(worst, error)),
                }
            }
        }
        Err(worst.unwrap_or_else(|| DatabaseError::new(ErrorKind::Unreachable, "no server is named")))
    };
    in_time(options.timeout, everything).await
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

/// Where one server is.
#[derive(Clone)]
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

/// Who logs in.
pub(super) fn user(url: &DatabaseUrl) -> Result<&str, DatabaseError> {
    url.user.as_deref().ok_or_else(|| {
        DatabaseError::new(
            ErrorKind::Authentication,
            "nobody is named to log in: the database URL has no user",
        )
    })
}

/// Tells all that [`server`] needs in one round trip.
pub(super) const FACTS: &str = "SELECT pg_backend_pid(), current_user, current_database(), current_schema(), pg_is_in_recovery(), \
     current_setting('transaction_read_only'), current_setting('server_version')";

/// What the session answers to [`FACTS`].
pub(super) fn server(facts: &Row, pooled: bool) -> Server {
    let value = |column: usize| facts.get(column).and_then(Option::as_deref).unwrap_or_default();
    let version = value(6);
    Server {
        dialect: Dialect::Postgres,
        product: "PostgreSQL".to_owned(),
        version_number: version_number(version),
        // `15.18 (Debian 15.18-0+deb12u1)`: who packed it matters to nobody here.
        version: version.split(' ').next().unwrap_or_default().to_owned(),
        session: value(0).parse().unwrap_or(0),
        pooled,
        user: value(1).to_owned(),
        database: value(2).to_owned(),
        schema: value(3).to_owned(),
        read_only: value(4) == "t" || value(5) == "on",
    }
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
