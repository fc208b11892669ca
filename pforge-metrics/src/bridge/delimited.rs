//! Families as delimited protobuf messages, by the encoder of `prometheus`.

use super::outwards;
use crate::cells::store::Storage;
use crate::descriptor::Descriptor;
use crate::foreign;
use prometheus::proto::MetricFamily;
use prometheus::{Encoder, ProtobufEncoder};
use std::sync::Arc;

/// A family as `prometheus` has it, for those who may not know its data model.
#[derive(Clone)]
pub(crate) struct Message(pub(super) Arc<MetricFamily>);

/// Appends a family of another library, unless it has no metric.
pub(crate) fn write_foreign(family: &foreign::Family, out: &mut Vec<u8>) {
    if family.is_as_gathered {
        encode(&family.message.0, out);
    } else {
        encode(&renamed(family), out);
    }
}

/// The message of a family with what is served of it, under the names that it is served by.
fn renamed(family: &foreign::Family) -> MetricFamily {
    let mut message = MetricFamily::clone(&family.message.0);
    message.set_name(family.name.clone());
    let mut gathered = message.take_metric();
    let served = family.metrics.iter().map(|served| {
        let mut metric = std::mem::take(&mut gathered[served.number]);
        let mut labels = metric.take_label();
        for (label, (name, _)) in labels.iter_mut().zip(&served.labels) {
            label.set_name(name.clone());
        }
        metric.set_label(labels);
        metric
    });
    message.set_metric(served.collect());
    message
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
