//! What a metric holds.

use super::{Label, Text};
use crate::exemplar::StoredExemplar;

/// The value of a metric.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MetricValue {
    /// A number of a counter, a gauge, an info or a family of unknown type.
    Unsigned(u64),
    /// The same, signed.
    Signed(i64),
    /// The same as a float.
    Float(f64),
    /// Of a histogram.
    Histogram(HistogramValue),
    /// Of a summary.
    Summary(SummaryValue),
    /// Of a state set: the name of each state, and whether it is active.
    States(Vec<(Text, bool)>),
}

/// Observations counted in buckets: in classic ones, in native ones or in both.
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
    /// The number of all observations: what the bucket of `+Inf` holds.
    pub count: u64,
    /// The sum of all observations.
    pub sum: f64,
    /// Classic buckets. That of `+Inf` may be missing where a source makes a histogram; what an exporter gathered has it, and
    /// the lowest bound first.
    pub buckets: Vec<Bucket>,
    /// Native buckets, which protobuf alone can tell.
    pub native: Option<NativeHistogram>,
}

/// A classic bucket of a histogram.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bucket {
    /// The greatest value that is counted.
    pub upper_bound: f64,
    /// The number of observations up to the bound: those of lower buckets are among them.
    pub cumulative_count: u64,
    /// One of the observations of this bucket.
    pub exemplar: Option<ExemplarValue>,
}

/// Native buckets: the bucket `i` of the schema `s` holds values above `b.powi(i - 1)` and up to `b.powi(i)`, where `b` is 2 to
/// the power of 2^-s.
///
/// All buckets together, that of zero included, hold the [`count`](HistogramValue::count) of the histogram. Where its sum is `NaN`
/// they may hold less: an observation of `NaN` is in no native bucket.
///
/// ```
/// use pforge_metrics::model::{HistogramValue, NativeHistogram};
///
/// // In the schema 0 a bucket is twice as wide as the one before. The bucket 1 holds values from 1 up to 2.
/// let mut native = NativeHistogram::new(0, 0.001);
/// native.zero_count = 1;
/// native.positive = vec![(0, 2), (1, 5)];
/// let waits = HistogramValue::new([], 8, 9.25).native(native);
/// assert!(waits.buckets.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NativeHistogram {
    /// The width of the buckets, from -4 to 8.
    pub schema: i32,
    /// Values up to here, positive and negative, are in the bucket of zero. A finite number from 0 up. Prometheus takes a
    /// histogram for a native one if this is above 0 or a native bucket is there.
    pub zero_threshold: f64,
    /// What the bucket of zero holds.
    pub zero_count: u64,
    /// Buckets of negative values by their indexes: the lowest index first, with what that bucket alone holds.
    pub negative: Vec<(i32, u64)>,
    /// Buckets of positive values.
    pub positive: Vec<(i32, u64)>,
    /// Some of the observations.
    pub exemplars: Vec<ExemplarValue>,
}

/// Observations, with quantiles computed by the program.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SummaryValue {
    /// The number of all observations.
    pub count: u64,
    /// The sum of all observations.
    pub sum: f64,
    /// Quantiles, such as 0.5 for the median.
    pub quantiles: Vec<Quantile>,
}

/// A quantile of a summary.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Quantile {
    /// Which one, from 0 to 1.
    pub quantile: f64,
    /// The value below which that share of the observations lies.
    pub value: f64,
}

/// An observation or an increment, and labels that lead to what caused it, such as `trace_id`.
///
/// OpenMetrics shows exemplars whose labels have at most 128 characters, names and values together.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ExemplarValue {
    /// The labels.
    pub labels: Vec<Label>,
    /// The observation or the increment.
    pub value: f64,
    /// When it was made, in milliseconds since the Unix epoch.
    pub timestamp_ms: Option<i64>,
}

impl HistogramValue {
    /// Returns a histogram by its buckets, the number of all observations, and their sum. A bucket is its bound and the number
    /// of observations up to that bound.
    ///
    /// Counts are cumulative: each is at least that of the bound below, and at most `count`. Bounds may come in any order, each
    /// once. A bucket of `+Inf` is added where there is none. An exporter leaves out histograms that break this.
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
    /// Returns a bucket by its bound and its cumulative count.
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
    /// Returns native buckets of a schema from -4 to 8, of which none holds anything.
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
    /// Returns a summary by its quantiles and their values, the number of all observations, and their sum.
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
    /// Returns an exemplar without labels and time.
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

    /// Sets the time, in milliseconds since the Unix epoch.
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

macro_rules! from {
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

from! {
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
    /// Returns a number as the nearest float. `None` for histograms, summaries and states.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "to the nearest")]
    pub fn as_f64(&self) -> Option<f64> {
        match *self {
            Self::Unsigned(value) => Some(value as f64),
            Self::Signed(value) => Some(value as f64),
            Self::Float(value) => Some(value),
            Self::Histogram(_) | Self::Summary(_) | Self::States(_) => None,
        }
    }
}
