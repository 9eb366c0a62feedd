//! From a URL to an open session, encrypted or not, in libpq's order.

use std::time::Duration;

use tokio_postgres::config::{self, Config, SslNegotiation};
use tokio_postgres::{Client, SimpleQueryMessage};

use super::super::endpoint::{FACTS, Open, Place, in_turn, server, user};
use super::error::{self, connecting};
use super::link::Link;
use super::tls::{Attempt, Connector, Policy};
use super::{process, values};
use crate::database::{ConnectOptions, DatabaseError, ErrorKind, Server, in_time};
use crate::url::{ChannelBinding, DatabaseUrl, Endpoint};

pub(super) struct Opened {
    pub(super) client: Client,
    pub(super) link: Link,
    pub(super) tls: Connector,
    pub(super) place: Place,
}

/// Opens a session on one of the servers that the URL names.
pub(super) async fn open(
    url: &DatabaseUrl,
    options: &ConnectOptions,
) -> Result<(Opened, Server), DatabaseError> {
    let policy = Policy::read(url)?;
    in_turn(url, options, &Opener { url, options, policy }).await
}

struct Opener<'a> {
    url: &'a DatabaseUrl,
    options: &'a ConnectOptions,
    policy: Policy,
}

impl Open for Opener<'_> {
    type Session = Opened;

    async fn open(
        &self,
        endpoint: &Endpoint,
        place: &Place,
        timeout: Duration,
    ) -> Result<(Opened, Server), DatabaseError> {
        let mut refused = None;
        for attempt in self.policy.attempts(place.is_socket()) {
            let config = config(self.url, endpoint, place, &attempt, self.options, timeout)?;
            let opening = attempt.connector.open(&config, self.options);
            match in_time(timeout, async { Ok(opening.await) }).await? {
                Ok((client, link)) => {
                    let server = facts(self.url, &client, &link).await?;
                    let opened = Opened { client, link, tls: attempt.connector, place: place.clone() };
                    return Ok((opened, server));
                }
                Err(error) if attempt.is_last(&error) => {
                    // What was wanted first says more than how the way out of it failed.
                    return Err(refused.unwrap_or_else(|| connecting(&error)));
                }
                Err(error) => refused = Some(connecting(&error)),
            }
        }
        Err(refused.unwrap_or_else(|| DatabaseError::new(ErrorKind::Tls, "no way to connect is left")))
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
    let user = user(url)?;
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
        SimpleQueryMessage::Row(row) => Some(values(row)),
        _ => None,
    });
    let announced = process::announced(&client.cancel_token()).await;
    let mut server = server(&row.unwrap_or_default(), url.postgres.pooled);
    server.pooled |= announced.is_some_and(|process| i64::from(process) != server.session as i64);
    Ok(server)
}
