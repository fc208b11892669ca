//! What a family is in the words of the language, or why it is nothing.

use super::values::Values;
use crate::input::exposition::created::is_creation_time;
use crate::input::exposition::{Family, Format, Histogram, Sample, Timestamp, Type};
use std::collections::{BTreeMap, HashSet};

pub(super) struct Shape<'a> {
    pub family: &'a Family,
    pub kind: Kind,
    /// The labels that tell its series apart, with their values as they come up.
    pub labels: Vec<(&'a str, Values<'a>)>,
    /// The number of series. 0 if the family only has metadata.
    pub series: usize,
}

pub(super) enum Kind {
    Counter {
        is_float: bool,
    },
    Gauge,
    Histogram {
        bounds: Vec<f64>,
    },
    /// The last of the labels has its states.
    StateSet,
    Info,
}

impl Shape<'_> {
    /// Whether each value of each label comes up with all values of the others.
    pub fn is_complete(&self) -> bool {
        let counts = self.labels.iter().map(|(_, values)| values.list().len());
        counts.fold(1, usize::saturating_mul) == self.series
    }

    pub fn help(&self) -> &str {
        self.family.help.as_deref().unwrap_or_default()
    }
}

pub(super) fn shape(family: &Family, format: Format) -> Result<Shape<'_>, String> {
    let name = family.name.as_str();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !name.chars().all(is_plain) {
        return Err(
            "has a name that a schema cannot declare: use letters, digits and underscores"
                .to_owned(),
        );
    }
    if let Some(why) = without_kind(family.kind) {
        return Err(why.to_owned());
    }
    let is_series = |sample: &&Sample| !is_creation_time(sample, name);
    let samples: Vec<&Sample> = family.samples.iter().filter(is_series).collect();
    let mut labels = labels(family, &samples)?;
    let series = series(&samples);
    let kind = match family.kind {
        _ if samples.is_empty() => without_series(family.kind),
        Type::Counter if samples.iter().any(|it| !can_count(it)) => {
            return Err("is a counter with a negative or NaN value: declare a gauge".to_owned());
        }
        Type::Counter => Kind::Counter {
            is_float: is_float(name, &samples),
        },
        Type::Histogram => Kind::Histogram {
            bounds: bounds(name, &samples, format)?,
        },
        Type::StateSet if samples.iter().any(|it| ![0.0, 1.0].contains(&it.value)) => {
            return Err(
                "is a state set with values other than 0 and 1: declare a gauge".to_owned(),
            );
        }
        Type::StateSet => {
            let states = labels.iter().position(|(label, _)| *label == name);
            let states = states.ok_or("is a state set without a label of the same name")?;
            let states = labels.remove(states);
            labels.push(states);
            Kind::StateSet
        }
        Type::Info if !is_one(&samples) => {
            return Err(
                "is an info with several series or a value other than 1: declare a gauge"
                    .to_owned(),
            );
        }
        Type::Info => Kind::Info,
        // Infos have one series.
        _ if is_info_as_gauge(name, format) && is_one(&samples) && !labels.is_empty() => Kind::Info,
        _ => Kind::Gauge,
    };
    Ok(Shape {
        family,
        kind,
        labels,
        series,
    })
}

/// The kind of a family of which nothing but its metadata is known.
fn without_series(kind: Type) -> Kind {
    match kind {
        Type::Counter => Kind::Counter { is_float: false },
        Type::Histogram => Kind::Histogram { bounds: Vec::new() },
        Type::StateSet => Kind::StateSet,
        Type::Info => Kind::Info,
        _ => Kind::Gauge,
    }
}

fn can_count(sample: &Sample) -> bool {
    sample.value >= 0.0
}

/// Prometheus' format has no type for infos; `OpenMetrics` does, and a gauge in it is one.
fn is_info_as_gauge(name: &str, format: Format) -> bool {
    format == Format::Prometheus && name.ends_with("_info")
}

/// The number of different label sets, without the bounds of buckets.
fn series(samples: &[&Sample]) -> usize {
    let sets: HashSet<_> = samples.iter().map(|sample| label_set(sample)).collect();
    sets.len()
}

