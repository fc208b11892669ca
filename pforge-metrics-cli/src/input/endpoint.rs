//! Reads expositions from a URL, a file, or standard input.

use super::exposition::{Exposition, Format};
use super::http::{self, Client, NoResponse};
use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::Duration;
use ureq::http::Request;
use ureq::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, WWW_AUTHENTICATE};

/// The `Accept` header of Prometheus, without the formats that are not supported here.
const FORMATS: &str = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5";

/// The largest exposition that is read, in bytes.
const LARGEST: u64 = 256 << 20;

#[derive(clap::Args)]
pub struct Endpoint {
    /// URL (default path: /metrics), file, or `-` for standard input
    #[arg(value_name = "ENDPOINT")]
    from: String,

    /// File with a bearer token
    #[arg(long, value_name = "FILE")]
    bearer_file: Option<PathBuf>,

    /// Timeout of the request in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
}

impl Endpoint {
    /// Reads the exposition. A broken rule of its format is an error.
    pub fn read_strictly(&self) -> Result<Exposition> {
        let exposition = self.read()?;
        match exposition.violations.first() {
            Some(violation) => bail!("{}:{}", self.name(), violation.malformed),
            None => Ok(exposition),
        }
    }

    /// Reads the exposition and collects the rules that it breaks.
    pub fn read(&self) -> Result<Exposition> {
        let name = self.name();
        let (format, bytes) = if self.is_url() {
            self.fetch()
                .with_context(|| format!("cannot scrape {name}"))?
        } else if self.from == "-" {
            let mut bytes = Vec::new();
            io::stdin()
                .lock()
                .take(LARGEST)
                .read_to_end(&mut bytes)
                .context("cannot read standard input")?;
            (None, bytes)
        } else {
            let bytes = fs::read(&self.from).with_context(|| {
                format!(
                    "cannot read `{name}` (expected a file, `-`, or a URL that starts with `http://`)"
                )
            })?;
            (None, bytes)
        };
        let text = String::from_utf8(bytes).map_err(|error| {
            let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
                .split(|it| *it == b'\n')
                .count();
            anyhow!("{name}:{line}: invalid UTF-8")
        })?;
        let format = format.unwrap_or_else(|| Format::of(&text));
        let exposition = Exposition::read_as(format, &text);
        exposition.map_err(|error| anyhow!("{name}:{error}"))
    }

    /// Returns its name for messages.
    pub fn name(&self) -> &str {
        match self.from.as_str() {
            "-" => "standard input",
            name => name,
        }
    }

    pub fn is_stdin(&self) -> bool {
        self.from == "-"
    }

    fn is_url(&self) -> bool {
        self.from.contains("://")
    }

    fn fetch(&self) -> Result<(Option<Format>, Vec<u8>)> {
        let address = self.from.split_once("://");
        let Some(("http" | "https", address)) = address else {
            bail!("unsupported URL scheme: use `http://` or `https://`");
        };
        let path = if address.contains('/') {
            ""
        } else {
            "/metrics"
        };
        let mut request = Request::get(format!("{}{path}", self.from)).header(ACCEPT, FORMATS);
        if let Some(file) = &self.bearer_file {
            request = request.header(AUTHORIZATION, http::bearer(file)?);
        }
        let timeout = Duration::from_secs(self.timeout);
        let response = Client::new(timeout).ask(request.body(())?);
        let response = response.map_err(|error| match error {
            NoResponse::Unreachable(error) => anyhow!(error)
                .context("no response; check the address and that the program is running"),
            NoResponse::Other(error) => error,
        })?;
        match response.status().as_u16() {
            200 => {}
            401 | 403 => bail!(
                "the server responded with {}; {}",
                response.status(),
                credentials_hint(response.headers())
            ),
            _ => bail!("the server responded with {}", response.status()),
        }
        let header = response.headers().get(CONTENT_TYPE);
        let header = header
            .and_then(|header| header.to_str().ok())
            .unwrap_or_default();
        let format = match header.split(';').next().unwrap_or_default().trim() {
            "application/openmetrics-text" => Some(Format::OpenMetrics),
            "text/plain" => Some(Format::Prometheus),
            "" => None,
            other => bail!(
                "unsupported content type `{other}`: expected text/plain or application/openmetrics-text"
            ),
        };
        Ok((format, http::read(response.into_body(), LARGEST)?))
    }
}

/// Suggests how to pass the credentials that a response asks for.
fn credentials_hint(headers: &HeaderMap) -> &'static str {
    let challenges = headers.get_all(WWW_AUTHENTICATE).iter();
    let mut challenges = challenges.filter_map(|challenge| challenge.to_str().ok());
    let is_basic = challenges.any(|it| {
        let scheme = it.split_whitespace().next().unwrap_or_default();
        scheme.eq_ignore_ascii_case("Basic")
    });
    if is_basic {
        "put the credentials into the URL: `http://user:password@host/metrics`"
    } else {
        "pass a token with `--bearer-file`"
    }
}
