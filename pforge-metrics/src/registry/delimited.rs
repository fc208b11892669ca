//! Families as delimited protobuf messages, by the encoder of `prometheus`.

use super::outwards;
use crate::descriptor::Descriptor;
use crate::exposition::family;
use crate::storage::store::Storage;
use prometheus::proto::MetricFamily;
use prometheus::{Encoder, ProtobufEncoder};
use std::sync::Arc;

/// A family as `prometheus` has it, for those who may not know its data model.
#[derive(Clone)]
pub(crate) struct Message(pub(super) Arc<MetricFamily>);

/// A family of another library.
pub(crate) fn of_foreign(family: &family::Family) -> Message {
    if family.is_as_gathered {
        family.message.clone()
    } else {
        Message(Arc::new(renamed(family)))
    }
}

/// A family of a catalog, with created timestamps if there is a start of the process.
pub(crate) fn of_catalog(
    storage: &'static Storage,
    descriptor: &'static Descriptor,
    values: &[u64],
    created: Option<u64>,
) -> Message {
    Message(Arc::new(outwards(storage, descriptor, values, created)))
}

/// Appends messages of one name as one, unless they have no metric.
pub(crate) fn write(mut messages: impl Iterator<Item = Message>, out: &mut Vec<u8>) {
    let Some(mut family) = messages.next().map(|it| it.0) else {
        return;
    };
    for Message(more) in messages {
        let metrics = more.get_metric().iter().cloned();
        Arc::make_mut(&mut family).mut_metric().extend(metrics);
    }
    encode(&family, out);
}

/// The message of a family with what is served of it, under the names that it is served by.
fn renamed(family: &family::Family) -> MetricFamily {
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
