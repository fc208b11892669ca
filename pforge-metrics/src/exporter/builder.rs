//! The builder of an exporter: its sources and options.

mod collectors;
mod created;
mod error;
mod external;
mod rate;

pub use error::BuildError;

use super::Exporter;
use super::auth::Auth;
use crate::catalogs::catalog::Catalog;
use crate::exporter::gather::sources::ExporterSources;
use crate::exporter::request::handler::Handler;
use crate::exporter::request::limits::Limits;
use crate::registry::FamilySource;
use crate::storage::store::{Storage, Store};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Configures the sources and limits of an [`Exporter`]. Created by [`Exporter::builder`].
///
/// ```
/// # mod metrics {
/// #     pforge_metrics::include_metrics!(inline = r#"
/// #         [counter.jobs_total]
/// #         help = "Jobs done."
/// #     "#);
/// # }
/// use pforge_metrics::exporter::Exporter;
/// use std::time::Duration;
///
/// let exporter = Exporter::builder()
///     .catalog(&metrics::CATALOG)
///     .self_metrics(true)
///     .timeout(Duration::from_secs(5))
///     .build()?;
/// # Ok::<(), pforge_metrics::exporter::BuildError>(())
/// ```
#[derive(Clone, Default)]
#[must_use = "nothing is served until it is built"]
pub struct ExporterBuilder {
    catalogs: Vec<&'static Storage>,
    /// The enabled catalogs of the runtime crate.
    collectors: Vec<&'static Storage>,
    /// Registries and functions.
    external: Vec<FamilySource>,
    created: bool,
    auth: Option<Auth>,
    limits: Limits,
}

impl fmt::Debug for ExporterBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExporterBuilder")
            .field("catalogs", &self.catalogs.len())
            .field("collectors", &self.collectors.len())
            .field("external", &self.external.len())
            .field("created", &self.created)
            .field("auth", &self.auth)
            .field("limits", &self.limits)
            .finish()
    }
}

impl ExporterBuilder {
    /// Serves the metrics of a catalog. Every format uses their names unchanged.
    ///
    /// In OpenMetrics, a counter has the type `unknown` if its name does not end in `_total`, or if it is named `x_total` and
    /// another family is named `x`. An info `x_info` is a gauge if another family is named `x`. OpenMetrics omits the exemplars and
    /// created timestamps of such counters.
    ///
    /// Two catalogs can have a metric of the same name if its kind, help and unit are equal and the values of a constant label
    /// differ.
    ///
    /// A catalog with an open label also enables the runtime's [own](crate::own) metrics. A catalog with exemplars also enables
    /// the count of [dropped exemplars](crate::own::exemplars).
    pub fn catalog<C: Store>(mut self, _: &Catalog<C>) -> Self {
        self.catalogs.push(C::storage());
        self
    }

