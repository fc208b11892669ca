//! Families and samples, as values.

use super::format::Format;
use super::timestamp::Timestamp;

/// A metric with all its series.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// Its name as Prometheus stores it: that of a counter with `_total`, also in `OpenMetrics`.
    pub name: String,
    /// What it is.
    pub kind: Type,
    /// What is said about it.
    pub help: Option<String>,
    /// Its unit: in `OpenMetrics` only.
    pub unit: Option<String>,
    /// Its samples, in their order.
    pub samples: Vec<Sample>,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// The type of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words of the formats")]
pub enum Type {
    Counter,
    Gauge,
    Histogram,
    GaugeHistogram,
    Summary,
    Info,
    StateSet,
    /// `untyped`, `unknown`, or not said.
    Untyped,
}

/// One line with a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Its name in full, such as `x_bucket`.
    pub name: String,
    /// Names and values of its labels, as written.
    pub labels: Vec<(String, String)>,
    /// The number.
    pub value: f64,
    /// The explicit timestamp, if there is one.
    pub timestamp: Option<Timestamp>,
    /// The line that it is on, from 1.
    pub line: usize,
}

impl Type {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
            Self::GaugeHistogram => "gaugehistogram",
            Self::Summary => "summary",
            Self::Info => "info",
            Self::StateSet => "stateset",
            Self::Untyped => "untyped",
        }
    }

    /// Returns the word with its article.
    pub(super) fn with_article(self) -> String {
        let article = match self {
            Self::Info | Self::Untyped => "an",
            _ => "a",
        };
        format!("{article} {}", self.name())
    }

    pub(super) fn of(word: &str, format: Format) -> Option<Self> {
        let open = format == Format::OpenMetrics;
        Some(match word {
            "counter" => Self::Counter,
            "gauge" => Self::Gauge,
            "histogram" => Self::Histogram,
            "summary" => Self::Summary,
            "untyped" if !open => Self::Untyped,
            "unknown" if open => Self::Untyped,
            "gaugehistogram" if open => Self::GaugeHistogram,
            "info" if open => Self::Info,
            "stateset" if open => Self::StateSet,
            _ => return None,
        })
    }
}

impl Sample {
    /// The value of a label.
    #[must_use]
    pub fn label(&self, name: &str) -> Option<&str> {
        let label = self.labels.iter().find(|(label, _)| label == name);
        label.map(|(_, value)| value.as_str())
    }
}
