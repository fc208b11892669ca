//! metrics, with metrics-exporter-prometheus as the recorder.

use anyhow::Result;
use axum::Router;
use axum::routing::get;
use metrics::{counter, describe_counter, describe_histogram, histogram, with_local_recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use super::Scrape;
use super::workload::{BOUNDS, Family, Population, counts, observations};

/// The handle of a recorder, and the body.
pub struct FilledRegistry {
    handle: PrometheusHandle,
    body: Vec<u8>,
}

pub fn fill(population: Population) -> Result<FilledRegistry> {
    Ok(FilledRegistry {
        handle: handle(population)?,
        body: Vec::new(),
    })
}

/// The handler from the documentation of axum-prometheus.
pub fn router() -> Result<Router> {
    let handle = handle(Population::Counters100k)?;
    Ok(Router::new().route("/metrics", get(async move || handle.render())))
}

fn handle(population: Population) -> Result<PrometheusHandle> {
    let recorder = PrometheusBuilder::new()
        .set_buckets(&BOUNDS)?
        .build_recorder();
    with_local_recorder(&recorder, || {
        for family in population.families() {
            match population {
                Population::Counters10k | Population::Counters100k => count(*family),
                Population::Histograms10k => observe(*family),
            }
        }
    });
    Ok(recorder.handle())
}

fn count(family: Family) {
    describe_counter!(family.name, family.help);
    for (labels, count) in counts() {
        let (shard, route) = (labels.shard.as_str(), labels.route.as_str());
        counter!(family.name, "shard" => shard, "route" => route).increment(count);
    }
}

fn observe(family: Family) {
    describe_histogram!(family.name, family.help);
    for (labels, observations) in observations() {
        let (shard, route) = (labels.shard.as_str(), labels.route.as_str());
        let histogram = histogram!(family.name, "shard" => shard, "route" => route);
        for seconds in observations {
            histogram.record(seconds);
        }
    }
}

impl Scrape for FilledRegistry {
    fn scrape(&mut self) -> Result<()> {
        self.body.clear();
        Ok(self.handle.render_to_write(&mut self.body)?)
    }

    fn body(&self) -> &[u8] {
        &self.body
    }
}
