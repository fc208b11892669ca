//! TLS as a web configuration wants it, through rustls.
//!
//! Uses ring for cryptography: it needs only a C compiler and is much smaller than aws-lc. The additional features of aws-lc,
//! FIPS and post-quantum key exchange, cannot be configured in this file.

use super::WebConfigError;
use super::client::IssuedOrListed;
use crate::exporter::file_cache::{ContentSource, FileCache};
use std::fmt;
use std::io;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{
    NoClientAuth, WebPkiClientVerifier, danger::ClientCertVerifier,
};
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{
    ProtocolVersion, RootCertStore, ServerConfig, SupportedProtocolVersion,
};
use tokio_rustls::server::TlsStream;

/// The TLS settings of a server, from the `tls_server_config` of a [`WebConfig`](super::WebConfig).
///
/// Clones share the certificates and reload them together.
#[derive(Clone)]
pub struct Tls {
    config: Arc<FileCache<ServerConfig, WebConfigError>>,
}

impl Tls {
    pub(super) fn new(written: Written) -> Result<Self, WebConfigError> {
        let sources = written.sources.clone();
        let config = FileCache::new(sources, move |files| written.server_config(files))?;
        Ok(Self {
            config: Arc::new(config),
        })
    }

    /// Performs the handshake with a client, with certificates that are at most a second old.
    pub(in crate::exporter) async fn accept<S>(&self, stream: S) -> io::Result<TlsStream<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let config = self.config.current().await;
        TlsAcceptor::from(config).accept(stream).await
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").finish_non_exhaustive()
    }
}

/// The TLS settings in the configuration file.
pub(super) struct Written {
    /// The certificate chain, its key, and the authority of clients if they are authenticated.
    pub(super) sources: Vec<ContentSource>,
    pub(super) client_auth: ClientAuth,
    /// 12 or 13.
    pub(super) min_version: u8,
    pub(super) max_version: u8,
    /// The cipher suites of TLS 1.2. If empty, all are enabled. Those of TLS 1.3 are always enabled.
    pub(super) cipher_suites: Vec<String>,
    pub(super) prefers_own_suites: bool,
    /// If empty, all are enabled.
    pub(super) curves: Vec<String>,
}

/// An invalid value of a key.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) key: &'static str,
    pub(super) message: String,
}

/// Whether clients must present a certificate.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ClientAuth {
    None,
    IfGiven,
    Required,
}

impl ClientAuth {
    /// Returns the value of `client_auth_type`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::None => "NoClientCert",
            Self::IfGiven => "VerifyClientCertIfGiven",
            Self::Required => "RequireAndVerifyClientCert",
        }
    }
}

impl Default for Written {
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            client_auth: ClientAuth::None,
            min_version: 12,
            max_version: 13,
            cipher_suites: Vec::new(),
            prefers_own_suites: true,
            curves: Vec::new(),
        }
    }
}

