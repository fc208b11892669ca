//! Rules about a single sample.

use super::error::Unreadable;
use super::family::{Sample, Type};
use super::format::Format;
use super::line::{Exemplar, SampleLine};
use super::suffix::{self, Suffix};

/// Limit for the names and values of an exemplar's labels together, in code points.
const LONGEST_EXEMPLAR: usize = 128;

/// Names and values of labels, sorted by name.
pub(super) type LabelSet = Vec<(String, String)>;

/// Returns the labels that identify a series, except one. A label with an empty value counts as absent.
pub(super) fn identity(sample: &Sample, without: Option<&str>) -> LabelSet {
    let labels = sample.labels.iter();
    let labels = labels.filter(|(name, value)| !value.is_empty() && Some(name.as_str()) != without);
    let mut labels: Vec<_> = labels.cloned().collect();
    labels.sort();
    labels
}

/// Returns the label that a sample adds to the label set of its metric.
pub(super) fn own_label(family: &str, kind: Type, suffix: Suffix) -> Option<&str> {
    match (kind, suffix) {
        (Type::Histogram | Type::GaugeHistogram, Suffix::Bucket) => Some("le"),
        (Type::Summary, Suffix::None) => Some("quantile"),
        (Type::StateSet, _) => Some(family),
        _ => None,
    }
}

/// Checks one sample. `family` is the name in the metadata.
pub(super) fn check(
    family: &str,
    kind: Type,
    format: Format,
    line: &SampleLine,
) -> Result<(), Unreadable> {
    let suffix = Suffix::behind(family, &line.sample.name);
    if !suffix::of(kind, format).contains(&suffix) {
        let message = format!(
            "`{family}` is {}, and can't be the name of a sample",
            kind.with_article()
        );
        return Err(Unreadable::new(0, message));
    }
    own_label_is_sound(family, kind, suffix, format, line)?;
    if format == Format::Prometheus {
        return Ok(());
    }
    names_are_free(kind, suffix, line)?;
    if let Some(rule) = wrong_value(kind, suffix, line.sample.value) {
        return Err(Unreadable::new(line.value_at, rule));
    }
    match &line.exemplar {
        Some(exemplar) => exemplar_is_sound(kind, suffix, &line.sample, exemplar),
        None => Ok(()),
    }
}

fn own_label_is_sound(
    family: &str,
    kind: Type,
    suffix: Suffix,
    format: Format,
    line: &SampleLine,
) -> Result<(), Unreadable> {
    let sample = &line.sample;
    let Some(name) = own_label(family, kind, suffix) else {
        return Ok(());
    };
    let Some(at) = sample.labels.iter().position(|(it, _)| it == name) else {
        let message = format!("`{}` has no `{name}`", sample.name);
        return Err(Unreadable::new(0, message));
    };
    let text = &sample.labels[at].1;
    let wrong = match (kind, text.parse::<f64>()) {
        (Type::StateSet, _) => return Ok(()),
        (_, Err(_)) => format!("invalid `{name}` of a {}: `{text}`", kind.name()),
        (_, Ok(_)) if format == Format::Prometheus => return Ok(()),
        (Type::Summary, Ok(quantile)) if !(0.0..=1.0).contains(&quantile) => {
            format!("a quantile must be between 0 and 1, but is `{text}`")
        }
        (_, Ok(bound)) if bound.is_nan() => "`le` must not be NaN".to_owned(),
        (_, Ok(f64::INFINITY)) if text != "+Inf" => {
            format!("`le` of the last bucket must be written as `+Inf`, but is `{text}`")
        }
        (_, Ok(bound)) if bound.is_infinite() && text.contains(|c: char| c.is_ascii_digit()) => {
            format!("`le` must fit into a 64-bit float, but is `{text}`")
        }
        _ => return Ok(()),
    };
    // Errors of the text format point at the line.
    let offset = match format {
        Format::Prometheus => 0,
        Format::OpenMetrics => line.labels_at[at].value,
    };
    Err(Unreadable::new(offset, wrong))
}

