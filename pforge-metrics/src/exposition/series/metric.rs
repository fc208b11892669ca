//! Converts a series to a metric of the model.

use super::{Reading, Series, flags};
use crate::descriptor::Kind;
use crate::exposition::model::{Bucket, HistogramValue, Metric, MetricValue, NativeHistogram};
use crate::native::merged::Merged;

pub(super) fn metric(series: &Series) -> Metric {
    let mut metric = Metric::new(value(series));
    metric.created_ms = series.start_ms();
    let labels = series.labels();
    metric.labels = labels
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    if series.descriptor.kind == Kind::Counter {
        metric.exemplar = series.exemplar(0).map(Into::into);
    }
    metric
}

pub(super) fn value(series: &Series) -> MetricValue {
    match series.reading() {
        Reading::Unsigned(value) => value.into(),
        Reading::Signed(value) => value.into(),
        Reading::Float(value) => value.into(),
        Reading::Histogram(sum, counts) => histogram(series, sum, counts).into(),
        Reading::States(mask, states) => {
            let states = flags(mask, states);
            MetricValue::States(states.map(|(name, active)| (name.into(), active)).collect())
        }
    }
}

fn histogram(series: &Series, sum: f64, counts: &[u64]) -> HistogramValue {
    let native = series.native();
    let (count, buckets) = series.buckets(counts, native.as_ref());
    let buckets = buckets.enumerate().map(|(index, (bound, up_to_bound))| {
        let mut bucket = Bucket::new(bound, up_to_bound);
        bucket.exemplar = series.exemplar(1 + index).map(Into::into);
        bucket
    });
    HistogramValue {
        count,
        sum,
        buckets: buckets.collect(),
        native: native.map(Into::into),
    }
}

impl From<Merged> for NativeHistogram {
    fn from(merged: Merged) -> Self {
        Self {
            zero_count: merged.zero,
            negative: merged.negative.by_index().collect(),
            positive: merged.positive.by_index().collect(),
            ..Self::new(merged.schema, merged.zero_threshold)
        }
    }
}
