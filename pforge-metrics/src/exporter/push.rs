//! Pushes metrics to a Pushgateway, for jobs that end before they are scraped.
//!
//! `ureq` sends the requests because it blocks and needs no async runtime, which a job may not have when it ends.

mod error;
mod group;
mod labels;

pub use error::PushError;

use super::Exporter;
use super::format::ExpositionFormat;
use crate::exporter::gather::bodies::{Bodies, TooLarge};
use crate::exporter::gather::filter::Filter;
use crate::names::Escaping;
use axum::body::Bytes;
use axum::http::Uri;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use group::Group;
use pforge_metrics_proxy::{Route, forward};
use std::fmt;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::Proxy;
use ureq::http::HeaderValue;
use ureq::http::header::{AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use ureq::http::{Method, Request, Response, request};

const PROGRAM: &str = concat!("pforge-metrics/", env!("CARGO_PKG_VERSION"));

/// The maximum length, in bytes, of a response body in an error.
const MAX_RESPONSE_BYTES: u64 = 1_024;

/// Pushes the metrics of an [`Exporter`] to a [Pushgateway], as one group.
///
/// Use it for jobs that end before they are scraped. Scrape long-running programs instead. All calls block: in async code, use
/// `tokio::task::spawn_blocking`.
///
/// The job and the [`grouping`](Self::grouping) labels identify the group. The gateway adds them to all metrics of the group, so no
/// metric may have a label of the same name.
///
/// ```
/// # mod metrics {
/// # pforge_metrics::include_metrics!(inline = r#"
/// #     [gauge.backup_duration_seconds]
/// #     help = "Time that the last backup took."
/// # "#);
/// # }
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use std::io::{Read, Write};
/// # let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
/// # let gateway = format!("http://{}", listener.local_addr()?);
/// # let server = std::thread::spawn(move || -> std::io::Result<()> {
/// #     let mut stream = listener.accept()?.0;
/// #     let _ = stream.read(&mut [0; 4096])?;
/// #     stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
/// # });
/// use pforge_metrics::exporter::{Exporter, Push};
///
/// let exporter = Exporter::builder().catalog(&metrics::CATALOG).build()?;
/// metrics::BACKUP_DURATION_SECONDS.set(12.5);
/// Push::to(&gateway, "backup")?.grouping("instance", "db-1")?.put(&exporter)?;
/// # server.join().unwrap()?;
/// # Ok(())
/// # }
/// ```
///
/// # Proxies
///
/// The environment variables of curl select a proxy: `http_proxy` for `http://`, `https_proxy` or `HTTPS_PROXY` for
/// `https://`, `all_proxy` or `ALL_PROXY` for both. Hosts in `no_proxy` or `NO_PROXY` (domains, addresses, networks such
/// as `10.0.0.0/8`, or `*`) are reached directly, and so are `localhost` and loopback addresses. The proxy is an
/// `http://` or SOCKS proxy, or an `https://` proxy for `https://` gateways. `https://` proxies require the feature `push-tls`.
///
/// The push functions of the `prometheus` crate also accept the collector of a catalog: `prometheus::push_collector("backup",
/// HashMap::new(), "http://127.0.0.1:9091", vec![Box::new(CATALOG.collector())], None)`, with that crate's feature `push`, which requires OpenSSL.
///
/// [Pushgateway]: https://github.com/prometheus/pushgateway
#[derive(Clone)]
#[must_use = "nothing is sent until it is put or posted"]
pub struct Push {
    gateway: String,
    group: Group,
    format: PushFormat,
    authorization: Option<HeaderValue>,
    timeout: Duration,
}

/// The format of a push.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PushFormat {
    /// Protobuf, which includes native histograms and exemplars.
    #[default]
    Protobuf,
    /// The text format 0.0.4.
    Text,
    /// OpenMetrics 1.0. The Pushgateway rejects it; some other receivers require it.
    OpenMetrics,
}

impl Push {
    /// Returns a push to a gateway, with a job name. `gateway` is the URL up to but excluding `/metrics`.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is not an `http://` or, with the feature `push-tls`, `https://` URL, if it contains credentials, a
    /// query or a fragment, or if the job is empty.
    pub fn to(gateway: &str, job: &str) -> Result<Self, PushError> {
        Ok(Self {
            gateway: checked_url(gateway)?,
            group: Group::of_job(job)?,
            format: PushFormat::default(),
            authorization: None,
            timeout: Duration::from_secs(10),
        })
    }

