//! The rate limit.

use super::ExporterBuilder;

impl ExporterBuilder {
    /// Limits the average number of scrapes per second. Default: no limit. Further scrapes get 429 with `Retry-After`. All
    /// clients and routers of the exporter share the limit.
    ///
    /// Requests without valid credentials do not count, so they cannot exhaust the limit. [`Auth`](crate::exporter::Auth) limits
    /// their cost.
    ///
    /// ```
    /// # mod metrics {
    /// #     pforge_metrics::include_metrics!(inline = r#"
    /// #         [counter.jobs_total]
    /// #         help = "Jobs done."
    /// #     "#);
    /// # }
    /// # fn main() -> Result<(), pforge_metrics::exporter::BuildError> {
    /// use pforge_metrics::exporter::Exporter;
    ///
    /// // Two Prometheus servers that ask every five seconds, and people who reload the page.
    /// let exporter = Exporter::builder()
    ///     .catalog(&metrics::CATALOG)
    ///     .max_per_second(2)
    ///     .max_burst(10)
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn max_per_second(mut self, scrapes: u32) -> Self {
        self.limits.max_per_second = Some(scrapes);
        self
    }

    /// Limits how many scrapes may exceed the average of [`max_per_second`](Self::max_per_second) at once. Default: the value
    /// of `max_per_second`. It has no effect without `max_per_second`.
    pub fn max_burst(mut self, scrapes: u32) -> Self {
        self.limits.max_burst = Some(scrapes);
        self
    }
}
