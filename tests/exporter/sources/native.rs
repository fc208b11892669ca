//! Native buckets from functions: those that Prometheus rejects, and those that it accepts.

use super::{late, of, refused};
use pforge_metrics::model::{HistogramValue, Metric, MetricFamily, MetricValue, NativeHistogram};
use pforge_metrics::own::families::{
    DroppedFamily, FamilyFault, PFORGE_METRICS_FAMILIES_DROPPED_TOTAL as DROPPED,
};

/// Native buckets that Prometheus rejects with a count of 3 and this sum, and the build error.
#[expect(clippy::too_many_lines, reason = "a table")]
fn broken_native() -> Vec<(f64, NativeHistogram, &'static str)> {
    let native = |positive: &[(i32, u64)]| {
        let mut native = NativeHistogram::new(0, 0.5);
        native.positive = positive.to_vec();
        native
    };
    let with = |schema, threshold| {
        let mut native = NativeHistogram::new(schema, threshold);
        native.zero_count = 3;
        native
    };
    let mut negative = native(&[]);
    negative.negative = vec![(7, 1), (7, 2)];
    let threshold = "return a finite number from 0 up";
    let count = "set `count` to the number of all observations";
    let closer = "return indexes that lie closer together";
    let rows = [
        (
            1.0,
            with(9, 0.5),
            "of the schema `9`",
            "return a schema from -4 to 8",
        ),
        (
            1.0,
            with(-5, 0.5),
            "of the schema `-5`",
            "return a schema from -4 to 8",
        ),
        (
            1.0,
            with(0, -0.5),
            "of the zero threshold `-0.5`",
            threshold,
        ),
        (
            1.0,
            with(0, f64::NAN),
            "of the zero threshold `NaN`",
            threshold,
        ),
        (
            1.0,
            with(0, f64::INFINITY),
            "of the zero threshold `inf`",
            threshold,
        ),
        (
            1.0,
            native(&[(1, 2)]),
            "with 2 observations in native buckets and the count 3",
            count,
        ),
        (
            1.0,
            native(&[(1, 4)]),
            "with 4 observations in native buckets and the count 3",
            count,
        ),
        (
            f64::NAN,
            native(&[(1, 4)]),
            "with 4 observations in native buckets and the count 3",
            count,
        ),
        (
            1.0,
            native(&[
                (1, i64::MAX.unsigned_abs()),
                (2, i64::MAX.unsigned_abs()),
                (3, 5),
            ]),
            "with more than 2^64 observations in native buckets and the count 3",
            count,
        ),
        (
            1.0,
            native(&[(1, 1 << 63)]),
            "with 9223372036854775808 observations in the native bucket `1`",
            "return counts below 2^63",
        ),
        (
            1.0,
            negative,
            "with the native bucket `7` twice",
            "return each index once",
        ),
        (
            1.0,
            native(&[(i32::MIN, 1), (i32::MAX - 1, 2)]),
            "with the native bucket `2147483646`, too far from the one before",
            closer,
        ),
        (
            1.0,
            native(&[(i32::MAX, 3)]),
            "with the native bucket `2147483647`, too far from the one before",
            closer,
        ),
    ];
    let text = |problem: &str, help| {
        let with = if problem.starts_with("with") {
            ""
        } else {
            "with native buckets "
        };
        let text = format!("a source returned the histogram `x` {with}{problem}\nhelp: {help}");
        &*text.leak()
    };
    rows.map(|(sum, native, problem, help)| (sum, native, text(problem, help)))
        .to_vec()
}

#[test]
fn native_buckets_that_prometheus_rejects_are_omitted_and_counted() {
    let histogram = |classic: &[(f64, u64)], sum, native: &NativeHistogram| {
        HistogramValue::new(classic.to_vec(), 3, sum).native(native.clone())
    };
    for (sum, native, expected) in broken_native() {
        let classic = histogram(&[(1.0, 2)], sum, &native);
        let alone = histogram(&[], sum, &native);
        for (value, buckets) in [(classic, Some(2)), (alone, None)] {
            let family = MetricFamily::histogram("x", "").metric(Metric::new(value));
            assert_eq!(refused(family.clone()).0, expected);
            let dropped = DROPPED.with((DroppedFamily::new("x"), FamilyFault::Value));
            let before = dropped.get();
            let gathered = late(family).gather();
            let served = gathered.families().find(|family| family.name == "x");
            let value = served.map(|family| family.metrics[0].value.clone());
            let shown = value.map(|value| match value {
                MetricValue::Histogram(it) => (it.buckets.len(), it.native),
                value => panic!("{value:?}"),
            });
            assert_eq!(shown, buckets.map(|it| (it, None)), "{expected}");
            assert_eq!(dropped.get(), before + 1, "{expected}");
        }
    }
}

#[test]
fn native_buckets_that_prometheus_accepts_are_served() {
    let mut native = NativeHistogram::new(8, 0.0);
    native.negative = vec![(i32::MIN, 1)];
    native.positive = vec![(3, 0), (-3, 1)];
    for (sum, count) in [(1.0, 2), (f64::NAN, 3)] {
        let value = HistogramValue::new([], count, sum).native(native.clone());
        let family = MetricFamily::histogram("x", "").metric(Metric::new(value));
        let built = of(vec![family]);
        let families: Vec<MetricFamily> = built.gather().families().collect();
        let MetricValue::Histogram(value) = &families[0].metrics[0].value else {
            panic!("{families:?}");
        };
        let sorted = value.native.as_ref().map(|native| &native.positive[..]);
        assert_eq!(sorted, Some(&[(-3, 1), (3, 0)][..]));
    }
}
