//! The kinds of metrics.

use crate::language::{self, Table};

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Counter,
    Gauge,
    Histogram,
    StateSet,
    Info,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::Counter,
        Self::Gauge,
        Self::Histogram,
        Self::StateSet,
        Self::Info,
    ];

    /// The table of the file that holds metrics of this kind, and the word for it in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
            Self::StateSet => "stateset",
            Self::Info => "info",
        }
    }

    /// "a counter", "an info".
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Counter => "a counter",
            Self::Gauge => "a gauge",
            Self::Histogram => "a histogram",
            Self::StateSet => "a stateset",
            Self::Info => "an info",
        }
    }

    /// What names of this kind end in, and the names of their families in `OpenMetrics` do not.
    pub fn suffix(self) -> Option<&'static str> {
        match self {
            Self::Counter => Some("_total"),
            Self::Info => Some("_info"),
            Self::Gauge | Self::Histogram | Self::StateSet => None,
        }
    }

    /// The name without the suffix of its kind, if it has that.
    pub fn family(self, name: &str) -> &str {
        let stem = self.suffix().and_then(|suffix| name.strip_suffix(suffix));
        stem.unwrap_or(name)
    }

    /// Returns whether metrics of this kind can have a unit.
    pub fn has_unit(self) -> bool {
        self.table().key("unit").is_some()
    }

    /// The keys of such a metric.
    pub fn table(self) -> &'static Table {
        match self {
            Self::Counter => &language::COUNTER,
            Self::Gauge => &language::GAUGE,
            Self::Histogram => &language::HISTOGRAM,
            Self::StateSet => &language::STATESET,
            Self::Info => &language::INFO,
        }
    }
}
