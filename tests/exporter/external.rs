//! Metrics of other libraries, and problems of the encoder of `prometheus` with them.

use pforge_metrics::testing::assert_exposition;
use prometheus::proto::{self, MetricType};

use crate::yields::{family, gauge, scrape, serve, with_labels};

#[test]
fn a_summary_does_not_reserve_the_names_of_buckets() {
    let mut summary = proto::Summary::default();
    summary.set_sample_count(2);
    summary.set_sample_sum(0.5);
    let mut metric = proto::Metric::default();
    metric.set_summary(summary);
    let families = vec![
        family("x", MetricType::SUMMARY, vec![metric]),
        family("x_bucket", MetricType::GAUGE, vec![gauge(1.0)]),
    ];
    assert_eq!(
        serve(families).unwrap(),
        "# TYPE x summary\nx_sum 0.5\nx_count 2\n# TYPE x_bucket gauge\nx_bucket 1\n"
    );
}

#[test]
fn external_histograms_keep_bounds_labels_and_timestamps() {
    let bucket = |bound, count| {
        let mut bucket = proto::Bucket::default();
        bucket.set_upper_bound(bound);
        bucket.set_cumulative_count(count);
        bucket
    };
    let mut histogram = proto::Histogram::default();
    histogram.set_bucket(vec![bucket(0.1, 1), bucket(f64::INFINITY, 3)]);
    histogram.set_sample_count(3);
    histogram.set_sample_sum(4.5);
    let mut metric = with_labels(proto::Metric::default(), &[("a", "}")]);
    metric.set_histogram(histogram);
    metric.set_timestamp_ms(-5);
    assert_eq!(
        serve(vec![family("x", MetricType::HISTOGRAM, vec![metric])]).unwrap(),
        "# TYPE x histogram\nx_bucket{a=\"}\",le=\"0.1\"} 1 -5\nx_bucket{a=\"}\",le=\"+Inf\"} 3 -5\n\
         x_sum{a=\"}\"} 4.5 -5\nx_count{a=\"}\"} 3 -5\n"
    );
}

#[test]
fn untyped_metrics_are_served() {
    let mut untyped = proto::Untyped::default();
    untyped.set_value(4.5);
    let metric = proto::Metric {
        untyped: Some(untyped).into(),
        ..Default::default()
    };
    assert_exposition(
        &serve(vec![family("thing", MetricType::UNTYPED, vec![metric])]).unwrap(),
        "
        # TYPE thing untyped
        thing 4.5
        ",
    );
}

#[test]
fn extreme_numbers_are_short_and_infinities_are_written_as_inf() {
    for (value, text) in [
        (1e300, "1e+300"),
        (f64::INFINITY, "+Inf"),
        (f64::NEG_INFINITY, "-Inf"),
        (f64::NAN, "NaN"),
    ] {
        assert_exposition(
            &serve(vec![family(
                "extreme",
                MetricType::GAUGE,
                vec![gauge(value)],
            )])
            .unwrap(),
            &format!("# TYPE extreme gauge\nextreme {text}"),
        );
    }
}

#[test]
fn names_that_the_format_does_not_allow_are_escaped() {
    let mut label = proto::LabelPair::default();
    label.set_name("a.b\n".to_owned());
    label.set_value("ü".to_owned());
    let mut metric = gauge(1.0);
    metric.set_label(vec![label]);
    assert_exposition(
        &serve(vec![family(
            "http.größe\n1",
            MetricType::GAUGE,
            vec![metric],
        )])
        .unwrap(),
        "
        # TYPE http_gr__e_1 gauge
        http_gr__e_1{a_b_=\"ü\"} 1
        ",
    );
}

#[tokio::test]
async fn a_counter_named_like_the_suffix_keeps_its_name_in_openmetrics() {
    let mut counter = proto::Counter::default();
    counter.set_value(1.0);
    let mut metric = proto::Metric::default();
    metric.set_counter(counter);
    let families = vec![family("_total", MetricType::COUNTER, vec![metric])];
    let body = scrape(families, "application/openmetrics-text").await;
    assert_eq!(
        String::from_utf8(body).unwrap(),
        "# TYPE _total unknown\n_total 1\n# EOF\n"
    );
}

#[test]
fn label_values_with_equal_hashes_are_two_series() {
    mod traps {
        pforge_metrics::include_metrics!(
            inline = r#"
            [label.left]
            help   = "Left."
            values = ["ab", "a"]

            [label.right]
            help   = "Right."
            values = ["c", "bc"]

            [counter.pairs_total]
            help   = "Pairs."
            labels = ["left", "right"]

            [counter.fractions_total]
            help  = "Fractions."
            value = "float"
            "#
        );
    }
    use traps::{CATALOG, FRACTIONS_TOTAL, Left, PAIRS_TOTAL, Right};
    PAIRS_TOTAL.with((Left::Ab, Right::C)).inc();
    PAIRS_TOTAL.with((Left::A, Right::Bc)).inc_by(u64::MAX);
    // Negative, infinite and NaN increments are rejected, even in release builds.
    for refused in [-1.0, f64::NAN, f64::INFINITY] {
        FRACTIONS_TOTAL.inc_by(refused);
    }
    FRACTIONS_TOTAL.inc_by(0.5);
    assert_eq!(CATALOG.rejected(), 3);
    // Integers keep all digits.
    assert_exposition(
        &CATALOG.snapshot().to_string(),
        r#"
        # HELP fractions_total Fractions.
        # TYPE fractions_total counter
        fractions_total 0.5
        # HELP pairs_total Pairs.
        # TYPE pairs_total counter
        pairs_total{left="ab",right="c"} 1
        pairs_total{left="ab",right="bc"} 0
        pairs_total{left="a",right="c"} 0
        pairs_total{left="a",right="bc"} 18446744073709551615
        "#,
    );
}
