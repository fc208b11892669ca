//! The options that enable built-in metrics.

use super::ExporterBuilder;
use crate::builtin::exporter::{self as metrics, promhttp};
use crate::builtin::own::{self, exemplars, families};
use crate::builtin::process;
use crate::descriptor::Descriptor;
use crate::storage::store::{Storage, Store};

impl ExporterBuilder {
    /// Sets whether the exporter serves the metrics of the [process](crate::process). Default: `false`. It has no effect on
    /// platforms without them.
    ///
    /// A family of a registry with the same name, such as `process_open_fds` of the `prometheus` crate's process collector, is
    /// omitted without an error, because it measures the same value. The same name in a catalog is an error.
    ///
    /// ```
    /// # fn main() -> Result<(), pforge_metrics::exporter::BuildError> {
    /// use pforge_metrics::exporter::Exporter;
    ///
    /// let exporter = Exporter::builder()
    ///     .registry(pforge_metrics::prometheus::default_registry())
    ///     .process(true)
    ///     .build()?;
    /// let is_there = exporter.text().contains("\nprocess_cpu_seconds_total ");
    /// assert_eq!(is_there, pforge_metrics::process::is_supported());
    /// # Ok(())
    /// # }
    /// ```
    pub fn process(self, is_served: bool) -> Self {
        self.serve(
            process::Cells::storage(),
            is_served && process::is_supported(),
        )
    }

    /// Serves the [metrics of a tokio runtime](crate::tokio_runtime). All exporters with this option serve the runtime that was last
    /// passed to this method or to [`watch`](crate::tokio_runtime::watch).
    ///
    /// ```
    /// # async fn build() -> Result<(), pforge_metrics::exporter::BuildError> {
    /// use pforge_metrics::exporter::Exporter;
    ///
    /// let exporter = Exporter::builder()
    ///     .tokio(&tokio::runtime::Handle::current())
    ///     .build()?;
    /// assert!(exporter.text().contains("\ntokio_workers "));
    /// # Ok(())
    /// # }
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(build()).unwrap();
    /// ```
    #[cfg(feature = "tokio-metrics")]
    pub fn tokio(self, runtime: &tokio::runtime::Handle) -> Self {
        crate::builtin::tokio_runtime::watch(runtime);
        self.serve(crate::builtin::tokio_runtime::Cells::storage(), true)
    }

    /// Sets whether the exporter serves the [metrics of exporters](crate::exporter::metrics). Default: `false`. They count the
    /// scrapes of all exporters in the process. The option also enables the count of [dropped exemplars](crate::own::exemplars).
    ///
    /// ```
    /// # fn main() -> Result<(), pforge_metrics::exporter::BuildError> {
    /// use pforge_metrics::exporter::Exporter;
    ///
    /// let exporter = Exporter::builder().self_metrics(true).build()?;
    /// assert!(exporter.text().contains("promhttp_metric_handler_requests_total{code=\"200\"} 0\n"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn self_metrics(self, is_served: bool) -> Self {
        self.serve(promhttp::Cells::storage(), is_served)
            .serve(metrics::Cells::storage(), is_served)
            .serve(exemplars::Cells::storage(), is_served)
    }

    fn serve(mut self, catalog: &'static Storage, is_served: bool) -> Self {
        self.collectors
            .retain(|other| !std::ptr::eq(*other, catalog));
        self.collectors.extend(is_served.then_some(catalog));
        self
    }

    /// Returns all catalogs to serve, without duplicates: the configured ones, the enabled built-in ones, and the
    /// [own](crate::own) metrics if a served catalog uses open labels, exemplars or external sources.
    pub(super) fn all_catalogs(&mut self) -> Vec<&'static Storage> {
        let mut all = std::mem::take(&mut self.catalogs);
        let collectors = std::mem::take(&mut self.collectors);
        let any = |has: fn(&Descriptor) -> bool| {
            let mut families = all.iter().chain(&collectors);
            families.any(|catalog| catalog.descriptors.iter().any(has))
        };
        let own = any(Descriptor::has_open_label).then(own::Cells::storage);
        let dropped = any(Descriptor::has_exemplars).then(exemplars::Cells::storage);
        let families = (!self.external.is_empty()).then(families::Cells::storage);
        let those_with_something = own.into_iter().chain(dropped).chain(families);
        for catalog in those_with_something.chain(collectors) {
            if !all.iter().any(|other| std::ptr::eq(*other, catalog)) {
                all.push(catalog);
            }
        }
        // This catalog reports the sizes of the others, so it must be read after them.
        let of_sizes = metrics::Cells::storage();
        let position = all.iter().position(|it| std::ptr::eq(*it, of_sizes));
        if let Some(position) = position {
            all[position..].rotate_left(1);
            metrics::watch(&all);
        }
        all
    }
}
