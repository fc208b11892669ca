//! Measures an HTTP response to `GET /metrics`: 100 k counters, one client with a persistent connection.
//!
//! All servers run at the same time, on a runtime with two threads. The client requests from them in interleaved rounds, see
//! [`crate::sampling`]. The first response of each server is checked like the body of a scrape.

use std::future::IntoFuture;
use std::io::Read;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::serve::ListenerExt;
use flate2::read::GzDecoder;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use ureq::Agent;
use ureq::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};

use crate::allocations;
use crate::args::Effort;
use crate::contestant::Contestant;
use crate::figures::Figures;
use crate::sampling::interleave;
use crate::scraping::{self, Population, check};

/// A column of the table.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Column {
    /// Milliseconds from the request to the last byte of the response.
    Time(Encoding),
    /// KiB that the process allocates for a repeated response.
    Allocated,
}

/// The content encoding that the client accepts and receives.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Encoding {
    /// Uncompressed.
    Identity,
    /// Compressed with gzip.
    Gzip,
}

const COLUMNS: [(Column, &str); 3] = [
    (Column::Time(Encoding::Identity), "ms per response"),
    (Column::Time(Encoding::Gzip), "with gzip"),
    (Column::Allocated, "KiB allocated, without gzip"),
];

/// The servers. Only pforge-metrics compresses responses.
const SERVERS: [(Contestant, Encoding); 4] = [
    (Contestant::Pforge, Encoding::Identity),
    (Contestant::Pforge, Encoding::Gzip),
    (Contestant::Prometheus, Encoding::Identity),
    (Contestant::Metrics, Encoding::Identity),
];

/// The server of one contestant, with its client.
struct Trial {
    contestant: Contestant,
    encoding: Encoding,
    url: String,
    agent: Agent,
    body: Vec<u8>,
}

/// Measures all columns for the contestants that support them.
pub fn measure(effort: Effort) -> Result<Figures<Column>> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let mut trials = SERVERS
        .into_iter()
        .map(|(contestant, encoding)| Trial::start(&runtime, contestant, encoding))
        .collect::<Result<Vec<_>>>()?;

    let mut figures = Figures::new();
    for trial in &mut trials {
        if trial.encoding == Encoding::Identity {
            let bytes = allocations::bytes_on_all_threads(|| trial.request())?;
            figures.record(trial.contestant, Column::Allocated, bytes / 1_024.0);
        }
    }
    let rounds = match effort {
        Effort::Quick => 5,
        Effort::Full => 25,
    };
    let medians = interleave(&mut trials, rounds, milliseconds)?;
    for (trial, median) in trials.iter().zip(medians) {
        figures.record(trial.contestant, Column::Time(trial.encoding), median);
    }
    Ok(figures)
}

/// The table as Markdown.
pub fn markdown(figures: &Figures<Column>) -> String {
    format!(
        "## Serving 100 k counters over HTTP\n\n{}",
        figures.markdown(&COLUMNS)
    )
}

fn milliseconds(trial: &mut Trial) -> Result<Option<f64>> {
    trial.request()?;
    let start = Instant::now();
    trial.request()?;
    Ok(Some(
        start.elapsed().div_duration_f64(Duration::from_millis(1)),
    ))
}

/// Serves on a free port until the runtime is dropped.
fn serve(runtime: &Runtime, app: Router) -> Result<SocketAddr> {
    let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
    let address = listener.local_addr()?;
    // Without TCP_NODELAY, the end of a response may wait for an acknowledgement of the client.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let _guard = runtime.enter();
    runtime.spawn(axum::serve(listener, app).into_future());
    Ok(address)
}

impl Trial {
    /// Starts a server, and checks its first response.
    fn start(runtime: &Runtime, contestant: Contestant, encoding: Encoding) -> Result<Self> {
        let address = serve(runtime, scraping::router(contestant)?)?;
        let mut trial = Self {
            contestant,
            encoding,
            url: format!("http://{address}/metrics"),
            agent: Agent::new_with_defaults(),
            body: Vec::new(),
        };
        trial
            .request()
            .with_context(|| format!("request to {contestant}"))?;
        trial
            .plain()
            .and_then(|body| check::body(&body, Population::Counters100k))
            .with_context(|| format!("response of {contestant}"))?;
        Ok(trial)
    }

    /// The last response, uncompressed.
    fn plain(&self) -> Result<Vec<u8>> {
        let mut plain = Vec::new();
        match self.encoding {
            Encoding::Identity => plain.clone_from(&self.body),
            Encoding::Gzip => _ = GzDecoder::new(&*self.body).read_to_end(&mut plain)?,
        }
        Ok(plain)
    }

    /// Requests the metrics, and replaces the last response.
    fn request(&mut self) -> Result<()> {
        let accepted = match self.encoding {
            Encoding::Identity => "identity",
            Encoding::Gzip => "gzip",
        };
        let request = self.agent.get(&self.url).header(ACCEPT_ENCODING, accepted);
        let mut response = request.call()?;
        let compressed = response.headers().contains_key(CONTENT_ENCODING);
        ensure!(
            compressed == (self.encoding == Encoding::Gzip),
            "expected the encoding {accepted}, found {:?}",
            response.headers()
        );
        self.body.clear();
        response
            .body_mut()
            .as_reader()
            .read_to_end(&mut self.body)?;
        Ok(())
    }
}
