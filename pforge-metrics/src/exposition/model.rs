//! Metric families in the data model of the exposition formats, independent of the library they come from.
//!
//! [`ExporterBuilder::source`] takes [`MetricFamily`] values from other metrics libraries and hand-written collectors.
//! [`Exporter::gather`] returns them, for bridges to other protocols.
//!
//! ```
//! use pforge_metrics::model::{MetricFamily, HistogramValue, Metric};
//!
//! let hits = MetricFamily::counter("cache_hits_total", "Lookups that found an entry.")
//!     .metric(Metric::new(12_u64).label("shard", "a"))
//!     .metric(Metric::new(7_u64).label("shard", "b"));
//! let size = MetricFamily::gauge("cache_bytes", "Size of the cache.")
//!     .unit("bytes")
//!     .metric(Metric::new(4096_u64));
//! // Cumulative counts up to each bound, the number of all observations, and their sum.
//! let lookups = HistogramValue::new([(0.001, 15), (0.01, 19)], 19, 0.042);
//! let lookups = MetricFamily::histogram("cache_lookup_seconds", "Time of a lookup.").metric(Metric::new(lookups));
//!
//! assert_eq!(hits.metrics[1].labels, [("shard".into(), "b".into())]);
//! # let _ = (size, lookups);
//! ```
//!
//! [`ExporterBuilder::source`]: crate::exporter::ExporterBuilder::source
//! [`Exporter::gather`]: crate::exporter::Exporter::gather

#[cfg(feature = "exporter")]
mod check;
#[cfg(feature = "exporter")]
mod fault;
#[cfg(feature = "exporter")]
mod normal;
#[cfg(feature = "exporter")]
mod served;
mod value;

#[cfg(feature = "exporter")]
pub(crate) use fault::{Fault, InvalidValue};
#[cfg(feature = "exporter")]
pub(crate) use served::{LabelSet, Served, label_set};
pub use value::{
    Bucket, ExemplarValue, HistogramValue, MetricValue, NativeHistogram, Quantile, SummaryValue,
};

use crate::descriptor::Kind;
use std::borrow::Cow;

/// A string that is either static or owned.
pub type Text = Cow<'static, str>;

/// The name and the value of a label.
pub type Label = (Text, Text);

/// A metric family: all metrics with the same name.
///
/// The fields are not validated. An exporter omits and counts whatever would break a scrape, see
/// [`ExporterBuilder::source`](crate::exporter::ExporterBuilder::source).
///
/// ```
/// use pforge_metrics::model::{Metric, MetricFamily, MetricType};
///
/// let phase = MetricFamily::state_set("job_phase", "Phase of the job.")
///     .metric(Metric::states([("queued", false), ("running", true)]));
/// assert_eq!((&*phase.name, phase.kind), ("job_phase", MetricType::StateSet));
///
/// let shards = [("a", 12_u64), ("b", 7)];
/// let hits = MetricFamily::counter("cache_hits_total", "Lookups that found an entry.")
///     .metrics(shards.map(|(shard, hits)| Metric::new(hits).label("shard", shard)));
/// assert_eq!(hits.metrics.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MetricFamily {
    /// The name of the samples, such as `jobs_total` for a counter and `build_info` for an info. Histograms and
    /// summaries add suffixes to it.
    pub name: Text,
    /// The description. May be empty.
    pub help: Text,
    /// The type.
    pub kind: MetricType,
    /// The unit, such as `seconds`. Expositions include it only if the name ends in it, as OpenMetrics requires.
    pub unit: Option<Text>,
    /// The metrics. Each must have a different label set.
    pub metrics: Vec<Metric>,
}

/// The type of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MetricType {
    /// A number that only increases or resets to 0.
    Counter,
    /// A number that goes up and down.
    Gauge,
    /// Observations counted in buckets.
    Histogram,
    /// Observations, with quantiles computed by the program.
    Summary,
    /// Which of several states are active. A gauge in all formats but OpenMetrics.
    StateSet,
    /// Information in labels. The value is always 1. A gauge in all formats but OpenMetrics.
    Info,
    /// A number of unknown type: `untyped` in Prometheus' formats, `unknown` in OpenMetrics.
    Unknown,
}

impl From<Kind> for MetricType {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Counter => Self::Counter,
            Kind::Gauge => Self::Gauge,
            Kind::Histogram => Self::Histogram,
            Kind::StateSet => Self::StateSet,
            Kind::Info => Self::Info,
        }
    }
}

/// A metric of a family: a label set with its value.
///
/// ```
/// use pforge_metrics::model::{ExemplarValue, Metric, MetricValue};
///
/// let exemplar = ExemplarValue::new(1.0).label("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
/// let hits = Metric::new(12_u64)
///     .label("shard", "a")
///     .exemplar(exemplar)
///     .created_ms(1_767_225_600_000);
/// assert_eq!(hits.value, MetricValue::Unsigned(12));
/// assert_eq!(hits.value.as_f64(), Some(12.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Metric {
    /// The labels. Text formats keep their order.
    pub labels: Vec<Label>,
    /// The value. It must match the type of the family.
    pub value: MetricValue,
    /// The exemplar of a counter. Those of a histogram are in its buckets.
    pub exemplar: Option<ExemplarValue>,
    /// The time of the measurement, in milliseconds since the Unix epoch. `None` means the time of the scrape.
    pub timestamp_ms: Option<i64>,
    /// The time at which a counter, histogram or summary was 0, in milliseconds since the Unix epoch.
    pub created_ms: Option<u64>,
}

