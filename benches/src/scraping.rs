//! What a scrape costs: time, allocations and memory, in text format.
//!
//! Every contestant is filled with the same values (`workload.rs`) and writes its body into a buffer that it keeps. Its
//! first body is checked, sample by sample. Then scrapes take turns, see [`crate::sampling`]: one to warm up, one that
//! counts. Memory is measured in a process of its own for each contestant (`resident.rs`).

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
    /// ns for a series, a histogram of 14 lines being one.
    Time(Population),
    /// Allocations of one scrape, not the first.
    Allocations(Population),
    /// Resident bytes a series, each of them touched but none scraped.
    ResidentBefore,
    /// The same after the first scrape, less the body.
    ResidentAfter,
}

const COLUMNS: [(Column, &str); 7] = [
    (
        Column::Time(Population::Counters10k),
        "ns a series, 10 k counters",
    ),
    (Column::Time(Population::Counters100k), "100 k counters"),
    (
        Column::Time(Population::Histograms10k),
        "10 k histograms of 14 lines",
    ),
    (
        Column::Allocations(Population::Counters10k),
        "allocations, 10 k counters",
    ),
    (
        Column::Allocations(Population::Histograms10k),
        "10 k histograms",
    ),
    (Column::ResidentBefore, "resident bytes a series"),
    (Column::ResidentAfter, "after a scrape"),
];

/// Ours first: its body is what memcpy copies.
const LIBRARIES: [Contestant; 5] = [
    Contestant::Pforge,
    Contestant::Prometheus,
    Contestant::PrometheusClient,
    Contestant::Measured,
    Contestant::Metrics,
];

/// A filled registry, or whatever a contestant calls it.
trait Scrape {
    /// Writes the body, in place of the one before.
    fn scrape(&mut self) -> Result<()>;

    /// The body of the last scrape.
    fn body(&self) -> &[u8];
}

/// One contestant with one population.
struct Trial {
    contestant: Contestant,
    population: Population,
    registry: Box<dyn Scrape>,
}

/// Measures every column for every contestant that has it.
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

/// A registry after its first scrape.
fn trial(contestant: Contestant, population: Population) -> Result<Trial> {
    let mut registry = filled(contestant, population)?;
    registry.scrape()?;
    check::body(registry.body(), population)
        .with_context(|| format!("the body of {contestant} with {population:?}"))?;
    Ok(Trial {
        contestant,
        population,
        registry,
    })
}

fn filled(contestant: Contestant, population: Population) -> Result<Box<dyn Scrape>> {
    Ok(match contestant {
        Contestant::Pforge => Box::new(pforge::filled(population)),
        Contestant::Prometheus => Box::new(prometheus::filled(population)?),
        Contestant::PrometheusClient => Box::new(prometheus_client::filled(population)),
        Contestant::Measured => Box::new(measured::filled(population)),
        Contestant::Metrics => Box::new(metrics::filled(population)?),
        _ => bail!("{contestant} has nothing to scrape"),
    })
}

/// An application that serves [`Population::Counters100k`] at `/metrics`, the way the contestant is used for it.
pub fn router(contestant: Contestant) -> Result<Router> {
    Ok(match contestant {
        Contestant::Pforge => pforge::router()?,
        Contestant::Prometheus => prometheus::router()?,
        Contestant::Metrics => metrics::router()?,
        _ => bail!("{contestant} is not served"),
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
