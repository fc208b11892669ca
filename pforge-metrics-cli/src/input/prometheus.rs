//! Reads the values of a gauge from the HTTP API of a Prometheus server.

use super::http::{self, Client, NoResponse};
use anyhow::{Context, Result, anyhow, ensure};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use pforge_metrics_backtest::{Matrix, Values, matrix};
use std::path::Path;
use std::time::Duration;
use ureq::http::Request;
use ureq::http::header::AUTHORIZATION;

/// Steps of one request. Prometheus rejects more than 11,000.
const STEPS: u32 = 10_000;

/// The largest response body in bytes: about 60 bytes per step, with a margin.
const MOST_BYTES: u64 = 16 << 20;

/// The characters to escape in a query value (RFC 3986, section 2.3).
const VALUE: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A range query for the only series of a selector. Times and durations are in seconds.
pub struct Query<'a> {
    pub server: &'a str,
    pub selector: &'a str,
    pub start: f64,
    pub end: f64,
    pub step: f64,
    pub timeout: f64,
    pub bearer_file: Option<&'a Path>,
}

impl Query<'_> {
    pub fn run(&self) -> Result<Values> {
        let bearer = self.bearer_file.map(http::bearer).transpose()?;
        let client = Client::new(Duration::from_secs_f64(self.timeout));
        let mut all = Matrix::new();
        let mut start = self.start;
        while start <= self.end {
            let end = self.end.min(start + f64::from(STEPS - 1) * self.step);
            let response = self.fetch(&client, bearer.as_deref(), start, end)?;
            for (labels, samples) in matrix(&response).with_context(|| self.server.to_owned())? {
                all.entry(labels).or_default().extend(samples);
            }
            start += f64::from(STEPS) * self.step;
        }
        Values::only(all).with_context(|| format!("{}, {}", self.server, self.selector))
    }

    fn fetch(&self, client: &Client, bearer: Option<&str>, start: f64, end: f64) -> Result<String> {
        let server = self.server.trim_end_matches('/');
        let (query, step) = (utf8_percent_encode(self.selector, &VALUE), self.step);
        let mut request = Request::get(format!(
            "{server}/api/v1/query_range?query={query}&start={start:.3}&end={end:.3}&step={step:.3}"
        ));
        if let Some(bearer) = bearer {
            request = request.header(AUTHORIZATION, bearer);
        }
        let hint = "`--prometheus` expects an address such as http://127.0.0.1:9090";
        let request = request
            .body(())
            .map_err(|error| anyhow!(error).context(hint));
        let response = request.and_then(|request| {
            client.ask(request).map_err(|error| match error {
                NoResponse::Unreachable(error) => anyhow!(error).context(hint),
                NoResponse::Other(error) => error,
            })
        });
        let response = response.with_context(|| format!("cannot query {server}"))?;
        let status = response.status();
        let body = http::read(response.into_body(), MOST_BYTES);
        let body = body.and_then(|body| Ok(String::from_utf8(body)?));
        let body = body.with_context(|| format!("cannot read the response of {server}"))?;
        // Prometheus reports its errors as JSON too.
        let is_its_own = status.is_success() || body.starts_with("{\"status\":");
        let help = match status.as_u16() {
            401 | 403 => "; pass a token with `--bearer-file`",
            _ => "; check that it is a Prometheus server",
        };
        ensure!(is_its_own, "{server} responded with {status}{help}");
        Ok(body)
    }
}
