//! Reads and writes exemplars, native buckets, created timestamps and units, for which the messages of `prometheus`
//! have no fields. They are in unknown fields, which the encoder of `prometheus` writes unchanged.
//!
//! The numbers and types of the fields are defined in `io/prometheus/client/metrics.proto` of
//! <https://github.com/prometheus/client_model>.
//!
//! This module has its own small parser, because a dependency would need the same version as that of `prometheus`.

mod fields;
mod read;

use super::model::mismatched_value;
use super::source::SourceFamily;
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
const COUNTER_EXEMPLAR: u32 = 2;
const BUCKET_EXEMPLAR: u32 = 3;
const HISTOGRAM_EXEMPLARS: u32 = 16;

/// `created_timestamp` of `Counter`, `Summary` and `Histogram`.
const COUNTER_CREATED: u64 = 3;
const SUMMARY_CREATED: u64 = 4;
const HISTOGRAM_CREATED: u64 = 15;

/// Returns the encoded unknown fields of a message. This is a macro, because a function would have to name a type of
/// the crate `protobuf`.
macro_rules! unknown {
    ($message:expr) => {
        $message.special_fields.unknown_fields().write_to_bytes()
    };
}

/// Adds encoded fields to the unknown fields of a message.
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

/// Adds the unknown fields and the untyped values of a message to a family. Counts malformed exemplars. Omits malformed
/// native buckets, and metrics that have no other buckets.
pub(super) fn read(
    gathered: &proto::MetricFamily,
    mut result: SourceFamily,
    malformed: &mut u64,
) -> SourceFamily {
    let family = &mut result.family;
    family.unit = read::text(&unknown!(gathered), UNIT).map(Into::into);
    let (kind, mut is_unreadable) = (family.kind, false);
    let mut gathered = gathered.get_metric().iter();
    family.metrics.retain_mut(|metric| {
        let Some(gathered) = gathered.next() else {
            return true;
        };
        match (gathered.untyped.as_ref(), kind) {
            (Some(untyped), MetricType::Unknown) => metric.value = untyped.value().into(),
            (Some(_), _) => metric.value = mismatched_value(),
            (None, _) => {}
        }
        let is_read = read_metric(gathered, metric, malformed).is_some();
        is_unreadable |= !is_read;
        is_read || matches!(&metric.value, MetricValue::Histogram(it) if it.has_classic())
    });
    result.fault = is_unreadable.then(|| {
        Fault::InvalidValue(InvalidValue {
            family: kind,
            problem: "with native buckets that can't be read".to_owned(),
            help: "encode them with a delta of integers for each bucket in a span",
        })
    });
    result
}

/// Adds the unknown fields of a message to a metric. Returns `None` if the native buckets are malformed.
fn read_metric(gathered: &proto::Metric, metric: &mut Metric, malformed: &mut u64) -> Option<()> {
    if let Some(counter) = gathered.counter.as_ref() {
        let unknown = unknown!(counter);
        metric.exemplar = read::exemplars(&unknown, COUNTER_EXEMPLAR, malformed).pop();
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
            native.exemplars = read::exemplars(&unknown, HISTOGRAM_EXEMPLARS, malformed);
            histogram.native = Some(native);
        }
    }
    Some(())
}

fn read_buckets(gathered: &proto::Histogram, histogram: &mut HistogramValue, malformed: &mut u64) {
    for (gathered, bucket) in gathered.get_bucket().iter().zip(&mut histogram.buckets) {
        bucket.exemplar = read::exemplars(&unknown!(gathered), BUCKET_EXEMPLAR, malformed).pop();
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
    push_stored_exemplar(&mut bytes, COUNTER_EXEMPLAR, kept);
    add!(counter, &bytes);
}

/// Adds the exemplars of the buckets of a histogram. Adds the bucket of `+Inf` only if it has an exemplar, because the
/// count implies it otherwise.
pub(super) fn add_to_buckets(
    buckets: &mut Vec<proto::Bucket>,
    series: &Series,
    last: impl FnOnce() -> proto::Bucket,
) {
    if series.exemplar(1 + buckets.len()).is_some() {
        buckets.push(last());
    }
    for (index, bucket) in buckets.iter_mut().enumerate() {
        let mut bytes = Vec::new();
        push_stored_exemplar(&mut bytes, BUCKET_EXEMPLAR, series.exemplar(1 + index));
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
