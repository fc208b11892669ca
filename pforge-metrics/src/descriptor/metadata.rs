//! The kind and the declared metadata of a metric.

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
    /// A set of states, any of which can be active. Each state is a series with the value 1 or 0.
    StateSet,
    /// Constant texts: labels of a series whose value is always 1.
    Info,
}

/// How much a metric may change in later releases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Stability {
    /// The metric is only for the developers of the program, and may be removed at any time.
    Internal,
    /// The metric is new and may change in any release.
    #[default]
    Alpha,
    /// The metric changes only for good reason, and only after a deprecation.
    Beta,
    /// Dashboards and alerts can rely on the metric.
    Stable,
}

/// Whether higher or lower values of a metric are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Better {
    /// Higher values are better.
    Higher,
    /// Lower values are better.
    Lower,
}

/// The deprecation of a metric, and its replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecation {
    pub(super) since: &'static str,
    pub(super) renamed_to: Option<&'static str>,
    pub(super) note: Option<&'static str>,
}

impl Deprecation {
    /// Returns the version of the crate with the schema that deprecated the metric.
    #[must_use]
    pub const fn since(&self) -> &'static str {
        self.since
    }

    /// Returns the metric that replaces this one. Both are exported with the same values.
    #[must_use]
    pub const fn renamed_to(&self) -> Option<&'static str> {
        self.renamed_to
    }

    /// Returns the note for users of the metric.
    #[must_use]
    pub const fn note(&self) -> Option<&'static str> {
        self.note
    }
}
