//! What can be said of a metric, in words.

/// The kind of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A number that only grows.
    Counter,
    /// A number that goes up and down.
    Gauge,
    /// Observations counted in buckets.
    Histogram,
    /// Which of several states are active: a series for each, 1 or 0.
    StateSet,
    /// Texts that don't change while the process runs: labels of a series that is always 1.
    Info,
}

/// How much a metric may still change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Stability {
    /// For the developers of the program alone: it may go at any time.
    Internal,
    /// New: it may change in any release.
    #[default]
    Alpha,
    /// It changes only for a reason, and is deprecated before.
    Beta,
    /// Dashboards and alerts can rely on it.
    Stable,
}

/// Which way a metric should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// That a metric will go, and what to use instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecation {
    pub(super) since: &'static str,
    pub(super) renamed_to: Option<&'static str>,
    pub(super) note: Option<&'static str>,
}

impl Deprecation {
    /// The version of the schema's crate that deprecated the metric.
    #[must_use]
    pub const fn since(&self) -> &'static str {
        self.since
    }

    /// The metric that has its values now; both are exported.
    #[must_use]
    pub const fn renamed_to(&self) -> Option<&'static str> {
        self.renamed_to
    }

    /// What to do about it.
    #[must_use]
    pub const fn note(&self) -> Option<&'static str> {
        self.note
    }
}
