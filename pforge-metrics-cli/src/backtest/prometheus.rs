//! The gauge as a Prometheus has it.

use super::values::{Matrix, Values, matrix};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// Steps of one request: Prometheus refuses more than 11,000.
const STEPS: u32 = 10_000;

/// Bytes of one answer: some sixty for each step.
const MOST_BYTES: u64 = 16 << 20;

/// What is asked for: the only series of a selector, from `start` to `end`, each `step` seconds.
pub struct Query<'a> {
    pub server: &'a str,
    pub selector: &'a str,
    pub start: f64,
    pub end: f64,
    pub step: f64,
    pub timeout: f64,
    pub token_file: Option<&'a str>,
}

impl Query<'_> {
    pub fn run(&self) -> Result<Values> {
        let agent = agent(self.timeout);
        let token = self.token()?;
        let mut all = Matrix::new();
        let mut start = self.start;
        while start <= self.end {
            let end = self.end.min(start + f64::from(STEPS - 1) * self.step);
            let answer = self.answer(&agent, token.as_deref(), start, end)?;
            for (labels, samples) in matrix(&answer).with_context(|| self.server.to_owned())? {
                all.entry(labels).or_default().extend(samples);
            }
            start += f64::from(STEPS) * self.step;
        }
        Values::only(all).with_context(|| format!("{}, {}", self.server, self.selector))
    }

    fn answer(&self, agent: &Agent, token: Option<&str>, start: f64, end: f64) -> Result<String> {
        let server = self.server.trim_end_matches('/');
        let mut request = agent
            .get(format!("{server}/api/v1/query_range"))
            .query("query", self.selector)
            .query("start", format!("{start:.3}"))
            .query("end", format!("{end:.3}"))
            .query("step", format!("{:.3}", self.step));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let mut response = request.call().with_context(|| {
            format!("{server} can't be asked: --prometheus is its address, such as http://127.0.0.1:9090")
        })?;
        let status = response.status();
        let body = response
            .body_mut()
            .with_config()
            .limit(MOST_BYTES)
            .read_to_string();
        let body = body.with_context(|| format!("{server} answers with what can't be read"))?;
        // It tells its errors in an answer of the usual form.
        let is_its_own = status.is_success() || body.starts_with("{\"status\":");
        let help = match status.as_u16() {
            401 | 403 => ": --token-file names a file with a token that it takes",
            _ => ": is it a Prometheus?",
        };
        ensure!(is_its_own, "{server} answers with {status}{help}");
        Ok(body)
    }

    fn token(&self) -> Result<Option<String>> {
        let token = self.token_file.map(|path| {
            let token =
                fs::read_to_string(path).with_context(|| format!("{path} can't be read"))?;
            let token = token.trim().to_owned();
            let is_one = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
            ensure!(
                is_one,
                "{path} holds no token: it is a line of visible ASCII characters"
            );
            Ok(token)
        });
        token.transpose()
    }
}

/// TLS trusts whom the system trusts.
fn agent(timeout: f64) -> Agent {
    let provider = rustls::crypto::ring::default_provider();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(provider.into());
    Agent::config_builder()
        .timeout_global(Some(Duration::from_secs_f64(timeout)))
        .http_status_as_error(false)
        .tls_config(tls.build())
        .build()
        .new_agent()
}