impl Written {
    /// Checks the settings that do not depend on the certificates.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.versions().is_empty() {
            return Err(Fault {
                key: "min_version",
                message: "`min_version` is above `max_version`".to_owned(),
            });
        }
        self.provider().map(|_| ())
    }

    fn server_config(&self, files: &[Vec<u8>]) -> Result<ServerConfig, WebConfigError> {
        let provider = Arc::new(
            self.provider()
                .map_err(|Fault { message, .. }| WebConfigError::Tls { message })?,
        );
        let [certificates, key, authorities @ ..] = files else {
            return Err(failed("no certificate", "the file contains none"));
        };
        let verifier = self.verifier(&provider, authorities)?;
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&self.versions())
            .map_err(|error| failed("unsupported TLS settings", error))?
            .with_client_cert_verifier(verifier)
            .with_single_cert(chain("certificate", certificates)?, private_key(key)?)
            .map_err(|error| failed("invalid certificate", error))?;
        config.ignore_client_order = self.prefers_own_suites;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }

    fn versions(&self) -> Vec<&'static SupportedProtocolVersion> {
        let number = |version: &&SupportedProtocolVersion| match version.version {
            ProtocolVersion::TLSv1_2 => 12,
            _ => 13,
        };
        let wanted = self.min_version..=self.max_version;
        let versions = [&TLS12, &TLS13].into_iter();
        versions
            .filter(|version| wanted.contains(&number(version)))
            .collect()
    }

    /// Returns the ring provider with the configured suites and curves, in their order.
    fn provider(&self) -> Result<CryptoProvider, Fault> {
        let mut provider = ring::default_provider();
        if !self.cipher_suites.is_empty() {
            let (newest, all): (Vec<_>, Vec<_>) = provider
                .cipher_suites
                .into_iter()
                .partition(|suite| suite.tls13().is_some());
            let chosen = choose("cipher_suites", &self.cipher_suites, &all, |suite| {
                suite.suite().as_str().map(str::to_owned)
            })?;
            provider.cipher_suites = [newest, chosen].concat();
        }
        if !self.curves.is_empty() {
            let all = provider.kx_groups;
            provider.kx_groups = choose("curve_preferences", &self.curves, &all, |group| {
                group.name().as_str().map(go_name)
            })?;
        }
        Ok(provider)
    }

    fn verifier(
        &self,
        provider: &Arc<CryptoProvider>,
        authorities: &[Vec<u8>],
    ) -> Result<Arc<dyn ClientCertVerifier>, WebConfigError> {
        if self.client_auth == ClientAuth::None {
            return Ok(Arc::new(NoClientAuth));
        }
        let (mut roots, mut listed) = (RootCertStore::empty(), Vec::new());
        for authority in authorities {
            for certificate in chain("client authority", authority)? {
                let added = roots.add(certificate.clone());
                added.map_err(|error| failed("invalid client authority", error))?;
                listed.push(certificate);
            }
        }
        let mut verifier =
            WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider));
        if self.client_auth == ClientAuth::IfGiven {
            verifier = verifier.allow_unauthenticated();
        }
        let issued = verifier.build();
        let issued = issued.map_err(|error| failed("invalid client authority", error))?;
        Ok(Arc::new(IssuedOrListed { issued, listed }))
    }
}

/// Returns the supported items with the configured names, in the configured order.
fn choose<T: Copy>(
    key: &'static str,
    wanted: &[String],
    all: &[T],
    name: impl Fn(&T) -> Option<String>,
) -> Result<Vec<T>, Fault> {
    let find = |wanted: &String| {
        let mut found = all.iter().filter(|one| name(one).as_ref() == Some(wanted));
        let names = || {
            all.iter()
                .filter_map(&name)
                .collect::<Vec<_>>()
                .join("`, `")
        };
        found.next().copied().ok_or_else(|| Fault {
            key,
            message: format!(
                "invalid value `{wanted}` for `{key}`; help: use one of `{}`",
                names()
            ),
        })
    };
    wanted.iter().map(find).collect()
}

/// Returns Go's name of a curve.
fn go_name(name: &str) -> String {
    name.replace("secp256r1", "CurveP256")
        .replace("secp384r1", "CurveP384")
}

fn chain(what: &str, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, WebConfigError> {
    let certificates: Result<Vec<_>, pem::Error> = CertificateDer::pem_slice_iter(pem).collect();
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        _ => Err(failed(what, "invalid PEM")),
    }
}

/// Parses the key. The error omits the cause, which might contain a part of the key.
fn private_key(pem: &[u8]) -> Result<PrivateKeyDer<'static>, WebConfigError> {
    PrivateKeyDer::from_pem_slice(pem).map_err(|_| failed("private key", "invalid PEM"))
}

fn failed(what: &str, why: impl fmt::Display) -> WebConfigError {
    let message = format!("{what}: {why}");
    WebConfigError::Tls { message }
}
