//! What would break a scrape.

use super::MetricType;

/// Why a metric, or a part of it, is left out of an exposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The family has no name.
    UnnamedFamily,
    /// A metric has a label without a name.
    UnnamedLabel,
    /// A metric has this label twice.
    DuplicateLabel(String),
    /// A metric has a label that its samples need for something else.
    ReservedLabel {
        label: String,
        /// What the label tells in these samples.
        purpose: &'static str,
    },
    /// Two metrics have the same labels.
    DuplicateSeries,
    /// A metric has a value of another type than its family.
    WrongType {
        family: MetricType,
        /// The type of the value, with its article.
        value: &'static str,
    },
    /// A metric has a value that readers refuse.
    InvalidValue(InvalidValue),
}

/// A value that readers refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InvalidValue {
    pub(crate) family: MetricType,
    /// What is wrong, as it follows the name of the family: `with the value -1`.
    pub(crate) problem: String,
    pub(crate) help: &'static str,
}

impl MetricType {
    /// How messages name a family of this type.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
            Self::Summary => "summary",
            Self::StateSet => "state set",
            Self::Info => "info",
            Self::Unknown => "untyped metric",
        }
    }
}
