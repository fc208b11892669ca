//! The values of a gauge, from the API of a Prometheus.

use super::http::{self, Client, NoResponse};
use anyhow::{Context, Result, anyhow, ensure};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use pforge_metrics_backtest::{Matrix, Values, matrix};
use std::path::Path;
use std::time::Duration;
use ureq::http::Request;
use ureq::http::header::AUTHORIZATION;

/// Steps of one request: Prometheus refuses more than 11,000.
const STEPS: u32 = 10_000;

/// Bytes of one answer: some sixty for each step.
const MOST_BYTES: u64 = 16 << 20;

/// What a value in a query may not hold as it is (RFC 3986, 2.3).
const VALUE: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What is asked for: the only series of a selector, from `start` to `end`, each `step` seconds.
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
            let answer = self.answer(&client, bearer.as_deref(), start, end)?;
            for (labels, samples) in matrix(&answer).with_context(|| self.server.to_owned())? {
                all.entry(labels).or_default().extend(samples);
            }
            start += f64::from(STEPS) * self.step;
        }
        Values::only(all).with_context(|| format!("{}, {}", self.server, self.selector))
    }

    fn answer(
        &self,
        client: &Client,
        bearer: Option<&str>,
        start: f64,
        end: f64,
    ) -> Result<String> {
        let server = self.server.trim_end_matches('/');
        let (query, step) = (utf8_percent_encode(self.selector, &VALUE), self.step);
        let mut request = Request::get(format!(
            "{server}/api/v1/query_range?query={query}&start={start:.3}&end={end:.3}&step={step:.3}"
        ));
        if let Some(bearer) = bearer {
            request = request.header(AUTHORIZATION, bearer);
        }
        let hint = "--prometheus is its address, such as http://127.0.0.1:9090";
        let request = request
            .body(())
            .map_err(|error| anyhow!(error).context(hint));
        let response = request.and_then(|request| {
            client.ask(request).map_err(|error| match error {
                NoResponse::Unreachable(error) => anyhow!(error).context(hint),
                NoResponse::Other(error) => error,
            })
        });
        let response = response.with_context(|| format!("{server} can't be asked"))?;
        let status = response.status();
        let body = http::read(response.into_body(), MOST_BYTES);
        let body = body.and_then(|body| Ok(String::from_utf8(body)?));
        let body = body.with_context(|| format!("{server} answers with what can't be read"))?;
        // It tells its errors in an answer of the usual form.
        let is_its_own = status.is_success() || body.starts_with("{\"status\":");
        let help = match status.as_u16() {
            401 | 403 => ": --bearer-file names a file with a token that it takes",
            _ => ": is it a Prometheus?",
        };
        ensure!(is_its_own, "{server} answers with {status}{help}");
        Ok(body)
    }
}
