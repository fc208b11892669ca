//! Implements a collector of the `prometheus` crate for a catalog.

#[cfg(feature = "exporter")]
use super::served;
use crate::descriptor::{Descriptor, Kind, LabelDescriptor};
use crate::exposition::series::{self, Reading, Series, flags};
use crate::storage::store::Storage;
use prometheus::core::{Collector, Desc};
use prometheus::proto;

/// A [`Collector`] of a catalog, returned by [`Catalog::collector`](crate::Catalog::collector).
///
/// The data model of `prometheus` has no exemplars, native buckets, units and created timestamps. All its numbers are
/// `f64`, so integers above 2^53 lose precision. With the feature `registry-protobuf`, its messages include exemplars,
/// native buckets and units, and its `ProtobufEncoder` writes them. An [`Exporter`](crate::exporter::Exporter) that
/// serves the catalog directly loses nothing.
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
        // `Desc::new` only rejects what the schema rejects: invalid names and an empty help.
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

    fn collect(&self) -> Vec<proto::MetricFamily> {
        #[cfg(feature = "exporter")]
        if served::is_served_already(self.storage) {
            return Vec::new();
        }
        let mut values = Vec::new();
        let refreshed = self.storage.copy_into(&mut values);
        #[cfg(feature = "exporter")]
        served::record_refresh(&refreshed);
        // The catalog counts the panic. A collector cannot report it to the registry.
        drop(refreshed);
        self.storage
            .descriptors
            .iter()
            .map(|descriptor| family(self.storage, descriptor, &values))
            // The encoders reject a family without metrics.
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

/// Returns a family with the values of a snapshot.
fn family(
    storage: &'static Storage,
    descriptor: &'static Descriptor,
    values: &[u64],
) -> proto::MetricFamily {
    let mut family = proto::MetricFamily::default();
    family.set_name(descriptor.name().to_owned());
    family.set_help(descriptor.help().to_owned());
    family.set_field_type(match descriptor.kind {
        Kind::Counter => proto::MetricType::COUNTER,
        Kind::Gauge | Kind::StateSet | Kind::Info => proto::MetricType::GAUGE,
        Kind::Histogram => proto::MetricType::HISTOGRAM,
    });
    family.set_metric(
        series::exposed(storage, descriptor, values)
            .flat_map(|series| metrics(&series))
            .collect(),
    );
    #[cfg(feature = "registry-protobuf")]
    super::unknown_fields::add_unit(&mut family, descriptor);
    family
}

/// Returns the metric of a series, or one metric for each state of a state set.
fn metrics(series: &Series) -> Vec<proto::Metric> {
    let name = series.descriptor.name();
    match (series.descriptor.kind, series.reading()) {
        (_, Reading::States(mask, states)) => flags(mask, states)
            .map(|(state, is_active)| {
                let metric = metric(series, Some((name, state)));
                gauge(metric, f64::from(u8::from(is_active)))
            })
            .collect(),
        (_, Reading::Histogram(sum, counts)) => {
            let mut metric = metric(series, None);
            metric.set_histogram(histogram(series, sum, counts));
            vec![metric]
        }
        (Kind::Counter, reading) => {
            let mut counter = proto::Counter::default();
            counter.set_value(reading.to_f64());
            #[cfg(feature = "registry-protobuf")]
            super::unknown_fields::add_to_counter(&mut counter, series.exemplar(0));
            let mut metric = metric(series, None);
            metric.set_counter(counter);
            vec![metric]
        }
        (_, reading) => vec![gauge(metric(series, None), reading.to_f64())],
    }
}

/// Returns a metric with sorted labels and without a value.
fn metric(series: &Series, last_label: Option<(&str, &str)>) -> proto::Metric {
    let labels = series.labels().map(|(name, value)| label(name, value));
    let last = last_label.map(|(name, value)| label(name, value));
    let mut labels: Vec<_> = labels.chain(last).collect();
    labels.sort();
    proto::Metric::from_label(labels)
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

fn histogram(series: &Series, sum: f64, counts: &[u64]) -> proto::Histogram {
    let native = series.native();
    let (count, buckets) = series.buckets(counts, native.as_ref());
    // The bucket of `+Inf` is omitted, because the count implies it.
    let buckets = buckets.take(series.descriptor.bounds().len());
    let buckets = buckets.map(|(bound, up_to_bound)| bucket(bound, up_to_bound));
    #[cfg_attr(
        not(feature = "registry-protobuf"),
        expect(
            unused_mut,
            reason = "only the feature `registry-protobuf` adds buckets"
        )
    )]
    let mut buckets: Vec<_> = buckets.collect();
    #[cfg(feature = "registry-protobuf")]
    super::unknown_fields::add_to_buckets(&mut buckets, series, || bucket(f64::INFINITY, count));
    let mut histogram = proto::Histogram::default();
    histogram.set_bucket(buckets);
    histogram.set_sample_count(count);
    histogram.set_sample_sum(sum);
    #[cfg(feature = "registry-protobuf")]
    super::unknown_fields::add_native(&mut histogram, native.as_ref());
    histogram
}

fn bucket(bound: f64, count: u64) -> proto::Bucket {
    let mut bucket = proto::Bucket::default();
    bucket.set_upper_bound(bound);
    bucket.set_cumulative_count(count);
    bucket
}
