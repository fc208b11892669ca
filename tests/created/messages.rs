//! Created timestamps in protobuf. `prometheus` has no fields for them.

use crate::{scrape, with_created, word};
use pforge_metrics::Exemplar;
use pforge_metrics::exporter::Exporter;
use prometheus::core::Collector;
use prometheus::proto::{LabelPair, Metric, MetricFamily};
use protobuf::{CodedInputStream, Message, SpecialFields, UnknownValueRef};

const PROTOBUF: &str = "application/vnd.google.protobuf; \
    proto=io.prometheus.client.MetricFamily; encoding=delimited";

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.side]
        help   = "Side."
        values = ["left", "right"]

        [label.repo]
        help = "Repository."
        open = { max = 2 }

        [counter.calls_total]
        help      = "Calls."
        labels    = ["side"]
        exemplars = true

        [counter.commits_total]
        help   = "Commits."
        labels = ["repo"]

        [histogram.wait_seconds]
        help    = "Time waited."
        buckets = [1, 2]

        [histogram.native_seconds]
        help    = "Time waited, in native buckets."
        buckets = [1, 2]
        native  = { factor = 1.1 }

        [gauge.level]
        help = "A level."
        "#
    );
}
use metrics::*;

fn families(mut body: &[u8]) -> Vec<MetricFamily> {
    let mut input = CodedInputStream::new(&mut body);
    let mut families = Vec::new();
    while !input.eof().unwrap() {
        families.push(input.read_message().unwrap());
    }
    families
}

/// Reads a `Timestamp` message in milliseconds.
fn timestamp(fields: &SpecialFields, number: u32) -> Option<u64> {
    let UnknownValueRef::LengthDelimited(message) = fields.unknown_fields().get(number)? else {
        panic!("field {number} is not a message");
    };
    let mut input = CodedInputStream::from_bytes(message);
    let mut milliseconds = 0;
    while let Some(tag) = input.read_raw_tag_or_eof().unwrap() {
        let value = input.read_uint64().unwrap();
        milliseconds += match (tag >> 3, tag & 7) {
            (1, 0) => value * 1_000,
            (2, 0) => value / 1_000_000,
            other => panic!("unexpected type {other:?}"),
        };
    }
    Some(milliseconds)
}

fn created(metric: &Metric) -> Option<u64> {
    let of_counter = timestamp(&metric.get_counter().special_fields, 3);
    of_counter.or_else(|| timestamp(&metric.get_histogram().special_fields, 15))
}

/// Each series with its created timestamp.
fn times(families: &[MetricFamily]) -> Vec<String> {
    let metrics = families.iter().flat_map(|family| {
        let name = family.name();
        family.get_metric().iter().map(move |metric| {
            let labels = metric.get_label().iter();
            let labels: Vec<_> = labels.map(LabelPair::value).collect();
            let time = created(metric).map_or("-", word);
            format!("{name}{labels:?} {time}")
        })
    });
    metrics
        .filter(|line| !line.starts_with("pforge_"))
        .collect()
}

/// The bytes of each family without created timestamps.
fn without_times(mut families: Vec<MetricFamily>) -> Vec<Vec<u8>> {
    for family in &mut families {
        let mut metrics = family.take_metric();
        for metric in &mut metrics {
            if let Some(counter) = metric.counter.as_mut() {
                counter.special_fields.mut_unknown_fields().remove(3);
            }
            if let Some(histogram) = metric.histogram.as_mut() {
                histogram.special_fields.mut_unknown_fields().remove(15);
            }
        }
        family.set_metric(metrics);
    }
    families.retain(|family| !family.name().starts_with("pforge_"));
    families
        .iter()
        .map(|family| family.write_to_bytes().unwrap())
        .collect()
}

#[tokio::test]
async fn protobuf_counters_and_histograms_gain_a_created_timestamp() {
    CALLS_TOTAL
        .with(Side::Right)
        .inc_with_exemplar(&Exemplar::new(1, 2));
    COMMITS_TOTAL.with(Repo::new("r")).inc();
    COMMITS_TOTAL.with(Repo::OVERFLOW).inc();
    WAIT_SECONDS.observe(1.5);
    NATIVE_SECONDS.observe(1.5);
    LEVEL.set(1.0);
    let with = families(&scrape(with_created(CATALOG), PROTOBUF, "").await);
    assert_eq!(
        times(&with),
        [
            r#"calls_total["left"] start"#,
            r#"calls_total["right"] start"#,
            r#"commits_total["r"] later"#,
            r#"commits_total["_other"] start"#,
            "level[] -",
            "native_seconds[] start",
            "wait_seconds[] start",
        ]
    );
    let without = Exporter::builder().catalog(&CATALOG);
    let without = families(&scrape(without, PROTOBUF, "").await);
    assert!(times(&without).iter().all(|line| line.ends_with(" -")));
    assert_eq!(without_times(with), without_times(without));
}

#[test]
fn a_collector_reports_no_created_timestamps() {
    let collected = CATALOG.collector().collect();
    assert!(times(&collected).iter().all(|line| line.ends_with(" -")));
}