    /// Adds a label to the group. The value may be any string.
    ///
    /// # Errors
    ///
    /// Returns an error if `label` is not a valid label name, is reserved, or is already in the group, like `job`.
    pub fn grouping(mut self, label: &str, value: &str) -> Result<Self, PushError> {
        self.group.add(label, value)?;
        Ok(self)
    }

    /// Authenticates with a bearer token. Replaces earlier credentials. Default: no credentials.
    ///
    /// # Errors
    ///
    /// Returns an error if the token is empty or contains control characters.
    pub fn bearer(self, token: &str) -> Result<Self, PushError> {
        if token.is_empty() {
            return Err(PushError::credentials("the token is empty"));
        }
        self.authorized(&format!("Bearer {token}"))
    }

    /// Authenticates with a user name and password. Replaces earlier credentials.
    ///
    /// # Errors
    ///
    /// Returns an error if the name contains a colon, which separates name and password.
    pub fn basic_auth(self, user: &str, password: &str) -> Result<Self, PushError> {
        if user.contains(':') {
            return Err(PushError::credentials("the user name contains a colon"));
        }
        let pair = STANDARD.encode(format!("{user}:{password}"));
        self.authorized(&format!("Basic {pair}"))
    }

    fn authorized(mut self, authorization: &str) -> Result<Self, PushError> {
        let value = HeaderValue::from_str(authorization);
        let mut value =
            value.map_err(|_| PushError::credentials("they contain control characters"))?;
        value.set_sensitive(true);
        self.authorization = Some(value);
        Ok(self)
    }

    /// Sets the format. Default: [`PushFormat::Protobuf`].
    pub fn format(mut self, format: PushFormat) -> Self {
        self.format = format;
        self
    }

    /// Sets the timeout of a push, including the connection. Default: 10 seconds. Maximum: 1 day.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout.min(Duration::from_secs(86_400));
        self
    }

    /// Replaces all metrics of the group.
    ///
    /// # Errors
    ///
    /// Returns an error if a metric has a label of the group, if the body exceeds
    /// [`max_body_bytes`](super::ExporterBuilder::max_body_bytes), if a collector or `refresh` function panics and
    /// [`serve_partial`](super::ExporterBuilder::serve_partial) is `false`, or if the gateway cannot be reached or rejects the push.
    pub fn put(&self, exporter: &Exporter) -> Result<(), PushError> {
        self.push(Method::PUT, exporter)
    }

    /// Replaces the metrics of the group that have the same names, and keeps the others.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`put`](Self::put).
    pub fn post(&self, exporter: &Exporter) -> Result<(), PushError> {
        self.push(Method::POST, exporter)
    }

    /// Deletes the group.
    ///
    /// # Errors
    ///
    /// Returns an error if the gateway cannot be reached or rejects the request.
    pub fn delete(&self) -> Result<(), PushError> {
        self.send(self.request(Method::DELETE), None)
    }

    fn push(&self, method: Method, exporter: &Exporter) -> Result<(), PushError> {
        let format = self.format.into();
        let body = exporter.pushed(format, &self.group)?;
        let request = self.request(method);
        let request = request.header(CONTENT_TYPE, ExpositionFormat::content_type(format));
        self.send(request, Some(body.to_vec()))
    }

    fn request(&self, method: Method) -> request::Builder {
        let url = format!("{}{}", self.gateway, self.group.path());
        let request = Request::builder().method(method).uri(url);
        let request = request.header(USER_AGENT, PROGRAM);
        match &self.authorization {
            Some(authorization) => request.header(AUTHORIZATION, authorization),
            None => request,
        }
    }

    fn send(&self, request: request::Builder, body: Option<Vec<u8>>) -> Result<(), PushError> {
        let request = request.body(body.unwrap_or_default());
        let request = request.map_err(|error| PushError::unreachable(error.into()))?;
        let route = Route::to(request.uri(), |name| std::env::var(name).ok());
        match route.map_err(PushError::proxy)? {
            Route::Direct => {
                let response = self.call(None, request);
                check_response(response.map_err(PushError::unreachable)?)
            }
            Route::Tunnel(proxy) => {
                let response = self.call(Some(proxy.clone()), request);
                check_response(
                    response.map_err(|error| PushError::unreachable_through(&proxy, error))?,
                )
            }
            Route::Forward(proxy) => {
                let response = forward(&proxy, &request, self.timeout);
                check_response(response.map_err(|error| PushError::not_forwarded(&proxy, error))?)
            }
        }
    }

    fn call(
        &self,
        proxy: Option<Proxy>,
        request: Request<Vec<u8>>,
    ) -> Result<Response<impl Read>, ureq::Error> {
        let config = Agent::config_builder()
            .timeout_global(Some(self.timeout))
            .http_status_as_error(false)
            .proxy(proxy)
            // A redirect could send credentials and metrics to another server.
            .max_redirects(0)
            .user_agent(PROGRAM);
        let agent: Agent = config.build().into();
        let response = if request.method() == Method::DELETE {
            agent.run(request.map(drop))
        } else {
            agent.run(request)
        };
        Ok(response?.map(ureq::Body::into_reader))
    }
}

