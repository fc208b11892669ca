//! Servers that commands ask: over http, and https by whom the system trusts.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// A client that gives up after so long. Any status is an answer to it.
pub fn agent(timeout: Duration) -> Agent {
    let provider = rustls::crypto::ring::default_provider();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(provider.into());
    Agent::config_builder()
        .timeout_global(Some(timeout))
        .http_status_as_error(false)
        .tls_config(tls.build())
        .build()
        .new_agent()
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
