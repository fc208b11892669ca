//! From a `prometheus::Registry` to the families that an exporter serves.

use super::delimited::Message;
use super::exemplar::{OF_BUCKET, OF_COUNTER, decoded};
use crate::exposition::family::{self, Family, Fault, Kind, Sample, Value};
use crate::names::Escaping;
use crate::panics::Panicked;
use crate::storage::store::Storage;
use prometheus::Registry;
use prometheus::proto::{Histogram, Metric, MetricType};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::sync::Arc;

thread_local! {
    /// The catalogs that this thread serves directly while it gathers.
    static SERVED: RefCell<Vec<&'static Storage>> = const { RefCell::new(Vec::new()) };
    /// Whether the refresh function of a catalog that a registry holds has panicked in the gather of this thread.
    static IS_STALE: Cell<bool> = const { Cell::new(false) };
}

/// What a registry holds.
pub(crate) struct Gathered {
    pub(crate) families: Vec<Message>,
    /// Whether the refresh function of one of its catalogs panicked: the catalog is there with the values that it had.
    pub(crate) is_stale: bool,
}

/// Whether the thread gathers for an exporter that serves this catalog by itself.
pub(super) fn is_served_already(storage: &Storage) -> bool {
    SERVED.with_borrow(|served| served.iter().any(|served| std::ptr::eq(*served, storage)))
}

/// Records whether a catalog is gathered with stale values, which a [`Collector`](prometheus::core::Collector) cannot return.
pub(super) fn note(refreshed: &Result<(), Panicked>) {
    if refreshed.is_err() {
        IS_STALE.set(true);
    }
}

