//! pforge-metrics: a catalog for each population, and `TextWriter`.

use std::sync::Once;

use anyhow::Result;
use axum::Router;
use pforge_metrics::exporter::Exporter;
use pforge_metrics::text::TextWriter;

use crate::schema::counters_10k::BENCH_REQUESTS_TOTAL;
use crate::schema::counters_100k::{
    BENCH_ACCEPTED_TOTAL, BENCH_CACHED_TOTAL, BENCH_COALESCED_TOTAL, BENCH_EXPIRED_TOTAL,
    BENCH_FORWARDED_TOTAL, BENCH_QUEUED_TOTAL, BENCH_REJECTED_TOTAL, BENCH_RETRIED_TOTAL,
    BENCH_SHED_TOTAL, BENCH_THROTTLED_TOTAL,
};
use crate::schema::histograms_10k::BENCH_LATENCY_SECONDS;
use crate::schema::{Label, counters_10k, counters_100k, histograms_10k};

use super::Scrape;
use super::workload::{LabelSet, Population, counts, observations};

/// The writer of a catalog, and the body.
pub struct FilledRegistry {
    write: Write,
    body: Vec<u8>,
}

/// Appends the text of one catalog.
type Write = Box<dyn FnMut(&mut Vec<u8>)>;

pub fn fill(population: Population) -> FilledRegistry {
    match population {
        Population::Counters10k => one_counter(),
        Population::Counters100k => ten_counters(),
        Population::Histograms10k => histogram(),
    }
}

fn one_counter() -> FilledRegistry {
    for (LabelSet { shard, route }, count) in counts() {
        BENCH_REQUESTS_TOTAL.with((shard, route)).inc_by(count);
    }
    let mut writer = TextWriter::new(&counters_10k::CATALOG);
    FilledRegistry::new(move |body| writer.write(body))
}

/// The router of an exporter with the catalog of 100 k counters.
pub fn router() -> Result<Router> {
    fill_ten_counters();
    let exporter = Exporter::builder()
        .catalog(&counters_100k::CATALOG)
        .build()?;
    Ok(exporter.router())
}

fn ten_counters() -> FilledRegistry {
    fill_ten_counters();
    let mut writer = TextWriter::new(&counters_100k::CATALOG);
    FilledRegistry::new(move |body| writer.write(body))
}

/// Fills the counters once. Two tables use them, and they are statics.
fn fill_ten_counters() {
    static FILLED: Once = Once::new();
    FILLED.call_once(count_in_all_ten);
}

fn count_in_all_ten() {
    let families = [
        BENCH_ACCEPTED_TOTAL,
        BENCH_CACHED_TOTAL,
        BENCH_COALESCED_TOTAL,
        BENCH_EXPIRED_TOTAL,
        BENCH_FORWARDED_TOTAL,
        BENCH_QUEUED_TOTAL,
        BENCH_REJECTED_TOTAL,
        BENCH_RETRIED_TOTAL,
        BENCH_SHED_TOTAL,
        BENCH_THROTTLED_TOTAL,
    ];
    for family in families {
        for (LabelSet { shard, route }, count) in counts() {
            let shard = counters_100k::Shard::ALL[shard.index()];
            let route = counters_100k::Route::ALL[route.index()];
            family.with((shard, route)).inc_by(count);
        }
    }
}

fn histogram() -> FilledRegistry {
    for (LabelSet { shard, route }, observations) in observations() {
        let shard = histograms_10k::Shard::ALL[shard.index()];
        let route = histograms_10k::Route::ALL[route.index()];
        for seconds in observations {
            BENCH_LATENCY_SECONDS.with((shard, route)).observe(seconds);
        }
    }
    let mut writer = TextWriter::new(&histograms_10k::CATALOG);
    FilledRegistry::new(move |body| writer.write(body))
}

impl FilledRegistry {
    fn new(write: impl FnMut(&mut Vec<u8>) + 'static) -> Self {
        Self {
            write: Box::new(write),
            body: Vec::new(),
        }
    }
}

impl Scrape for FilledRegistry {
    fn scrape(&mut self) -> Result<()> {
        self.body.clear();
        (self.write)(&mut self.body);
        Ok(())
    }

    fn body(&self) -> &[u8] {
        &self.body
    }
}
