//! The buckets of a histogram.

use super::finding::{Problem, and_others};
use super::labels::Labels;
use super::metric::Compared;
use crate::exposition::{self, Format, Sample, Timestamp, Type};
use pforge_metrics_schema::Histogram;
use std::collections::BTreeMap;

/// The samples of one series at one time.
#[derive(Default)]
struct Parts<'a> {
    first: Option<&'a Sample>,
    bounds: Vec<f64>,
    has_sum: bool,
    has_count: bool,
    numbers: exposition::Histogram,
}

/// Native buckets don't show in the text formats: such a histogram has the bucket of `+Inf`, and those that are declared beside.
pub(super) fn compare<'a>(
    compared: &mut Compared<'a>,
    declared: &'a Histogram,
    samples: &[(&'a Sample, Vec<&'a str>)],
) {
    let parts = parts(compared, samples);
    // The reader has reported those of `OpenMetrics`.
    let sound = match compared.format {
        Format::OpenMetrics => parts,
        Format::Prometheus => contradictions(compared, parts),
    };
    let finite = compared.compiled.schema.bounds(declared).iter().copied();
    let declared: Vec<f64> = finite.chain([f64::INFINITY]).collect();
    buckets(compared, &declared, &sound);
    missing(compared, &sound);
}

/// Groups samples by label values and timestamp.
fn parts<'a>(compared: &Compared<'a>, samples: &[(&'a Sample, Vec<&'a str>)]) -> Vec<Parts<'a>> {
    type Key<'a> = (&'a [&'a str], Option<&'a Timestamp>);
    let mut series: BTreeMap<Key, Parts> = BTreeMap::new();
    for (sample, values) in samples {
        let parts = series
            .entry((values, sample.timestamp.as_ref()))
            .or_default();
        parts.first.get_or_insert(sample);
        if let Some(bound) = sample.label("le").and_then(|le| le.parse().ok()) {
            parts.bounds.push(bound);
        }
        parts.has_sum |= sample.name.ends_with("_sum");
        parts.has_count |= sample.name.ends_with("_count");
        parts.numbers.add_of(&compared.metric.name, sample);
    }
    series.into_values().collect()
}

/// Reports series whose values contradict each other, and returns the others.
fn contradictions<'a>(compared: &mut Compared<'a>, parts: Vec<Parts<'a>>) -> Vec<Parts<'a>> {
    let (mut sound, mut found) = (Vec::new(), Vec::new());
    for parts in parts {
        let numbers = &parts.numbers;
        match numbers.contradiction(Type::Histogram, Format::Prometheus) {
            Some(contradiction) => found.push(contradiction),
            None => sound.push(parts),
        }
    }
    if let Some((line, message)) = found.first() {
        let name = &compared.metric.name;
        let message = format!("`{name}`: {message}{}", and_others(found.len() - 1));
        compared.find(Problem::Malformed, &message, Some(*line));
    }
    sound
}

fn buckets(compared: &mut Compared, declared: &[f64], series: &[Parts]) {
    let other = series.iter().find(|parts| parts.bounds != declared);
    let Some(Parts {
        first: Some(first),
        bounds,
        ..
    }) = other
    else {
        return;
    };
    let message = format!(
        "buckets of `{}` end at {}, and are declared as {}",
        compared.metric.name,
        list(bounds),
        list(declared)
    );
    compared.find(Problem::WrongBuckets, &message, Some(first.line));
}

/// Reports a series without its sum or its count. `OpenMetrics` omits both where the sum can decrease.
fn missing(compared: &mut Compared, series: &[Parts]) {
    let is_whole = |it: &Parts| match compared.format {
        Format::Prometheus => it.has_sum && it.has_count,
        Format::OpenMetrics => it.has_sum == it.has_count,
    };
    let part = series.iter().find(|parts| !is_whole(parts));
    let Some(Parts {
        first: Some(first),
        has_sum,
        ..
    }) = part
    else {
        return;
    };
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

fn list(bounds: &[f64]) -> String {
    let shown = bounds.iter().map(|bound| match bound {
        bound if bound.is_infinite() => "+Inf".to_owned(),
        bound => bound.to_string(),
    });
    let shown: Vec<String> = shown.collect();
    shown.join(", ")
}
