//! What the messages of `prometheus` have no fields for: exemplars, native buckets, created timestamps and units. They are in
//! unknown fields, which its encoder writes as they are.
//!
//! Numbers and types are those of `io/prometheus/client/metrics.proto` in <https://github.com/prometheus/client_model>.
//!
//! A parser for these fields takes a few dozen lines. A dependency would have to have the same version as that of
//! `prometheus`. The names of exemplar labels are escaped only where necessary, because readers look for the name
//! `trace_id`.

mod fields;
mod read;

use super::model::mixed;
use super::source::FoundFamily;
use crate::descriptor::Descriptor;
use crate::exemplar::StoredExemplar;
use crate::exposition::model::{
    Fault, HistogramValue, InvalidValue, Metric, MetricType, MetricValue,
};
use crate::exposition::protobuf::{Head, push_native, push_stored_exemplar, push_unit};
use crate::exposition::series::Series;
use crate::native::merged::Merged;
use fields::{Fields, WireValue};
use prometheus::proto;

/// `proto::MetricFamily.unit`.
const UNIT: u64 = 5;

/// `Counter.exemplar`, `Bucket.exemplar` and `Histogram.exemplars`.
const OF_COUNTER: u32 = 2;
const OF_BUCKET: u32 = 3;
const OF_HISTOGRAM: u32 = 16;

/// `created_timestamp` of `Counter`, `Summary` and `Histogram`.
const COUNTER_CREATED: u64 = 3;
const SUMMARY_CREATED: u64 = 4;
const HISTOGRAM_CREATED: u64 = 15;

/// The unknown fields of a message. A macro, since their type is one of the crate `protobuf`.
macro_rules! unknown {
    ($message:expr) => {
        $message.special_fields.unknown_fields().write_to_bytes()
    };
}

/// Adds fields to a message as unknown ones.
macro_rules! add {
    ($message:expr, $bytes:expr) => {{
        let unknown = $message.special_fields.mut_unknown_fields();
        for (number, value) in Fields($bytes) {
            let number = u32::try_from(number).unwrap_or_default();
            match value {
                WireValue::Integer(value) => unknown.add_varint(number, value),
                WireValue::Fixed(value) => unknown.add_fixed64(number, value),
                WireValue::Bytes(bytes) => unknown.add_length_delimited(number, bytes.to_vec()),
                WireValue::Short => {}
            }
        }
    }};
}

/// Adds to a family what is in unknown fields of its message, and untyped values. Exemplars that can't be read are counted.
/// Native buckets that can't be read are left out, and so are metrics that have no other buckets.
pub(super) fn read(
    gathered: &proto::MetricFamily,
    mut found: FoundFamily,
    malformed: &mut u64,
) -> FoundFamily {
    let family = &mut found.family;
    family.unit = read::text(&unknown!(gathered), UNIT).map(Into::into);
    let (kind, mut is_unreadable) = (family.kind, false);
    let mut gathered = gathered.get_metric().iter();
    family.metrics.retain_mut(|metric| {
        let Some(gathered) = gathered.next() else {
            return true;
        };
        match (gathered.untyped.as_ref(), kind) {
            (Some(untyped), MetricType::Unknown) => metric.value = untyped.value().into(),
            (Some(_), _) => metric.value = mixed(),
            (None, _) => {}
        }
        let is_read = read_metric(gathered, metric, malformed).is_some();
        is_unreadable |= !is_read;
        is_read || matches!(&metric.value, MetricValue::Histogram(it) if it.has_classic())
    });
    found.fault = is_unreadable.then(|| {
        Fault::InvalidValue(InvalidValue {
            family: kind,
            problem: "with native buckets that can't be read".to_owned(),
            help: "encode them with a delta of integers for each bucket in a span",
        })
    });
    found
}

/// Adds to a metric what is in unknown fields. `None` if its native buckets can't be read.
fn read_metric(gathered: &proto::Metric, metric: &mut Metric, malformed: &mut u64) -> Option<()> {
    if let Some(counter) = gathered.counter.as_ref() {
        let unknown = unknown!(counter);
        metric.exemplar = read::exemplars(&unknown, OF_COUNTER, malformed).pop();
        metric.created_ms = read::created(&unknown, COUNTER_CREATED);
    }
    if let Some(summary) = gathered.summary.as_ref() {
        metric.created_ms = read::created(&unknown!(summary), SUMMARY_CREATED);
    }
    if let (Some(gathered), MetricValue::Histogram(histogram)) =
        (gathered.histogram.as_ref(), &mut metric.value)
    {
        let unknown = unknown!(gathered);
        metric.created_ms = read::created(&unknown, HISTOGRAM_CREATED);
        read_buckets(gathered, histogram, malformed);
        if read::is_native(&unknown) {
            let mut native = read::native(&unknown)?;
            native.exemplars = read::exemplars(&unknown, OF_HISTOGRAM, malformed);
            histogram.native = Some(native);
        }
    }
    Some(())
}

fn read_buckets(gathered: &proto::Histogram, histogram: &mut HistogramValue, malformed: &mut u64) {
    for (gathered, bucket) in gathered.get_bucket().iter().zip(&mut histogram.buckets) {
        bucket.exemplar = read::exemplars(&unknown!(gathered), OF_BUCKET, malformed).pop();
    }
}

/// Adds the unit of a family.
pub(super) fn add_unit(family: &mut proto::MetricFamily, descriptor: &Descriptor) {
    let mut bytes = Vec::new();
    push_unit(&mut bytes, &Head::of_descriptor(descriptor));
    add!(family, &bytes);
}

/// Adds the exemplar of a counter.
pub(super) fn add_to_counter(counter: &mut proto::Counter, kept: Option<StoredExemplar>) {
    let mut bytes = Vec::new();
    push_stored_exemplar(&mut bytes, OF_COUNTER, kept);
    add!(counter, &bytes);
}

/// Adds the exemplars of a histogram's buckets, and the bucket of `+Inf` if it has one: otherwise the count implies it.
pub(super) fn add_to_buckets(
    buckets: &mut Vec<proto::Bucket>,
    series: &Series,
    last: impl FnOnce() -> proto::Bucket,
) {
    if series.exemplar(1 + buckets.len()).is_some() {
        buckets.push(last());
    }
    for (number, bucket) in buckets.iter_mut().enumerate() {
        let mut bytes = Vec::new();
        push_stored_exemplar(&mut bytes, OF_BUCKET, series.exemplar(1 + number));
        add!(bucket, &bytes);
    }
}

/// Adds native buckets.
pub(super) fn add_native(histogram: &mut proto::Histogram, native: Option<&Merged>) {
    if let Some(native) = native {
        let mut bytes = Vec::new();
        push_native(&mut bytes, native);
        add!(histogram, &bytes);
    }
}
