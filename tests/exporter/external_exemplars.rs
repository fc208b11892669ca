//! Exemplars and other fields of external metrics that `prometheus` has no fields for.

use pforge_metrics::exporter::Exporter;
use pforge_metrics::own::exemplars::{
    DropReason, PFORGE_METRICS_EXEMPLARS_DROPPED_TOTAL as DROPPED,
};
use prometheus::Registry;
use prometheus::proto::{self, MetricFamily, MetricType};
use protobuf::{CodedInputStream, CodedOutputStream, SpecialFields};

use crate::yields::{Yields, family, scrape, serve, with_labels, without_dropped};

const OPENMETRICS: &str = "application/openmetrics-text; escaping=";
const PROTOBUF: &str = "application/vnd.google.protobuf; \
    proto=io.prometheus.client.MetricFamily; encoding=delimited; escaping=";

/// Writes a protobuf message field by field.
fn message(write: impl FnOnce(&mut CodedOutputStream)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut output = CodedOutputStream::vec(&mut bytes);
    write(&mut output);
    output.flush().unwrap();
    drop(output);
    bytes
}

fn timestamp(seconds: i64, nanoseconds: i32) -> Vec<u8> {
    message(|out| {
        out.write_int64(1, seconds).unwrap();
        out.write_int32(2, nanoseconds).unwrap();
    })
}

/// The message of an exemplar with the value 0.5.
fn exemplar(labels: &[(&str, &str)], timestamp: Option<Vec<u8>>) -> Vec<u8> {
    message(|out| {
        for (name, value) in labels {
            let pair = message(|out| {
                out.write_string(1, name).unwrap();
                out.write_string(2, value).unwrap();
            });
            out.write_bytes(1, &pair).unwrap();
        }
        out.write_double(2, 0.5).unwrap();
        if let Some(timestamp) = timestamp {
            out.write_bytes(3, &timestamp).unwrap();
        }
    })
}

fn counter(name: &str, exemplar: Vec<u8>) -> MetricFamily {
    let mut counter = proto::Counter::default();
    counter.set_value(1.0);
    let unknown = counter.special_fields.mut_unknown_fields();
    unknown.add_length_delimited(2, exemplar);
    unknown.add_length_delimited(3, timestamp(9, 0));
    let mut metric = proto::Metric::default();
    metric.set_counter(counter);
    family(name, MetricType::COUNTER, vec![metric])
}

/// The OpenMetrics text after the value of a counter with an exemplar.
async fn shown(exemplar: Vec<u8>, scheme: &str) -> String {
    let accept = format!("{OPENMETRICS}{scheme}");
    let body = scrape(vec![counter("x_total", exemplar)], &accept).await;
    let body = String::from_utf8(body).unwrap();
    let (family, sample) = match scheme {
        "dots" => ("x_", "x__total"),
        _ => ("x", "x_total"),
    };
    let shown = body.strip_prefix(&format!("# TYPE {family} counter\n{sample} 1"));
    let shown = shown.and_then(|shown| shown.strip_suffix("\n# EOF\n"));
    shown.unwrap_or_else(|| panic!("{body}")).to_owned()
}

#[tokio::test]
async fn openmetrics_shows_valid_exemplars_and_counts_dropped_ones() {
    let trace = [("trace_id", "4bf9")];
    for (labels, timestamp, scheme, expected) in [
        (
            &trace[..],
            None,
            "underscores",
            r#" # {trace_id="4bf9"} 0.5"#,
        ),
        (
            &trace,
            Some(timestamp(1_700_000_000, 120_999_999)),
            "underscores",
            r#" # {trace_id="4bf9"} 0.5 1700000000.120"#,
        ),
        (
            &trace,
            Some(timestamp(-1, 0)),
            "dots",
            r#" # {trace_id="4bf9"} 0.5 -1.000"#,
        ),
        (&[], None, "values", " # {} 0.5"),
        (
            &[("a.b", "\"\n")],
            None,
            "values",
            r#" # {U__a_2e_b="\"\n"} 0.5"#,
        ),
        (
            &[("a.b", "é"), ("c", "d")],
            None,
            "allow-utf-8",
            r#" # {"a.b"="é",c="d"} 0.5"#,
        ),
    ] {
        assert_eq!(shown(exemplar(labels, timestamp), scheme).await, expected);
    }
    let longest = "é".repeat(127);
    let fits = exemplar(&[("a", &longest)], None);
    let expected = format!(" # {{a=\"{longest}\"}} 0.5");
    assert_eq!(shown(fits, "underscores").await, expected);
    assert_eq!(DROPPED.total(), 0);

    for (unfit, reason) in [
        (exemplar(&[("ab", &longest)], None), DropReason::TooLong),
        (
            exemplar(&[("a", "1"), ("a", "2")], None),
            DropReason::Malformed,
        ),
        (
            exemplar(&[("a.b", "1"), ("a_b", "2")], None),
            DropReason::Malformed,
        ),
        (
            exemplar(&trace, Some(timestamp(i64::MAX, 0))),
            DropReason::Malformed,
        ),
        (exemplar(&trace, Some(vec![0x08])), DropReason::Malformed),
        (vec![0x0a, 0x7f], DropReason::Malformed),
        (vec![0x0a, 0x03, 0x0a, 0x01, 0xff], DropReason::Malformed),
        (vec![0xff; 11], DropReason::Malformed),
        (vec![0x07], DropReason::Malformed),
    ] {
        let before = DROPPED.with(reason).get();
        assert_eq!(shown(unfit, "underscores").await, "");
        assert_eq!(DROPPED.with(reason).get(), before + 1);
    }
    assert_eq!(DROPPED.total(), 9);
}

