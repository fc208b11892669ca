//! prometheus-client: a registry of families, encoded by `encoding::text`.

use anyhow::Result;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::peer_label::PeerLabel;
use crate::schema::counters_10k::{Route, Shard};

use super::Scrape;
use super::workload::{self, BOUNDS, LabelSet, Population, counts, observations};

/// A registry and its body.
pub struct FilledRegistry {
    registry: Registry,
    body: String,
}

#[derive(Clone, Copy, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Labels {
    shard: PeerLabel<Shard>,
    route: PeerLabel<Route>,
}

pub fn fill(population: Population) -> FilledRegistry {
    let mut registry = Registry::default();
    for family in population.families() {
        match population {
            Population::Counters10k | Population::Counters100k => counter(&mut registry, *family),
            Population::Histograms10k => histogram(&mut registry, *family),
        }
    }
    FilledRegistry {
        registry,
        body: String::new(),
    }
}

fn counter(registry: &mut Registry, family: workload::Family) {
    let counters = Family::<Labels, Counter>::default();
    for (labels, count) in counts() {
        counters.get_or_create(&labels.into()).inc_by(count);
    }
    registry.register(
        family.name.trim_end_matches("_total"),
        family.help,
        counters,
    );
}

fn histogram(registry: &mut Registry, family: workload::Family) {
    let histograms = Family::<Labels, Histogram>::new_with_constructor(|| Histogram::new(BOUNDS));
    for (labels, observations) in observations() {
        let histogram = histograms.get_or_create(&labels.into());
        for seconds in observations {
            histogram.observe(seconds);
        }
    }
    registry.register(family.name, family.help, histograms);
}

impl Scrape for FilledRegistry {
    fn scrape(&mut self) -> Result<()> {
        self.body.clear();
        Ok(text::encode(&mut self.body, &self.registry)?)
    }

    fn body(&self) -> &[u8] {
        self.body.as_bytes()
    }
}

impl From<LabelSet> for Labels {
    fn from(LabelSet { shard, route }: LabelSet) -> Self {
        Self {
            shard: shard.into(),
            route: route.into(),
        }
    }
}
