//! What an answer to `GET /metrics` costs over HTTP: 100 k counters, one client on a connection that it keeps.
//!
//! All servers run at once, on one runtime of two threads, and the client asks them in turns, see [`crate::sampling`]. Its
//! first answer of each is checked as a scrape's body is.

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
    /// Milliseconds from the request to the last byte of the answer.
    Time(Coding),
    /// KiB that the process allocates for one answer, not the first.
    Allocated,
}

/// What the client accepts, and gets.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Coding {
    /// The text itself.
    Identity,
    /// Compressed.
    Gzip,
}

const COLUMNS: [(Column, &str); 3] = [
    (Column::Time(Coding::Identity), "ms an answer"),
    (Column::Time(Coding::Gzip), "with gzip"),
    (Column::Allocated, "KiB allocated, without gzip"),
];

/// Nobody else compresses.
const SERVERS: [(Contestant, Coding); 4] = [
    (Contestant::Pforge, Coding::Identity),
    (Contestant::Pforge, Coding::Gzip),
    (Contestant::Prometheus, Coding::Identity),
    (Contestant::Metrics, Coding::Identity),
];

/// One contestant's server, and a client of its own.
struct Trial {
    contestant: Contestant,
    coding: Coding,
    url: String,
    agent: Agent,
    body: Vec<u8>,
}

/// Measures every column for every contestant that has it.
pub fn measure(effort: Effort) -> Result<Figures<Column>> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let mut trials = SERVERS
        .into_iter()
        .map(|(contestant, coding)| Trial::begin(&runtime, contestant, coding))
        .collect::<Result<Vec<_>>>()?;

    let mut figures = Figures::new();
    for trial in &mut trials {
        if trial.coding == Coding::Identity {
            let bytes = allocations::bytes_on_all_threads(|| trial.ask())?;
            figures.record(trial.contestant, Column::Allocated, bytes / 1_024.0);
        }
    }
    let rounds = match effort {
        Effort::Quick => 5,
        Effort::Full => 25,
    };
    let medians = interleave(&mut trials, rounds, milliseconds)?;
    for (trial, median) in trials.iter().zip(medians) {
        figures.record(trial.contestant, Column::Time(trial.coding), median);
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
    trial.ask()?;
    let start = Instant::now();
    trial.ask()?;
    Ok(Some(
        start.elapsed().div_duration_f64(Duration::from_millis(1)),
    ))
}

/// Serves on a free port of this machine, as long as the runtime lives.
fn serve(runtime: &Runtime, app: Router) -> Result<SocketAddr> {
    let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
    let address = listener.local_addr()?;
    // Without it the end of an answer may wait for the client to acknowledge what came before.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let _guard = runtime.enter();
    runtime.spawn(axum::serve(listener, app).into_future());
    Ok(address)
}

impl Trial {
    /// A server that has answered once, rightly.
    fn begin(runtime: &Runtime, contestant: Contestant, coding: Coding) -> Result<Self> {
        let address = serve(runtime, scraping::router(contestant)?)?;
        let mut trial = Self {
            contestant,
            coding,
            url: format!("http://{address}/metrics"),
            agent: Agent::new_with_defaults(),
            body: Vec::new(),
        };
        trial
            .ask()
            .with_context(|| format!("{contestant} was asked"))?;
        trial
            .plain()
            .and_then(|body| check::body(&body, Population::Counters100k))
            .with_context(|| format!("the answer of {contestant}"))?;
        Ok(trial)
    }

    /// The last answer, uncompressed.
    fn plain(&self) -> Result<Vec<u8>> {
        let mut plain = Vec::new();
        match self.coding {
            Coding::Identity => plain.clone_from(&self.body),
            Coding::Gzip => _ = GzDecoder::new(&*self.body).read_to_end(&mut plain)?,
        }
        Ok(plain)
    }

    /// Reads an answer to its end, in place of the one before.
    fn ask(&mut self) -> Result<()> {
        let accepted = match self.coding {
            Coding::Identity => "identity",
            Coding::Gzip => "gzip",
        };
        let request = self.agent.get(&self.url).header(ACCEPT_ENCODING, accepted);
        let mut answer = request.call()?;
        let compressed = answer.headers().contains_key(CONTENT_ENCODING);
        ensure!(
            compressed == (self.coding == Coding::Gzip),
            "{accepted} was asked for, and {:?} came",
            answer.headers()
        );
        self.body.clear();
        answer.body_mut().as_reader().read_to_end(&mut self.body)?;
        Ok(())
    }
}
