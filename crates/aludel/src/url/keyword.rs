//! libpq's other form: `host=db user=app password='a b'`.
//!
//! <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE>

use super::{DatabaseUrl, UrlError};
use crate::Dialect;

/// Whether it begins with a word and `=`.
pub(super) fn looks_like(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    end > 0 && text[end..].trim_start().starts_with('=')
}

pub(super) fn parse(text: &str) -> Result<DatabaseUrl, UrlError> {
    let mut url = DatabaseUrl::new(Dialect::Postgres);
    let mut before = String::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=').ok_or(UrlError::NoEquals)?;
        let name = name.trim_end();
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err(UrlError::NoEquals);
        }
        let (value, after) = value(after.trim_start())?;
        if value.contains('\0') {
            return Err(UrlError::NoText { part: "value of a parameter" });
        }
        url.set(name, &value, &before)?;
        before = name.to_owned();
        rest = after.trim_start();
    }
    Ok(url)
}

/// Reads a value and returns what follows it.
fn value(text: &str) -> Result<(String, &str), UrlError> {
    let quoted = text.starts_with('\'');
    let mut value = String::new();
    let mut characters = text.char_indices().skip(usize::from(quoted));
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            // A quotation mark is one byte long.
            '\'' if quoted => return Ok((value, &text[at + 1..])),
            c if c.is_whitespace() && !quoted => return Ok((value, &text[at..])),
            c => value.push(c),
        }
    }
    if quoted { Err(UrlError::Unterminated) } else { Ok((value, "")) }
}
