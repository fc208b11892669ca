//! Native buckets in protobuf, which the messages of `prometheus` have no fields for: they are added as unknown ones.
//!
//! Numbers and types are those of `io/prometheus/client/metrics.proto` in <https://github.com/prometheus/client_model>.

use super::exemplar::Message;
use crate::native::merged::{Merged, Spans};
use prometheus::proto::Histogram;

/// `Histogram.schema`, `zero_threshold` and `zero_count`.
const SCHEMA: u32 = 5;
const ZERO_THRESHOLD: u32 = 6;
const ZERO_COUNT: u32 = 7;

/// `Histogram.negative_span` and `negative_delta`, `positive_span` and `positive_delta`.
const NEGATIVE: [u32; 2] = [9, 10];
const POSITIVE: [u32; 2] = [12, 13];

/// Adds native buckets to a histogram. That there is a threshold is how readers tell that it is a native one.
pub(super) fn add(histogram: &mut Histogram, native: &Merged) {
    let unknown = histogram.special_fields.mut_unknown_fields();
    unknown.add_varint(SCHEMA, zigzag(native.schema.into()));
    unknown.add_fixed64(ZERO_THRESHOLD, native.zero_threshold.to_bits());
    unknown.add_varint(ZERO_COUNT, native.zero);
    for ([span, delta], side) in [(NEGATIVE, &native.negative), (POSITIVE, &native.positive)] {
        for (offset, length) in &side.spans {
            let mut message = Message::default();
            message.push_integer(1, zigzag((*offset).into()));
            message.push_integer(2, (*length).into());
            unknown.add_length_delimited(span, message.0);
        }
        if !side.counts.is_empty() {
            unknown.add_length_delimited(delta, deltas(side));
        }
    }
}

/// What each bucket holds more than the one before, the first more than nothing, as a packed field.
fn deltas(side: &Spans) -> Vec<u8> {
    let mut packed = Message::default();
    let mut before = 0;
    for &count in &side.counts {
        packed.push_varint(zigzag(count.wrapping_sub(before).cast_signed()));
        before = count;
    }
    packed.0
}

/// A signed number as protobuf writes it, small ones in few bytes whatever their sign.
fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}
