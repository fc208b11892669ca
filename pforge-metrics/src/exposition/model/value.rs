//! The values of metrics.

use super::{Label, Text};
use crate::exemplar::StoredExemplar;

/// The value of a metric.
///
/// ```
/// use pforge_metrics::model::MetricValue;
///
/// assert_eq!(MetricValue::from(12_u64), MetricValue::Unsigned(12));
/// assert_eq!(MetricValue::from(-1.5).as_f64(), Some(-1.5));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MetricValue {
    /// An unsigned integer: the value of a counter, a gauge, an info or a metric of unknown type.
    Unsigned(u64),
    /// A signed integer: the value of a counter, a gauge, an info or a metric of unknown type.
    Signed(i64),
    /// A float: the value of a counter, a gauge, an info or a metric of unknown type.
    Float(f64),
    /// The value of a histogram.
    Histogram(HistogramValue),
    /// The value of a summary.
    Summary(SummaryValue),
    /// The value of a state set: the name of each state, and whether it is active.
    States(Vec<(Text, bool)>),
}

/// The value of a histogram: observations counted in classic buckets, in native buckets or in both.
///
/// ```
/// use pforge_metrics::model::HistogramValue;
///
/// // Of 4 observations, 2 were at most 0.5 and 3 at most 1.
/// let waits = HistogramValue::new([(0.5, 2), (1.0, 3)], 4, 9.25);
/// assert_eq!(waits.buckets[1].cumulative_count, 3);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct HistogramValue {
    /// The number of all observations, which is also the count of the bucket of `+Inf`.
    pub count: u64,
    /// The sum of all observations.
    pub sum: f64,
    /// The classic buckets. A source may return them in any order and without the bucket of `+Inf`. A gathered family
    /// has all of them, sorted by bound.
    pub buckets: Vec<Bucket>,
    /// The native buckets. Only the protobuf format includes them.
    pub native: Option<NativeHistogram>,
}

/// A classic bucket of a histogram.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bucket {
    /// The upper bound, which is inclusive.
    pub upper_bound: f64,
    /// The number of observations up to the bound, including those in lower buckets.
    pub cumulative_count: u64,
    /// An exemplar of this bucket.
    pub exemplar: Option<ExemplarValue>,
}

/// The native buckets of a histogram. Their bounds are powers of a base.
///
/// The base `b` of the schema `s` is 2 to the power of 2^-s. The bucket with the index `i` counts the values above
/// `b.powi(i - 1)` and up to `b.powi(i)`. See <https://prometheus.io/docs/specs/native_histograms/>.
///
/// The counts of all buckets, including the zero bucket, add up to the [`count`](HistogramValue::count) of the
/// histogram. The sum of the counts may be lower if the sum of the observations is `NaN`, because no native bucket
/// counts an observation of `NaN`.
///
/// ```
/// use pforge_metrics::model::{HistogramValue, NativeHistogram};
///
/// // In the schema 0, each bound is twice the one before. The bucket 1 counts values above 1 and up to 2.
/// let mut native = NativeHistogram::new(0, 0.001);
/// native.zero_count = 1;
/// native.positive = vec![(0, 2), (1, 5)];
/// let waits = HistogramValue::new([], 8, 9.25).native(native);
/// assert!(waits.buckets.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NativeHistogram {
    /// The schema, from -4 to 8, which determines the width of the buckets.
    pub schema: i32,
    /// The largest absolute value that the zero bucket counts. It must be finite and at least 0. Prometheus recognizes
    /// a native histogram by a threshold above 0 or by a native bucket.
    pub zero_threshold: f64,
    /// The count of the zero bucket.
    pub zero_count: u64,
    /// The buckets of negative values: their indexes, and their counts, which are not cumulative.
    pub negative: Vec<(i32, u64)>,
    /// The buckets of positive values: their indexes, and their counts, which are not cumulative.
    pub positive: Vec<(i32, u64)>,
    /// Exemplars of the native buckets.
    pub exemplars: Vec<ExemplarValue>,
}

/// The value of a summary: observations, with quantiles computed by the program.
///
/// ```
/// use pforge_metrics::model::SummaryValue;
///
/// // Half of 4 observations are at most 0.5.
/// let waits = SummaryValue::new([(0.5, 0.5)], 4, 9.25);
/// assert_eq!(waits.quantiles[0].value, 0.5);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SummaryValue {
    /// The number of all observations.
    pub count: u64,
    /// The sum of all observations.
    pub sum: f64,
    /// The quantiles.
    pub quantiles: Vec<Quantile>,
}

/// A quantile of a summary.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Quantile {
    /// The share of the observations, from 0 to 1, such as 0.5 for the median.
    pub quantile: f64,
    /// The value of the quantile: that share of the observations is at most this value.
    pub value: f64,
}

