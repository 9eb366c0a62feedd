//! What PostgreSQL's errors are: their kinds, and where in the text they are.
//!
//! <https://www.postgresql.org/docs/current/errcodes-appendix.html>

use std::error::Error as _;
use std::io;

use tokio_postgres::Error;
use tokio_postgres::error::{DbError, ErrorPosition};

use crate::database::{DatabaseError, ErrorKind, io_words, tls};

/// An error while a connection is being made.
pub(super) fn connecting(error: &Error) -> DatabaseError {
    if let Some(said) = error.as_db_error() {
        return full(login_kind(said), said);
    }
    let kind = match error.to_string() {
        text if text.starts_with("error performing TLS handshake") => ErrorKind::Tls,
        text if text.starts_with("authentication error") || text.starts_with("invalid configuration") => {
            ErrorKind::Authentication
        }
        text if text.starts_with("error encoding") => ErrorKind::Unsupported,
        _ if is_nonsense(error) => {
            let text = "what answers does not speak as a PostgreSQL server";
            return DatabaseError::new(ErrorKind::Unsupported, text);
        }
        _ => ErrorKind::Unreachable,
    };
    DatabaseError::new(kind, words(error))
}

/// Whether an answer could not be understood.
fn is_nonsense(error: &Error) -> bool {
    let text = error.to_string();
    if text.starts_with("unexpected message") || text.starts_with("error parsing response") {
        return true;
    }
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    let kind = cause.map(io::Error::kind);
    text.starts_with("error communicating")
        && matches!(kind, Some(io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData))
}

/// What the server's refusal of a login means.
fn login_kind(said: &DbError) -> ErrorKind {
    let message = said.message();
    match said.code().code() {
        "42501" => ErrorKind::Privilege,
        "3D000" => ErrorKind::UnknownDatabase,
        "0A000" | "22023" | "42704" => ErrorKind::Unsupported,
        code if code.starts_with("28") => ErrorKind::Authentication,
        // PgBouncer says nearly everything under one code.
        code if code.starts_with("08") => {
            if message.contains("no such database") || message.contains("does not exist") {
                ErrorKind::UnknownDatabase
            } else if message.contains("unsupported startup") {
                ErrorKind::Unsupported
            } else if ["authentication", "auth ", "no such user", "password", "SASL"]
                .iter()
                .any(|word| message.contains(word))
            {
                ErrorKind::Authentication
            } else {
                ErrorKind::NotReady
            }
        }
        code if code.starts_with("57") || code.starts_with("53") => ErrorKind::NotReady,
        _ => ErrorKind::Statement,
    }
}

/// An error of a text that was sent.
pub(super) fn statement(
    error: &Error,
    text: &str,
    done: usize,
    reason: Option<String>,
    was_cancelled: bool,
) -> DatabaseError {
    let mut failure = match error.as_db_error() {
        Some(said) => {
            let mut failure = full(kind(said, was_cancelled), said);
            if let Some(ErrorPosition::Original(position)) = said.position() {
                failure.offset = byte_offset(text, *position);
            }
            failure
        }
        // COPY … FROM STDIN asks for data, COPY … TO STDOUT sends it.
        None if error.to_string() == "unexpected message from server" => DatabaseError::new(
            ErrorKind::Unsupported,
            "the statement wants to read data from its client or send data to it (COPY … STDIN, COPY … STDOUT)",
        ),
        None => lost(reason.or_else(|| Some(words(error)))),
    };
    failure.statements_done = done;
    failure
}

/// The connection is gone.
pub(crate) fn lost(reason: Option<String>) -> DatabaseError {
    let reason = reason.unwrap_or_else(|| "it was closed".to_owned());
    DatabaseError::new(ErrorKind::ConnectionLost, format!("the connection to the server was lost: {reason}"))
}

fn kind(said: &DbError, was_cancelled: bool) -> ErrorKind {
    kind_of(said.code().code(), said.message(), was_cancelled)
}

/// What a SQLSTATE means.
pub(crate) fn kind_of(code: &str, message: &str, was_cancelled: bool) -> ErrorKind {
    match code {
        "42501" => ErrorKind::Privilege,
        "55P03" | "40P01" | "40001" => ErrorKind::Locked,
        // The same code stands for statement_timeout, which nobody asked for at this moment.
        "57014" if was_cancelled || !message.contains("timeout") => ErrorKind::Cancelled,
        "57P01" | "57P02" | "57P04" | "57P05" | "25P03" | "25P04" => ErrorKind::ConnectionLost,
        "57P03" | "53300" => ErrorKind::NotReady,
        "53100" => ErrorKind::DiskFull,
        "25006" => ErrorKind::ReadOnly,
        code if code.starts_with("08") => ErrorKind::ConnectionLost,
        _ => ErrorKind::Statement,
    }
}

fn full(kind: ErrorKind, said: &DbError) -> DatabaseError {
    let mut failure = DatabaseError::new(kind, said.message());
    failure.code = Some(said.code().code().to_owned());
    failure.detail = said.detail().map(str::to_owned);
    failure.hint = said.hint().map(str::to_owned);
    failure.context = said.where_().map(str::to_owned);
    failure
}

/// The server counts characters, from 1.
pub(crate) fn byte_offset(text: &str, position: u32) -> Option<usize> {
    let index = usize::try_from(position).ok()?.checked_sub(1)?;
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(index)
}

/// What went wrong, in the words that lie deepest.
pub(super) fn words(error: &Error) -> String {
    if let Some(said) = error.as_db_error() {
        return said.message().to_owned();
    }
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(tls) = cause.downcast_ref() {
            return tls::words(tls);
        }
        words = match cause.downcast_ref::<io::Error>() {
            Some(io) => match tls::inside(io) {
                Some(tls) => return tls::words(tls),
                None => io_words(io),
            },
            None => cause.to_string(),
        };
        source = cause.source();
    }
    match words.as_str() {
        "password missing" => "the server asks for a password, and none was given".to_owned(),
        "connection closed"
        | "unexpected end of file"
        | "early eof"
        | "expected to read 5 bytes, got 0 bytes at EOF" => "the server closed the connection".to_owned(),
        "server does not support TLS" => "the server does not offer an encrypted connection".to_owned(),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::byte_offset;

    #[test]
    fn counts_characters() {
        assert_eq!(byte_offset("aä€b", 1), Some(0));
        assert_eq!(byte_offset("aä€b", 3), Some(3));
        assert_eq!(byte_offset("aä€b", 4), Some(6));
        assert_eq!(byte_offset("aä€b", 5), Some(7));
        assert_eq!(byte_offset("aä€b", 6), None);
        assert_eq!(byte_offset("", 0), None);
    }
}
