//! Writes the metrics of a catalog directly from the values of a snapshot.

use super::parts::{
    push_bucket, push_counter, push_exemplar, push_exemplar_label, push_gauge, push_histogram,
    push_metric,
};
use crate::descriptor::{Descriptor, Kind};
use crate::exemplar::StoredExemplar;
use crate::exposition::series::{self, Reading, Series, flags};
use crate::storage::store::Storage;
use std::io::Write;

type Labels = Vec<(&'static str, &'static str)>;

/// Appends the metrics of a family. `created` is the start of the process, if created timestamps are shown.
pub(crate) fn push_metrics(
    storage: &'static Storage,
    descriptor: &'static Descriptor,
    values: &[u64],
    created: Option<u64>,
    out: &mut Vec<u8>,
) {
    let mut labels = Labels::new();
    for series in series::exposed(storage, descriptor, values) {
        match series.reading() {
            Reading::States(mask, states) => {
                for (state, is_active) in flags(mask, states) {
                    fill_sorted(&mut labels, &series, Some((descriptor.name(), state)));
                    push_metric(out, labels.iter().copied(), |out| {
                        push_gauge(out, f64::from(u8::from(is_active)));
                    });
                }
            }
            reading => {
                fill_sorted(&mut labels, &series, None);
                push_metric(out, labels.iter().copied(), |out| {
                    push_value(out, &series, &reading, created);
                });
            }
        }
    }
}

/// Replaces `labels` with the labels of a series and the state label, sorted by name.
fn fill_sorted(
    labels: &mut Labels,
    series: &Series,
    state_label: Option<(&'static str, &'static str)>,
) {
    labels.clear();
    labels.extend(series.labels().chain(state_label));
    labels.sort_unstable();
}

fn push_value(out: &mut Vec<u8>, series: &Series, reading: &Reading, created: Option<u64>) {
    let created = created.map(|process_start_ms| series.created_ms(process_start_ms));
    match (series.descriptor.kind, reading) {
        (_, Reading::Histogram(sum, counts)) => {
            push_histogram_value(out, series, (*sum, counts), created);
        }
        (Kind::Counter, reading) => {
            let kept = series.exemplar(0);
            let exemplar = |out: &mut Vec<u8>, field| push_stored_exemplar(out, field, kept);
            push_counter(out, reading.to_f64(), exemplar, created);
        }
        (_, reading) => push_gauge(out, reading.to_f64()),
    }
}

fn push_histogram_value(
    out: &mut Vec<u8>,
    series: &Series,
    (sum, counts): (f64, &[u64]),
    created: Option<u64>,
) {
    let native = series.native();
    let (count, buckets) = series.buckets(counts, native.as_ref());
    let push_buckets = |out: &mut Vec<u8>| {
        for (index, (bound, up_to_bound)) in buckets.enumerate() {
            let kept = series.exemplar(1 + index);
            // The count implies the bucket of `+Inf`, which is only written for its exemplar.
            if bound < f64::INFINITY || kept.is_some() {
                let exemplar = |out: &mut Vec<u8>, field| push_stored_exemplar(out, field, kept);
                push_bucket(out, up_to_bound, bound, exemplar);
            }
        }
    };
    push_histogram(
        out,
        (count, sum),
        push_buckets,
        native.as_ref(),
        created,
        |_, _| {},
    );
}

/// Appends the exemplar of an update, if one is stored.
pub(crate) fn push_stored_exemplar(out: &mut Vec<u8>, field: u32, stored: Option<StoredExemplar>) {
    let Some(stored) = stored else { return };
    let timestamp_ms = stored.timestamp_ms.try_into().ok();
    let push_labels = |out: &mut Vec<u8>| {
        let (trace_id, span_id) = (stored.exemplar.trace_id(), stored.exemplar.span_id());
        // Writing to a Vec can't fail.
        push_exemplar_label(out, "trace_id", |out| _ = write!(out, "{trace_id:032x}"));
        push_exemplar_label(out, "span_id", |out| _ = write!(out, "{span_id:016x}"));
    };
    push_exemplar(out, field, push_labels, (stored.value, timestamp_ms));
}
