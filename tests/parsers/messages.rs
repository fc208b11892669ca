//! Delimited protobuf messages, read with the types of `prometheus`.

use crate::exemplars::Shown;
use crate::{Exemplars, Parsed, Samples, Series, plain, shown};
use prometheus::proto::{LabelPair, Metric, MetricFamily, MetricType};
use protobuf::{CodedInputStream, SpecialFields, UnknownValueRef};
use std::collections::BTreeMap;

pub(crate) const CONTENT_TYPE: &str = "application/vnd.google.protobuf; \
    proto=io.prometheus.client.MetricFamily; encoding=delimited";

/// Converts the messages of a body to the samples of the text format, and their exemplars.
pub(crate) fn parse(body: &[u8]) -> Parsed {
    let mut input = CodedInputStream::from_bytes(body);
    let mut parsed = Parsed::default();
    while !input.eof().unwrap() {
        let family: MetricFamily = input.read_message().unwrap();
        for metric in family.get_metric() {
            push(&family, metric, &mut parsed);
        }
    }
    parsed
}

fn push(family: &MetricFamily, metric: &Metric, parsed: &mut Parsed) {
    let mut push = |suffix: &str, le: Option<f64>, value: f64| {
        let series = series(family, metric, suffix, le);
        let before = parsed.samples.insert(series, shown(value));
        assert!(before.is_none());
    };
    match family.get_field_type() {
        MetricType::COUNTER => {
            push("", None, metric.get_counter().value());
            let fields = &metric.get_counter().special_fields;
            // OpenMetrics has no created timestamps for these, because their type is unknown there.
            if !family.name().starts_with("old_") {
                push_created(family, metric, (fields, 3), &mut parsed.samples);
            }
            push_exemplar(
                series(family, metric, "", None),
                fields,
                2,
                &mut parsed.exemplars,
            );
        }
        MetricType::GAUGE => push("", None, metric.get_gauge().value()),
        MetricType::HISTOGRAM => {
            let histogram = metric.get_histogram();
            let total = count(histogram.get_sample_count());
            for bucket in histogram.get_bucket() {
                let le = Some(bucket.upper_bound());
                if le == Some(f64::INFINITY) {
                    // This bucket only carries an exemplar.
                    assert_eq!(bucket.cumulative_count(), histogram.get_sample_count());
                } else {
                    push("_bucket", le, count(bucket.cumulative_count()));
                }
            }
            push("_bucket", Some(f64::INFINITY), total);
            push("_count", None, total);
            push("_sum", None, histogram.get_sample_sum());
            let fields = &histogram.special_fields;
            push_created(family, metric, (fields, 15), &mut parsed.samples);
            for bucket in histogram.get_bucket() {
                let series = series(family, metric, "_bucket", Some(bucket.upper_bound()));
                push_exemplar(series, &bucket.special_fields, 3, &mut parsed.exemplars);
            }
        }
        other => panic!("unexpected {other:?}"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the counts in tests are small")]
fn count(count: u64) -> f64 {
    count as f64
}

fn series(family: &MetricFamily, metric: &Metric, suffix: &str, le: Option<f64>) -> Series {
    let labels = metric.get_label().iter();
    let mut labels: BTreeMap<_, _> = labels
        .map(|label| plain(label.name(), label.value()))
        .collect();
    labels.extend(le.map(|le| ("le".to_owned(), le.to_string())));
    (format!("{}{suffix}", family.name()), labels)
}

/// Reads the created timestamp of a metric, as the sample that OpenMetrics has for it.
fn push_created(
    family: &MetricFamily,
    metric: &Metric,
    (fields, number): (&SpecialFields, u32),
    all: &mut Samples,
) {
    let Some(UnknownValueRef::LengthDelimited(message)) = fields.unknown_fields().get(number)
    else {
        return;
    };
    let (name, labels) = series(family, metric, "", None);
    let stem = name.strip_suffix("_total").unwrap_or(&name);
    let seconds = count(milliseconds(message)) / 1_000.0;
    let before = all.insert((format!("{stem}_created"), labels), shown(seconds));
    assert!(before.is_none());
}

/// Reads an `Exemplar` message from an unknown field, because `prometheus` has no type for it.
fn push_exemplar(series: Series, fields: &SpecialFields, number: u32, all: &mut Exemplars) {
    let Some(UnknownValueRef::LengthDelimited(message)) = fields.unknown_fields().get(number)
    else {
        return;
    };
    let (mut labels, mut value, mut timestamp) = (BTreeMap::new(), None, None);
    let mut input = CodedInputStream::from_bytes(message);
    while let Some(tag) = input.read_raw_tag_or_eof().unwrap() {
        // The field number and the wire type.
        match (tag >> 3, tag & 7) {
            (1, 2) => {
                let label: LabelPair = input.read_message().unwrap();
                labels.insert(label.name().to_owned(), label.value().to_owned());
            }
            (2, 1) => value = Some(shown(input.read_double().unwrap())),
            (3, 2) => timestamp = Some(milliseconds(&input.read_bytes().unwrap())),
            other => panic!("unexpected {other:?}"),
        }
    }
    let shown = Shown {
        labels,
        value: value.unwrap(),
        timestamp: timestamp.unwrap(),
    };
    assert!(all.insert(series, shown).is_none());
}

/// Reads a `Timestamp` message.
fn milliseconds(message: &[u8]) -> u64 {
    let mut input = CodedInputStream::from_bytes(message);
    let mut milliseconds = 0;
    while let Some(tag) = input.read_raw_tag_or_eof().unwrap() {
        let value = input.read_uint64().unwrap();
        milliseconds += match (tag >> 3, tag & 7) {
            (1, 0) => value * 1_000,
            (2, 0) => value / 1_000_000,
            other => panic!("unexpected {other:?}"),
        };
    }
    milliseconds
}
