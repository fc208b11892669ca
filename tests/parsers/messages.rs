//! Delimited protobuf messages, read with the types of `prometheus`.

use crate::{Samples, plain, shown};
use prometheus::proto::{Metric, MetricFamily, MetricType};
use protobuf::CodedInputStream;

pub(crate) const CONTENT_TYPE: &str = "application/vnd.google.protobuf; \
    proto=io.prometheus.client.MetricFamily; encoding=delimited";

/// The samples that the text format has for the messages of a body.
pub(crate) fn samples(body: &[u8]) -> Samples {
    let mut input = CodedInputStream::from_bytes(body);
    let mut samples = Samples::new();
    while !input.eof().unwrap() {
        let family: MetricFamily = input.read_message().unwrap();
        for metric in family.get_metric() {
            push(&family, metric, &mut samples);
        }
    }
    samples
}

fn push(family: &MetricFamily, metric: &Metric, samples: &mut Samples) {
    let mut push = |suffix: &str, le: Option<f64>, value: f64| {
        let labels = metric.get_label().iter();
        let mut labels: std::collections::BTreeMap<_, _> = labels
            .map(|label| plain(label.name(), label.value()))
            .collect();
        labels.extend(le.map(|le| ("le".to_owned(), le.to_string())));
        let name = format!("{}{suffix}", family.name());
        assert!(samples.insert((name, labels), shown(value)).is_none());
    };
    match family.get_field_type() {
        MetricType::COUNTER => {
            // Python names the samples of all counters so.
            let is_named = family.name().ends_with("_total");
            let suffix = if is_named { "" } else { "_total" };
            push(suffix, None, metric.get_counter().value());
        }
        MetricType::GAUGE => push("", None, metric.get_gauge().value()),
        MetricType::HISTOGRAM => {
            let histogram = metric.get_histogram();
            for bucket in histogram.get_bucket() {
                let le = Some(bucket.upper_bound());
                push("_bucket", le, count(bucket.cumulative_count()));
            }
            let total = count(histogram.get_sample_count());
            push("_bucket", Some(f64::INFINITY), total);
            push("_count", None, total);
            push("_sum", None, histogram.get_sample_sum());
        }
        other => panic!("nobody has a {other:?}"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "no count of a test is so large")]
fn count(count: u64) -> f64 {
    count as f64
}
