//! What a family is in the words of the language, or why it is nothing.

use super::values::Values;
use crate::exposition::{Family, Sample, Type};

pub(super) struct Shape<'a> {
    pub family: &'a Family,
    pub kind: Kind,
    /// The labels that tell its series apart, with their values as they come up.
    pub labels: Vec<(&'a str, Values<'a>)>,
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
    pub fn help(&self) -> &str {
        self.family.help.as_deref().unwrap_or_default()
    }
}

pub(super) fn shape(family: &Family) -> Result<Shape<'_>, String> {
    let name = family.name.as_str();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !name.chars().all(is_plain) {
        return Err(
            "can't be a name here: rename it to letters, digits and underscores".to_owned(),
        );
    }
    if let Some(why) = without_kind(family.kind) {
        return Err(why.to_owned());
    }
    let is_series = |sample: &&Sample| !sample.name.ends_with("_created") || sample.name == name;
    let samples: Vec<&Sample> = family.samples.iter().filter(is_series).collect();
    let mut labels = labels(family, &samples)?;
    let kind = match family.kind {
        Type::Counter => Kind::Counter {
            is_float: is_float(name, &samples),
        },
        Type::Histogram => Kind::Histogram {
            bounds: bounds(&samples)?,
        },
        Type::StateSet => {
            let states = labels.iter().position(|(label, _)| *label == name);
            let states = states.ok_or("is a state set without a label of its name")?;
            let states = labels.remove(states);
            labels.push(states);
            Kind::StateSet
        }
        Type::Info if samples.len() != 1 => {
            return Err("is an info, and not of one series: declare a gauge".to_owned());
        }
        Type::Info => Kind::Info,
        // Infos have one series, whose labels say all.
        _ if name.ends_with("_info") && is_one(&samples) && !labels.is_empty() => Kind::Info,
        _ => Kind::Gauge,
    };
    Ok(Shape {
        family,
        kind,
        labels,
    })
}

/// What to do with types that the language has no kind for.
fn without_kind(kind: Type) -> Option<&'static str> {
    match kind {
        Type::Summary => Some(
            "is a summary, and quantiles can't be added up: declare a histogram, with buckets for what has to be told apart",
        ),
        Type::GaugeHistogram => {
            Some("is a histogram that goes down: declare a histogram of what comes, or a gauge")
        }
        Type::Untyped => {
            Some("has no type: declare a counter if it only goes up, and else a gauge")
        }
        _ => None,
    }
}

/// A quantity is no whole number, even if it happens to be one.
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
    // To Prometheus a label with an empty value is none.
    labels.retain(|(_, values)| values.list() != [""]);
    Ok(labels)
}

const DIFFERENT: &str =
    "has series with different labels: give all of them the same, or make several metrics of them";

fn bounds(samples: &[&Sample]) -> Result<Vec<f64>, String> {
    let mut series: Vec<(Vec<_>, Vec<f64>)> = Vec::new();
    for sample in samples {
        let Some(bound) = sample.label("le").and_then(|le| le.parse::<f64>().ok()) else {
            continue;
        };
        let others = sample.labels.iter().filter(|(name, _)| name != "le");
        let others: Vec<_> = others.collect();
        match series.last_mut().filter(|(labels, _)| *labels == others) {
            Some((_, bounds)) => bounds.push(bound),
            None => series.push((others, vec![bound])),
        }
    }
    let Some((_, first)) = series.first() else {
        return Err(
            "is a histogram without buckets: declare bounds for what has to be told apart"
                .to_owned(),
        );
    };
    if series.iter().any(|(_, bounds)| bounds != first) {
        return Err("has different buckets in its series: give all of them the same".to_owned());
    }
    let finite = first.iter().copied().filter(|bound| bound.is_finite());
    let finite: Vec<f64> = finite.collect();
    if finite.is_empty() {
        return Err(
            "shows no bounds, as native histograms do: declare `native`, or bounds".to_owned(),
        );
    }
    Ok(finite)
}