/// A histogram with an exemplar in each bucket.
fn histogram() -> MetricFamily {
    let bucket = |bound, count| {
        let mut bucket = proto::Bucket::default();
        bucket.set_upper_bound(bound);
        bucket.set_cumulative_count(count);
        let exemplar = exemplar(&[("trace_id", &format!("{count}"))], None);
        let unknown = bucket.special_fields.mut_unknown_fields();
        unknown.add_length_delimited(3, exemplar);
        bucket
    };
    let mut histogram = proto::Histogram::default();
    histogram.set_bucket(vec![bucket(1.0, 1), bucket(f64::INFINITY, 8)]);
    histogram.set_sample_count(8);
    histogram.set_sample_sum(4.5);
    // Native buckets of schema -1: one observation in the bucket of 0, and 5 and 2 in the buckets 3 and 4.
    let unknown = histogram.special_fields.mut_unknown_fields();
    unknown.add_varint(5, 1);
    unknown.add_fixed64(6, 0.25_f64.to_bits());
    unknown.add_varint(7, 1);
    unknown.add_length_delimited(12, vec![0x08, 6, 0x10, 2]);
    unknown.add_length_delimited(13, vec![10, 5]);
    unknown.add_length_delimited(15, timestamp(9, 1_000_000));
    unknown.add_length_delimited(16, exemplar(&[("a", "b")], Some(timestamp(9, 0))));
    let mut metric = with_labels(proto::Metric::default(), &[("a.b", "c")]);
    metric.set_histogram(histogram);
    let mut family = family("wait.seconds", MetricType::HISTOGRAM, vec![metric]);
    let unknown = family.special_fields.mut_unknown_fields();
    unknown.add_length_delimited(5, b"seconds".to_vec());
    family
}

#[tokio::test]
async fn each_bucket_shows_its_exemplar() {
    let accept = format!("{OPENMETRICS}underscores");
    let body = scrape(vec![histogram()], &accept).await;
    assert_eq!(
        String::from_utf8(body).unwrap(),
        "# TYPE wait_seconds histogram\n\
         # UNIT wait_seconds seconds\n\
         wait_seconds_bucket{a_b=\"c\",le=\"1.0\"} 1 # {trace_id=\"1\"} 0.5\n\
         wait_seconds_bucket{a_b=\"c\",le=\"+Inf\"} 8 # {trace_id=\"8\"} 0.5\n\
         wait_seconds_sum{a_b=\"c\"} 4.5\n\
         wait_seconds_count{a_b=\"c\"} 8\n\
         # EOF\n"
    );
    let text = String::from_utf8(scrape(vec![histogram()], "text/plain").await).unwrap();
    assert!(!text.contains("trace_id"), "{text}");
}

#[tokio::test]
async fn protobuf_keeps_every_field_for_any_name() {
    for (scheme, name, label) in [
        ("underscores", "wait_seconds", "a_b"),
        ("allow-utf-8", "wait.seconds", "a.b"),
    ] {
        let too_long = exemplar(&[("a", &"b".repeat(200))], None);
        let counter = counter("a_total", too_long);
        let families = vec![counter.clone(), histogram()];
        let body = scrape(families, &format!("{PROTOBUF}{scheme}")).await;
        let mut input = CodedInputStream::from_bytes(&body);
        assert_eq!(input.read_message::<MetricFamily>().unwrap(), counter);
        let mut expected = histogram();
        expected.set_name(name.to_owned());
        if name.contains('.') {
            // A parser may reject a unit that is not the suffix of the name.
            expected.special_fields = SpecialFields::new();
        }
        let metrics = expected.take_metric().into_iter();
        let renamed = metrics.map(|metric| with_labels(metric, &[(label, "c")]));
        expected.set_metric(renamed.collect());
        assert_eq!(input.read_message::<MetricFamily>().unwrap(), expected);
        assert!(input.eof().unwrap());
    }
}

#[test]
fn unreadable_native_buckets_are_a_build_error() {
    let metric = |bounds: &[f64]| {
        let mut histogram = proto::Histogram::default();
        let bucket = |bound: &f64| {
            let mut bucket = proto::Bucket::default();
            bucket.set_upper_bound(*bound);
            bucket
        };
        histogram.set_bucket(bounds.iter().map(bucket).collect());
        // A span of two buckets, with the count of one.
        let unknown = histogram.special_fields.mut_unknown_fields();
        unknown.add_varint(5, 1);
        unknown.add_length_delimited(12, vec![0x08, 6, 0x10, 2]);
        unknown.add_length_delimited(13, vec![0]);
        let mut metric = proto::Metric::default();
        metric.set_histogram(histogram);
        family("wait", MetricType::HISTOGRAM, vec![metric])
    };
    for (bounds, shown) in [
        (&[][..], "# TYPE wait histogram\n"),
        (
            &[1.0][..],
            "# TYPE wait histogram\nwait_bucket{le=\"1\"} 0\nwait_bucket{le=\"+Inf\"} 0\nwait_sum 0\nwait_count 0\n",
        ),
    ] {
        assert_eq!(
            serve(vec![metric(bounds)]).unwrap_err().to_string(),
            "a registry has the histogram `wait` with native buckets that can't be read\n\
             help: encode them with a delta of integers for each bucket in a span"
        );
        let registry = Registry::new();
        let exporter = Exporter::builder().registry(&registry).build().unwrap();
        registry
            .register(Box::new(Yields(vec![metric(bounds)])))
            .unwrap();
        assert_eq!(without_dropped(&exporter.text()), shown);
    }
}
