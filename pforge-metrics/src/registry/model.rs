//! Converts both variants of the data model of `prometheus`.
//!
//! A metric in the variant of plain structs has a value of each type, of which all except one are defaults. A metric in
//! the message variant has at most one value. This module treats a default value as missing in both variants. That
//! detects a metric with a different type than its family, except a counter or gauge of 0 in plain structs, which is
//! equal to any other number of 0.

use crate::exposition::model::{
    Bucket, HistogramValue, Metric, MetricFamily, MetricType, MetricValue, SummaryValue,
};
use prometheus::proto;

/// Converts a family. Metrics that do not have the type of the family get the value [`mismatched_value`].
pub(super) fn family(gathered: &proto::MetricFamily) -> MetricFamily {
    let kind = match gathered.get_field_type() {
        proto::MetricType::COUNTER => MetricType::Counter,
        proto::MetricType::GAUGE => MetricType::Gauge,
        proto::MetricType::HISTOGRAM => MetricType::Histogram,
        proto::MetricType::SUMMARY => MetricType::Summary,
        proto::MetricType::UNTYPED => MetricType::Unknown,
    };
    let mut family =
        MetricFamily::new(gathered.name().to_owned(), gathered.help().to_owned(), kind);
    let metrics = gathered.get_metric().iter();
    family.metrics = metrics.map(|it| metric(it, kind)).collect();
    family
}

fn metric(gathered: &proto::Metric, kind: MetricType) -> Metric {
    let mut metric = Metric::new(value(gathered, kind).unwrap_or_else(mismatched_value));
    let labels = gathered.get_label().iter();
    metric.labels = labels
        .map(|label| {
            (
                label.name().to_owned().into(),
                label.value().to_owned().into(),
            )
        })
        .collect();
    metric.timestamp_ms = Some(gathered.timestamp_ms()).filter(|timestamp| *timestamp != 0);
    metric
}

/// Returns a value that is invalid in every family of a registry, so that the metric is omitted.
pub(super) fn mismatched_value() -> MetricValue {
    MetricValue::States(Vec::new())
}

/// Returns the value of a metric, or `None` if its type differs from that of the family. That is possible because
/// `prometheus` merges families with the same name without comparing their types.
#[allow(
    deprecated,
    reason = "plain structs have no other accessor of an untyped value"
)]
fn value(metric: &proto::Metric, kind: MetricType) -> Option<MetricValue> {
    // The types are explicit, because the accessors of both variants coerce to references.
    let (counter, gauge): (&proto::Counter, &proto::Gauge) =
        (metric.get_counter(), metric.get_gauge());
    let (histogram, summary): (&proto::Histogram, &proto::Summary) =
        (metric.get_histogram(), metric.get_summary());
    let is_present = [
        (MetricType::Counter, *counter != proto::Counter::default()),
        (MetricType::Gauge, *gauge != proto::Gauge::default()),
        (
            MetricType::Histogram,
            *histogram != proto::Histogram::default(),
        ),
        (MetricType::Summary, *summary != proto::Summary::default()),
    ];
    let has_value = |of_family_type: bool| {
        let mut values = is_present.iter();
        values.any(|(type_, is_present)| *is_present && (*type_ == kind) == of_family_type)
    };
    if has_value(false) && !has_value(true) {
        return None;
    }
    Some(match kind {
        MetricType::Counter => counter.value().into(),
        MetricType::Histogram => read_histogram(histogram).into(),
        MetricType::Summary => read_summary(summary).into(),
        MetricType::Unknown => metric.get_untyped().read()?.into(),
        _ => gauge.value().into(),
    })
}

fn read_histogram(histogram: &proto::Histogram) -> HistogramValue {
    let buckets = histogram.get_bucket().iter();
    HistogramValue {
        count: histogram.get_sample_count(),
        sum: histogram.get_sample_sum(),
        buckets: buckets
            .map(|bucket| Bucket::new(bucket.upper_bound(), bucket.cumulative_count()))
            .collect(),
        native: None,
    }
}

fn read_summary(summary: &proto::Summary) -> SummaryValue {
    let quantiles = summary.get_quantile().iter();
    let quantiles = quantiles.map(|it| (it.quantile(), it.value()));
    SummaryValue::new(quantiles, summary.sample_count(), summary.sample_sum())
}

/// Accessors that one of the variants lacks. Inherent methods take precedence over trait methods, so `value` is only
/// called in the variant of plain structs. `get_value` is never called, but `value` must compile in both variants.
#[allow(dead_code, reason = "which methods are called depends on the variant")]
trait NumberAccessors {
    fn value(&self) -> f64;
    fn get_value(&self) -> f64;
}

macro_rules! impl_number_accessors {
    ($($message:ty),*) => {
        $(
            #[allow(
                deprecated,
                reason = "plain structs have no other accessor of an untyped value"
            )]
            impl NumberAccessors for $message {
                /// Calls the method of the plain struct.
                fn value(&self) -> f64 {
                    self.get_value()
                }

                fn get_value(&self) -> f64 {
                    f64::NAN
                }
            }
        )*
    };
}

