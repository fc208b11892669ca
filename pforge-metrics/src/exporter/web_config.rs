//! The web configuration file of Prometheus exporters: TLS, client certificates and users.
//!
//! `yaml.rs` parses the file into a tree, `keys.rs` interprets its keys, `tls.rs` builds the rustls configuration, and `client.rs`
//! accepts self-signed client certificates, which rustls rejects. Settings that rustls does not support, that would leave clients
//! unverified, or that belong to layers of the router (headers, rate limits) are errors.

mod client;
mod error;
mod keys;
mod tls;
mod yaml;

pub use error::WebConfigError;
pub use tls::Tls;

use super::Auth;
use std::path::Path;

/// A web configuration file, in the format of Prometheus'
/// [exporter-toolkit](https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md).
///
/// | Key | Values |
/// |---|---|
/// | `tls_server_config` | `cert`, `key`, `client_ca`, or the same keys with `_file`; paths are relative to the folder of the configuration file |
/// | `client_auth_type` | `NoClientCert`, `VerifyClientCertIfGiven`, `RequireAndVerifyClientCert` |
/// | `min_version`, `max_version` | `TLS12`, `TLS13` |
/// | `cipher_suites`, `curve_preferences` | those that rustls supports: AEAD suites; `X25519`, `CurveP256`, `CurveP384` |
/// | `prefer_server_cipher_suites` | a boolean; default: `true` |
/// | `http_server_config` | `http2`, which has no effect: the server uses HTTP/1.1 |
/// | `basic_auth_users` | names and bcrypt hashes |
///
/// `client_ca_file` contains certificate authorities. It may also contain a valid self-signed certificate, which then
/// authenticates the client that uses it.
///
/// Any other key or value is an error, including some that the toolkit supports: `client_allowed_sans`, `headers`, `rate_limit`
/// and values of `client_auth_type` that accept unverified clients.
///
/// The following file configures a certificate and a user `prometheus` with the password `correct horse battery staple`.
/// `htpasswd -nBC 10 ""` prints the hash after the colon.
///
/// ```yaml
/// tls_server_config:
///   cert_file: server.crt
///   key_file: server.key
/// basic_auth_users:
///   prometheus: $2y$10$X0h1gDsPszWURQaxFh.zouw5IzLmveCxQ9LnHWv8DLcK8I1P1wlk.
/// ```
///
/// The file is read once. The certificates, keys and authorities that it references are read again when a client connects, at most
/// once a second. While they are unreadable or invalid, the last valid ones apply.
///
/// ```no_run
/// # mod metrics {
/// #     pforge_metrics::include_metrics!(inline = r#"
/// #         [counter.jobs_total]
/// #         help = "Jobs done."
/// #     "#);
/// # }
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use pforge_metrics::exporter::{Exporter, WebConfig};
/// use tokio::net::TcpListener;
///
/// let web = WebConfig::from_file("web-config.yml")?;
/// let exporter = Exporter::builder().catalog(&metrics::CATALOG).auth(web.auth()).build()?;
/// exporter.server().tls(web.tls()).serve(TcpListener::bind("0.0.0.0:9100").await?).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct WebConfig {
    tls: Option<Tls>,
    auth: Option<Auth>,
}

impl WebConfig {
    /// Reads a configuration file and the certificates that it references.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read, if the configuration is not valid YAML, if it has a duplicate key or a key or value
    /// that is not in the table above, or if the certificates and keys do not match. Messages contain the line number but no
    /// secrets.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, WebConfigError> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|source| WebConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let invalid = |error: yaml::YamlError| WebConfigError::Invalid {
            path: path.to_owned(),
            line: error.line,
            message: error.message,
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let written = yaml::parse(&text)
            .and_then(|root| keys::read(root, folder))
            .map_err(invalid)?;
        Ok(Self {
            tls: written.tls.map(Tls::new).transpose()?,
            auth: written.auth,
        })
    }

    /// Returns the TLS settings of `tls_server_config`, for [`Server::tls`](super::Server::tls). Returns `None` if the file has
    /// none, which means plain HTTP.
    #[must_use]
    pub fn tls(&self) -> Option<Tls> {
        self.tls.clone()
    }

    /// Returns the users of `basic_auth_users`, for [`ExporterBuilder::auth`](super::ExporterBuilder::auth). Returns `None` if the
    /// file has none: requests then require no password.
    #[must_use]
    pub fn auth(&self) -> Option<Auth> {
        self.auth.clone()
    }
}