    /// Requires authentication. A request that fails it gets 401, 403 or 429, and the exporter gathers nothing for it. `None`
    /// accepts all requests. Default: `None`.
    ///
    /// ```
    /// # mod metrics {
    /// #     pforge_metrics::include_metrics!(inline = r#"
    /// #         [counter.jobs_total]
    /// #         help = "Jobs done."
    /// #     "#);
    /// # }
    /// use pforge_metrics::exporter::{Auth, Exporter};
    ///
    /// let exporter = Exporter::builder()
    ///     .catalog(&metrics::CATALOG)
    ///     .auth(Auth::bearer("a-long-random-token")?)
    ///     .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn auth(mut self, auth: impl Into<Option<Auth>>) -> Self {
        self.auth = auth.into();
        self
    }

    /// Limits the number of concurrent scrapes. Default: 16. Further scrapes wait. A scrape that cannot start before the
    /// [timeout](Self::timeout) gets 503 with `Retry-After: 1`.
    ///
    /// This limits the work of scrapes, not the memory of responses. A scrape ends when its body is written. A body that the client
    /// does not receive stays in memory until the server closes the connection, one for each such connection. (If the scrape counted
    /// until then, a few slow clients would block all others.) The server limits that memory: `Exporter::serve` by the number of
    /// connections and by `Server::write_timeout`. `axum::serve` has neither limit: a public port needs a proxy in front that has
    /// them.
    pub fn max_in_flight(mut self, scrapes: usize) -> Self {
        self.limits.max_in_flight = scrapes.min(Semaphore::MAX_PERMITS);
        self
    }

    /// Sets the timeout of a scrape. Default: 9 seconds. A scrape that times out gets 503.
    ///
    /// Prometheus sends its own timeout in the header `X-Prometheus-Scrape-Timeout-Seconds`. If that timeout is shorter, it
    /// applies, less a margin of a tenth of it, at most 250 milliseconds.
    ///
    /// A gather that times out keeps running, and its scrape counts as in flight until it ends. Later scrapes wait for the same
    /// gather, so a collector that hangs runs once. It runs on a dedicated thread that does not delay the shutdown of the runtime
    /// or the process.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// Limits the uncompressed size of a body, in bytes. Default: 1 GiB. A scrape with a larger body gets 500.
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.limits.max_body_bytes = bytes;
        self
    }

    /// Sets whether a scrape serves the remaining metrics when a collector, source or `refresh` function panics. Default: `true`.
    /// With `false`, the scrape gets 500 and a push returns an error.
    ///
    /// A partial response omits a registry whose collector panicked and a source that panicked. A catalog whose `refresh` function
    /// panicked has its previous values. Panics are counted in the exporter's [own metrics](super::metrics), which `.self_metrics(true)` serves, and in
    /// `promhttp_metric_handler_errors_total{cause="gathering"}`.
    pub fn serve_partial(mut self, serve: bool) -> Self {
        self.limits.serve_partial = serve;
        self
    }

    /// Sets whether the query `?debug=text`, `?debug=openmetrics` or `?debug=protobuf` selects a format and serves it as plain
    /// text, to read in a browser. Default: `false`.
    pub fn debug(mut self, debug: bool) -> Self {
        self.limits.debug = debug;
        self
    }

    /// Builds the exporter.
    ///
    /// # Errors
    ///
    /// Returns an error if:
    ///
    /// - the builder has no catalog, registry, source or built-in metrics
    /// - two families have a series of the same name, such as a histogram `x` and a counter `x_count`
    /// - two sources have the same family, and its type, help or (in catalogs) unit differ, or they share a label set
    /// - a source has an invalid family, such as one with a duplicate label, a duplicate series or an invalid value; see
    ///   [`source`](Self::source)
    /// - [`max_per_second`](Self::max_per_second) or [`max_burst`](Self::max_burst) is zero
    ///
    /// `build` gathers registries and sources once to check them. It compares names as the default escaping scheme,
    /// `underscores`, writes them.
    ///
    /// A conflict that appears after the build, or in another escaping scheme, is not an error: the exporter omits the later
    /// family and serves the rest. Conflicts in the default scheme are counted by name in
    /// [`own::families`](crate::own::families).
    ///
    /// # Panics
    ///
    /// Panics if a collector of a registry or a [`source`](Self::source) panics.
    pub fn build(self) -> Result<Exporter, BuildError> {
        if let Some(limit) = self.limits.zero() {
            return Err(BuildError::ZeroLimit { limit });
        }
        if !self.has_source() {
            return Err(BuildError::NoSource);
        }
        let exporter = self.build_unchecked();
        exporter.sources.check().map_err(BuildError::dropped)?;
        Ok(exporter)
    }

    /// An empty catalog or registry counts as a source: collectors may be registered later.
    fn has_source(&self) -> bool {
        !(self.catalogs.is_empty() && self.collectors.is_empty() && self.external.is_empty())
    }

    /// Builds the exporter without checks. Scrapes omit families that conflict.
    pub(crate) fn build_unchecked(mut self) -> Exporter {
        let catalogs = self.all_catalogs();
        let sources = Arc::new(ExporterSources::new(catalogs, self.external, self.created));
        let handler = Arc::new(Handler::new(Arc::clone(&sources), self.auth, self.limits));
        Exporter { sources, handler }
    }
}
