//! Families as delimited protobuf messages, by the encoder of `prometheus`.

use super::outwards;
use crate::cells::store::Storage;
use crate::descriptor::Descriptor;
use prometheus::proto::MetricFamily;
use prometheus::{Encoder, ProtobufEncoder};

/// A family as `prometheus` has it, for those who may not know its data model.
pub(crate) struct Message(pub(super) MetricFamily);

impl Message {
    /// Appends the family, unless it has no metric.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        encode(&self.0, out);
    }
}

/// Appends a family of a catalog, unless it has no series. If they tell when they began, `created` is when the process did.
pub(crate) fn write(
    storage: &'static Storage,
    descriptor: &'static Descriptor,
    values: &[u64],
    created: Option<u64>,
    out: &mut Vec<u8>,
) {
    encode(&outwards(storage, descriptor, values, created), out);
}

fn encode(family: &MetricFamily, out: &mut Vec<u8>) {
    let before = out.len();
    // It refuses families without a name or without a metric: there is nothing to write of them.
    if ProtobufEncoder::new()
        .encode(std::slice::from_ref(family), out)
        .is_err()
    {
        out.truncate(before);
    }
}
