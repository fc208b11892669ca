//! Families of other libraries.

use super::ExporterBuilder;
use crate::exposition::model::MetricFamily;
use crate::registry::Source;

impl ExporterBuilder {
    /// Serves what is registered with a registry of the `prometheus` crate, now or later: the metrics of other libraries. Other
    /// versions of that crate, and other metrics libraries, are a [`source`](Self::source).
    ///
    /// Their names may be any UTF-8. What the format has no room for is escaped as the client asks in its `Accept` header, by
    /// `underscores`, `dots` or `values`, or stays as it is with `allow-utf-8`; by underscores where it does not ask.
    ///
    /// With the feature `registry-protobuf` what the messages of `prometheus` have in fields that it does not know is served too:
    /// exemplars, native buckets, created timestamps and units. OpenMetrics shows exemplars whose labels have at most 128
    /// characters.
    ///
    /// Where the registry holds the collector of a catalog that the exporter serves, the catalog is served once.
    ///
    /// A family that another source has too is merged with it, if type and help are the same, as far as no label set is there
    /// twice. What clashes after the build is counted in [`own::families`](crate::own::families), which is served from then on.
    #[cfg(feature = "registry")]
    pub fn registry(mut self, registry: &prometheus::Registry) -> Self {
        let source = crate::registry::gather::source(registry.clone());
        self.foreign.push(source);
        self
    }

    /// Serves the families that a function returns: the way in for libraries whose metrics can be read, such as an older
    /// `prometheus`, and for collectors written by hand. `prometheus-client` has encoders alone; see
    /// [how to move its metrics](mod@crate::guide::moving).
    ///
    /// The function runs once for each gather, on the exporter's own thread, which concurrent scrapes share. Families are served
    /// as those of a [registry](mod@crate::guide::moving) are: in every format, with names escaped as the
    /// client asks, and merged with families of the same name from other sources.
    ///
    /// What would break a scrape is left out and counted in [`own::families`](crate::own::families):
    ///
    /// - a family without a name, or whose name or metadata clash with an earlier source
    /// - a metric with a label twice, without a name, or reserved: `__name__`, `le` in a histogram, `quantile` in a summary and the
    ///   name of a state set
    /// - a metric with the labels of another one
    /// - a metric with a value that does not fit the type: a negative counter or one that is `NaN`, an info other than 1, a bound,
    ///   quantile or state twice, a bound that is `NaN`, a quantile that is not from 0 to 1, or counts of buckets that fall or
    ///   are above the count of the histogram
    /// - native buckets that Prometheus refuses: a schema that is not from -4 to 8, a zero threshold that is negative or not
    ///   finite, an index twice, indexes or counts that overflow, or buckets that do not add up to the count. The classic
    ///   buckets stay, if there are any
    ///
    /// A function that gathers this exporter itself finds the other sources there, and nothing of its own. A panic costs the families of this function, and is counted in the exporter's [own metrics](crate::exporter::metrics).
    ///
    /// Created timestamps are in protobuf always, and in OpenMetrics if the exporter is built with
    /// [`created(true)`](Self::created).
    ///
    /// ```
    /// # fn main() -> Result<(), pforge_metrics::exporter::BuildError> {
    /// use pforge_metrics::exporter::Exporter;
    /// use pforge_metrics::model::{MetricFamily, Metric};
    /// use std::sync::{Arc, Mutex};
    ///
    /// let queue = Arc::new(Mutex::new(vec!["a job"]));
    /// let exporter = Exporter::builder()
    ///     .source(move || {
    ///         let length = queue.lock().map_or(0, |queue| queue.len());
    ///         vec![MetricFamily::gauge("queue_length", "Jobs that wait.").metric(Metric::new(length as u64))]
    ///     })
    ///     .build()?;
    /// assert!(exporter.text().contains("# TYPE queue_length gauge\nqueue_length 1\n"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn source(
        mut self,
        families: impl Fn() -> Vec<MetricFamily> + Send + Sync + 'static,
    ) -> Self {
        self.foreign.push(Source::function(families));
        self
    }
}
