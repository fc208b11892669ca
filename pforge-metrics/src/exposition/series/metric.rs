//! A series as a metric of a family.

use super::{Reading, Series, cumulative, flags};
use crate::descriptor::Kind;
use crate::exposition::model::{Bucket, HistogramValue, Metric, MetricValue, NativeHistogram};
use crate::native::merged::Merged;

pub(super) fn metric(series: &Series) -> Metric {
    let mut metric = Metric::new(value(series));
    metric.created_ms = series.began_ms();
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

/// Native buckets and classic ones are counted at different times: none of the classic ones holds more than all of the native
/// ones.
fn histogram(series: &Series, sum: f64, counts: &[u64]) -> HistogramValue {
    let native = series.native();
    let all = cumulative(counts).last().unwrap_or_default();
    let count = native.as_ref().map_or(all, Merged::count);
    let bounds = series.descriptor.bounds().iter().copied();
    let mut buckets: Vec<Bucket> = bounds
        .chain([f64::INFINITY])
        .zip(cumulative(counts))
        .map(|(bound, up_to_bound)| Bucket::new(bound, up_to_bound.min(count)))
        .collect();
    for (number, bucket) in buckets.iter_mut().enumerate() {
        bucket.exemplar = series.exemplar(1 + number).map(Into::into);
    }
    if let Some(last) = buckets.last_mut() {
        last.cumulative_count = count;
    }
    HistogramValue {
        count,
        sum,
        buckets,
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
