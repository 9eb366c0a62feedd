//! sqlx's pools and connections of PostgreSQL.

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgSslMode};
use sqlx::{ConnectOptions as _, Executor as _};

use super::{decode, url};
use crate::Dialect;
use crate::database::Linked;
use crate::database::answers::{Answers, collect, raw};
use crate::database::postgres::by_sqlx::{failure, values};
use crate::service::connect::{Serve, Served, Way};
use crate::service::{Connect, Error, Link};
use crate::url::{DatabaseUrl, UrlError};

impl Connect for &PgPool {
    #[inline]
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        Ok(Link(Way::Url(Box::new(url_of(&self.connect_options())?), Linked::here())))
    }
}

impl Connect for &mut PgConnection {
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        Ok(Link(Way::Served(Box::new(self))))
    }
}

fn url_of(options: &PgConnectOptions) -> Result<DatabaseUrl, UrlError> {
    // The password and the certificates are shown only there. It is made by putting the parts together
    // as they are: a user or host that a URL can't hold would be a panic.
    let shown = options.clone().username("user").host("host").to_url_lossy();
    let parameter = |name: &str| {
        let found = shown.query_pairs().find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let certificates = ["sslrootcert", "sslcert", "sslkey"].map(|name| (name, parameter(name)));
    if certificates.iter().any(|(_, value)| value.contains("-----BEGIN")) {
        return Err(UrlError::Unsupported {
            name: "a pool with a certificate that is no file".to_owned(),
            reason: "give the migrator a URL that names the file",
        });
    }
    let mode = match options.get_ssl_mode() {
        PgSslMode::Disable => "disable",
        PgSslMode::Allow => "allow",
        PgSslMode::Prefer => "prefer",
        PgSslMode::Require => "require",
        PgSslMode::VerifyCa => "verify-ca",
        PgSslMode::VerifyFull => "verify-full",
    };
    let host = match options.get_socket() {
        Some(folder) => folder.display().to_string(),
        None => options.get_host().trim_matches(['[', ']']).to_owned(),
    };
    let password = shown.password().map(decode).unwrap_or_default();
    let port = options.get_port().to_string();
    let [root, certificate, key] = &certificates;
    url(
        "postgres",
        &[
            ("host", &host),
            ("port", &port),
            ("user", options.get_username()),
            ("password", &password),
            ("dbname", options.get_database().unwrap_or(options.get_username())),
            ("sslmode", mode),
            ("options", options.get_options().unwrap_or_default()),
            ("sslrootcert", &root.1),
            ("sslcert", &certificate.1),
            ("sslkey", &key.1),
        ],
    )
}

impl Serve for &mut PgConnection {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn serve<'s>(&'s mut self, text: &'s str) -> Served<'s> {
        let answers: Answers<'_, sqlx::Postgres> = (**self).fetch_many(raw(text));
        Box::pin(collect::<sqlx::Postgres>(answers, text, values, failure))
    }
}
