//! Which certificates are believed.
//!
//! libpq asks less of a certificate than a browser does: `require` believes any, `verify-ca` does
//! not look at the name, and a certificate that stands in the file of trusted ones is trusted
//! itself, as those that PostgreSQL's manual has people make.

use std::path::Path;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::name;
use crate::database::postgres::files;
use crate::database::tls::words;
use crate::database::{DatabaseError, ErrorKind, io_words};
use crate::url::{DatabaseUrl, RootCertificate, SslMode};

/// What of a server's certificate is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// Nothing: webpki could not even read a certificate of version 1, which `openssl x509 -req` makes.
    Anyone,
    Authority,
    AuthorityAndName,
}

/// Reads what the URL and the home folder name, and makes a connector of it.
pub(super) fn connector(url: &DatabaseUrl, mode: SslMode) -> Result<MakeRustlsConnect, DatabaseError> {
    let provider = Arc::new(ring::default_provider());
    let root = files::root(url);
    let trust = match (mode, &root) {
        (SslMode::VerifyFull, _) => Trust::AuthorityAndName,
        (SslMode::VerifyCa, _) => Trust::Authority,
        // As libpq: where a file of trusted certificates is there, it is used.
        (_, Some(_)) => Trust::Authority,
        (_, None) => Trust::Anyone,
    };
    let verifier = Verifier::new(trust, root.as_ref(), &provider)?;
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| failure(&words(&error)))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    let mut config = match files::client(url) {
        Some((certificate, key)) => builder.with_client_cert_resolver(client_key(&certificate, &key)?),
        None => builder.with_no_client_auth(),
    };
    if url.tls.direct {
        config.alpn_protocols = vec![b"postgresql".to_vec()];
    }
    Ok(MakeRustlsConnect::new(config))
}

/// Reads the client's certificate and key, and makes sure that they belong together.
fn client_key(certificate: &Path, key: &Path) -> Result<Arc<SingleCertAndKey>, DatabaseError> {
    let chain = certificates(certificate)?;
    let read = PrivateKeyDer::from_pem_file(key).map_err(|error| unreadable(key, &error))?;
    let signer = ring::sign::any_supported_type(&read)
        .map_err(|_| failure(&format!("{}: a key of this kind can't be used", key.display())))?;
    // rustls would look itself, but not at a certificate of version 1.
    let in_certificate = chain.first().and_then(name::public_key);
    let is_other = |ours: &[u8]| in_certificate.as_deref().is_some_and(|theirs| theirs != ours);
    if signer.public_key().is_some_and(|ours| is_other(ours.as_ref())) {
        let (certificate, key) = (certificate.display(), key.display());
        return Err(failure(&format!("{certificate}: the key in {key} is not its own")));
    }
    Ok(Arc::new(CertifiedKey::new(chain, signer).into()))
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, DatabaseError> {
    let certificates: Vec<_> = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect)
        .map_err(|error| unreadable(file, &error))?;
    if certificates.is_empty() {
        return Err(failure(&format!("{}: there is no certificate in it", file.display())));
    }
    Ok(certificates)
}

fn unreadable(file: &Path, error: &rustls::pki_types::pem::Error) -> DatabaseError {
    use rustls::pki_types::pem::Error;
    let reason = match error {
        Error::Io(error) => io_words(error),
        Error::NoItemsFound => "there is no such certificate or key in it, or it is encrypted".to_owned(),
        _ => "it is no PEM file".to_owned(),
    };
    failure(&format!("{}: {reason}", file.display()))
}

fn failure(text: &str) -> DatabaseError {
    DatabaseError::new(ErrorKind::Tls, text)
}

/// Looks at a server's certificate as far as it was asked to.
#[derive(Debug)]
struct Verifier {
    trust: Trust,
    trusted: Vec<CertificateDer<'static>>,
    webpki: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
}

impl Verifier {
    fn new(
        trust: Trust,
        root: Option<&RootCertificate>,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Self, DatabaseError> {
        let trusted = match (trust, root) {
            (Trust::Anyone, _) => Vec::new(),
            (_, Some(RootCertificate::File(file))) => certificates(file)?,
            // The system's: reading them takes a while, so only where they are needed.
            (_, Some(RootCertificate::System) | None) => rustls_native_certs::load_native_certs().certs,
        };
        let webpki = if trust == Trust::Anyone {
            None
        } else {
            let mut store = RootCertStore::empty();
            if store.add_parsable_certificates(trusted.iter().cloned()).0 == 0 && trusted.is_empty() {
                return Err(failure(
                    "no trusted certificate was found on this machine: name a file with sslrootcert",
                ));
            }
            WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(provider)).build().ok()
        };
        // The system's are many, and none of them is a server's own.
        let trusted = if matches!(root, Some(RootCertificate::File(_))) { trusted } else { Vec::new() };
        Ok(Self { trust, trusted, webpki, provider: Arc::clone(provider) })
    }

    fn verify_chain(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<(), Error> {
        let result = match &self.webpki {
            Some(webpki) => webpki.verify_server_cert(end_entity, intermediates, name, ocsp, now),
            None => Err(Error::InvalidCertificate(CertificateError::UnknownIssuer)),
        };
        match result {
            Ok(_) => Ok(()),
            // It looks at the name last.
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(()),
            // Self-signed: to webpki the certificate of an authority can't be a server's.
            Err(Error::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::Other(_)))
                if self.trusted.iter().any(|trusted| trusted == end_entity) =>
            {
                name::verify_time(end_entity, now)
            }
            Err(error) => Err(error),
        }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.trust != Trust::Anyone {
            self.verify_chain(end_entity, intermediates, server_name, ocsp_response, now)?;
        }
        if self.trust == Trust::AuthorityAndName {
            name::verify(end_entity, server_name)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        if self.trust == Trust::Anyone {
            return Ok(HandshakeSignatureValid::assertion());
        }
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        if self.trust == Trust::Anyone {
            return Ok(HandshakeSignatureValid::assertion());
        }
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