/// Returns an error if the gateway rejected the request.
fn check_response(response: Response<impl Read>) -> Result<(), PushError> {
    let (head, body) = response.into_parts();
    if head.status.is_success() {
        return Ok(());
    }
    // If reading fails, the error still contains the bytes read so far.
    let mut message = Vec::new();
    let _ = body.take(MAX_RESPONSE_BYTES).read_to_end(&mut message);
    let message = String::from_utf8_lossy(&message);
    Err(PushError::rejected(head.status.as_u16(), &message))
}

/// Checks a gateway URL and removes trailing slashes.
fn checked_url(url: &str) -> Result<String, PushError> {
    let uri: Uri = url.parse().map_err(|_| PushError::url("not a URL"))?;
    match uri.scheme_str() {
        Some("http") => {}
        Some("https") if cfg!(feature = "push-tls") => {}
        Some("https") => return Err(PushError::url("`https://` requires the feature `push-tls`")),
        _ => return Err(PushError::url("expected `http://` or `https://`")),
    }
    let host = uri.authority().map_or("", |authority| authority.as_str());
    if host.is_empty() || host.starts_with(':') {
        return Err(PushError::url("missing host"));
    }
    if host.contains('@') {
        let hint = "it contains credentials; help: pass them to `basic_auth`";
        return Err(PushError::url(hint));
    }
    // An IPv6 address contains colons inside its brackets.
    let port = host
        .rsplit(']')
        .next()
        .and_then(|rest| rest.split_once(':'));
    if port.is_some_and(|(_, port)| port.parse::<u16>().is_err()) {
        return Err(PushError::url("invalid port"));
    }
    if url.contains(['?', '#']) {
        return Err(PushError::url("a query or fragment is not allowed"));
    }
    Ok(url.trim_end_matches('/').to_owned())
}

impl From<PushFormat> for ExpositionFormat {
    fn from(format: PushFormat) -> Self {
        match format {
            PushFormat::Protobuf => Self::Protobuf(None),
            PushFormat::Text => Self::Text,
            PushFormat::OpenMetrics => Self::OpenMetrics(Escaping::Underscores),
        }
    }
}

impl Exporter {
    /// Returns the body to push as a group.
    fn pushed(&self, format: ExpositionFormat, group: &Group) -> Result<Bytes, PushError> {
        let gathered = self.sources.gather();
        let limits = self.handler.limits();
        if gathered.is_partial && !limits.serve_partial {
            return Err(PushError::panicked());
        }
        if let Some((family, label)) = labels::find(&gathered, |it| group.has(it)) {
            return Err(PushError::clash(&family, &label));
        }
        let bodies = Bodies::new(gathered, Arc::default());
        let body = bodies.plain(format, &Filter::default(), limits.max_body_bytes);
        body.map_err(|TooLarge| PushError::too_large())
    }
}

impl fmt::Debug for Push {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Push")
            .field("gateway", &self.gateway)
            .field("group", &self.group)
            .field("format", &self.format)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
