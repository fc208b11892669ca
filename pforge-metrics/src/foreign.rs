//! Families of other libraries: what an exporter gathers from a `prometheus::Registry`, in our own words.
//!
//! What is here can be written as it stands: names are ones that the text format has room for, no label stands twice, all
//! metrics of a family have its type. What was otherwise is left out, and the family's [`Fault`] tells of it.

use crate::bridge::Message;

/// A family with all its metrics.
pub(crate) struct Family {
    pub(crate) name: String,
    pub(crate) help: String,
    pub(crate) kind: Kind,
    pub(crate) metrics: Vec<Metric>,
    /// Why metrics were left out.
    pub(crate) fault: Option<Fault>,
    /// The same as the library had it.
    pub(crate) message: Message,
}

/// The types that the text format knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Counter,
    Gauge,
    Histogram,
    Summary,
    Untyped,
}

/// What would break a scrape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A metric has a value of another type than the family.
    MixedTypes,
    /// A metric has this label twice.
    DuplicateLabel(String),
    /// Two metrics have the same labels.
    DuplicateSeries,
}

/// One label set of a family.
pub(crate) struct Metric {
    pub(crate) labels: Vec<(String, String)>,
    pub(crate) samples: Vec<Sample>,
    pub(crate) timestamp_ms: Option<i64>,
}

/// One line of the exposition.
#[derive(Clone, Copy)]
pub(crate) struct Sample {
    /// What follows the family's name, such as `_bucket`.
    pub(crate) suffix: &'static str,
    /// `le` or `quantile`.
    pub(crate) bound: Option<(&'static str, f64)>,
    pub(crate) value: Value,
}

/// The number of a sample.
#[derive(Clone, Copy)]
pub(crate) enum Value {
    Count(u64),
    Float(f64),
}

impl Value {
    #[expect(clippy::cast_precision_loss, reason = "only its sign is looked at")]
    pub(crate) fn as_float(self) -> f64 {
        match self {
            Self::Count(count) => count as f64,
            Self::Float(value) => value,
        }
    }
}

impl Family {
    /// What follows the family's name in the names of its series; the family's own name is taken in any case.
    pub(crate) fn suffixes(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Counter | Kind::Gauge | Kind::Untyped => &[""],
            Kind::Histogram => &["", "_bucket", "_sum", "_count"],
            Kind::Summary => &["", "_sum", "_count"],
        }
    }
}

/// A name with every character that the text format has no room for replaced by `_`, as Prometheus' escaping scheme
/// `underscores` does. Colons belong to metric names only.
pub(crate) fn plain_name(name: &str, allow_colon: bool) -> String {
    if name.is_empty() {
        return "_".to_owned();
    }
    let fits = |i, c: char| {
        c.is_ascii_alphabetic()
            || c == '_'
            || (c == ':' && allow_colon)
            || (c.is_ascii_digit() && i > 0)
    };
    name.chars()
        .enumerate()
        .map(|(i, c)| if fits(i, c) { c } else { '_' })
        .collect()
}
