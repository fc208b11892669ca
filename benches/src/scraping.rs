//! Measures a scrape in the text format: time, allocations and memory.
//!
//! All contestants have the same values (`workload.rs`), and write the body into a reused buffer. The samples of the first body are
//! checked. The scrapes are interleaved, see [`crate::sampling`]: one to warm up, and one that is measured. Memory is measured in a
//! separate process for each contestant (`resident.rs`).

pub mod check;
mod measured;
mod memcpy;
mod metrics;
mod pforge;
mod prometheus;
mod prometheus_client;
pub mod resident;
mod workload;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use axum::Router;

use crate::allocations;
use crate::args::Effort;
use crate::contestant::Contestant;
use crate::figures::Figures;
use crate::sampling::interleave;

pub use self::workload::Population;

/// A column of the table.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Column {
    /// Nanoseconds per series. A histogram with 14 lines is one series.
    Time(Population),
    /// Allocations of a repeated scrape.
    Allocations(Population),
    /// Resident bytes per series, before the first scrape.
    ResidentBefore,
    /// Resident bytes per series after the first scrape, without the body.
    ResidentAfter,
}

const COLUMNS: [(Column, &str); 7] = [
    (
        Column::Time(Population::Counters10k),
        "ns per series, 10 k counters",
    ),
    (Column::Time(Population::Counters100k), "100 k counters"),
    (
        Column::Time(Population::Histograms10k),
        "10 k histograms with 14 lines",
    ),
    (
        Column::Allocations(Population::Counters10k),
        "allocations, 10 k counters",
    ),
    (
        Column::Allocations(Population::Histograms10k),
        "10 k histograms",
    ),
    (Column::ResidentBefore, "resident bytes per series"),
    (Column::ResidentAfter, "after a scrape"),
];

/// pforge-metrics comes first, because memcpy copies its body.
const LIBRARIES: [Contestant; 5] = [
    Contestant::Pforge,
    Contestant::Prometheus,
    Contestant::PrometheusClient,
    Contestant::Measured,
    Contestant::Metrics,
];

/// A registry with values.
trait Scrape {
    /// Writes the body, and replaces the last one.
    fn scrape(&mut self) -> Result<()>;

    /// The body of the last scrape.
    fn body(&self) -> &[u8];
}

/// A contestant with a population.
struct Trial {
    contestant: Contestant,
    population: Population,
    registry: Box<dyn Scrape>,
}

/// Measures all columns for the contestants that support them.
pub fn measure(effort: Effort) -> Result<Figures<Column>> {
    let mut figures = Figures::new();
    for contestant in LIBRARIES {
        let (before, after) = resident::bytes_per_series(contestant)?;
        figures.record(contestant, Column::ResidentBefore, before);
        figures.record(contestant, Column::ResidentAfter, after);
    }
    let mut trials = trials()?;
    for trial in &mut trials {
        let column = Column::Allocations(trial.population);
        figures.record(
            trial.contestant,
            column,
            allocations::on_this_thread(|| trial.registry.scrape())?,
        );
    }
    let rounds = match effort {
        Effort::Quick => 5,
        Effort::Full => 25,
    };
    let medians = interleave(&mut trials, rounds, nanoseconds_per_series)?;
    for (trial, median) in trials.iter().zip(medians) {
        figures.record(trial.contestant, Column::Time(trial.population), median);
    }
    Ok(figures)
}

/// The table as Markdown.
pub fn markdown(figures: &Figures<Column>) -> String {
    format!("## Scraping, text format\n\n{}", figures.markdown(&COLUMNS))
}

fn trials() -> Result<Vec<Trial>> {
    let mut trials = Vec::new();
    for population in Population::ALL {
        let libraries: Vec<Trial> = LIBRARIES
            .into_iter()
            .map(|library| trial(library, population))
            .collect::<Result<_>>()?;
        let copy = memcpy::of(libraries[0].registry.body());
        trials.extend(libraries);
        trials.push(Trial {
            contestant: Contestant::Memcpy,
            population,
            registry: Box::new(copy),
        });
    }
    Ok(trials)
}

/// Creates a registry, and checks the body of its first scrape.
fn trial(contestant: Contestant, population: Population) -> Result<Trial> {
    let mut registry = fill(contestant, population)?;
    registry.scrape()?;
    check::body(registry.body(), population)
        .with_context(|| format!("body of {contestant} with {population:?}"))?;
    Ok(Trial {
        contestant,
        population,
        registry,
    })
}

fn fill(contestant: Contestant, population: Population) -> Result<Box<dyn Scrape>> {
    Ok(match contestant {
        Contestant::Pforge => Box::new(pforge::fill(population)),
        Contestant::Prometheus => Box::new(prometheus::fill(population)?),
        Contestant::PrometheusClient => Box::new(prometheus_client::fill(population)),
        Contestant::Measured => Box::new(measured::fill(population)),
        Contestant::Metrics => Box::new(metrics::fill(population)?),
        _ => bail!("{contestant} cannot be scraped"),
    })
}

/// A router that serves [`Population::Counters100k`] at `/metrics`.
pub fn router(contestant: Contestant) -> Result<Router> {
    Ok(match contestant {
        Contestant::Pforge => pforge::router()?,
        Contestant::Prometheus => prometheus::router()?,
        Contestant::Metrics => metrics::router()?,
        _ => bail!("{contestant} has no HTTP server"),
    })
}

fn nanoseconds_per_series(trial: &mut Trial) -> Result<Option<f64>> {
    trial.registry.scrape()?;
    let start = Instant::now();
    trial.registry.scrape()?;
    let elapsed = start.elapsed();
    let nanoseconds = elapsed.div_duration_f64(Duration::from_nanos(1));
    Ok(Some(nanoseconds / f64::from(trial.population.series())))
}
