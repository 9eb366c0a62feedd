//! What goes wrong in an encrypted connection, in words.

#[cfg(any(feature = "postgres", feature = "mysql"))]
mod by_rustls;

#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(super) use by_rustls::{inside, words};

/// What sqlx's TLS finds fault with: none where the error is another one.
///
/// sqlx may have been built with rustls of our version, and then its error says all; or with whatever
/// its service has chosen, and then there are only words.
#[cfg(any(feature = "sqlx-postgres", feature = "_mysql"))]
pub(super) fn of_sqlx(error: &sqlx::Error) -> Option<String> {
    match error {
        #[cfg(any(feature = "postgres", feature = "mysql"))]
        sqlx::Error::Io(error) if inside(error).is_some() => inside(error).map(words),
        #[cfg(any(feature = "postgres", feature = "mysql"))]
        sqlx::Error::Tls(error) if error.is::<rustls::Error>() => error.downcast_ref().map(words),
        // What rustls finds fault with comes as bad data.
        sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Some(in_words(&error.to_string()))
        }
        sqlx::Error::Tls(error) => Some(in_words(&error.to_string())),
        sqlx::Error::Configuration(error) => Some(error.to_string()),
        _ => None,
    }
}

#[cfg(any(feature = "sqlx-postgres", feature = "_mysql"))]
fn in_words(said: &str) -> String {
    if said == "server does not support TLS" {
        return "the server does not offer an encrypted connection".to_owned();
    }
    if ["UnknownIssuer", "BadSignature"].iter().any(|reason| said.ends_with(reason)) {
        return "the server's certificate is not trusted: no authority that is trusted here has signed it"
            .to_owned();
    }
    format!("no encrypted connection could be made: {said}")
}

#[cfg(all(test, any(feature = "sqlx-postgres", feature = "_mysql")))]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::of_sqlx;

    #[test]
    fn words_are_told_where_the_error_is_not_known() {
        let said =
            |words: &str| of_sqlx(&sqlx::Error::Io(Error::new(ErrorKind::InvalidData, words.to_owned())));
        let trusted =
            "the server's certificate is not trusted: no authority that is trusted here has signed it";
        assert_eq!(said("invalid peer certificate: UnknownIssuer").as_deref(), Some(trusted));
        let other = "no encrypted connection could be made: invalid peer certificate: Expired";
        assert_eq!(said("invalid peer certificate: Expired").as_deref(), Some(other));
        assert_eq!(of_sqlx(&sqlx::Error::Io(Error::from(ErrorKind::ConnectionRefused))), None);
    }
}
