//! Exemplars in protobuf, which the messages of `prometheus` have no fields for: they are added as unknown ones.
//!
//! Numbers and types are those of `io/prometheus/client/metrics.proto` in <https://github.com/prometheus/client_model>.

#[cfg(feature = "exporter")]
mod inwards;

#[cfg(feature = "exporter")]
pub(super) use inwards::decoded;

use crate::exemplar::Kept;
use crate::exposition::series::Series;

/// `Counter.exemplar`.
pub(super) const OF_COUNTER: u32 = 2;

/// `Bucket.exemplar`.
pub(super) const OF_BUCKET: u32 = 3;

/// The exemplar of one cell of a series as a message `Exemplar`, if there is one.
pub(super) fn encoded(series: &Series, cell: usize) -> Option<Vec<u8>> {
    let Kept {
        exemplar,
        value,
        timestamp_ms,
    } = series.slot(cell)?.read()?;
    let (trace_id, span_id) = (exemplar.trace_id(), exemplar.span_id());
    let mut message = Message::default();
    message.push_bytes(1, &label("trace_id", &format!("{trace_id:032x}")));
    message.push_bytes(1, &label("span_id", &format!("{span_id:016x}")));
    message.push_double(2, value);
    message.push_bytes(3, &timestamp(timestamp_ms));
    Some(message.0)
}

/// A message `LabelPair`.
fn label(name: &str, value: &str) -> Vec<u8> {
    let mut message = Message::default();
    message.push_bytes(1, name.as_bytes());
    message.push_bytes(2, value.as_bytes());
    message.0
}

/// A message `google.protobuf.Timestamp`: seconds and nanoseconds.
pub(super) fn timestamp(ms: u64) -> Vec<u8> {
    let mut message = Message::default();
    message.push_integer(1, ms / 1_000);
    message.push_integer(2, ms % 1_000 * 1_000_000);
    message.0
}

/// Fields, each behind its number and wire type: 0 for an integer, 1 for eight bytes, 2 for any number of them.
///
/// <https://protobuf.dev/programming-guides/encoding/>
#[derive(Default)]
pub(super) struct Message(pub(super) Vec<u8>);

impl Message {
    pub(super) fn push_integer(&mut self, number: u64, value: u64) {
        self.push_varint(number << 3);
        self.push_varint(value);
    }

    fn push_double(&mut self, number: u64, value: f64) {
        self.push_varint(number << 3 | 1);
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    fn push_bytes(&mut self, number: u64, bytes: &[u8]) {
        self.push_varint(number << 3 | 2);
        self.push_varint(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// Seven bits a byte, the lowest first; the eighth says that there are more.
    pub(super) fn push_varint(&mut self, mut rest: u64) {
        while rest >= 0x80 {
            self.0.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        self.0.push(rest.to_le_bytes()[0]);
    }
}
