//! To and from the `prometheus` crate: the only module that names its data model.
//!
//! Outwards, a catalog is a [`Collector`]; inwards, what a registry gathers becomes [`family::Family`]. An exporter that
//! serves a catalog itself gathers registries with that catalog's collector switched off, so that nothing is served twice.

use crate::descriptor::{Descriptor, Kind, LabelDescriptor};
use crate::exposition::series::{self, Reading, Series, flags};
use crate::native::merged::Merged;
use crate::storage::store::Storage;
use prometheus::core::{Collector, Desc};
use prometheus::proto::{self, MetricFamily, MetricType};

mod created;
#[cfg(feature = "exporter")]
pub(crate) mod delimited;
mod exemplar;
#[cfg(feature = "exporter")]
pub(crate) mod inwards;
mod native;

#[cfg(feature = "exporter")]
pub(crate) use delimited::Message;

/// A catalog as a [`Collector`]: made by [`Catalog::collector`](crate::Catalog::collector).
///
/// ```
/// # mod metrics {
/// # pforge_metrics::include_metrics!(inline = r#"
/// #     [counter.jobs_total]
/// #     help = "Jobs done."
/// # "#);
/// # }
/// # use metrics::*;
/// let registry = prometheus::Registry::new();
/// registry.register(Box::new(CATALOG.collector()))?;
/// JOBS_TOTAL.inc();
///
/// let text = prometheus::TextEncoder::new().encode_to_string(&registry.gather())?;
/// assert_eq!(text, "# HELP jobs_total Jobs done.\n# TYPE jobs_total counter\njobs_total 1\n");
/// # Ok::<(), prometheus::Error>(())
/// ```
pub struct CatalogCollector {
    storage: &'static Storage,
    descs: Vec<Desc>,
}

impl std::fmt::Debug for CatalogCollector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = self.descs.iter().map(|desc| &desc.fq_name);
        f.debug_tuple("CatalogCollector")
            .field(&names.collect::<Vec<_>>())
            .finish()
    }
}

impl CatalogCollector {
    pub(crate) fn new(storage: &'static Storage) -> Self {
        // `Desc::new` refuses only what the schema refuses: names that are none, an empty help.
        let descs = storage
            .descriptors
            .iter()
            .filter_map(|descriptor| desc(descriptor).ok())
            .collect();
        Self { storage, descs }
    }
}

impl Collector for CatalogCollector {
    fn desc(&self) -> Vec<&Desc> {
        self.descs.iter().collect()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        #[cfg(feature = "exporter")]
        if inwards::is_served_already(self.storage) {
            return Vec::new();
        }
        let mut values = Vec::new();
        let refreshed = self.storage.copy_into(&mut values);
        #[cfg(feature = "exporter")]
        inwards::note(&refreshed);
        // The catalog counts the panic; a registry has no place for it.
        drop(refreshed);
        self.storage
            .descriptors
            .iter()
            .map(|family| outwards(self.storage, family, &values, None))
            // A family without a metric is none to the encoders.
            .filter(|family| !family.get_metric().is_empty())
            .collect()
    }
}

fn desc(descriptor: &Descriptor) -> prometheus::Result<Desc> {
    let labels = descriptor.labels().iter().map(LabelDescriptor::name);
    let state = (descriptor.kind == Kind::StateSet).then_some(descriptor.name());
    Desc::new(
        descriptor.name().to_owned(),
        descriptor.help().to_owned(),
        labels.chain(state).map(str::to_owned).collect(),
        std::collections::HashMap::new(),
    )
}

/// A family with the values of a snapshot. If its series tell when they began, `created` is when the process did.
fn outwards(
    storage: &'static Storage,
    descriptor: &'static Descriptor,
    values: &[u64],
    created: Option<u64>,
) -> MetricFamily {
    let mut family = MetricFamily::default();
    family.set_name(descriptor.name().to_owned());
    family.set_help(descriptor.help().to_owned());
    family.set_field_type(match descriptor.kind {
        Kind::Counter => MetricType::COUNTER,
        Kind::Gauge | Kind::StateSet | Kind::Info => MetricType::GAUGE,
        Kind::Histogram => MetricType::HISTOGRAM,
    });
    family.set_metric(
        series::of(storage, descriptor, values)
            .flat_map(|series| metrics(&series, created))
            .collect(),
    );
    family
}

