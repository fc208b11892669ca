//! The buckets of a histogram.

use super::finding::Problem;
use super::labels::Labels;
use super::metric::Compared;
use crate::exposition::{Format, Sample};
use pforge_metrics_schema::Histogram;
use std::collections::BTreeMap;

/// What is exposed of one series.
#[derive(Default)]
struct Parts<'a> {
    first: Option<&'a Sample>,
    bounds: Vec<f64>,
    has_sum: bool,
    has_count: bool,
}

/// Native buckets don't show in the text formats: such a histogram has the bucket of `+Inf`, and those that are declared beside.
pub(super) fn compare<'a>(
    compared: &mut Compared<'a>,
    declared: &'a Histogram,
    samples: &[(&'a Sample, Vec<&'a str>)],
) {
    let mut series: BTreeMap<&[&str], Parts> = BTreeMap::new();
    for (sample, values) in samples {
        let parts = series.entry(values).or_default();
        parts.first.get_or_insert(sample);
        if let Some(bound) = sample.label("le").and_then(|le| le.parse().ok()) {
            parts.bounds.push(bound);
        }
        parts.has_sum |= sample.name.ends_with("_sum");
        parts.has_count |= sample.name.ends_with("_count");
    }
    let finite = compared.compiled.schema.bounds(declared).iter().copied();
    let declared: Vec<f64> = finite.chain([f64::INFINITY]).collect();
    let other = series.values().find(|parts| parts.bounds != declared);
    if let Some(Parts {
        first: Some(first),
        bounds,
        ..
    }) = other
    {
        let message = format!(
            "buckets of `{}` end at {}, and are declared as {}",
            compared.metric.name,
            list(bounds),
            list(&declared)
        );
        compared.find(Problem::WrongBuckets, &message, Some(first.line));
    }
    // In `OpenMetrics` both are left out where the sum can go down.
    let is_whole = |it: &Parts| match compared.format {
        Format::Prometheus => it.has_sum && it.has_count,
        Format::OpenMetrics => it.has_sum == it.has_count,
    };
    let part = series.values().find(|parts| !is_whole(parts));
    if let Some(Parts {
        first: Some(first),
        has_sum,
        ..
    }) = part
    {
        let suffix = if *has_sum { "_count" } else { "_sum" };
        let labels = first.labels.iter().filter(|(name, _)| name != "le");
        let sample = Sample {
            labels: labels.cloned().collect(),
            ..(*first).clone()
        };
        let name = &compared.metric.name;
        let message = format!(
            "histogram `{name}` lacks `{name}{suffix}{}`",
            Labels::shown(&sample)
        );
        compared.find(Problem::MissingSeries, &message, Some(first.line));
    }
}

fn list(bounds: &[f64]) -> String {
    let shown = bounds.iter().map(|bound| match bound {
        bound if bound.is_infinite() => "+Inf".to_owned(),
        bound => bound.to_string(),
    });
    let shown: Vec<String> = shown.collect();
    shown.join(", ")
}
