//! What tokio-postgres' errors are.

use std::error::Error as _;
use std::io;

use tokio_postgres::Error;
use tokio_postgres::error::{DbError, ErrorPosition};

use super::super::error::{byte_offset, copies, kind_of, login_kind, lost, nonsense};
use crate::database::{DatabaseError, ErrorKind, io_words, tls};

/// An error while a connection is being made.
pub(super) fn connecting(error: &Error) -> DatabaseError {
    if let Some(said) = error.as_db_error() {
        return full(login_kind(said.code().code(), said.message()), said);
    }
    let kind = match error.to_string() {
        text if text.starts_with("error performing TLS handshake") => ErrorKind::Tls,
        text if text.starts_with("authentication error") || text.starts_with("invalid configuration") => {
            ErrorKind::Authentication
        }
        text if text.starts_with("error encoding") => ErrorKind::Unsupported,
        _ if is_nonsense(error) => {
            return nonsense();
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
            let mut failure = full(kind_of(said.code().code(), said.message(), was_cancelled), said);
            if let Some(ErrorPosition::Original(position)) = said.position() {
                failure.offset = byte_offset(text, *position);
            }
            failure
        }
        None if error.to_string() == "unexpected message from server" => copies(),
        None => lost(reason.or_else(|| Some(words(error)))),
    };
    failure.statements_done = done;
    failure
}

fn full(kind: ErrorKind, said: &DbError) -> DatabaseError {
    let mut failure = DatabaseError::new(kind, said.message());
    failure.code = Some(said.code().code().to_owned());
    failure.detail = said.detail().map(str::to_owned);
    failure.hint = said.hint().map(str::to_owned);
    failure.context = said.where_().map(str::to_owned);
    failure
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
