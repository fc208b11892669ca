//! What an exporter serves, and what it refuses to.

mod collectors;
mod created;
mod error;
mod foreign;
mod rate;

pub use error::BuildError;

use super::Exporter;
use super::auth::Auth;
use crate::catalogs::catalog::Catalog;
use crate::exporter::gather::sources::Sources;
use crate::exporter::request::handler::Handler;
use crate::exporter::request::limits::Limits;
use crate::registry::Source;
use crate::storage::store::{Storage, Store};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Collects what an [`Exporter`] serves.
#[derive(Clone, Default)]
#[must_use = "nothing is served until it is built"]
pub struct ExporterBuilder {
    catalogs: Vec<&'static Storage>,
    /// Those of the runtime that were switched on.
    collectors: Vec<&'static Storage>,
    /// Registries and functions.
    foreign: Vec<Source>,
    created: bool,
    auth: Option<Auth>,
    limits: Limits,
}

impl fmt::Debug for ExporterBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExporterBuilder")
            .field("catalogs", &self.catalogs.len())
            .field("collectors", &self.collectors.len())
            .field("foreign", &self.foreign.len())
            .field("created", &self.created)
            .field("auth", &self.auth)
            .field("limits", &self.limits)
            .finish()
    }
}

impl ExporterBuilder {
    /// Serves a catalog, each metric under its name in every format. In OpenMetrics a counter whose name does not end in `_total`
    /// is of type `unknown`, and so is a counter `x_total` beside another family `x`; an info `x_info` beside a family `x` is a
    /// gauge. Exemplars and created timestamps of these counters are left out there.
    ///
    /// Catalogs that have a metric of the same name are merged, if its kind, help and unit are the same and a constant label has
    /// different values.
    ///
    /// If one of its labels is open, the runtime's [own](crate::own) metrics are served too, and
    /// if one of its metrics keeps exemplars, so is how many [were dropped](crate::own::exemplars).
    pub fn catalog<C: Store>(mut self, _: &Catalog<C>) -> Self {
        self.catalogs.push(C::storage());
        self
    }

    /// Requires authentication. Other requests get 401 or 403, and nothing is gathered for them. `None` admits all requests, which
    /// is the default.
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

    /// Limits the number of concurrent scrapes; default: 16. Further scrapes wait. A scrape that cannot start before the
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

    /// Gives a scrape up after this time; default: 9 seconds. The response is 503.
    ///
    /// Prometheus states its own timeout in a header. Where that is shorter, a scrape is given up earlier than it would be there,
    /// by a tenth of the time and by a quarter of a second at most.
    ///
    /// What was begun goes on, and counts as in flight until it has ended. Scrapes that come meanwhile wait for it, so a
    /// collector that hangs is asked once. It hangs on a thread of the exporter's own, which keeps neither a runtime nor the
    /// process from ending.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// Limits the uncompressed size of a body; default: 1 GiB. A scrape with a larger body gets 500.
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.limits.max_body_bytes = bytes;
        self
    }

    /// Whether the rest is served when a collector or `refresh` function panics; default: `true`. If not, the response is 500,
    /// and a push fails.
    ///
    /// Of a registry whose collector panics, and of a source that does, nothing is served. A catalog whose `refresh` function panics is served with the values
    /// that it has. Either is counted in the exporter's [own metrics](super::metrics), which `.self_metrics(true)` serves, and in
    /// `promhttp_metric_handler_errors_total{cause="gathering"}`.
    pub fn serve_partial(mut self, serve: bool) -> Self {
        self.limits.serve_partial = serve;
        self
    }

    /// Whether `?debug=text`, `openmetrics` or `protobuf` shows that format as plain text, for reading in a browser; default:
    /// `false`.
    pub fn debug(mut self, debug: bool) -> Self {
        self.limits.debug = debug;
        self
    }

    /// Builds the exporter.
    ///
    /// # Errors
    ///
    /// If there is nothing to serve: no catalog, no registry, no source and none of the runtime's own metrics; if two sources have a series of
    /// the same name (`x_count` beside a histogram `x`, or `x` twice), unless they have the same family with different label sets,
    /// and its type, help and, in catalogs, unit are equal;
    /// if a source has anything that would break a scrape, such as a label twice, a series twice or a value that does not fit the
    /// type, see [`source`](Self::source); if
    /// [`max_per_second`](Self::max_per_second) or [`max_burst`](Self::max_burst) is zero. Registries and sources are gathered for this, so
    /// that what is registered by now is checked.
    ///
    /// Names are compared as they are served by default, escaped by underscores.
    ///
    /// What clashes later, or in another escaping scheme, is left out of the exposition, and what an earlier source has stays: one
    /// registration gone wrong never breaks the scrape of all the others. What clashes in the default scheme is counted by its
    /// name, see [`own::families`](crate::own::families).
    ///
    /// # Panics
    ///
    /// If a collector of a registry or a [`source`](Self::source) does.
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

    /// A catalog without metrics and a registry without collectors are sources: something may be added to them.
    fn has_source(&self) -> bool {
        !(self.catalogs.is_empty() && self.collectors.is_empty() && self.foreign.is_empty())
    }

    /// Builds the exporter with what clashes left out.
    pub(crate) fn build_unchecked(mut self) -> Exporter {
        let catalogs = self.all_catalogs();
        let sources = Arc::new(Sources::new(catalogs, self.foreign, self.created));
        let handler = Arc::new(Handler::new(Arc::clone(&sources), self.auth, self.limits));
        Exporter { sources, handler }
    }
}
