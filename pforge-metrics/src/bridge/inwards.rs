//! From a `prometheus::Registry` to the families that an exporter serves.

use crate::cells::store::Storage;
use crate::foreign::{Family, Kind, Sample, SampleValue};
use prometheus::Registry;
use prometheus::proto::{Metric, MetricFamily, MetricType};
use std::cell::RefCell;

thread_local! {
    /// The catalogs that this thread serves directly while it gathers.
    static SERVED: RefCell<Vec<&'static Storage>> = const { RefCell::new(Vec::new()) };
}

/// Whether the thread gathers for an exporter that serves this catalog by itself.
pub(super) fn is_served_already(storage: &Storage) -> bool {
    SERVED.with_borrow(|served| served.iter().any(|served| std::ptr::eq(*served, storage)))
}

/// What a registry holds, in the order of names, but for the collectors of the `served` catalogs.
pub(crate) fn gather(registry: &Registry, served: &[&'static Storage]) -> Vec<Family> {
    let _restore = Restore(SERVED.replace(served.to_vec()));
    registry.gather().iter().map(family).collect()
}

/// Puts the flag back, also when a collector panics.
struct Restore(Vec<&'static Storage>);

impl Drop for Restore {
    fn drop(&mut self) {
        SERVED.set(std::mem::take(&mut self.0));
    }
}

fn family(family: &MetricFamily) -> Family {
    let kind = match family.get_field_type() {
        MetricType::COUNTER => Kind::Counter,
        MetricType::GAUGE => Kind::Gauge,
        MetricType::HISTOGRAM => Kind::Histogram,
        MetricType::SUMMARY => Kind::Summary,
        MetricType::UNTYPED => Kind::Untyped,
    };
    let mut samples = Vec::new();
    let mut mixed = false;
    for metric in family.get_metric() {
        if has_kind(metric, kind) {
            push_samples(metric, kind, &mut samples);
        } else {
            mixed = true;
        }
    }
    Family {
        name: family.name().to_owned(),
        help: family.help().to_owned(),
        kind,
        samples,
        mixed,
    }
}

/// Whether the metric has a value of the family's type. `prometheus` merges families by name alone, and renders a metric of
/// another type as 0.
fn has_kind(metric: &Metric, kind: Kind) -> bool {
    match kind {
        Kind::Counter => metric.counter.is_some(),
        Kind::Gauge => metric.gauge.is_some(),
        Kind::Histogram => metric.histogram.is_some(),
        Kind::Summary => metric.summary.is_some(),
        Kind::Untyped => metric.untyped.is_some(),
    }
}

fn push_samples(metric: &Metric, kind: Kind, samples: &mut Vec<Sample>) {
    let labels: Vec<(String, String)> = metric
        .get_label()
        .iter()
        .map(|label| (label.name().to_owned(), label.value().to_owned()))
        .collect();
    let timestamp_ms = Some(metric.timestamp_ms()).filter(|timestamp| *timestamp != 0);
    let mut push = |suffix, extra: Option<(&str, f64)>, value| {
        let extra = extra.map(|(name, value)| (name.to_owned(), crate::text::float(value)));
        let labels = labels.iter().cloned().chain(extra).collect();
        samples.push(Sample {
            suffix,
            labels,
            value,
            timestamp_ms,
        });
    };
    match kind {
        Kind::Counter => push("", None, SampleValue::Float(metric.counter.value())),
        Kind::Gauge => push("", None, SampleValue::Float(metric.gauge.value())),
        Kind::Untyped => push("", None, SampleValue::Float(metric.untyped.value())),
        Kind::Histogram => {
            let histogram = metric.get_histogram();
            let count = histogram.get_sample_count();
            for bucket in histogram.get_bucket() {
                if bucket.upper_bound() < f64::INFINITY {
                    let bound = Some(("le", bucket.upper_bound()));
                    push(
                        "_bucket",
                        bound,
                        SampleValue::Count(bucket.cumulative_count()),
                    );
                }
            }
            push(
                "_bucket",
                Some(("le", f64::INFINITY)),
                SampleValue::Count(count),
            );
            push("_sum", None, SampleValue::Float(histogram.get_sample_sum()));
            push("_count", None, SampleValue::Count(count));
        }
        Kind::Summary => {
            let summary = metric.get_summary();
            for quantile in summary.get_quantile() {
                let value = SampleValue::Float(quantile.value());
                push("", Some(("quantile", quantile.quantile())), value);
            }
            push("_sum", None, SampleValue::Float(summary.sample_sum()));
            push("_count", None, SampleValue::Count(summary.sample_count()));
        }
    }
}
