//! Compares the buckets of a histogram.

use super::compared::Compared;
use super::finding::{Problem, and_others};
use super::labels::Labels;
use crate::input::exposition::{self, Format, Sample, Timestamp, Type};
use pforge_metrics_schema::Histogram;
use std::collections::BTreeMap;

/// One point of a series, with the first of its samples.
#[derive(Default)]
struct Point<'a> {
    first: Option<&'a Sample>,
    numbers: exposition::Histogram,
}

/// The text formats have no native buckets: such a histogram exposes its classic buckets and `+Inf`.
pub(super) fn compare<'a>(
    compared: &mut Compared<'a>,
    declared: &'a Histogram,
    samples: &[(&'a Sample, Vec<&'a str>)],
) {
    let points = points(compared, samples);
    // The parser has reported contradictions in `OpenMetrics`.
    let sound = match compared.format {
        Format::OpenMetrics => points,
        Format::Prometheus => contradictions(compared, points),
    };
    let finite = compared.compiled.schema.bounds(declared).iter().copied();
    let declared: Vec<f64> = finite.chain([f64::INFINITY]).collect();
    buckets(compared, &declared, &sound);
    missing(compared, &sound);
}

/// Groups samples by label values and timestamp.
fn points<'a>(compared: &Compared<'a>, samples: &[(&'a Sample, Vec<&'a str>)]) -> Vec<Point<'a>> {
    type Key<'a> = (&'a [&'a str], Option<&'a Timestamp>);
    let mut series: BTreeMap<Key, Point> = BTreeMap::new();
    for (sample, values) in samples {
        let point = series
            .entry((values, sample.timestamp.as_ref()))
            .or_default();
        point.first.get_or_insert(sample);
        point.numbers.add_of(&compared.metric.name, sample);
    }
    series.into_values().collect()
}

/// Reports series whose values contradict each other, and returns the others.
fn contradictions<'a>(compared: &mut Compared<'a>, points: Vec<Point<'a>>) -> Vec<Point<'a>> {
    let (mut sound, mut found) = (Vec::new(), Vec::new());
    for point in points {
        let numbers = &point.numbers;
        match numbers.contradiction(Type::Histogram, Format::Prometheus) {
            Some(contradiction) => found.push(contradiction),
            None => sound.push(point),
        }
    }
    if let Some((line, message)) = found.first() {
        let name = &compared.metric.name;
        let message = format!("`{name}`: {message}{}", and_others(found.len() - 1));
        compared.find(Problem::Malformed, &message, Some(*line));
    }
    sound
}

fn buckets(compared: &mut Compared, declared: &[f64], series: &[Point]) {
    let mut points = series
        .iter()
        .map(|point| (point.first, point.numbers.bounds()));
    let Some((Some(first), bounds)) = points.find(|(_, bounds)| bounds != declared) else {
        return;
    };
    let message = format!(
        "buckets of `{}` are {}, declared are {}",
        compared.metric.name,
        list(&bounds),
        list(declared)
    );
    compared.find(Problem::WrongBuckets, &message, Some(first.line));
}

/// Reports a series without its sum or its count.
fn missing(compared: &mut Compared, series: &[Point]) {
    let format = compared.format;
    let part = series.iter().find(|point| !point.numbers.is_whole(format));
    let Some(Point {
        first: Some(first),
        numbers,
    }) = part
    else {
        return;
    };
    let suffix = if numbers.has_sum() { "_count" } else { "_sum" };
    let labels = first.labels.iter().filter(|(name, _)| name != "le");
    let sample = Sample {
        labels: labels.cloned().collect(),
        ..(*first).clone()
    };
    let name = &compared.metric.name;
    let message = format!(
        "histogram `{name}` has no `{name}{suffix}{}`",
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
