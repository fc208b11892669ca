//! Families of other libraries: what an exporter gathers from a `prometheus::Registry`, in our own words.

/// A family with all its samples.
pub(crate) struct Family {
    pub(crate) name: String,
    pub(crate) help: String,
    pub(crate) kind: Kind,
    pub(crate) samples: Vec<Sample>,
    /// Whether metrics of another type were registered under the name. Their samples are left out.
    pub(crate) mixed: bool,
}

/// The types that the text format knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Counter,
    Gauge,
    Histogram,
    Summary,
    Untyped,
}

/// One line of the exposition.
pub(crate) struct Sample {
    /// What follows the family's name, such as `_bucket`.
    pub(crate) suffix: &'static str,
    pub(crate) labels: Vec<(String, String)>,
    pub(crate) value: SampleValue,
    pub(crate) timestamp_ms: Option<i64>,
}

/// The number of a sample.
#[derive(Clone, Copy)]
pub(crate) enum SampleValue {
    Count(u64),
    Float(f64),
}