/// The labels of a series, by their names.
fn label_set(sample: &Sample) -> BTreeMap<&str, &str> {
    let labels = sample.labels.iter();
    let labels = labels.map(|(name, value)| (name.as_str(), value.as_str()));
    let is_bucket = sample.name.ends_with("_bucket");
    labels
        .filter(|(name, _)| !(is_bucket && *name == "le"))
        .collect()
}

/// What to do with types that the language has no kind for.
fn without_kind(kind: Type) -> Option<&'static str> {
    match kind {
        Type::Summary => Some(
            "is a summary, whose quantiles cannot be aggregated: declare a histogram with suitable buckets",
        ),
        Type::GaugeHistogram => Some("is a gauge histogram: declare a histogram or a gauge"),
        Type::Untyped => {
            Some("has no type: declare a counter if it only increases, otherwise a gauge")
        }
        _ => None,
    }
}

/// Quantities are not integers, even if the value happens to be integral.
fn is_float(counter: &str, samples: &[&Sample]) -> bool {
    let stem = counter.trim_end_matches("_total");
    let is_quantity = ["seconds", "joules"]
        .iter()
        .any(|unit| stem.ends_with(unit));
    is_quantity || samples.iter().any(|sample| sample.value.fract() != 0.0)
}

fn is_one(samples: &[&Sample]) -> bool {
    matches!(samples, [sample] if (sample.value - 1.0).abs() == 0.0)
}

fn labels<'a>(
    family: &Family,
    samples: &[&'a Sample],
) -> Result<Vec<(&'a str, Values<'a>)>, String> {
    let is_histogram = family.kind == Type::Histogram;
    let names = |sample: &'a Sample| -> Vec<&'a str> {
        let names = sample.labels.iter().map(|(name, _)| name.as_str());
        names
            .filter(|name| !(is_histogram && *name == "le"))
            .collect()
    };
    let Some(first) = samples.first() else {
        return Ok(Vec::new());
    };
    let mut labels: Vec<(&str, Values)> = names(first)
        .into_iter()
        .map(|it| (it, Values::default()))
        .collect();
    for sample in samples {
        if names(sample).len() != labels.len() {
            return Err(DIFFERENT.to_owned());
        }
        for (name, values) in &mut labels {
            let value = sample.label(name).ok_or(DIFFERENT)?;
            values.insert(value);
        }
    }
    // Prometheus treats a label with an empty value as absent.
    labels.retain(|(_, values)| values.list() != [""]);
    Ok(labels)
}

const DIFFERENT: &str =
    "has series with different labels: use the same labels for all, or split the metric";

fn bounds(name: &str, samples: &[&Sample], format: Format) -> Result<Vec<f64>, String> {
    type Key<'a> = (BTreeMap<&'a str, &'a str>, Option<&'a Timestamp>);
    let mut points: BTreeMap<Key, Histogram> = BTreeMap::new();
    for sample in samples {
        let key = (label_set(sample), sample.timestamp.as_ref());
        points.entry(key).or_default().add_of(name, sample);
    }
    let Some(first) = points.values().next().map(Histogram::bounds) else {
        return Ok(Vec::new());
    };
    let bounds = |point: &Histogram| point.bounds();
    if points.values().map(bounds).any(|it| it.is_empty()) {
        return Err("is a histogram without buckets: declare suitable bounds".to_owned());
    }
    if points.values().map(bounds).any(|it| it != first) {
        return Err("has series with different buckets: use the same buckets for all".to_owned());
    }
    if first.last() != Some(&f64::INFINITY) {
        return Err("is a histogram without a `+Inf` bucket: expose one".to_owned());
    }
    if !points.values().all(|point| point.is_whole(format)) {
        return Err("is a histogram with a series without sum or count: expose both".to_owned());
    }
    let finite: Vec<f64> = first[..first.len() - 1].to_vec();
    if finite.is_empty() {
        return Err("has no bounds, like native histograms: declare `native` or bounds".to_owned());
    }
    Ok(finite)
}
