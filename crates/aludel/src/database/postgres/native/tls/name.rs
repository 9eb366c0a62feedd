//! What a certificate says: for which host it is, how long, and of which key.
//!
//! libpq looks at the common name where a certificate names no host elsewhere, and PostgreSQL's
//! manual has people make such certificates; webpki does not.
//! <https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-SERVER-VERIFICATION>

use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, Error};
use x509_cert::Certificate;
use x509_cert::der::oid::ObjectIdentifier;
use x509_cert::der::{Decode as _, Encode as _};

const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// Makes sure that the certificate is for the host.
pub(super) fn verify(certificate: &CertificateDer<'_>, host: &ServerName<'_>) -> Result<(), Error> {
    let result = rustls::client::verify_server_name(&ParsedCertificate::try_from(certificate)?, host);
    match result {
        Err(Error::InvalidCertificate(CertificateError::NotValidForNameContext { presented, expected }))
            if presented.is_empty() =>
        {
            let names = common_names(certificate);
            if names.iter().any(|name| fits(name, &host.to_str())) {
                return Ok(());
            }
            Err(CertificateError::NotValidForNameContext { expected, presented: names }.into())
        }
        other => other,
    }
}

/// Makes sure that the certificate is valid at that time.
pub(super) fn verify_time(certificate: &CertificateDer<'_>, now: UnixTime) -> Result<(), Error> {
    let read = Certificate::from_der(certificate)
        .map_err(|_| Error::InvalidCertificate(CertificateError::BadEncoding))?;
    let validity = read.tbs_certificate.validity;
    if now.as_secs() < validity.not_before.to_unix_duration().as_secs() {
        return Err(CertificateError::NotValidYet.into());
    }
    if now.as_secs() > validity.not_after.to_unix_duration().as_secs() {
        return Err(CertificateError::Expired.into());
    }
    Ok(())
}

/// The certificate's public key, in the form in which rustls has a signer's.
pub(super) fn public_key(certificate: &CertificateDer<'_>) -> Option<Vec<u8>> {
    Certificate::from_der(certificate).ok()?.tbs_certificate.subject_public_key_info.to_der().ok()
}

fn common_names(certificate: &CertificateDer<'_>) -> Vec<String> {
    let Ok(read) = Certificate::from_der(certificate) else { return Vec::new() };
    let parts = read.tbs_certificate.subject.0.iter().flat_map(|part| part.0.iter());
    parts
        .filter(|attribute| attribute.oid == COMMON_NAME)
        .filter_map(|attribute| String::from_utf8(attribute.value.value().to_vec()).ok())
        .collect()
}

/// Whether a name, `*.example.org` among them, is the host's; a star stands for one label.
fn fits(name: &str, host: &str) -> bool {
    match name.strip_prefix("*.") {
        Some(domain) => host
            .split_once('.')
            .is_some_and(|(label, rest)| !label.is_empty() && rest.eq_ignore_ascii_case(domain)),
        None => name.eq_ignore_ascii_case(host),
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_one_label() {
        assert!(fits("db.example.org", "DB.example.org"));
        assert!(fits("*.example.org", "db.example.org"));
        assert!(!fits("*.example.org", "a.db.example.org"));
        assert!(!fits("*.example.org", "example.org"));
        assert!(!fits("*.example.org", ".example.org"));
        assert!(!fits("", "db.example.org"));
    }
}
