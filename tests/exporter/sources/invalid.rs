//! Metrics from functions that are invalid in an exposition.

use super::refused;
use pforge_metrics::model::{
    Bucket, HistogramValue, Metric, MetricFamily, MetricType, SummaryValue,
};
use pforge_metrics::own::families::{
    DroppedFamily, FamilyFault, PFORGE_METRICS_FAMILIES_DROPPED_TOTAL as DROPPED,
};

/// Invalid metrics: the metric, the reason in the counter, and the build error if a family `x` of this type has it.
#[expect(clippy::too_many_lines, reason = "a table")]
fn broken() -> Vec<(MetricType, Metric, FamilyFault, &'static str)> {
    use FamilyFault::{Label, MixedTypes, Value};
    use MetricType::{Counter, Gauge, Histogram, Info, StateSet, Summary};

    let histogram = |buckets: &[(f64, u64)], count| {
        Metric::new(HistogramValue::new(buckets.to_vec(), count, 1.0))
    };
    let summary = |quantiles: &[f64]| {
        let quantiles = quantiles.iter().map(|quantile| (*quantile, 1.0));
        Metric::new(SummaryValue::new(quantiles, 1, 1.0))
    };
    let mut two_last = HistogramValue::new([(1.0, 1)], 1, 1.0);
    let last = Bucket::new(f64::INFINITY, 1);
    two_last.buckets.extend([last.clone(), last]);
    vec![
        (
            Gauge,
            Metric::new(1).label("a.b", "1").label("a_b", "2"),
            Label,
            "a source has a metric `x` with the label `a_b` twice\nhelp: remove one of them, or rename it",
        ),
        (
            Gauge,
            Metric::new(1).label("__name__", "y"),
            Label,
            "a source returned a metric `x` with the label `__name__`, which is reserved for the name of the metric\n\
             help: rename the label",
        ),
        (
            Gauge,
            Metric::new(1).label("..name..", "y"),
            Label,
            "a source returned a metric `x` with the label `__name__`, which is reserved for the name of the metric\n\
             help: rename the label",
        ),
        (
            Gauge,
            Metric::new(1).label("", "y"),
            Label,
            "a source returned a metric `x` with a label without a name\nhelp: give the label a name",
        ),
        (
            Histogram,
            histogram(&[], 0).label("le", "1"),
            Label,
            "a source returned a metric `x` with the label `le`, which is reserved for bounds of buckets\n\
             help: rename the label",
        ),
        (
            Summary,
            summary(&[0.5]).label("quantile", "1"),
            Label,
            "a source returned a metric `x` with the label `quantile`, which is reserved for quantiles\n\
             help: rename the label",
        ),
        (
            StateSet,
            Metric::states([("a", true)]).label("x", "1"),
            Label,
            "a source returned a metric `x` with the label `x`, which is reserved for states\nhelp: rename the label",
        ),
        (
            Gauge,
            histogram(&[], 0),
            MixedTypes,
            "a source returned a histogram as a value of the gauge `x`\nhelp: return it in a family of its own type",
        ),
        (
            Histogram,
            Metric::new(1),
            MixedTypes,
            "a source returned a number as a value of the histogram `x`\nhelp: return it in a family of its own type",
        ),
        (
            Info,
            Metric::states([("a", true)]),
            MixedTypes,
            "a source returned a state set as a value of the info `x`\nhelp: return it in a family of its own type",
        ),
        (
            StateSet,
            summary(&[]),
            MixedTypes,
            "a source returned a summary as a value of the state set `x`\nhelp: return it in a family of its own type",
        ),
        (
            Info,
            Metric::new(2),
            Value,
            "a source returned the info `x` with the value `2`\nhelp: return `Metric::info()`, whose value is 1",
        ),
        (
            Counter,
            Metric::new(-1),
            Value,
            "a source returned the counter `x` with the value `-1`\n\
             help: return a number from 0 up, or a gauge if the value can be lower",
        ),
        (
            Counter,
            Metric::new(f64::NAN),
            Value,
            "a source returned the counter `x` with the value `NaN`\n\
             help: return a number from 0 up, or a gauge if the value can be lower",
        ),
        (
            Histogram,
            histogram(&[(f64::NAN, 1)], 1),
            Value,
            "a source returned the histogram `x` with the bound `NaN`\nhelp: remove that bucket",
        ),
        (
            Histogram,
            histogram(&[(0.5, 1), (0.5, 1)], 1),
            Value,
            "a source returned the histogram `x` with the bound `0.5` twice\nhelp: return each bound once",
        ),
        (
            Histogram,
            Metric::new(two_last),
            Value,
            "a source returned the histogram `x` with the bound `+Inf` twice\nhelp: return each bound once",
        ),
        (
            Histogram,
            histogram(&[(1.0, 2), (0.5, 3)], 3),
            Value,
            "a source returned the histogram `x` with 3 observations up to the bound `0.5` and 2 up to `1`\n\
             help: counts are cumulative: add the observations of lower buckets to each bucket",
        ),
        (
            Histogram,
            histogram(&[(1.0, 3)], 2),
            Value,
            "a source returned the histogram `x` with 3 observations up to the bound `1` and the count 2\n\
             help: set `count` to the number of all observations",
        ),
        (
            Summary,
            summary(&[0.5, 0.5]),
            Value,
            "a source returned the summary `x` with the quantile `0.5` twice\nhelp: return each quantile once",
        ),
        (
            Summary,
            summary(&[f64::NAN]),
            Value,
            "a source returned the summary `x` with the quantile `NaN`\nhelp: return quantiles from 0 to 1",
        ),
        (
            StateSet,
            Metric::states([("a", true), ("a", false)]),
            Value,
            "a source returned the state set `x` with the state `a` twice\nhelp: return each state once",
        ),
    ]
}

