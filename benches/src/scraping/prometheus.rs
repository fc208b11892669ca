//! prometheus: a registry of vectors, `gather` and `TextEncoder`.

use anyhow::Result;
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder,
};

use super::Scrape;
use super::workload::{BOUNDS, Family, Population, counts, observations};

/// A registry and its body.
pub struct FilledRegistry {
    registry: Registry,
    body: Vec<u8>,
}

pub fn fill(population: Population) -> Result<FilledRegistry> {
    Ok(FilledRegistry {
        registry: registry(population)?,
        body: Vec::new(),
    })
}

/// A handler around the encoder, as services write it. The documentation of prometheus does not include one.
pub fn router() -> Result<Router> {
    let registry = registry(Population::Counters100k)?;
    let handler = async move || {
        let text = TextEncoder::new().encode_to_string(&registry.gather());
        let text = text.expect("the registry has checked every family");
        (
            [(CONTENT_TYPE, TextEncoder::new().format_type().to_owned())],
            text,
        )
    };
    Ok(Router::new().route("/metrics", get(handler)))
}

fn registry(population: Population) -> Result<Registry> {
    let registry = Registry::new();
    for family in population.families() {
        match population {
            Population::Counters10k | Population::Counters100k => counter(&registry, *family)?,
            Population::Histograms10k => histogram(&registry, *family)?,
        }
    }
    Ok(registry)
}

fn counter(registry: &Registry, family: Family) -> Result<()> {
    let counters = IntCounterVec::new(Opts::new(family.name, family.help), &["shard", "route"])?;
    for (labels, count) in counts() {
        counters
            .with_label_values(&[labels.shard.as_str(), labels.route.as_str()])
            .inc_by(count);
    }
    Ok(registry.register(Box::new(counters))?)
}

fn histogram(registry: &Registry, family: Family) -> Result<()> {
    let opts = HistogramOpts::new(family.name, family.help).buckets(BOUNDS.to_vec());
    let histograms = HistogramVec::new(opts, &["shard", "route"])?;
    for (labels, observations) in observations() {
        let histogram =
            histograms.with_label_values(&[labels.shard.as_str(), labels.route.as_str()]);
        for seconds in observations {
            histogram.observe(seconds);
        }
    }
    Ok(registry.register(Box::new(histograms))?)
}

impl Scrape for FilledRegistry {
    fn scrape(&mut self) -> Result<()> {
        self.body.clear();
        Ok(TextEncoder::new().encode(&self.registry.gather(), &mut self.body)?)
    }

    fn body(&self) -> &[u8] {
        &self.body
    }
}
