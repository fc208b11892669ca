//! Servers that commands ask: over http, and https by whom the system trusts; directly or by a proxy.

mod forward;
mod proxy;

use anyhow::{Context, Result, ensure};
use proxy::Route;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::Duration;
use ureq::http::{Request, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Proxy};

/// The body of a response, still to be [`read`].
pub type Body = Box<dyn Read>;

/// The response to a request, whatever its status. All of it has to come within the timeout.
pub fn ask(request: Request<()>, timeout: Duration) -> Result<Response<Body>> {
    match Route::to(request.uri(), |name| std::env::var(name).ok())? {
        Route::Direct => connect(None, request, timeout),
        Route::Tunnel(proxy) => connect(Some(proxy), request, timeout),
        Route::Forward(proxy) => {
            let request = request.map(|()| Vec::new());
            let response = forward::send(&proxy, &request, timeout);
            let (host, port) = (proxy.host(), proxy.port());
            response.with_context(|| format!("the request went to the proxy {host}:{port}"))
        }
    }
}

fn connect(
    proxy: Option<Proxy>,
    request: Request<()>,
    timeout: Duration,
) -> Result<Response<Body>> {
    let provider = rustls::crypto::ring::default_provider();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(provider.into());
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(timeout))
        .http_status_as_error(false)
        .proxy(proxy)
        .tls_config(tls.build())
        .build()
        .into();
    let response = agent.run(request)?;
    Ok(response.map(|body| Box::new(body.into_reader()) as Body))
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
    let token = fs::read_to_string(file).with_context(|| format!("{shown} can't be read"))?;
    let token = token.trim();
    let is_one = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    ensure!(
        is_one,
        "{shown} holds no token: it is a line of visible ASCII characters"
    );
    Ok(format!("Bearer {token}"))
}
