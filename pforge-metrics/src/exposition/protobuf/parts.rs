//! Writes the messages of a metric.

use super::wire::{
    push_double, push_message, push_signed, push_text, push_unsigned, push_varint, push_zigzag,
    zigzag,
};
use crate::native::merged::{Merged, Spans};

/// `MetricFamily.metric`.
const METRIC: u32 = 4;

/// Fields of `Metric`.
mod metric {
    pub(super) const LABEL: u32 = 1;
    pub(super) const GAUGE: u32 = 2;
    pub(super) const COUNTER: u32 = 3;
    pub(super) const SUMMARY: u32 = 4;
    pub(super) const UNTYPED: u32 = 5;
    pub(super) const TIMESTAMP_MS: u32 = 6;
    pub(super) const HISTOGRAM: u32 = 7;
}

/// Fields of `Counter`; `Gauge` and `Untyped` have the first one.
mod counter {
    pub(super) const VALUE: u32 = 1;
    pub(super) const EXEMPLAR: u32 = 2;
    pub(super) const CREATED: u32 = 3;
}

/// Fields of `Summary`.
mod summary {
    pub(super) const COUNT: u32 = 1;
    pub(super) const SUM: u32 = 2;
    pub(super) const QUANTILE: u32 = 3;
    pub(super) const CREATED: u32 = 4;
}

/// Fields of `Histogram`.
mod histogram {
    pub(super) const COUNT: u32 = 1;
    pub(super) const SUM: u32 = 2;
    pub(super) const BUCKET: u32 = 3;
    pub(super) const SCHEMA: u32 = 5;
    pub(super) const ZERO_THRESHOLD: u32 = 6;
    pub(super) const ZERO_COUNT: u32 = 7;
    /// Spans and deltas.
    pub(super) const NEGATIVE: [u32; 2] = [9, 10];
    pub(super) const POSITIVE: [u32; 2] = [12, 13];
    pub(super) const CREATED: u32 = 15;
    pub(super) const EXEMPLAR: u32 = 16;
}

/// Fields of `Bucket`.
mod bucket {
    pub(super) const CUMULATIVE_COUNT: u32 = 1;
    pub(super) const UPPER_BOUND: u32 = 2;
    pub(super) const EXEMPLAR: u32 = 3;
}

/// Fields of `Quantile`.
mod quantile {
    pub(super) const QUANTILE: u32 = 1;
    pub(super) const VALUE: u32 = 2;
}

/// Fields of `BucketSpan`.
mod span {
    pub(super) const OFFSET: u32 = 1;
    pub(super) const LENGTH: u32 = 2;
}

/// Fields of `Exemplar`.
mod exemplar {
    pub(super) const LABEL: u32 = 1;
    pub(super) const VALUE: u32 = 2;
    pub(super) const TIMESTAMP: u32 = 3;
}

/// Fields of `LabelPair`.
mod label {
    pub(super) const NAME: u32 = 1;
    pub(super) const VALUE: u32 = 2;
}

/// Fields of `google.protobuf.Timestamp`.
mod timestamp {
    pub(super) const SECONDS: u32 = 1;
    pub(super) const NANOS: u32 = 2;
}

type Out<'a> = &'a mut Vec<u8>;

/// Appends a metric with its labels. `push_value` appends its value and timestamp.
pub(super) fn push_metric<'a>(
    out: Out,
    labels: impl Iterator<Item = (&'a str, &'a str)>,
    push_value: impl FnOnce(Out),
) {
    push_message(out, METRIC, |out| {
        for (name, value) in labels {
            push_label(out, metric::LABEL, name, |out| {
                out.extend_from_slice(value.as_bytes());
            });
        }
        push_value(out);
    });
}

pub(super) fn push_timestamp_ms(out: Out, timestamp_ms: i64) {
    push_signed(out, metric::TIMESTAMP_MS, timestamp_ms);
}

pub(super) fn push_gauge(out: Out, value: f64) {
    push_message(out, metric::GAUGE, |out| {
        push_double(out, counter::VALUE, value);
    });
}

pub(super) fn push_untyped(out: Out, value: f64) {
    push_message(out, metric::UNTYPED, |out| {
        push_double(out, counter::VALUE, value);
    });
}

/// Appends a counter. `push_exemplar` appends its exemplar with the given field number.
pub(super) fn push_counter(
    out: Out,
    value: f64,
    push_exemplar: impl FnOnce(Out, u32),
    created_ms: Option<u64>,
) {
    push_message(out, metric::COUNTER, |out| {
        push_double(out, counter::VALUE, value);
        push_exemplar(out, counter::EXEMPLAR);
        push_created(out, counter::CREATED, created_ms);
    });
}

