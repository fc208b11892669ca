//! Registries and functions as sources.

use super::ExporterBuilder;
use crate::exposition::model::MetricFamily;
use crate::registry::FamilySource;

impl ExporterBuilder {
    /// Serves all collectors of a registry of the `prometheus` crate, including those that are registered later. For other versions
    /// of that crate and other metrics libraries, use [`source`](Self::source).
    ///
    /// Names may be any UTF-8. The client selects the escaping scheme in its `Accept` header: `underscores`, `dots`, `values` or
    /// `allow-utf-8`. Default: `underscores`.
    ///
    /// With the feature `registry-protobuf`, the exporter also serves exemplars, native buckets, created timestamps and units from
    /// the unknown fields of `prometheus` messages. OpenMetrics omits exemplars whose labels exceed 128 characters.
    ///
    /// If the registry contains the collector of a catalog that the exporter serves directly, the catalog is served once.
    ///
    /// Families of the same name are merged across sources if their types and help texts are equal and they share no label set.
    /// Conflicts after the build are counted in [`own::families`](crate::own::families), which is served from then on.
    #[cfg(feature = "registry")]
    pub fn registry(mut self, registry: &prometheus::Registry) -> Self {
        let source = crate::registry::gather::source(registry.clone());
        self.external.push(source);
        self
    }

    /// Serves the families that a function returns. Use it for libraries whose metrics can be read, such as an older
    /// `prometheus`, and for hand-written collectors. `prometheus-client` only has encoders; see
    /// [how to move its metrics](mod@crate::guide::moving).
    ///
    /// The function runs once per gather, on the exporter's thread. Concurrent scrapes share a gather. Families are served like those
    /// of a [registry](mod@crate::guide::moving): in every format, with names escaped as the client
    /// requests, and merged with families of the same name from other sources.
    ///
    /// The exporter omits whatever would break a scrape, and counts it in [`own::families`](crate::own::families):
    ///
    /// - a family without a name, or with a name or metadata that conflict with an earlier source
    /// - a metric with a duplicate label, a label without a name, or a reserved label: `__name__`, `le` in a histogram, `quantile`
    ///   in a summary and the name of a state set
    /// - a metric with the same label set as an earlier one
    /// - a metric with an invalid value: a counter that is negative or `NaN`, an info other than 1, a duplicate bound, quantile or
    ///   state, a bound that is `NaN`, a quantile outside 0 to 1, or bucket counts that decrease or exceed the count of the
    ///   histogram
    /// - native buckets that Prometheus rejects: a schema outside -4 to 8, a zero threshold that is negative or not finite, a
    ///   duplicate index, indexes or counts that overflow, or buckets that do not add up to the count. Classic buckets of the same
    ///   metric are still served
    ///
    /// If the function gathers the same exporter, that inner gather contains the other sources but not this one. If the function
    /// panics, its families are omitted, and the exporter's [own metrics](crate::exporter::metrics) count the panic.
    ///
    /// Protobuf always includes created timestamps. OpenMetrics includes them if [`created(true)`](Self::created) is set.
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
        self.external.push(FamilySource::function(families));
        self
    }
}
