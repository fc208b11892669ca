//! The web configuration file that Prometheus' exporters share: TLS, client certificates, users.
//!
//! `yaml.rs` reads the file as a tree, `keys.rs` what its keys mean, `tls.rs` makes rustls' configuration of it, and `client.rs`
//! accepts certificates of clients that rustls does not. Not here, and
//! refused where the file asks for it: what rustls does not do, what would leave a client unchecked, and what the router's
//! owner does with layers (headers, rate limits).

mod client;
mod error;
mod keys;
mod tls;
mod yaml;

pub use error::WebConfigError;
pub use tls::Tls;

use super::Auth;
use std::path::Path;

/// What a web configuration file says: the format of Prometheus'
/// [exporter-toolkit](https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md).
///
/// | key | |
/// |---|---|
/// | `tls_server_config` | `cert`, `key`, `client_ca`, or the same with `_file`; relative paths start at the file's folder |
/// | `client_auth_type` | `NoClientCert`, `VerifyClientCertIfGiven`, `RequireAndVerifyClientCert` |
/// | `min_version`, `max_version` | `TLS12`, `TLS13` |
/// | `cipher_suites`, `curve_preferences` | those that rustls has: AEAD suites; `X25519`, `CurveP256`, `CurveP384` |
/// | `prefer_server_cipher_suites` | a boolean, `true` unless set |
/// | `http_server_config` | `http2`, a permission that is not made use of: HTTP/1.1 is spoken |
/// | `basic_auth_users` | names and bcrypt hashes |
///
/// A certificate in `client_ca_file` is an authority, and may be the certificate of a client as well: a self-signed certificate can be
/// its own authority, as long as it is valid.
///
/// Any other key and any other value is an error, also those that the toolkit knows: `client_allowed_sans`, `headers`, `rate_limit`,
/// and the `client_auth_type`s that let a client in unverified.
///
/// A certificate, and a user `prometheus` with the password `correct horse battery staple`, whose hash `htpasswd -nBC 10 ""` prints
/// after the colon:
///
/// ```yaml
/// tls_server_config:
///   cert_file: server.crt
///   key_file: server.key
/// basic_auth_users:
///   prometheus: $2y$10$X0h1gDsPszWURQaxFh.zouw5IzLmveCxQ9LnHWv8DLcK8I1P1wlk.
/// ```
///
/// The file is read once. The certificates, keys and authorities that it names are read again when a client connects, at most
/// once a second; while they can't be read or don't fit together, the last good ones are used.
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
    /// Reads a file, and the certificates that it names.
    ///
    /// # Errors
    ///
    /// If one of them can't be read; if the file is no YAML, has a key or a value that is not in the table above, or a key
    /// twice; if certificates and keys don't fit together. Messages name the line, and never a secret.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, WebConfigError> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|source| WebConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let invalid = |wrong: yaml::Wrong| WebConfigError::Invalid {
            path: path.to_owned(),
            line: wrong.line,
            message: wrong.message,
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

    /// The TLS of `tls_server_config`, for [`Server::tls`](super::Server::tls). `None` if the file has none: then it says that
    /// plain HTTP is to be spoken.
    #[must_use]
    pub fn tls(&self) -> Option<Tls> {
        self.tls.clone()
    }

    /// The users of `basic_auth_users`. `None` if the file has none: then everybody may scrape, or everybody with a certificate.
    #[must_use]
    pub fn auth(&self) -> Option<Auth> {
        self.auth.clone()
    }
}
