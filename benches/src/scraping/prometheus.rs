//! prometheus: a registry of vectors, gathered and encoded by `TextEncoder`.

use anyhow::Result;
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder,
};

use super::Scrape;
use super::workload::{BOUNDS, Family, Population, counts, observations};

/// A registry and its body.
pub struct Filled {
    registry: Registry,
    body: Vec<u8>,
}

pub fn filled(population: Population) -> Result<Filled> {
    let registry = Registry::new();
    for family in population.families() {
        match population {
            Population::Counters10k | Population::Counters100k => counter(&registry, *family)?,
            Population::Histograms10k => histogram(&registry, *family)?,
        }
    }
    Ok(Filled {
        registry,
        body: Vec::new(),
    })
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

impl Scrape for Filled {
    fn scrape(&mut self) -> Result<()> {
        self.body.clear();
        Ok(TextEncoder::new().encode(&self.registry.gather(), &mut self.body)?)
    }

    fn body(&self) -> &[u8] {
        &self.body
    }
}