impl_number_accessors!(proto::Counter, proto::Gauge, proto::Untyped);

/// The accessor of the untyped value of a metric, which messages lack.
#[allow(dead_code, reason = "plain structs have an accessor")]
trait UntypedAccessor {
    fn get_untyped(&self) -> &Unreadable;
}

impl UntypedAccessor for proto::Metric {
    fn get_untyped(&self) -> &Unreadable {
        &Unreadable
    }
}

#[allow(dead_code, reason = "plain structs have an accessor")]
struct Unreadable;

trait ReadUntyped {
    fn read(&self) -> Option<f64>;
}

impl ReadUntyped for Unreadable {
    fn read(&self) -> Option<f64> {
        None
    }
}

impl ReadUntyped for proto::Untyped {
    fn read(&self) -> Option<f64> {
        Some(self.value())
    }
}

#[cfg(test)]
mod tests {
    use super::{family, mismatched_value};
    use crate::exposition::model::{HistogramValue, Metric, MetricFamily, SummaryValue};
    use prometheus::core::{Collector, Desc};
    use prometheus::proto;
    use prometheus::{HistogramOpts, Registry};

    /// A collector with a fixed family.
    struct FixedCollector(proto::MetricFamily);

    impl Collector for FixedCollector {
        fn desc(&self) -> Vec<&Desc> {
            Vec::new()
        }

        fn collect(&self) -> Vec<proto::MetricFamily> {
            vec![self.0.clone()]
        }
    }

    fn gathered(registry: &Registry) -> Vec<MetricFamily> {
        registry.gather().iter().map(family).collect()
    }

    fn message(name: &str, kind: proto::MetricType, metric: proto::Metric) -> FixedCollector {
        let mut family = proto::MetricFamily::default();
        family.set_name(name.to_owned());
        family.set_help("Help.".to_owned());
        family.set_field_type(kind);
        family.set_metric(vec![metric]);
        FixedCollector(family)
    }

    fn counter(value: f64) -> proto::Metric {
        let mut counter = proto::Counter::default();
        counter.set_value(value);
        let mut metric = proto::Metric::default();
        metric.set_counter(counter);
        metric
    }

    /// `./test` runs this test with both variants.
    #[test]
    fn converts_every_type_in_both_variants() {
        let registry = Registry::new();
        let hits = prometheus::IntCounterVec::new(prometheus::opts!("a", "Help."), &["k"]);
        let hits = hits.unwrap();
        hits.with_label_values(&["v"]).inc_by(2);
        registry.register(Box::new(hits)).unwrap();
        let level = prometheus::Gauge::new("b", "Help.").unwrap();
        level.set(-1.5);
        registry.register(Box::new(level)).unwrap();
        let options = HistogramOpts::new("c", "Help.").buckets(vec![1.0]);
        let waits = prometheus::Histogram::with_opts(options).unwrap();
        waits.observe(0.5);
        waits.observe(2.0);
        registry.register(Box::new(waits)).unwrap();
        let mut quantile = proto::Quantile::default();
        quantile.set_quantile(0.5);
        quantile.set_value(4.0);
        let mut summary = proto::Summary::default();
        summary.set_quantile(vec![quantile]);
        summary.set_sample_count(3);
        summary.set_sample_sum(9.0);
        let mut metric = proto::Metric::default();
        metric.set_summary(summary);
        metric.set_timestamp_ms(7);
        let sizes = message("d", proto::MetricType::SUMMARY, metric);
        registry.register(Box::new(sizes)).unwrap();
        let summary = Metric::new(SummaryValue::new([(0.5, 4.0)], 3, 9.0));
        assert_eq!(
            gathered(&registry),
            [
                MetricFamily::counter("a", "Help.").metric(Metric::new(2.0).label("k", "v")),
                MetricFamily::gauge("b", "Help.").metric(Metric::new(-1.5)),
                MetricFamily::histogram("c", "Help.").metric(Metric::new(HistogramValue::new(
                    [(1.0, 1)],
                    2,
                    2.5
                ))),
                MetricFamily::summary("d", "Help.").metric(summary.timestamp_ms(7)),
            ]
        );
    }

    #[test]
    fn detects_a_metric_of_another_type_in_both_variants() {
        for kind in [
            proto::MetricType::GAUGE,
            proto::MetricType::HISTOGRAM,
            proto::MetricType::SUMMARY,
        ] {
            let registry = Registry::new();
            let mismatched = message("x", kind, counter(1.0));
            registry.register(Box::new(mismatched)).unwrap();
            assert_eq!(
                gathered(&registry)[0].metrics,
                [Metric::new(mismatched_value())]
            );
        }
        let registry = Registry::new();
        let zero = message("x", proto::MetricType::COUNTER, counter(0.0));
        registry.register(Box::new(zero)).unwrap();
        assert_eq!(gathered(&registry)[0].metrics, [Metric::new(0.0)]);
    }
}