impl MetricFamily {
    /// Returns a family without metrics.
    #[must_use]
    pub fn new(name: impl Into<Text>, help: impl Into<Text>, kind: MetricType) -> Self {
        Self {
            name: name.into(),
            help: help.into(),
            kind,
            unit: None,
            metrics: Vec::new(),
        }
    }

    /// Returns a counter without metrics. OpenMetrics expects its name to end in `_total`.
    #[must_use]
    pub fn counter(name: impl Into<Text>, help: impl Into<Text>) -> Self {
        Self::new(name, help, MetricType::Counter)
    }

    /// Returns a gauge without metrics.
    #[must_use]
    pub fn gauge(name: impl Into<Text>, help: impl Into<Text>) -> Self {
        Self::new(name, help, MetricType::Gauge)
    }

    /// Returns a histogram without metrics. Its metrics have [`HistogramValue`] values.
    #[must_use]
    pub fn histogram(name: impl Into<Text>, help: impl Into<Text>) -> Self {
        Self::new(name, help, MetricType::Histogram)
    }

    /// Returns a summary without metrics. Its metrics have [`SummaryValue`] values.
    #[must_use]
    pub fn summary(name: impl Into<Text>, help: impl Into<Text>) -> Self {
        Self::new(name, help, MetricType::Summary)
    }

    /// Returns a state set without metrics. Create its metrics with [`Metric::states`].
    #[must_use]
    pub fn state_set(name: impl Into<Text>, help: impl Into<Text>) -> Self {
        Self::new(name, help, MetricType::StateSet)
    }

    /// Returns an info without metrics. Create its metrics with [`Metric::info`]. OpenMetrics expects its name to end
    /// in `_info`.
    #[must_use]
    pub fn info(name: impl Into<Text>, help: impl Into<Text>) -> Self {
        Self::new(name, help, MetricType::Info)
    }

    /// Returns a family of unknown type without metrics.
    #[must_use]
    pub fn unknown(name: impl Into<Text>, help: impl Into<Text>) -> Self {
        Self::new(name, help, MetricType::Unknown)
    }

    /// Sets the unit, such as `seconds`. Expositions omit it unless the name ends in it, such as `wait_seconds`, or
    /// `wait_seconds_total` for a counter.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<Text>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// Adds a metric.
    #[must_use]
    pub fn metric(mut self, metric: Metric) -> Self {
        self.metrics.push(metric);
        self
    }

    /// Adds metrics.
    #[must_use]
    pub fn metrics(mut self, metrics: impl IntoIterator<Item = Metric>) -> Self {
        self.metrics.extend(metrics);
        self
    }
}

impl Metric {
    /// Returns a metric without labels. The value is a number, a [`HistogramValue`] or a [`SummaryValue`].
    #[must_use]
    pub fn new(value: impl Into<MetricValue>) -> Self {
        Self {
            labels: Vec::new(),
            value: value.into(),
            exemplar: None,
            timestamp_ms: None,
            created_ms: None,
        }
    }

    /// Returns a metric of a [state set](MetricType::StateSet) with the given states: their names, and whether they are
    /// active.
    #[must_use]
    pub fn states<S: Into<Text>>(states: impl IntoIterator<Item = (S, bool)>) -> Self {
        let states = states.into_iter();
        Self::new(MetricValue::States(
            states.map(|(name, active)| (name.into(), active)).collect(),
        ))
    }

    /// Returns a metric of an [info](MetricType::Info) with the value 1.
    #[must_use]
    pub fn info() -> Self {
        Self::new(1_u64)
    }

    /// Adds a label.
    #[must_use]
    pub fn label(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.labels.push((name.into(), value.into()));
        self
    }

    /// Sets the exemplar of a counter. The protobuf format includes it. OpenMetrics includes it if the name of the
    /// family ends in `_total` and the labels of the exemplar have at most 128 characters. For a histogram, set the
    /// exemplars of its [buckets](Bucket::exemplar) instead. Other types do not support exemplars.
    #[must_use]
    pub fn exemplar(mut self, exemplar: ExemplarValue) -> Self {
        self.exemplar = Some(exemplar);
        self
    }

    /// Sets the time of the measurement, in milliseconds since the Unix epoch.
    #[must_use]
    pub fn timestamp_ms(mut self, timestamp_ms: i64) -> Self {
        self.timestamp_ms = Some(timestamp_ms);
        self
    }

    /// Sets the time at which the metric was 0, in milliseconds since the Unix epoch.
    #[must_use]
    pub fn created_ms(mut self, created_ms: u64) -> Self {
        self.created_ms = Some(created_ms);
        self
    }
}
