//! The limit on scrapes in a second.

use super::ExporterBuilder;

impl ExporterBuilder {
    /// Answers so many scrapes a second on average, any number unless stated: more get the status 429, and are told after how
    /// many seconds to come again. All clients together are limited, and all routers of the exporter.
    ///
    /// Requests without the right credentials don't count: they can't use up what others are allowed. What each of them costs
    /// is bounded by [`Auth`](crate::exporter::Auth).
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

    /// How many scrapes may come at once before [`max_per_second`](Self::max_per_second) holds; as many as in a second
    /// unless stated. Alone it limits nothing.
    pub fn max_burst(mut self, scrapes: u32) -> Self {
        self.limits.max_burst = Some(scrapes);
        self
    }
}
