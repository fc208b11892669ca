//! The option for created timestamps.

use super::ExporterBuilder;

impl ExporterBuilder {
    /// Sets whether the counters and histograms of catalogs have created timestamps. Default: `false`. OpenMetrics writes them as
    /// a sample `x_created`, protobuf as the field `created_timestamp`. The other formats cannot represent them.
    ///
    /// The created timestamp is the time at which a series was 0. It lets Prometheus account for increments before the first
    /// scrape, and detect resets between scrapes. For most series it is the start of the process, from `/proc`. On platforms
    /// without `/proc`, it is the time at which the first exporter with this option was built. For a series with open labels it is
    /// the first use of the latest of their values, in any metric. The overflow series uses the start of the process.
    ///
    /// Prometheus uses these timestamps with `--enable-feature=created-timestamp-zero-ingestion`. Without it, Prometheus stores
    /// each OpenMetrics sample `x_created` as a separate series, which [`self_metrics`](Self::self_metrics) does not count.
    /// OpenMetrics omits the timestamps of `x` if another family is named `x_created`, and those of counters of type `unknown`.
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
