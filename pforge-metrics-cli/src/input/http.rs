//! HTTP requests of commands, directly or through a proxy; TLS uses the system's trusted roots.
//!
//! Redirects are followed here and not in ureq, which would use the route of the first URL for all of them. TLS
//! uses the certificates of the system, because companies have authorities of their own.

mod credentials;
mod redirect;

use anyhow::{Context, Result, anyhow, ensure};
use pforge_metrics_proxy::{Body, Route, address, forward};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};
use ureq::http::{Request, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Proxy};

/// Sends requests, and keeps connections for the next ones.
pub struct Client {
    agent: Agent,
    timeout: Duration,
}

/// Why a request has no response.
pub enum NoResponse {
    /// The server of the URL can't be connected to, or does not respond in time.
    Unreachable(ureq::Error),
    /// Anything else, such as a proxy or a redirect that can't be used.
    Other(anyhow::Error),
}

impl Client {
    /// Creates a client. The timeout covers a whole request, with redirects and the body.
    pub fn new(timeout: Duration) -> Self {
        let provider = rustls::crypto::ring::default_provider();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider.into());
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .tls_config(tls.build())
            .build()
            .into();
        Self { agent, timeout }
    }

    /// The response to a request, whatever its status. Redirects are followed, each by the route to its own URL.
    pub fn ask(&self, mut request: Request<()>) -> Result<Response<Body>, NoResponse> {
        let begun = Instant::now();
        let mut redirects = 0;
        loop {
            credentials::move_to_header(&mut request)?;
            let left = self.timeout.saturating_sub(begun.elapsed());
            let response = self.ask_once(&request, left);
            let response = response.map_err(|error| match error {
                NoResponse::Unreachable(error) if redirects > 0 => {
                    let uri = request.uri();
                    anyhow!(error)
                        .context(format!("the request was redirected to {uri}"))
                        .into()
                }
                other => other,
            })?;
            let Some(next) = redirect::follow(&request, &response)? else {
                return Ok(response);
            };
            redirects += 1;
            if redirects > redirect::MOST {
                let most = redirect::MOST;
                return Err(anyhow!("the request was redirected more than {most} times").into());
            }
            request = next;
        }
    }

    fn ask_once(
        &self,
        request: &Request<()>,
        timeout: Duration,
    ) -> Result<Response<Body>, NoResponse> {
        if timeout.is_zero() {
            return Err(ureq::Error::Timeout(ureq::Timeout::Global).into());
        }
        let route = Route::to(request.uri(), |name| std::env::var(name).ok());
        let through = |proxy: &Proxy| format!("the request went to the proxy {}", address(proxy));
        match route.map_err(anyhow::Error::from)? {
            Route::Direct => Ok(self.connect(None, request, timeout)?),
            Route::Tunnel(proxy) => {
                let response = self.connect(Some(proxy.clone()), request, timeout);
                Ok(response.with_context(|| through(&proxy))?)
            }
            Route::Forward(proxy) => {
                let request = request.clone().map(|()| Vec::new());
                let response = forward(&proxy, &request, timeout);
                Ok(response.with_context(|| through(&proxy))?)
            }
        }
    }

    fn connect(
        &self,
        proxy: Option<Proxy>,
        request: &Request<()>,
        timeout: Duration,
    ) -> Result<Response<Body>, ureq::Error> {
        let request = self.agent.configure_request(request.clone());
        let request = request.proxy(proxy).timeout_global(Some(timeout)).build();
        let response = self.agent.run(request)?;
        Ok(response.map(|body| Box::new(body.into_reader()) as Body))
    }
}

impl From<ureq::Error> for NoResponse {
    fn from(error: ureq::Error) -> Self {
        match error {
            ureq::Error::Io(_)
            | ureq::Error::Timeout(_)
            | ureq::Error::HostNotFound
            | ureq::Error::ConnectionFailed => Self::Unreachable(error),
            other => Self::Other(other.into()),
        }
    }
}

impl From<anyhow::Error> for NoResponse {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

/// A body that has no more than so many bytes.
pub fn read(body: Body, most_bytes: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    body.take(most_bytes + 1).read_to_end(&mut bytes)?;
    let is_small = bytes.len() as u64 <= most_bytes;
    ensure!(is_small, "the response has more than {most_bytes} bytes");
    Ok(bytes)
}

/// The value of an `Authorization` header with the token in a file.
pub fn bearer(file: &Path) -> Result<String> {
    let shown = file.display();
    let token = fs::read_to_string(file).with_context(|| format!("cannot read `{shown}`"))?;
    let token = token.trim();
    let is_one = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    ensure!(
        is_one,
        "`{shown}` has no valid token: expected one line of visible ASCII characters"
    );
    Ok(format!("Bearer {token}"))
}
