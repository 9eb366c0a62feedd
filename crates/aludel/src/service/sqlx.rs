//! Pools and connections of sqlx, as a service has them.
//!
//! sqlx's connections are bound to the runtime they were made in, so statements are brought to them by
//! the future that the service awaits. A pool says where its server is: there we go ourselves.

#[cfg(any(feature = "sqlx-postgres", feature = "sqlx-mysql"))]
use crate::url::DatabaseUrl;

#[cfg(feature = "sqlx-mysql")]
mod mysql;
#[cfg(feature = "sqlx-postgres")]
mod postgres;
#[cfg(feature = "sqlx-sqlite")]
mod sqlite;

/// A URL of these parts; a part that is empty is left out.
#[cfg(any(feature = "sqlx-postgres", feature = "sqlx-mysql"))]
fn url(scheme: &str, parts: &[(&str, &str)]) -> Result<DatabaseUrl, crate::url::UrlError> {
    let encode = |text: &str| {
        text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => encoded.push(byte.into()),
                _ => encoded.push_str(&format!("%{byte:02X}")),
            }
            encoded
        })
    };
    let parts = parts.iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = parts.map(|(name, value)| format!("{name}={}", encode(value))).collect();
    DatabaseUrl::parse(&format!("{scheme}:///?{}", query.join("&")))
}

/// Undoes the percent-encoding of a password.
#[cfg(any(feature = "sqlx-postgres", feature = "sqlx-mysql"))]
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
