//! Whether series tell when they began.

use super::ExporterBuilder;

impl ExporterBuilder {
    /// Whether counters and histograms of the catalogs tell when they began to count, in formats that have room for it: in
    /// OpenMetrics as a sample `x_created` beside the others of a series, in protobuf as `created_timestamp`. `false` unless
    /// stated.
    ///
    /// That is when the process began, as the kernel tells it, or else when the first such exporter was built. A series
    /// with an open label began when its value came up; with several of them, when the last one did. The overflow counts
    /// from the start of the process. All of these are times at which the series stood at 0, so who reads them can tell
    /// what was counted before the first scrape, and that a counter was reset between two.
    ///
    /// A Prometheus that makes no use of them stores each `x_created` of OpenMetrics as a series of its own. So they also take
    /// part in what [`build`](Self::build) compares names for.
    ///
    /// ```
    /// use pforge_metrics::exporter::Exporter;
    ///
    /// let exporter = Exporter::builder()
    ///     .catalog(&pforge_metrics::catalog::CATALOG)
    ///     .created(true)
    ///     .build()?;
    /// # Ok::<(), pforge_metrics::exporter::BuildError>(())
    /// ```
    pub fn created(mut self, is_shown: bool) -> Self {
        self.created = is_shown;
        self
    }
}