#[test]
fn an_invalid_metric_is_a_build_error_and_later_omitted_and_counted() {
    for (kind, metric, fault, expected) in broken() {
        let dropped = DROPPED.with((DroppedFamily::new("x"), fault));
        let before = dropped.get();
        let family = MetricFamily::new("x", "", kind).metric(metric);
        let (error, text) = refused(family);
        assert_eq!(error, expected);
        let samples: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(samples, ["beside 1"], "{expected}");
        assert_eq!(dropped.get(), before + 1, "{expected}");
    }
}

#[test]
fn a_family_without_a_name_is_a_build_error_and_later_omitted_and_counted() {
    let family = MetricFamily::gauge("", "Help.").metric(Metric::new(1));
    let (error, text) = refused(family);
    assert_eq!(
        error,
        "a source returned a family without a name\nhelp: give it a name"
    );
    assert_eq!(text, "# TYPE beside gauge\nbeside 1\n");
    let unnamed = (DroppedFamily::new("_"), FamilyFault::Name);
    assert_eq!(DROPPED.with(unnamed).get(), 1);
}

#[test]
fn a_state_set_named_like_the_reserved_label_is_omitted() {
    let family = MetricFamily::state_set("__name__", "").metric(Metric::states([("a", true)]));
    let (error, text) = refused(family);
    assert_eq!(
        error,
        "a source returned a metric `__name__` with the label `__name__`, which is reserved for the name of the metric\n\
         help: rename the label"
    );
    assert!(!text.contains("__name__="), "{text}");
}

#[test]
fn two_metrics_with_the_same_labels_are_a_build_error() {
    let one = || Metric::new(1);
    for metrics in [[one(), one()], [one().label("a", ""), one().label("b", "")]] {
        let (error, text) = refused(MetricFamily::gauge("x", "").metrics(metrics));
        assert_eq!(
            error,
            "a source has two metrics `x` with the same labels\nhelp: return each label set once"
        );
        assert!(text.contains("\nx"), "the first one stays: {text}");
    }
}
