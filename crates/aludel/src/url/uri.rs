//! The form with a scheme: `postgres://user:password@host:port/database?name=value`.
//!
//! <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS>

use super::percent::decode;
use super::{DatabaseUrl, Secret, UrlError, sqlite};
use crate::Dialect;

pub(super) fn parse(text: &str) -> Result<DatabaseUrl, UrlError> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"+.-".contains(c)).unwrap_or(text.len());
    let (scheme, rest) = text.split_at(end);
    let rest = rest.strip_prefix(':').ok_or(UrlError::NoScheme)?;
    // SQLAlchemy names the driver in the scheme: postgresql+asyncpg.
    let (family, driver) = match scheme.split_once('+') {
        Some((family, driver)) => (family, Some(driver)),
        None => (scheme, None),
    };
    let dialect = match family.to_ascii_lowercase().as_str() {
        "postgres" | "postgresql" | "pgsql" | "psql" | "postgis" => Dialect::Postgres,
        "mysql" | "mysql2" | "mariadb" => Dialect::Mysql,
        "sqlite" | "sqlite3" => return sqlite::parse(rest, driver.is_some()),
        "file" => return sqlite::parse(rest, false),
        _ if rest.starts_with("//") => return Err(UrlError::UnknownScheme(scheme.to_owned())),
        _ => return Err(UrlError::NoScheme),
    };
    server(dialect, rest.strip_prefix("//").ok_or(UrlError::NoScheme)?)
}

/// Reads what stands behind `postgres://` or `mysql://`.
fn server(dialect: Dialect, rest: &str) -> Result<DatabaseUrl, UrlError> {
    let mut url = DatabaseUrl::new(dialect);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let credentials = authority.rsplit_once('@');
    if is_cut(authority, rest) {
        return Err(UrlError::Unescaped);
    }
    if let Some((login, _)) = credentials {
        self::login(&mut url, login)?;
    }
    hosts(&mut url, credentials.map_or(authority, |(_, hosts)| hosts))?;
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, query),
        None => (rest, ""),
    };
    let database = path.strip_prefix('/').unwrap_or(path);
    if !database.is_empty() {
        url.database = Some(decode(database, "database name")?);
    }
    parameters(query, |name, value, before| url.set(name, value, before))?;
    Ok(url)
}

/// Whether a character of the login ended the authority too early, or stands in it.
fn is_cut(authority: &str, rest: &str) -> bool {
    if authority.matches('@').count() > 1 {
        return true;
    }
    // A fragment means nothing in a database URL: a # comes from a password (or a name).
    if rest.starts_with('#') {
        return true;
    }
    // postgres://user:pa/ss@host/db is cut at the slash; a login that stands before the cut is whole.
    let path = rest.split_once('?').map_or(rest, |(path, _)| path);
    if authority.contains('@') {
        // postgres://user:p@ss/word@host/db: no database is called word@host/db.
        return path.split_once('@').is_some_and(|(_, rest)| rest.contains('/'));
    }
    path.contains('@') || (rest.starts_with('?') && login_in_query(rest))
}

/// Whether what looks like a query is the end of a login: `?ss@host/db`.
fn login_in_query(rest: &str) -> bool {
    rest.split('&').next().is_some_and(|first| match (first.find('@'), first.find('=')) {
        (Some(at), Some(equals)) => at < equals,
        (Some(_), None) => true,
        _ => false,
    })
}

fn login(url: &mut DatabaseUrl, login: &str) -> Result<(), UrlError> {
    let (user, password) = match login.split_once(':') {
        Some((user, password)) => (user, Some(password)),
        None => (login, None),
    };
    if !user.is_empty() {
        url.user = Some(decode(user, "user")?);
    }
    if let Some(password) = password.filter(|password| !password.is_empty()) {
        url.password = Some(Secret::new(decode(password, "password")?));
    }
    Ok(())
}

fn hosts(url: &mut DatabaseUrl, text: &str) -> Result<(), UrlError> {
    if text.is_empty() {
        return Ok(());
    }
    for host in text.split(',') {
        let (name, port) = match host.strip_prefix('[') {
            Some(inner) => {
                let (name, after) = inner.split_once(']').ok_or(UrlError::Bracket)?;
                let port = match after.strip_prefix(':') {
                    Some(port) => port,
                    None if after.is_empty() => "",
                    None => return Err(UrlError::Port),
                };
                (name, port)
            }
            None => host.split_once(':').unwrap_or((host, "")),
        };
        url.hosts.push(decode(name, "host")?);
        url.ports.push(self::port(port)?);
    }
    // Alone and empty, a host is one that was not given: postgres://:6432/db.
    if url.hosts.iter().all(String::is_empty) {
        url.hosts.clear();
    }
    if url.ports.iter().all(Option::is_none) {
        url.ports.clear();
    }
    Ok(())
}

/// Reads a port; none where there is nothing.
pub(super) fn port(text: &str) -> Result<Option<u16>, UrlError> {
    match text.trim() {
        "" => Ok(None),
        // Its text is not shown: where the host is missing, this is a password.
        digits => match digits.parse::<u16>() {
            Ok(port) if port > 0 && !digits.starts_with('+') => Ok(Some(port)),
            _ => Err(UrlError::Port),
        },
    }
}

/// Hands on each `name=value` of a query, with the name before it.
pub(super) fn parameters(
    query: &str,
    mut set: impl FnMut(&str, &str, &str) -> Result<(), UrlError>,
) -> Result<(), UrlError> {
    let mut before = String::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decode(name, "name of a parameter")?;
        let value = decode(value, "value of a parameter")?;
        set(&name, &value, &before)?;
        before = name;
    }
    Ok(())
}
