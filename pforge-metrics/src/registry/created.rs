//! When series began, in protobuf, which the messages of `prometheus` have no fields for: it is added as an unknown one.
//!
//! Numbers and types are those of `io/prometheus/client/metrics.proto` in <https://github.com/prometheus/client_model>.

use super::exemplar::timestamp;
use super::proto::{Counter, Histogram};
use crate::exposition::series::Series;

/// `Counter.created_timestamp`.
const OF_COUNTER: u32 = 3;

/// `Histogram.created_timestamp`.
const OF_HISTOGRAM: u32 = 15;

/// Adds the time to the counter of a series of a process that began at `process`.
pub(super) fn add_to_counter(counter: &mut Counter, series: &Series, process: u64) {
    let unknown = counter.special_fields.mut_unknown_fields();
    unknown.add_length_delimited(OF_COUNTER, timestamp(series.created_ms(process)));
}

/// The same for a histogram.
pub(super) fn add_to_histogram(histogram: &mut Histogram, series: &Series, process: u64) {
    let unknown = histogram.special_fields.mut_unknown_fields();
    unknown.add_length_delimited(OF_HISTOGRAM, timestamp(series.created_ms(process)));
}
