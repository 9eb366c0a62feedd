//! `.pgpass`: a password for each `host:port:database:user`.
//!
//! <https://www.postgresql.org/docs/current/libpq-pgpass.html>

use super::{DatabaseUrl, Endpoint, Secret};

/// The folders of sockets for which a line says `localhost`: Debian's and PostgreSQL's own.
const SOCKET_FOLDERS: [&str; 2] = ["/var/run/postgresql", "/tmp"];

impl DatabaseUrl {
    /// Takes passwords from the text of a password file; says whether one fitted.
    ///
    /// Does nothing where a password is known. Apply the user first: lines name one.
    pub fn apply_passfile(&mut self, text: &str) -> bool {
        if self.password.is_some() {
            return false;
        }
        let user = self.user.clone().unwrap_or_default();
        let database = self.database.clone().unwrap_or_else(|| user.clone());
        self.passwords = self
            .endpoints()
            .iter()
            .map(|endpoint| {
                let port = endpoint.port.unwrap_or(5432).to_string();
                let wanted = [host(endpoint), port, database.clone(), user.clone()];
                text.lines().find_map(|line| password(line, &wanted)).map(Secret::new)
            })
            .collect();
        self.has_password()
    }
}

/// The name that a line has for a server.
fn host(endpoint: &Endpoint) -> String {
    match (&endpoint.host, endpoint.address) {
        (Some(host), _) if SOCKET_FOLDERS.contains(&host.as_str()) => "localhost".to_owned(),
        (Some(host), _) => host.clone(),
        (None, Some(address)) => address.to_string(),
        (None, None) => "localhost".to_owned(),
    }
}

/// The password of a line whose four fields fit.
fn password(line: &str, wanted: &[String; 4]) -> Option<String> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.starts_with('#') {
        return None;
    }
    let mut rest = line;
    for wanted in wanted {
        let (field, is_wildcard, after) = field(rest);
        if !is_wildcard && field != *wanted {
            return None;
        }
        rest = after?;
    }
    // A colon in the password needs no backslash.
    let mut password = String::new();
    let mut characters = rest.chars();
    while let Some(character) = characters.next() {
        password.push(if character == '\\' { characters.next().unwrap_or('\\') } else { character });
    }
    Some(password).filter(|password| !password.is_empty())
}

/// Reads up to a colon that no backslash escapes; the rest is absent where there is none.
fn field(text: &str) -> (String, bool, Option<&str>) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            // A colon is one byte long.
            ':' => return (value, &text[..at] == "*", Some(&text[at + 1..])),
            c => value.push(c),
        }
    }
    (value, text == "*", None)
}
