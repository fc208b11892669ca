//! Families of other libraries: what an exporter gathers from a `prometheus::Registry`, in our own words.
//!
//! What is here can be written as it stands: names are those of one escaping scheme, no label stands twice, all metrics of a
//! family have its type. What was otherwise is left out, and the family's [`Fault`] tells of it.

use crate::registry::Message;

/// A family with all its metrics, under the names by which one escaping scheme serves them.
pub(crate) struct Family {
    pub(crate) name: String,
    pub(crate) help: String,
    pub(crate) kind: Kind,
    pub(crate) metrics: Vec<Metric>,
    /// Why metrics were left out.
    pub(crate) fault: Option<Fault>,
    /// The same as the library has it.
    pub(crate) message: Message,
    /// Whether that shows the same: nothing was renamed or left out.
    pub(crate) is_as_gathered: bool,
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

/// Names and values of labels, in the order of the names.
pub(crate) type LabelSet = Vec<(String, String)>;

/// One label set of a family.
pub(crate) struct Metric {
    /// Its position in the message.
    pub(crate) number: usize,
    pub(crate) labels: Vec<(String, String)>,
    pub(crate) samples: Vec<Sample>,
    pub(crate) timestamp_ms: Option<i64>,
}

/// One line of the exposition.
pub(crate) struct Sample {
    /// What follows the family's name, such as `_bucket`.
    pub(crate) suffix: &'static str,
    /// `le` or `quantile`.
    pub(crate) bound: Option<(&'static str, f64)>,
    pub(crate) value: Value,
    /// For formats that show exemplars.
    pub(crate) exemplar: Option<Result<Exemplar, Unfit>>,
}

/// An exemplar: fit for OpenMetrics.
pub(crate) struct Exemplar {
    pub(crate) labels: Vec<(String, String)>,
    pub(crate) value: f64,
    pub(crate) timestamp_ms: Option<i64>,
}

/// Why an exemplar can't be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    TooLong,
    Malformed,
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

impl Metric {
    /// The labels in the order of their names, without empty ones: equal for metrics that no reader can tell apart. To
    /// Prometheus a label with an empty value is no label.
    pub(crate) fn label_set(&self) -> LabelSet {
        let labels = self.labels.iter();
        let mut labels: LabelSet = labels
            .filter(|(_, value)| !value.is_empty())
            .cloned()
            .collect();
        labels.sort_unstable();
        labels
    }
}

impl Family {
    /// Whether two families have the same name, type and help.
    pub(crate) fn has_metadata_of(&self, other: &Self) -> bool {
        (&self.name, self.kind, &self.help) == (&other.name, other.kind, &other.help)
    }

    pub(crate) fn has_exemplars(&self) -> bool {
        let mut samples = self.metrics.iter().flat_map(|metric| &metric.samples);
        samples.any(|sample| sample.exemplar.is_some())
    }

    /// What follows the family's name in the names of its series; the family's own name is taken in any case.
    pub(crate) fn suffixes(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Counter | Kind::Gauge | Kind::Untyped => &[""],
            Kind::Histogram => &["", "_bucket", "_sum", "_count"],
            Kind::Summary => &["", "_sum", "_count"],
        }
    }
}
