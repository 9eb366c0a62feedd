//! sqlx's pools and connections of MySQL and MariaDB.

use sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlPool, MySqlSslMode};
use sqlx::{ConnectOptions as _, Executor as _};

use super::{decode, url};
use crate::Dialect;
use crate::database::Linked;
use crate::database::answers::{Answers, collect, raw};
use crate::database::mysql::{statement, values};
use crate::service::connect::{Serve, Served, Way};
use crate::service::{Connect, Error, Link};
use crate::url::{DatabaseUrl, UrlError};

impl Connect for &MySqlPool {
    #[inline]
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        Ok(Link(Way::Url(Box::new(url_of(&self.connect_options())?), Linked::here())))
    }
}

impl Connect for &mut MySqlConnection {
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        Ok(Link(Way::Served(Box::new(self))))
    }
}

fn url_of(options: &MySqlConnectOptions) -> Result<DatabaseUrl, UrlError> {
    // See PostgreSQL's: what the options show of themselves, and what must be kept out of a URL there.
    let shown = options.clone().username("user").host("host").to_url_lossy();
    let parameter = |name: &str| {
        let found = shown.query_pairs().find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let certificates = ["ssl-ca", "ssl-cert", "ssl-key"].map(|name| (name, parameter(name)));
    if certificates.iter().any(|(_, value)| value.contains("-----BEGIN")) {
        return Err(UrlError::Unsupported {
            name: "a pool with a certificate that is no file".to_owned(),
            reason: "give the migrator a URL that names the file",
        });
    }
    let mode = match options.get_ssl_mode() {
        MySqlSslMode::Disabled => "disable",
        MySqlSslMode::Preferred => "prefer",
        MySqlSslMode::Required => "require",
        MySqlSslMode::VerifyCa => "verify-ca",
        MySqlSslMode::VerifyIdentity => "verify-full",
    };
    let host = options.get_host().trim_matches(['[', ']']);
    let port = options.get_port().to_string();
    let password = shown.password().map(decode).unwrap_or_default();
    let socket = options.get_socket().map(|socket| socket.display().to_string()).unwrap_or_default();
    let [authority, certificate, key] = &certificates;
    url(
        "mysql",
        &[
            ("host", host),
            ("port", &port),
            ("user", options.get_username()),
            ("password", &password),
            ("database", options.get_database().unwrap_or_default()),
            ("socket", &socket),
            ("sslmode", mode),
            ("ssl-ca", &authority.1),
            ("ssl-cert", &certificate.1),
            ("ssl-key", &key.1),
        ],
    )
}

impl Serve for &mut MySqlConnection {
    fn dialect(&self) -> Dialect {
        Dialect::Mysql
    }

    fn serve<'s>(&'s mut self, text: &'s str) -> Served<'s> {
        let answers: Answers<'_, sqlx::MySql> = (**self).fetch_many(raw(text));
        Box::pin(collect::<sqlx::MySql>(answers, text, values, statement))
    }
}
