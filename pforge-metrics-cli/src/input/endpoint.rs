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

/// As Prometheus asks, but for what can't be read here.
const FORMATS: &str = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5";

/// More than any exporter has to say.
const LARGEST: u64 = 256 << 20;

#[derive(clap::Args)]
pub struct Endpoint {
    /// A URL (`/metrics` is asked for unless it has a path), a file, or `-` for standard input
    #[arg(value_name = "ENDPOINT")]
    from: String,

    /// A file with the bearer token that the URL asks for
    #[arg(long, value_name = "FILE")]
    bearer_file: Option<PathBuf>,

    /// How many seconds the URL may take
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
                .with_context(|| format!("{name} can't be scraped"))?
        } else if self.from == "-" {
            let mut bytes = Vec::new();
            io::stdin()
                .lock()
                .take(LARGEST)
                .read_to_end(&mut bytes)
                .context("standard input can't be read")?;
            (None, bytes)
        } else {
            let bytes = fs::read(&self.from).with_context(|| {
                format!(
                    "{name} can't be read: name a file, `-`, or a URL that begins with `http://`"
                )
            })?;
            (None, bytes)
        };
        let text = String::from_utf8(bytes).map_err(|error| {
            let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
                .split(|it| *it == b'\n')
                .count();
            anyhow!("{name}:{line}: this is not UTF-8")
        })?;
        let format = format.unwrap_or_else(|| Format::of(&text));
        let exposition = Exposition::read_as(format, &text);
        exposition.map_err(|error| anyhow!("{name}:{error}"))
    }

    /// What it is called in messages.
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
            bail!("only `http://` and `https://` are spoken here");
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
        let answer = Client::new(timeout).ask(request.body(())?);
        let answer = answer.map_err(|error| match error {
            NoResponse::Unreachable(error) => {
                anyhow!(error).context("is the program running, and is this its address?")
            }
            NoResponse::Other(error) => error,
        })?;
        match answer.status().as_u16() {
            200 => {}
            401 | 403 => bail!(
                "it answers {}: {}",
                answer.status(),
                credentials_hint(answer.headers())
            ),
            _ => bail!("it answers {}", answer.status()),
        }
        let header = answer.headers().get(CONTENT_TYPE);
        let header = header
            .and_then(|header| header.to_str().ok())
            .unwrap_or_default();
        let format = match header.split(';').next().unwrap_or_default().trim() {
            "application/openmetrics-text" => Some(Format::OpenMetrics),
            "text/plain" => Some(Format::Prometheus),
            "" => None,
            other => bail!("it answers in `{other}`, which is no text format of metrics"),
        };
        Ok((format, http::read(answer.into_body(), LARGEST)?))
    }
}

/// How to give what the challenges of a response ask for.
fn credentials_hint(headers: &HeaderMap) -> &'static str {
    let challenges = headers.get_all(WWW_AUTHENTICATE).iter();
    let mut challenges = challenges.filter_map(|challenge| challenge.to_str().ok());
    let is_basic = challenges.any(|it| {
        let scheme = it.split_whitespace().next().unwrap_or_default();
        scheme.eq_ignore_ascii_case("Basic")
    });
    if is_basic {
        "name the user in the URL, as in `http://user:password@host/metrics`"
    } else {
        "name the token by `--bearer-file`"
    }
}