/// One metric, or one for each state.
fn metrics(series: &Series, created: Option<u64>) -> Vec<proto::Metric> {
    let name = series.descriptor.name();
    match (series.descriptor.kind, series.reading()) {
        (_, Reading::States(mask, states)) => flags(mask, states)
            .map(|(state, is_active)| {
                let metric = metric(series, Some((name, state)));
                gauge(metric, f64::from(u8::from(is_active)))
            })
            .collect(),
        (_, Reading::Histogram(sum, counts)) => {
            let mut histogram = histogram(series, sum, counts);
            if let Some(process) = created {
                created::add_to_histogram(&mut histogram, series, process);
            }
            let mut metric = metric(series, None);
            metric.set_histogram(histogram);
            vec![metric]
        }
        (Kind::Counter, reading) => {
            let mut counter = proto::Counter::default();
            counter.set_value(float(&reading));
            if let Some(exemplar) = exemplar::encoded(series, 0) {
                let unknown = counter.special_fields.mut_unknown_fields();
                unknown.add_length_delimited(exemplar::OF_COUNTER, exemplar);
            }
            if let Some(process) = created {
                created::add_to_counter(&mut counter, series, process);
            }
            let mut metric = metric(series, None);
            metric.set_counter(counter);
            vec![metric]
        }
        (_, reading) => vec![gauge(metric(series, None), float(&reading))],
    }
}

/// The labels of a metric, whose value is still to be set.
fn metric(series: &Series, last_label: Option<(&str, &str)>) -> proto::Metric {
    let mut metric = proto::Metric::default();
    let labels = series.labels().chain(last_label);
    let mut labels: Vec<_> = labels.map(|(name, value)| label(name, value)).collect();
    labels.sort();
    metric.set_label(labels);
    metric
}

fn gauge(mut metric: proto::Metric, value: f64) -> proto::Metric {
    let mut gauge = proto::Gauge::default();
    gauge.set_value(value);
    metric.set_gauge(gauge);
    metric
}

fn label(name: &str, value: &str) -> proto::LabelPair {
    let mut label = proto::LabelPair::default();
    label.set_name(name.to_owned());
    label.set_value(value.to_owned());
    label
}

/// All that `prometheus` can hold: integers above 2^53 lose digits.
#[expect(clippy::cast_precision_loss, reason = "the model counts in f64")]
fn float(reading: &Reading) -> f64 {
    match *reading {
        Reading::Unsigned(value) | Reading::States(value, _) => value as f64,
        Reading::Signed(value) => value as f64,
        Reading::Float(value) | Reading::Histogram(value, _) => value,
    }
}

fn histogram(series: &Series, sum: f64, counts: &[u64]) -> proto::Histogram {
    let bounds = series.descriptor.bounds();
    let native = series.native();
    // An observation that comes meanwhile may be in some of the buckets only: none of the others may hold more than all of
    // the native ones.
    let most = native.as_ref().map_or(u64::MAX, Merged::count);
    let mut count = 0_u64;
    let mut buckets = Vec::with_capacity(bounds.len());
    for (i, up_to_bound) in series::cumulative(counts).enumerate() {
        count = up_to_bound.min(most);
        if i == bounds.len() {
            count = native.as_ref().map_or(count, Merged::count);
        }
        let exemplar = exemplar::encoded(series, 1 + i);
        // The bucket of `+Inf` is implied by the count, but for its exemplar.
        if i == bounds.len() && exemplar.is_none() {
            break;
        }
        let mut bucket = proto::Bucket::default();
        bucket.set_upper_bound(bounds.get(i).copied().unwrap_or(f64::INFINITY));
        bucket.set_cumulative_count(count);
        if let Some(exemplar) = exemplar {
            let unknown = bucket.special_fields.mut_unknown_fields();
            unknown.add_length_delimited(exemplar::OF_BUCKET, exemplar);
        }
        buckets.push(bucket);
    }
    let mut histogram = proto::Histogram::default();
    histogram.set_bucket(buckets);
    histogram.set_sample_count(count);
    histogram.set_sample_sum(sum);
    if let Some(native) = &native {
        native::add(&mut histogram, native);
    }
    histogram
}