/// Checks that no label has a reserved name.
fn names_are_free(kind: Type, suffix: Suffix, line: &SampleLine) -> Result<(), Unreadable> {
    let reserved = match kind {
        Type::Histogram | Type::GaugeHistogram if suffix != Suffix::Bucket => Some("le"),
        Type::Summary if suffix != Suffix::None => Some("quantile"),
        _ => None,
    };
    let exemplar = line.exemplar.iter().map(|it| &it.labels);
    let exemplar = exemplar.flat_map(|it| it.list.iter().zip(&it.places));
    let own = line.sample.labels.iter().zip(&line.labels_at);
    for ((name, _), place) in own.clone().chain(exemplar) {
        if name.starts_with('_') {
            let message =
                format!("label `{name}` begins with `_`, which is reserved for the standard");
            return Err(Unreadable::new(place.name, message));
        }
    }
    for ((name, _), place) in own {
        if reserved == Some(name) {
            let message = format!(
                "`{}` must not have the label `{name}`, which has a meaning in {}",
                line.sample.name,
                kind.with_article()
            );
            return Err(Unreadable::new(place.name, message));
        }
    }
    Ok(())
}

/// Returns the rule that a value breaks.
fn wrong_value(kind: Type, suffix: Suffix, value: f64) -> Option<&'static str> {
    let is_counted = value >= 0.0;
    let (is_right, rule) = match (kind, suffix) {
        (_, Suffix::Total) => (is_counted, "a counter's value must not be NaN or negative"),
        (_, Suffix::Created) => (
            value.is_finite(),
            "the time of creation must be a finite number",
        ),
        (_, Suffix::Bucket) => (
            is_count(value),
            "a bucket's value must be a whole number, and not negative",
        ),
        (_, Suffix::Count | Suffix::GaugeCount) => (
            is_count(value),
            "a count must be a whole number, and not negative",
        ),
        (_, Suffix::Sum) => (is_counted, "a sum must not be NaN or negative"),
        (_, Suffix::GaugeSum) => (
            !value.is_nan(),
            "the sum of a gauge histogram must not be NaN",
        ),
        (Type::Summary, Suffix::None) => (
            is_counted || value.is_nan(),
            "the value of a quantile must not be negative",
        ),
        (Type::StateSet, _) => (
            [0.0, 1.0].contains(&value),
            "the value of a state must be 0 or 1",
        ),
        (Type::Info, _) => ([1.0].contains(&value), "the value of an info must be 1"),
        (_, Suffix::None | Suffix::Info) => return None,
    };
    (!is_right).then_some(rule)
}

/// Returns whether a value can be a number of observations.
pub(super) fn is_count(value: f64) -> bool {
    value >= 0.0 && value.fract() == 0.0
}

fn exemplar_is_sound(
    kind: Type,
    suffix: Suffix,
    sample: &Sample,
    exemplar: &Exemplar,
) -> Result<(), Unreadable> {
    let may_have_one = match suffix {
        Suffix::Total => kind == Type::Counter,
        Suffix::Bucket => true,
        _ => false,
    };
    if !may_have_one {
        let message = format!(
            "`{}` must not have an exemplar: they belong to counters and buckets",
            sample.name
        );
        return Err(Unreadable::new(exemplar.at, message));
    }
    let lengths = exemplar.labels.list.iter();
    let length: usize = lengths
        .map(|(name, value)| name.chars().count() + value.chars().count())
        .sum();
    if length > LONGEST_EXEMPLAR {
        let message = format!(
            "the labels of an exemplar must not have more than {LONGEST_EXEMPLAR} characters, but have {length}"
        );
        return Err(Unreadable::new(exemplar.at, message));
    }
    let bound = sample.label("le").and_then(|le| le.parse::<f64>().ok());
    let bound = bound.filter(|it| suffix == Suffix::Bucket && it.is_finite());
    let beyond = bound.filter(|bound| exemplar.value.is_nan() || exemplar.value > *bound);
    match beyond {
        Some(bound) => {
            let message =
                format!("the value of an exemplar must be within its bucket, up to {bound}");
            Err(Unreadable::new(exemplar.value_at, message))
        }
        None => Ok(()),
    }
}
