//! Generates certificates and certificate authorities.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

pub type Authority = CertifiedIssuer<'static, KeyPair>;

pub fn authority() -> Authority {
    let mut params = CertificateParams::new([]).unwrap();
    // OpenSSL considers a certificate self-signed if its issuer has the same name.
    let name = &mut params.distinguished_name;
    name.push(DnType::CommonName, "authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A self-signed certificate, as `openssl req -x509` creates it.
pub fn self_signed(changed: impl FnOnce(&mut CertificateParams)) -> Authority {
    let mut params = CertificateParams::new([]).unwrap();
    params.distinguished_name.push(DnType::CommonName, "client");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    changed(&mut params);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate for localhost and its key, both as PEM.
pub fn certificate(authority: &Authority) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let params = CertificateParams::new(names).unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    (certificate.pem(), key.serialize_pem())
}
