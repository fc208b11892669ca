//! Writes the metrics of a family of another library.

use super::parts::{
    push_bucket, push_counter, push_exemplar, push_exemplar_label, push_gauge, push_histogram,
    push_metric, push_summary, push_timestamp_ms, push_untyped,
};
use crate::exposition::model::{
    ExemplarValue, HistogramValue, Metric, MetricType, MetricValue, NativeHistogram, Served,
};
use crate::native::merged::{Merged, Spans};

/// Appends the served metrics of a family. The labels keep their order.
pub(crate) fn push_metrics(family: &Served, out: &mut Vec<u8>) {
    for (labels, metric) in family.metrics() {
        let labels = labels.iter().map(|(name, value)| (&**name, &**value));
        if let MetricValue::States(states) = &metric.value {
            for (state, is_active) in states {
                let state_label = [(family.state_label.as_str(), &**state)];
                push_metric(out, labels.clone().chain(state_label), |out| {
                    push_gauge(out, f64::from(u8::from(*is_active)));
                    push_time(out, metric);
                });
            }
        } else {
            push_metric(out, labels, |out| push_value(out, family.kind(), metric));
        }
    }
}

/// Appends the value and timestamp of a metric in the order of their field numbers. Only the value of a histogram
/// follows the timestamp.
fn push_value(out: &mut Vec<u8>, kind: MetricType, metric: &Metric) {
    let created = metric.created_ms;
    match (kind, &metric.value) {
        (_, MetricValue::Histogram(histogram)) => {
            push_time(out, metric);
            return push_histogram_value(out, histogram, created);
        }
        (_, MetricValue::Summary(summary)) => {
            let quantiles = summary.quantiles.iter();
            let quantiles = quantiles.map(|it| (it.quantile, it.value));
            push_summary(out, (summary.count, summary.sum), quantiles, created);
        }
        (kind, value) => {
            let value = value.as_f64().unwrap_or_default();
            match kind {
                MetricType::Counter => push_counter(
                    out,
                    value,
                    |out, field| push_optional(out, field, metric.exemplar.as_ref()),
                    created,
                ),
                MetricType::Unknown => push_untyped(out, value),
                _ => push_gauge(out, value),
            }
        }
    }
    push_time(out, metric);
}

fn push_time(out: &mut Vec<u8>, metric: &Metric) {
    if let Some(timestamp_ms) = metric.timestamp_ms {
        push_timestamp_ms(out, timestamp_ms);
    }
}

fn push_histogram_value(out: &mut Vec<u8>, histogram: &HistogramValue, created: Option<u64>) {
    let native = histogram.native.as_ref();
    let exemplars = native.map_or(&[][..], |native| &native.exemplars);
    push_histogram(
        out,
        (histogram.count, histogram.sum),
        |out| {
            for bucket in &histogram.buckets {
                // The count implies the bucket of `+Inf`, which is only written for its exemplar.
                if bucket.upper_bound < f64::INFINITY || bucket.exemplar.is_some() {
                    let (count, bound) = (bucket.cumulative_count, bucket.upper_bound);
                    let exemplar = bucket.exemplar.as_ref();
                    push_bucket(out, count, bound, |out, field| {
                        push_optional(out, field, exemplar);
                    });
                }
            }
        },
        native.map(Merged::from).as_ref(),
        created,
        |out, field| {
            for exemplar in exemplars {
                push_optional(out, field, Some(exemplar));
            }
        },
    );
}

fn push_optional(out: &mut Vec<u8>, field: u32, exemplar: Option<&ExemplarValue>) {
    let Some(exemplar) = exemplar else { return };
    let push_labels = |out: &mut Vec<u8>| {
        for (name, value) in &exemplar.labels {
            push_exemplar_label(out, name, |out| out.extend_from_slice(value.as_bytes()));
        }
    };
    push_exemplar(
        out,
        field,
        push_labels,
        (exemplar.value, exemplar.timestamp_ms),
    );
}

impl From<&NativeHistogram> for Merged {
    fn from(native: &NativeHistogram) -> Self {
        Self {
            schema: native.schema,
            zero_threshold: native.zero_threshold,
            zero: native.zero_count,
            negative: Spans::from_buckets(&native.negative),
            positive: Spans::from_buckets(&native.positive),
        }
    }
}