/// An exemplar: an observation or increment with labels that identify its cause, such as `trace_id`.
///
/// OpenMetrics omits an exemplar if the names and values of its labels have more than 128 characters in total.
///
/// ```
/// use pforge_metrics::model::{Bucket, ExemplarValue};
///
/// let exemplar = ExemplarValue::new(0.42).label("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
/// let bucket = Bucket::new(0.5, 2).exemplar(exemplar);
/// assert_eq!(bucket.exemplar.map(|exemplar| exemplar.value), Some(0.42));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ExemplarValue {
    /// The labels.
    pub labels: Vec<Label>,
    /// The observation or the increment.
    pub value: f64,
    /// The time of the observation or increment, in milliseconds since the Unix epoch.
    pub timestamp_ms: Option<i64>,
}

impl HistogramValue {
    /// Returns a histogram with the given buckets, number of all observations, and sum of all observations. A bucket is
    /// an upper bound and the number of observations up to that bound.
    ///
    /// The bounds may be in any order but must be unique. The counts are cumulative: each is at least that of the next
    /// lower bound, and at most `count`. An exporter omits and counts histograms that violate this, and adds a missing
    /// bucket of `+Inf`.
    #[must_use]
    pub fn new(buckets: impl IntoIterator<Item = (f64, u64)>, count: u64, sum: f64) -> Self {
        let bucket = |(bound, count)| Bucket::new(bound, count);
        Self {
            count,
            sum,
            buckets: buckets.into_iter().map(bucket).collect(),
            native: None,
        }
    }

    /// Sets the native buckets.
    #[must_use]
    pub fn native(mut self, native: NativeHistogram) -> Self {
        self.native = Some(native);
        self
    }
}

impl Bucket {
    /// Returns a bucket with the given upper bound and cumulative count.
    #[must_use]
    pub fn new(upper_bound: f64, cumulative_count: u64) -> Self {
        Self {
            upper_bound,
            cumulative_count,
            exemplar: None,
        }
    }

    /// Sets the exemplar.
    #[must_use]
    pub fn exemplar(mut self, exemplar: ExemplarValue) -> Self {
        self.exemplar = Some(exemplar);
        self
    }
}

impl NativeHistogram {
    /// Returns native buckets without observations. The schema is from -4 to 8.
    #[must_use]
    pub fn new(schema: i32, zero_threshold: f64) -> Self {
        Self {
            schema,
            zero_threshold,
            ..Self::default()
        }
    }
}

impl SummaryValue {
    /// Returns a summary with the given quantiles and their values, number of all observations, and sum of all
    /// observations.
    #[must_use]
    pub fn new(quantiles: impl IntoIterator<Item = (f64, f64)>, count: u64, sum: f64) -> Self {
        let quantile = |(quantile, value)| Quantile { quantile, value };
        Self {
            count,
            sum,
            quantiles: quantiles.into_iter().map(quantile).collect(),
        }
    }
}

impl ExemplarValue {
    /// Returns an exemplar without labels and timestamp.
    #[must_use]
    pub fn new(value: f64) -> Self {
        Self {
            labels: Vec::new(),
            value,
            timestamp_ms: None,
        }
    }

    /// Adds a label.
    #[must_use]
    pub fn label(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.labels.push((name.into(), value.into()));
        self
    }

    /// Sets the timestamp, in milliseconds since the Unix epoch.
    #[must_use]
    pub fn timestamp_ms(mut self, timestamp_ms: i64) -> Self {
        self.timestamp_ms = Some(timestamp_ms);
        self
    }
}

impl From<StoredExemplar> for ExemplarValue {
    fn from(stored: StoredExemplar) -> Self {
        let (trace_id, span_id) = (stored.exemplar.trace_id(), stored.exemplar.span_id());
        Self::new(stored.value)
            .label("trace_id", format!("{trace_id:032x}"))
            .label("span_id", format!("{span_id:016x}"))
            .timestamp_ms(stored.timestamp_ms.try_into().unwrap_or(i64::MAX))
    }
}

macro_rules! impl_from {
    ($($type:ty => $variant:ident),* $(,)?) => {
        $(
            impl From<$type> for MetricValue {
                fn from(value: $type) -> Self {
                    Self::$variant(value.into())
                }
            }
        )*
    };
}

impl_from! {
    u8 => Unsigned,
    u16 => Unsigned,
    u32 => Unsigned,
    u64 => Unsigned,
    i8 => Signed,
    i16 => Signed,
    i32 => Signed,
    i64 => Signed,
    f32 => Float,
    f64 => Float,
    HistogramValue => Histogram,
    SummaryValue => Summary,
}

impl MetricValue {
    /// Returns a number as the nearest float, or `None` for a histogram, a summary or a state set.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "returns the nearest float")]
    pub fn as_f64(&self) -> Option<f64> {
        match *self {
            Self::Unsigned(value) => Some(value as f64),
            Self::Signed(value) => Some(value as f64),
            Self::Float(value) => Some(value),
            Self::Histogram(_) | Self::Summary(_) | Self::States(_) => None,
        }
    }
}
