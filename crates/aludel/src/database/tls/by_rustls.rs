//! What rustls finds fault with, by its errors.

use std::io;

use rustls::{CertificateError, Error};

/// The error of TLS that an error of the socket carries.
pub(in crate::database) fn inside(error: &io::Error) -> Option<&Error> {
    error.get_ref()?.downcast_ref()
}

/// What went wrong in a handshake.
pub(in crate::database) fn words(error: &Error) -> String {
    let reason = match error {
        Error::InvalidCertificate(reason) => reason,
        Error::AlertReceived(alert) => {
            return format!("the server refused the encrypted connection: {alert:?}");
        }
        other => return format!("no encrypted connection could be made: {other}"),
    };
    let text = match reason {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "no authority that is trusted here has signed it"
        }
        CertificateError::NotValidForName => "it is for another host",
        CertificateError::NotValidForNameContext { expected, presented } => {
            return format!(
                "the server's certificate is not trusted: it is for {}, not for {}",
                if presented.is_empty() { "no host at all".to_owned() } else { presented.join(", ") },
                expected.to_str()
            );
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "it has expired",
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => "it is not valid yet",
        CertificateError::Revoked => "it was revoked",
        CertificateError::BadEncoding => "it can't be read",
        other => match format!("{other:?}") {
            text if text.contains("UnsupportedCertVersion") => {
                "it is of X.509 version 1; signed anew with a subjectAltName, it is of version 3"
            }
            _ => return format!("the server's certificate is not trusted: {other}"),
        },
    };
    format!("the server's certificate is not trusted: {text}")
}
