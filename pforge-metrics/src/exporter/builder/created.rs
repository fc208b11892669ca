//! Whether series tell when they began.

use super::ExporterBuilder;

impl ExporterBuilder {
    /// Whether counters and histograms of the catalogs tell when they began to count, in formats that have room for it: in
    /// OpenMetrics as a sample `x_created` beside the others of a series, in protobuf as `created_timestamp`; default: `false`.
    ///
    /// That is when the process began, as the kernel tells it. A series with an open label began when its value came up, in
    /// whatever metric; with several such labels, when the last one's did. The overflow counts from the start of the process.
    /// At these times the series stood at 0, so who reads them can tell what was counted before the first scrape, and that
    /// a counter was reset between two. Where there is no /proc to ask the kernel in, the process begins when the first such
    /// exporter is built: what was counted before counts as done since.
    ///
    /// Prometheus makes use of them with `--enable-feature=created-timestamp-zero-ingestion`. Without, it stores each
    /// `x_created` of OpenMetrics as a series of its own, which [`self_metrics`](Self::self_metrics) does not count. Where
    /// another family is called `x_created`, that keeps its name, and OpenMetrics goes without the times of `x`. It has none
    /// of counters whose type is `unknown` there, either.
    ///
    /// ```
    /// # mod metrics {
    /// #     pforge_metrics::include_metrics!(inline = r#"
    /// #         [counter.jobs_total]
    /// #         help = "Jobs done."
    /// #     "#);
    /// # }
    /// use pforge_metrics::exporter::Exporter;
    ///
    /// let exporter = Exporter::builder()
    ///     .catalog(&metrics::CATALOG)
    ///     .created(true)
    ///     .build()?;
    /// # Ok::<(), pforge_metrics::exporter::BuildError>(())
    /// ```
    pub fn created(mut self, is_shown: bool) -> Self {
        self.created = is_shown;
        self
    }
}
