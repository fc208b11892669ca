//! Reasons to omit a metric, because it would break the scrape.

use super::MetricType;

/// The reason why an exposition omits a metric or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The family has an empty name.
    UnnamedFamily,
    /// A metric has a label with an empty name.
    UnnamedLabel,
    /// A metric repeats this label.
    DuplicateLabel(String),
    /// A metric has a label that is reserved in its samples.
    ReservedLabel {
        label: String,
        /// The purpose of the reserved label.
        purpose: &'static str,
    },
    /// Two metrics have the same labels.
    DuplicateSeries,
    /// A metric has a value that does not match the type of its family.
    WrongType {
        family: MetricType,
        /// The type of the value, with its article.
        value: &'static str,
    },
    /// A metric has an invalid value.
    InvalidValue(InvalidValue),
}

/// A value that readers of an exposition reject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InvalidValue {
    pub(crate) family: MetricType,
    /// The problem, which messages append to the name of the family, such as `with the value -1`.
    pub(crate) problem: String,
    pub(crate) help: &'static str,
}

impl MetricType {
    /// The name of the type in messages.
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
