//! The certificates that a URL names, or that lie where libpq looks for them.
//!
//! <https://www.postgresql.org/docs/current/libpq-ssl.html>

use std::path::PathBuf;

use crate::url::{DatabaseUrl, RootCertificate};

/// The trusted certificates.
pub(super) fn root(url: &DatabaseUrl) -> Option<RootCertificate> {
    url.tls.root.clone().or_else(|| {
        let file = url.home()?.join(".postgresql/root.crt");
        file.is_file().then_some(RootCertificate::File(file))
    })
}

/// The client's own certificate and key.
pub(super) fn client(url: &DatabaseUrl) -> Option<(PathBuf, PathBuf)> {
    let home = |name: &str| url.home().map(|home| home.join(".postgresql").join(name));
    let certificate = match &url.tls.certificate {
        Some(file) => file.clone(),
        None => home("postgresql.crt").filter(|file| file.is_file())?,
    };
    let key = url.tls.key.clone().or_else(|| home("postgresql.key").filter(|file| file.is_file()));
    // A file may hold both.
    let key = key.unwrap_or_else(|| certificate.clone());
    Some((certificate, key))
}
