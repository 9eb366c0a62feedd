//! What PostgreSQL's errors are: their kinds, and where in the text they are.
//!
//! <https://www.postgresql.org/docs/current/errcodes-appendix.html>

use crate::database::{DatabaseError, ErrorKind};

/// What the server's refusal of a login means.
pub(super) fn login_kind(code: &str, message: &str) -> ErrorKind {
    match code {
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

/// What a SQLSTATE means.
pub(super) fn kind_of(code: &str, message: &str, was_cancelled: bool) -> ErrorKind {
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

/// The server counts characters, from 1.
pub(super) fn byte_offset(text: &str, position: u32) -> Option<usize> {
    let index = usize::try_from(position).ok()?.checked_sub(1)?;
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(index)
}

/// The connection is gone.
pub(super) fn lost(reason: Option<String>) -> DatabaseError {
    let reason = reason.unwrap_or_else(|| "it was closed".to_owned());
    DatabaseError::new(ErrorKind::ConnectionLost, format!("the connection to the server was lost: {reason}"))
}

/// COPY … FROM STDIN asks for data, COPY … TO STDOUT sends it.
pub(super) fn copies() -> DatabaseError {
    DatabaseError::new(
        ErrorKind::Unsupported,
        "the statement wants to read data from its client or send data to it (COPY … STDIN, COPY … STDOUT)",
    )
}

/// Somebody else listens there.
pub(super) fn nonsense() -> DatabaseError {
    DatabaseError::new(ErrorKind::Unsupported, "what answers does not speak as a PostgreSQL server")
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
