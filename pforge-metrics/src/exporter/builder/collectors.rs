//! What the runtime itself can tell, by switches of the builder.

use super::ExporterBuilder;
use crate::builtin::exporter::{self as metrics, promhttp};
use crate::builtin::own::{self, exemplars, families};
use crate::builtin::process;
use crate::descriptor::Descriptor;
use crate::storage::store::{Storage, Store};

impl ExporterBuilder {
    /// Whether the metrics of the [process](crate::process) are served; default: `false`. It has no effect on a platform that does
    /// not report them.
    ///
    /// A family of a registry that has the name of one of them, such as `process_open_fds` of `prometheus`' own collector,
    /// is left out and is no clash: it tells the same, and its CPU time has no fraction. The same name in a catalog is one.
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

    /// Serves the metrics of a tokio runtime, see [`tokio_runtime`](crate::tokio_runtime): those of the runtime that was last
    /// passed here or to [`watch`](crate::tokio_runtime::watch), in all exporters that serve them.
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

    /// Whether the metrics of [exporters](crate::exporter::metrics) are served; default: `false`. They count the scrapes of all
    /// exporters in the process. How many exemplars [were dropped](crate::own::exemplars) is served with it.
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

    /// The catalogs that are served: those that were named, and of the runtime's those that were switched on or, like its
    /// [own](crate::own) metrics, have something to tell. Each once.
    pub(super) fn all_catalogs(&mut self) -> Vec<&'static Storage> {
        let mut all = std::mem::take(&mut self.catalogs);
        let collectors = std::mem::take(&mut self.collectors);
        let any = |has: fn(&Descriptor) -> bool| {
            let mut families = all.iter().chain(&collectors);
            families.any(|catalog| catalog.descriptors.iter().any(has))
        };
        let own = any(Descriptor::has_open_label).then(own::Cells::storage);
        let dropped = any(Descriptor::has_exemplars).then(exemplars::Cells::storage);
        let families = (!self.foreign.is_empty()).then(families::Cells::storage);
        let those_with_something = own.into_iter().chain(dropped).chain(families);
        for catalog in those_with_something.chain(collectors) {
            if !all.iter().any(|other| std::ptr::eq(*other, catalog)) {
                all.push(catalog);
            }
        }
        // Behind all others, so that it tells what these have come to in the same scrape.
        let of_sizes = metrics::Cells::storage();
        let position = all.iter().position(|it| std::ptr::eq(*it, of_sizes));
        if let Some(position) = position {
            all[position..].rotate_left(1);
            metrics::watch(&all);
        }
        all
    }
}
