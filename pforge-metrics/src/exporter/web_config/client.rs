//! Accepts self-signed client certificates.
//!
//! webpki rejects a certificate authority as the certificate of a client, and `openssl req -x509` makes self-signed certificates that
//! are authorities. Go and OpenSSL accept such a certificate if `client_ca_file` lists it. So does this verifier: the
//! operator trusts the listed bytes, webpki has checked the validity period before it rejects the certificate, and the signature of the
//! handshake proves that the client has the key. The purpose (extended key usage) of a listed certificate is not checked.

use std::sync::Arc;
use tokio_rustls::rustls::client::danger::HandshakeSignatureValid;
use tokio_rustls::rustls::pki_types::{CertificateDer, UnixTime};
use tokio_rustls::rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use tokio_rustls::rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, OtherError, SignatureScheme,
};

/// Accepts certificates that a listed authority issued, and the listed certificates themselves.
#[derive(Debug)]
pub(super) struct IssuedOrListed {
    pub(super) issued: Arc<dyn ClientCertVerifier>,
    pub(super) listed: Vec<CertificateDer<'static>>,
}

impl ClientCertVerifier for IssuedOrListed {
    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        let issued = &self.issued;
        match issued.verify_client_cert(end_entity, intermediates, now) {
            Err(error) if is_authority(&error) && self.listed.contains(end_entity) => {
                Ok(ClientCertVerified::assertion())
            }
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.issued
            .verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.issued
            .verify_tls13_signature(message, certificate, signature)
    }

    fn offer_client_auth(&self) -> bool {
        self.issued.offer_client_auth()
    }

    fn client_auth_mandatory(&self) -> bool {
        self.issued.client_auth_mandatory()
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.issued.root_hint_subjects()
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.issued.supported_verify_schemes()
    }
}

/// Returns whether webpki rejected the certificate only because it belongs to an authority. It checks the validity period first.
fn is_authority(error: &Error) -> bool {
    let Error::InvalidCertificate(CertificateError::Other(OtherError(source))) = error else {
        return false;
    };
    source.downcast_ref() == Some(&webpki::Error::CaUsedAsEndEntity)
}
