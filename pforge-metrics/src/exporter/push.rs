//! To a Pushgateway: for jobs that end before anybody could scrape them.

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

/// How much of what a server says against a push is passed on.
const LONGEST_ANSWER: u64 = 1_024;

/// Pushes what an [`Exporter`] would serve to a [Pushgateway], as one group of its metrics.
///
/// That is for jobs which end before they could be scraped; whatever lives longer is better scraped. The calls block: from
/// async code they belong into `tokio::task::spawn_blocking`.
///
/// A group is told from others by the job, and by [`grouping`](Self::grouping) labels. These are labels of all its
/// metrics, so no metric may have one of the same name.
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
/// The environment variables that curl reads choose a proxy: `http_proxy` for `http://`, `https_proxy` or `HTTPS_PROXY` for
/// `https://`, `all_proxy` or `ALL_PROXY` for both. Hosts in `no_proxy` or `NO_PROXY` (domains, addresses, networks such
/// as `10.0.0.0/8`, or `*`) are reached directly, and so are `localhost` and loopback addresses. The proxy is an
/// `http://` or SOCKS proxy, or an `https://` proxy for `https://` gateways. `https://` proxies require the feature `push-tls`.
///
/// `prometheus`' own push functions take a catalog too, by way of its collector: `prometheus::push_collector("backup",
/// HashMap::new(), "http://127.0.0.1:9091", vec![Box::new(CATALOG.collector())], None)`, with that crate's feature `push`, which wants OpenSSL.
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

/// The format of what is pushed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PushFormat {
    /// Protobuf, which can tell most.
    #[default]
    Protobuf,
    /// The text format 0.0.4.
    Text,
    /// OpenMetrics 1.0. The Pushgateway refuses it; other receivers take nothing else.
    OpenMetrics,
}

impl Push {
    /// Pushes to a gateway, by the part of its URL in front of `/metrics`, as a job.
    ///
    /// # Errors
    ///
    /// The URL is none of `http://` or, with the feature `push-tls`, of `https://`; it holds credentials, or something behind its
    /// path; the job is empty.
    pub fn to(gateway: &str, job: &str) -> Result<Self, PushError> {
        Ok(Self {
            gateway: checked_url(gateway)?,
            group: Group::of_job(job)?,
            format: PushFormat::default(),
            authorization: None,
            timeout: Duration::from_secs(10),
        })
    }

    /// One more label of the group, whose value may be any text.
    ///
    /// # Errors
    ///
    /// The name is none of a label, one that Prometheus keeps for itself, `job`, or there already.
    pub fn grouping(mut self, label: &str, value: &str) -> Result<Self, PushError> {
        self.group.add(label, value)?;
        Ok(self)
    }

    /// Sends a bearer token, in place of what credentials were given before.
    ///
    /// # Errors
    ///
    /// The token is empty, or holds control characters.
    pub fn bearer(self, token: &str) -> Result<Self, PushError> {
        if token.is_empty() {
            return Err(PushError::credentials("the token is empty"));
        }
        self.authorized(&format!("Bearer {token}"))
    }

    /// Sends a user's name and password, in place of what credentials were given before.
    ///
    /// # Errors
    ///
    /// The name holds a colon, where the password would begin.
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

    /// The format; protobuf unless set.
    pub fn format(mut self, format: PushFormat) -> Self {
        self.format = format;
        self
    }

    /// How long a push may take, connecting included. 10 s unless set, and a day at most.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout.min(Duration::from_secs(86_400));
        self
    }

    /// Replaces all metrics of the group.
    ///
    /// # Errors
    ///
    /// A metric has a label of the group; what the exporter serves is beyond its limits; a collector or `refresh` function panics
    /// and the exporter does not [serve the rest](super::ExporterBuilder::serve_partial); cannot reach the gateway or says no.
    pub fn put(&self, exporter: &Exporter) -> Result<(), PushError> {
        self.push(Method::PUT, exporter)
    }

    /// Replaces those metrics of the group that the exporter has too, and leaves others there.
    ///
    /// # Errors
    ///
    /// As with [`put`](Self::put).
    pub fn post(&self, exporter: &Exporter) -> Result<(), PushError> {
        self.push(Method::POST, exporter)
    }

    /// Deletes the group.
    ///
    /// # Errors
    ///
    /// The gateway can't be reached or says no.
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
                let response = self.ask(None, request);
                told(response.map_err(PushError::unreachable)?)
            }
            Route::Tunnel(proxy) => {
                let response = self.ask(Some(proxy.clone()), request);
                told(response.map_err(|error| PushError::unreachable_through(&proxy, error))?)
            }
            Route::Forward(proxy) => {
                let response = forward(&proxy, &request, self.timeout);
                told(response.map_err(|error| PushError::not_forwarded(&proxy, error))?)
            }
        }
    }

    fn ask(
        &self,
        proxy: Option<Proxy>,
        request: Request<Vec<u8>>,
    ) -> Result<Response<impl Read>, ureq::Error> {
        let config = Agent::config_builder()
            .timeout_global(Some(self.timeout))
            .http_status_as_error(false)
            .proxy(proxy)
            // Elsewhere credentials and metrics are not meant for.
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

/// What a gateway says to a push.
fn told(response: Response<impl Read>) -> Result<(), PushError> {
    let (head, body) = response.into_parts();
    if head.status.is_success() {
        return Ok(());
    }
    // What came before it was cut off is worth telling all the same.
    let mut said = Vec::new();
    let _ = body.take(LONGEST_ANSWER).read_to_end(&mut said);
    let said = String::from_utf8_lossy(&said);
    Err(PushError::refused(head.status.as_u16(), &said))
}

/// A URL without what stands behind its path, if there is a gateway to be found by it.
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
    // Behind the brackets of an address of IPv6, if it is one.
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
    /// What is pushed as a group.
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