/// What a registry holds, but for the collectors of the `served` catalogs.
pub(crate) fn gather(registry: &Registry, served: &[&'static Storage]) -> Gathered {
    let _restore = Restore(SERVED.replace(served.to_vec()));
    IS_STALE.set(false);
    let families = registry.gather().into_iter();
    Gathered {
        families: families.map(|family| Message(Arc::new(family))).collect(),
        is_stale: IS_STALE.take(),
    }
}

/// Puts the flag back, also when a collector panics.
struct Restore(Vec<&'static Storage>);

impl Drop for Restore {
    fn drop(&mut self) {
        SERVED.set(std::mem::take(&mut self.0));
    }
}

/// A family as a scheme serves it.
pub(crate) fn family(message: &Message, escaping: Escaping) -> Family {
    let gathered = &*message.0;
    let kind = match gathered.get_field_type() {
        MetricType::COUNTER => Kind::Counter,
        MetricType::GAUGE => Kind::Gauge,
        MetricType::HISTOGRAM => Kind::Histogram,
        MetricType::SUMMARY => Kind::Summary,
        MetricType::UNTYPED => Kind::Untyped,
    };
    let (mut metrics, mut fault) = (Vec::new(), None);
    let mut seen = HashSet::new();
    for (number, found) in gathered.get_metric().iter().enumerate() {
        match metric(number, found, kind, escaping) {
            // The first of equal ones stays.
            Ok(metric) if !seen.insert(metric.label_set()) => {
                fault = fault.or(Some(Fault::DuplicateSeries));
            }
            Ok(metric) => metrics.push(metric),
            Err(found) => fault = fault.or(Some(found)),
        }
    }
    let name = escaping.metric(gathered.name());
    let is_as_gathered = fault.is_none()
        && name == gathered.name()
        && metrics
            .iter()
            .zip(gathered.get_metric())
            .all(is_as_gathered);
    Family {
        name: name.into_owned(),
        help: gathered.help().to_owned(),
        kind,
        metrics,
        fault,
        message: message.clone(),
        is_as_gathered,
    }
}

fn is_as_gathered((served, gathered): (&family::Metric, &Metric)) -> bool {
    let mut labels = served.labels.iter().zip(gathered.get_label());
    labels.all(|((name, _), label)| *name == label.name())
}

fn metric(
    number: usize,
    metric: &Metric,
    kind: Kind,
    escaping: Escaping,
) -> Result<family::Metric, Fault> {
    let samples = samples(metric, kind, escaping).ok_or(Fault::MixedTypes)?;
    let mut labels: Vec<(String, String)> = Vec::with_capacity(metric.get_label().len());
    for label in metric.get_label() {
        let name = escaping.label(label.name()).into_owned();
        let bound = samples.iter().find_map(|sample| sample.bound);
        if labels.iter().any(|(other, _)| *other == name) || bound.is_some_and(|(le, _)| le == name)
        {
            return Err(Fault::DuplicateLabel(name));
        }
        labels.push((name, label.value().to_owned()));
    }
    let timestamp_ms = Some(metric.timestamp_ms()).filter(|timestamp| *timestamp != 0);
    Ok(family::Metric {
        number,
        labels,
        samples,
        timestamp_ms,
    })
}

/// The samples of a metric; none if its value is of another type. `prometheus` merges families by name alone, and renders
/// a metric of another type as 0.
fn samples(metric: &Metric, kind: Kind, escaping: Escaping) -> Option<Vec<Sample>> {
    let single = |value| vec![sample("", None, Value::Float(value))];
    Some(match kind {
        Kind::Counter => {
            let counter = metric.counter.as_ref()?;
            let unknown = counter.special_fields.unknown_fields();
            let has_exemplar = unknown.get(OF_COUNTER).is_some();
            let exemplar = has_exemplar.then(|| unknown.write_to_bytes());
            vec![Sample {
                exemplar: exemplar.and_then(|unknown| decoded(&unknown, OF_COUNTER, escaping)),
                ..sample("", None, Value::Float(counter.value()))
            }]
        }
        Kind::Gauge => single(metric.gauge.as_ref()?.value()),
        Kind::Untyped => single(metric.untyped.as_ref()?.value()),
        Kind::Histogram => {
            let histogram = metric.histogram.as_ref()?;
            let count = histogram.get_sample_count();
            let mut buckets = buckets(histogram, escaping);
            buckets.extend(sum_and_count(histogram.get_sample_sum(), count));
            buckets
        }
        Kind::Summary => {
            let summary = metric.summary.as_ref()?;
            let quantiles = summary.get_quantile().iter().map(|quantile| {
                let bound = Some(("quantile", quantile.quantile()));
                sample("", bound, Value::Float(quantile.value()))
            });
            quantiles
                .chain(sum_and_count(summary.sample_sum(), summary.sample_count()))
                .collect()
        }
    })
}

/// The buckets without what has no place among the bounds. That of `+Inf` is the count, whether it is there or not.
fn buckets(histogram: &Histogram, escaping: Escaping) -> Vec<Sample> {
    let mut buckets = Vec::with_capacity(histogram.get_bucket().len() + 3);
    let mut last = sample(
        "_bucket",
        Some(("le", f64::INFINITY)),
        Value::Count(histogram.get_sample_count()),
    );
    for bucket in histogram.get_bucket() {
        let unknown = bucket.special_fields.unknown_fields();
        let has_exemplar = unknown.get(OF_BUCKET).is_some();
        let exemplar = has_exemplar.then(|| unknown.write_to_bytes());
        let exemplar = exemplar.and_then(|unknown| decoded(&unknown, OF_BUCKET, escaping));
        if bucket.upper_bound() < f64::INFINITY {
            let bound = Some(("le", bucket.upper_bound()));
            let value = Value::Count(bucket.cumulative_count());
            buckets.push(Sample {
                exemplar,
                ..sample("_bucket", bound, value)
            });
        } else if bucket.upper_bound() > 0.0 {
            last.exemplar = exemplar;
        }
    }
    buckets.push(last);
    buckets
}

fn sum_and_count(sum: f64, count: u64) -> [Sample; 2] {
    [
        sample("_sum", None, Value::Float(sum)),
        sample("_count", None, Value::Count(count)),
    ]
}

fn sample(suffix: &'static str, bound: Option<(&'static str, f64)>, value: Value) -> Sample {
    Sample {
        suffix,
        bound,
        value,
        exemplar: None,
    }
}
