//! The names that a family uses in the Prometheus and `OpenMetrics` formats.
//!
//! In `OpenMetrics`, a counter `x_total` is the family `x` and can have a sample `x_created`, and an info `x_info` is
//! the family `x`. If another family uses one of these names, the exporter serves the counter as `unknown` and the
//! info as a gauge, each under its full name.

use crate::schema::{self, Metric};

/// The names that one family uses.
///
/// ```
/// use pforge_metrics_schema::openmetrics::FamilyNames;
///
/// let jobs = FamilyNames::counter("jobs_total");
/// assert_eq!(jobs.series, ["jobs_total"]);
/// assert_eq!(jobs.added, ["jobs", "jobs_created"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyNames {
    /// The name of the family and those of its series, which are the same in all formats.
    pub series: Vec<String>,
    /// The names that `OpenMetrics` adds: the family name without the type suffix, and the name of created samples.
    ///
    /// Empty for a counter or an info whose name lacks the type suffix, because such a family loses its type in
    /// `OpenMetrics`.
    pub added: Vec<String>,
}

impl FamilyNames {
    /// Returns the names of a counter.
    #[must_use]
    pub fn counter(name: &str) -> Self {
        let stem = stem(name, "_total");
        let added = stem.map(|stem| vec![stem.to_owned(), format!("{stem}_created")]);
        Self::new(name, &[""], added.unwrap_or_default())
    }

    /// Returns the names of an info.
    #[must_use]
    pub fn info(name: &str) -> Self {
        let added = stem(name, "_info").map(str::to_owned);
        Self::new(name, &[""], added.into_iter().collect())
    }

    /// Returns the names of a histogram.
    #[must_use]
    pub fn histogram(name: &str) -> Self {
        let suffixes = ["", "_bucket", "_count", "_sum"];
        Self::new(name, &suffixes, vec![format!("{name}_created")])
    }

    /// Returns the names of a gauge histogram.
    #[must_use]
    pub fn gauge_histogram(name: &str) -> Self {
        Self::new(name, &["", "_bucket", "_gcount", "_gsum"], Vec::new())
    }

    /// Returns the names of a summary.
    #[must_use]
    pub fn summary(name: &str) -> Self {
        Self::new(
            name,
            &["", "_count", "_sum"],
            vec![format!("{name}_created")],
        )
    }

    /// Returns the names of a gauge, a state set or a family of unknown type.
    #[must_use]
    pub fn single(name: &str) -> Self {
        Self::new(name, &[""], Vec::new())
    }

    /// Returns the names of a declared metric.
    #[must_use]
    pub fn of(metric: &Metric) -> Self {
        match metric.kind {
            schema::Kind::Counter(_) => Self::counter(&metric.name),
            schema::Kind::Info(_) => Self::info(&metric.name),
            schema::Kind::Histogram(_) => Self::histogram(&metric.name),
            schema::Kind::Gauge { .. } | schema::Kind::StateSet(_) => Self::single(&metric.name),
        }
    }

    /// Returns all names.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.series.iter().chain(&self.added).map(String::as_str)
    }

    fn new(name: &str, suffixes: &[&str], added: Vec<String>) -> Self {
        let series = suffixes.iter().map(|suffix| format!("{name}{suffix}"));
        Self {
            series: series.collect(),
            added,
        }
    }
}

fn stem<'a>(name: &'a str, suffix: &str) -> Option<&'a str> {
    let stem = name.strip_suffix(suffix);
    stem.filter(|stem| !stem.is_empty())
}