pub(super) fn push_summary(
    out: Out,
    (count, sum): (u64, f64),
    quantiles: impl Iterator<Item = (f64, f64)>,
    created_ms: Option<u64>,
) {
    push_message(out, metric::SUMMARY, |out| {
        push_unsigned(out, summary::COUNT, count);
        push_double(out, summary::SUM, sum);
        for (quantile, value) in quantiles {
            push_message(out, summary::QUANTILE, |out| {
                push_double(out, quantile::QUANTILE, quantile);
                push_double(out, quantile::VALUE, value);
            });
        }
        push_created(out, summary::CREATED, created_ms);
    });
}

/// Appends a histogram. `push_buckets` appends its classic buckets, and `push_exemplars` its exemplars with the given
/// field number.
pub(super) fn push_histogram(
    out: Out,
    (count, sum): (u64, f64),
    push_buckets: impl FnOnce(Out),
    native: Option<&Merged>,
    created_ms: Option<u64>,
    push_exemplars: impl FnOnce(Out, u32),
) {
    push_message(out, metric::HISTOGRAM, |out| {
        push_unsigned(out, histogram::COUNT, count);
        push_double(out, histogram::SUM, sum);
        push_buckets(out);
        if let Some(native) = native {
            push_native(out, native);
        }
        push_created(out, histogram::CREATED, created_ms);
        push_exemplars(out, histogram::EXEMPLAR);
    });
}

/// Appends a classic bucket. `push_exemplar` appends its exemplar with the given field number.
pub(super) fn push_bucket(
    out: Out,
    cumulative_count: u64,
    upper_bound: f64,
    push_exemplar: impl FnOnce(Out, u32),
) {
    push_message(out, histogram::BUCKET, |out| {
        push_unsigned(out, bucket::CUMULATIVE_COUNT, cumulative_count);
        push_double(out, bucket::UPPER_BOUND, upper_bound);
        push_exemplar(out, bucket::EXEMPLAR);
    });
}

/// Appends native buckets to a histogram. Readers recognize a native histogram by its threshold.
pub(crate) fn push_native(out: Out, native: &Merged) {
    push_zigzag(out, histogram::SCHEMA, native.schema.into());
    push_double(out, histogram::ZERO_THRESHOLD, native.zero_threshold);
    push_unsigned(out, histogram::ZERO_COUNT, native.zero);
    push_side(out, histogram::NEGATIVE, &native.negative);
    push_side(out, histogram::POSITIVE, &native.positive);
}

/// Appends the buckets of one sign. Spans are ranges of indexes. Deltas are the differences between the counts of
/// adjacent buckets.
fn push_side(out: Out, [spans, deltas]: [u32; 2], side: &Spans) {
    for (offset, length) in &side.spans {
        push_message(out, spans, |out| {
            push_zigzag(out, span::OFFSET, (*offset).into());
            push_unsigned(out, span::LENGTH, (*length).into());
        });
    }
    if side.counts.is_empty() {
        return;
    }
    push_message(out, deltas, |out| {
        let mut before = 0;
        for &count in &side.counts {
            push_varint(out, zigzag(count.wrapping_sub(before).cast_signed()));
            before = count;
        }
    });
}

/// Appends an exemplar. `push_labels` appends its labels.
pub(super) fn push_exemplar(
    out: Out,
    field: u32,
    push_labels: impl FnOnce(Out),
    (value, timestamp_ms): (f64, Option<i64>),
) {
    push_message(out, field, |out| {
        push_labels(out);
        push_double(out, exemplar::VALUE, value);
        if let Some(timestamp_ms) = timestamp_ms {
            push_timestamp(out, exemplar::TIMESTAMP, timestamp_ms);
        }
    });
}

/// Appends a label of an exemplar. `push_value` appends its value.
pub(super) fn push_exemplar_label(out: Out, name: &str, push_value: impl FnOnce(Out)) {
    push_label(out, exemplar::LABEL, name, push_value);
}

fn push_label(out: Out, field: u32, name: &str, push_value: impl FnOnce(Out)) {
    push_message(out, field, |out| {
        push_text(out, label::NAME, name);
        push_message(out, label::VALUE, push_value);
    });
}

fn push_created(out: Out, field: u32, created_ms: Option<u64>) {
    if let Some(created_ms) = created_ms {
        push_timestamp(out, field, created_ms.try_into().unwrap_or(i64::MAX));
    }
}

/// Appends a time as seconds and nanoseconds. The nanoseconds are never negative.
fn push_timestamp(out: Out, field: u32, ms: i64) {
    push_message(out, field, |out| {
        push_signed(out, timestamp::SECONDS, ms.div_euclid(1_000));
        push_signed(out, timestamp::NANOS, ms.rem_euclid(1_000) * 1_000_000);
    });
}
