//! measured: dense families, and its buffered encoder.

use anyhow::Result;
use measured::metric::MetricFamilyEncoding;
use measured::metric::group::Encoding;
use measured::metric::histogram::Thresholds;
use measured::metric::name::MetricName;
use measured::text::TextEncoder;
use measured::{CounterVec, HistogramVec, LabelGroup};

use crate::peer_label::PeerLabel;
use crate::schema::counters_10k::{Route, Shard};

use super::Scrape;
use super::workload::{BOUNDS, Family, LabelSet, Population, counts, observations};

/// The families and their body.
pub struct FilledRegistry {
    metrics: Metrics,
    encoder: TextEncoder<Vec<u8>>,
}

enum Metrics {
    Counters(Vec<(Family, CounterVec<LabelsSet>)>),
    Histogram(Family, HistogramVec<LabelsSet, { BOUNDS.len() }>),
}

#[derive(Clone, Copy, LabelGroup)]
#[label(set = LabelsSet)]
struct Labels {
    shard: PeerLabel<Shard>,
    route: PeerLabel<Route>,
}

pub fn fill(population: Population) -> FilledRegistry {
    let families = population.families();
    let metrics = match population {
        Population::Counters10k | Population::Counters100k => {
            Metrics::Counters(families.iter().map(|family| (*family, counter())).collect())
        }
        Population::Histograms10k => Metrics::Histogram(families[0], histogram()),
    };
    FilledRegistry {
        metrics,
        encoder: TextEncoder::new(Vec::new()),
    }
}

fn counter() -> CounterVec<LabelsSet> {
    let counters = CounterVec::dense_with_label_set(LabelsSet::new());
    for (labels, count) in counts() {
        counters.inc_by(labels.into(), count);
    }
    counters
}

fn histogram() -> HistogramVec<LabelsSet, { BOUNDS.len() }> {
    let thresholds = Thresholds::with_buckets(BOUNDS);
    let histograms = HistogramVec::dense_with_label_set_and_metadata(LabelsSet::new(), thresholds);
    for (labels, observations) in observations() {
        for seconds in observations {
            histograms.observe(labels.into(), seconds);
        }
    }
    histograms
}

impl Scrape for FilledRegistry {
    fn scrape(&mut self) -> Result<()> {
        self.encoder.writer.clear();
        match &self.metrics {
            Metrics::Counters(families) => {
                for (family, counters) in families {
                    self.encoder
                        .write_help(MetricName::from_str(family.name), family.help)?;
                    counters.collect_family_into(
                        MetricName::from_str(family.name),
                        &mut self.encoder,
                    )?;
                }
            }
            Metrics::Histogram(family, histograms) => {
                self.encoder
                    .write_help(MetricName::from_str(family.name), family.help)?;
                histograms
                    .collect_family_into(MetricName::from_str(family.name), &mut self.encoder)?;
            }
        }
        Ok(self.encoder.flush()?)
    }

    fn body(&self) -> &[u8] {
        &self.encoder.writer
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
