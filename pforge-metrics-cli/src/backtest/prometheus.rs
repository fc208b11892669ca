//! The gauge as a Prometheus has it.

use super::values::{Matrix, Values, matrix};
use crate::web;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::time::Duration;
use ureq::Agent;

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
    pub bearer_file: Option<&'a Path>,
}

impl Query<'_> {
    pub fn run(&self) -> Result<Values> {
        let agent = web::agent(Duration::from_secs_f64(self.timeout));
        let bearer = self.bearer_file.map(web::bearer).transpose()?;
        let mut all = Matrix::new();
        let mut start = self.start;
        while start <= self.end {
            let end = self.end.min(start + f64::from(STEPS - 1) * self.step);
            let answer = self.answer(&agent, bearer.as_deref(), start, end)?;
            for (labels, samples) in matrix(&answer).with_context(|| self.server.to_owned())? {
                all.entry(labels).or_default().extend(samples);
            }
            start += f64::from(STEPS) * self.step;
        }
        Values::only(all).with_context(|| format!("{}, {}", self.server, self.selector))
    }

    fn answer(&self, agent: &Agent, bearer: Option<&str>, start: f64, end: f64) -> Result<String> {
        let server = self.server.trim_end_matches('/');
        let mut request = agent
            .get(format!("{server}/api/v1/query_range"))
            .query("query", self.selector)
            .query("start", format!("{start:.3}"))
            .query("end", format!("{end:.3}"))
            .query("step", format!("{:.3}", self.step));
        if let Some(bearer) = bearer {
            request = request.header("authorization", bearer);
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
            401 | 403 => ": --bearer-file names a file with a token that it takes",
            _ => ": is it a Prometheus?",
        };
        ensure!(is_its_own, "{server} answers with {status}{help}");
        Ok(body)
    }
}
