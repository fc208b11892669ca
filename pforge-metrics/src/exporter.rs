//! `GET /metrics` as an axum router.
//!
//! An [`Exporter`] serves the catalog of your crate, and any other catalogs and registries that you add:
//!
//! ```no_run
//! mod metrics {
//!     pforge_metrics::include_metrics!(inline = r#"
//!         [counter.shop_orders_total]
//!         help = "Orders taken."
//!     "#);
//! }
//! use pforge_metrics::exporter::Exporter;
//!
//! #[tokio::main(flavor = "current_thread")]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let exporter = Exporter::builder().catalog(&metrics::CATALOG).build()?;
//!     let app = axum::Router::new().merge(exporter);
//!     let listener = tokio::net::TcpListener::bind("127.0.0.1:8000").await?;
//!     Ok(axum::serve(listener, app).await?)
//! }
//! ```
//!
//! # Mounting
//!
//! An exporter converts into an [`axum::Router`] with any state, so an application can merge it, before or after `with_state`. [`Exporter::router`] returns the same router, for `nest`, and for a layer of its own. Its path is `/metrics` below the path that it is nested at:
//!
//! ```
//! # mod metrics {
//! #     pforge_metrics::include_metrics!(inline = r#"
//! #         [counter.shop_orders_total]
//! #         help = "Orders taken."
//! #     "#);
//! # }
//! use axum::Router;
//! use axum::extract::State;
//! use axum::routing::get;
//! use pforge_metrics::exporter::Exporter;
//!
//! #[derive(Clone)]
//! struct Shop {
//!     name: &'static str,
//! }
//!
//! async fn home(State(shop): State<Shop>) -> &'static str {
//!     shop.name
//! }
//!
//! # fn main() -> Result<(), pforge_metrics::exporter::BuildError> {
//! let exporter = Exporter::builder().catalog(&metrics::CATALOG).build()?;
//! let app: Router = Router::new()
//!     .route("/", get(home))
//!     .merge(exporter.clone())                      // GET /metrics
//!     .nest("/internal", exporter.router())         // GET /internal/metrics
//!     .with_state(Shop { name: "Shop" });
//! # Ok(())
//! # }
//! ```
//!
//! A port of its own keeps metrics away from the clients of the application. `Exporter::serve`, with the feature `serve`, limits
//! connections there. A second `axum::serve` needs no feature of this crate. It needs an `axum` dependency of your own with the
//! features `http1` and `tokio`, which are among its defaults:
//!
//! ```no_run
//! # mod metrics {
//! #     pforge_metrics::include_metrics!(inline = r#"
//! #         [counter.shop_orders_total]
//! #         help = "Orders taken."
//! #     "#);
//! # }
//! use axum::Router;
//! use axum::routing::get;
//! use pforge_metrics::exporter::Exporter;
//! use tokio::net::TcpListener;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let exporter = Exporter::builder().catalog(&metrics::CATALOG).build()?;
//! let app = Router::new().route("/", get(|| async { "Shop" }));
//! let public = TcpListener::bind("0.0.0.0:8000").await?;
//! let internal = TcpListener::bind("127.0.0.1:9000").await?;
//! tokio::try_join!(
//!     axum::serve(public, app).into_future(),
//!     axum::serve(internal, exporter.router()).into_future(),
//! )?;
//! # Ok(())
//! # }
//! ```
//!
//! # Denial of service
//!
//! Updates take no lock that a scrape holds. A client can slow them down only by using processor time. The exporter limits every
//! resource that a client can use:
//!
//! | Attack | Limit |
//! |---|---|
//! | Frequent scrapes | Concurrent scrapes share gathers and bodies; [`max_in_flight`](ExporterBuilder::max_in_flight), [`max_per_second`](ExporterBuilder::max_per_second) |
//! | Scrapes of a collector that hangs | [`timeout`](ExporterBuilder::timeout); one gather at a time, on one thread, which does not delay process exit |
//! | Password guessing | One password check at a time, half a core, and at most 16 waiting attempts; see `Auth::basic` |
//! | Long request heads | 128 KiB per connection, then 431; 4 KiB for `Accept`, 64 KiB for the query |
//! | Slow or idle connections | `Server::max_connections`: a new connection replaces the one that has been idle for longest |
//! | Clients that do not read the response | The same, and `Server::write_timeout`; until then the server holds at most one response per connection |
//!
//! The last three limits apply to `Exporter::serve` and `Server`, which require the feature `serve`. A router in another server
//! has the limits of that server. `axum::serve` has none.
//!
//! # Moving metrics from another library
//!
//! A chapter of the guide shows [how to move](mod@crate::guide::moving) from another library, one metric at a time.

mod auth;
mod builder;
#[cfg(feature = "basic-auth")]
mod digest;
mod file_cache;
mod format;
mod gather;
#[cfg(feature = "gzip")]
mod gzip;
#[cfg(feature = "push")]
mod push;
mod report;
mod request;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "tls")]
mod web_config;

pub use crate::builtin::exporter as metrics;
pub use auth::{Auth, AuthError, Verdict};
pub use builder::{BuildError, ExporterBuilder};
pub use gather::gathered::Gathered;
#[cfg(feature = "push")]
pub use push::{Push, PushError, PushFormat};
#[cfg(feature = "serve")]
pub use serve::Server;
#[cfg(feature = "tls")]
pub use web_config::{Tls, WebConfig, WebConfigError};

pub use crate::registry::SourceKind;

use crate::exposition::text;
use axum::Router;
use axum::routing::any;
use format::ExpositionFormat;
use gather::body;
use gather::filter::Filter;
use gather::sources::ExporterSources;
use request::handler::{self, Handler};
use std::fmt;
use std::sync::Arc;

/// Serves catalogs, registries and other sources, merged by name.
///
/// A `refresh` function or collector that panics is counted in `pforge_metrics_callback_panics_total`, which
/// [`self_metrics`](ExporterBuilder::self_metrics) serves.
///
/// ```
/// # mod metrics {
/// # pforge_metrics::include_metrics!(inline = r#"
/// #     [counter.jobs_total]
/// #     help = "Jobs done."
/// # "#);
/// # }
/// use pforge_metrics::exporter::Exporter;
///
/// let exporter = Exporter::builder()
///     .catalog(&metrics::CATALOG)
///     .registry(prometheus::default_registry())
///     .build()?;
/// assert!(exporter.text().contains("# TYPE jobs_total counter\njobs_total 0\n"));
/// let app: axum::Router = axum::Router::new().merge(exporter);
/// # Ok::<(), pforge_metrics::exporter::BuildError>(())
/// ```
#[derive(Clone)]
pub struct Exporter {
    sources: Arc<ExporterSources>,
    handler: Arc<Handler>,
}

impl fmt::Debug for Exporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exporter")
            .field("sources", &self.sources)
            .finish_non_exhaustive()
    }
}

impl Exporter {
    /// Returns a builder without sources. [`build`](ExporterBuilder::build) returns an error if no source is added.
    pub fn builder() -> ExporterBuilder {
        ExporterBuilder::default()
    }

    /// Returns a router that serves GET and HEAD requests to `/metrics`.
    ///
    /// - The `Accept` header selects the format. The default is the text format 0.0.4. With the feature `gzip`, which is on by
    ///   default, a body of more than 1 KiB is compressed for clients that accept it.
    /// - `?name[]=up_total&name[]=…` selects families by their names or by the names of their samples, as they appear in the
    ///   response format.
    /// - Gathering runs on a dedicated thread, in the context of the tokio runtime. Encoding runs on the runtime's blocking
    ///   pool. Concurrent scrapes share one gather, and those with the same format share one body.
    /// - [The builder](ExporterBuilder) sets limits. A request that exceeds them gets the status 429, 503 or 500.
    ///
    /// All routers and clones of an exporter share its limits.
    ///
    /// The router requires no state, so an application with any state `S` can merge it. `Router::new().merge(exporter)` does the same
    /// as `Router::new().merge(exporter.router())`.
    pub fn router<S>(&self) -> Router<S>
    where
        S: Clone + Send + Sync + 'static,
    {
        Router::new()
            .route("/metrics", any(handler::metrics))
            .with_state(Arc::clone(&self.handler))
    }

    /// Gathers all sources and returns their metric families: types, units, labels (including constant labels), values,
    /// exemplars, native buckets and created timestamps. Use it to bridge to another system.
    ///
    /// Collectors, sources and `refresh` functions run on the calling thread, so call this on a blocking thread in async code. The
    /// result omits the same families and metrics as a scrape.
    ///
    /// A bridge iterates over the families. [`Gathered::families`] builds them on each call:
    ///
    /// ```
    /// # mod metrics {
    /// # pforge_metrics::include_metrics!(inline = r#"
    /// #     [histogram.wait_seconds]
    /// #     help    = "Time that jobs waited."
    /// #     buckets = [0.5, 1]
    /// #     unit    = "seconds"
    /// #
    /// #     [counter.jobs_total]
    /// #     help = "Jobs done."
    /// # "#);
    /// # }
    /// use pforge_metrics::exporter::Exporter;
    /// use pforge_metrics::model::{MetricFamily, MetricType, MetricValue};
    ///
    /// /// A data point of some protocol.
    /// #[derive(Debug, PartialEq)]
    /// struct Point {
    ///     name: String,
    ///     is_monotonic: bool,
    ///     began_ms: Option<u64>,
    ///     values: Vec<f64>,
    /// }
    ///
    /// fn points(family: &MetricFamily) -> Vec<Point> {
    ///     let values = |value: &MetricValue| match value {
    ///         MetricValue::Histogram(it) => {
    ///             // This protocol counts each bucket alone.
    ///             let counts = it.buckets.iter().map(|bucket| bucket.cumulative_count);
    ///             let counts: Vec<u64> = [0].into_iter().chain(counts).collect();
    ///             counts.windows(2).map(|pair| pair[1].saturating_sub(pair[0]) as f64).collect()
    ///         }
    ///         value => value.as_f64().into_iter().collect(),
    ///     };
    ///     let point = |metric: &pforge_metrics::model::Metric| Point {
    ///         name: family.name.to_string(),
    ///         is_monotonic: family.kind != MetricType::Gauge,
    ///         began_ms: metric.created_ms,
    ///         values: values(&metric.value),
    ///     };
    ///     family.metrics.iter().map(point).collect()
    /// }
    ///
    /// # fn main() -> Result<(), pforge_metrics::exporter::BuildError> {
    /// let exporter = Exporter::builder().catalog(&metrics::CATALOG).build()?;
    /// metrics::JOBS_TOTAL.inc();
    /// metrics::WAIT_SECONDS.observe(0.75);
    ///
    /// let gathered = exporter.gather();
    /// let points: Vec<Point> = gathered.families().flat_map(|family| points(&family)).collect();
    /// assert_eq!((&*points[0].name, &*points[0].values), ("jobs_total", &[1.0][..]));
    /// assert_eq!((&*points[1].name, &*points[1].values), ("wait_seconds", &[0.0, 1.0, 0.0][..]));
    /// assert!(points[0].is_monotonic && points[0].began_ms.is_some());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn gather(&self) -> Gathered {
        self.sources.gather()
    }

    /// Gathers all sources and encodes them in the text format 0.0.4, on the calling thread.
    ///
    /// Omits a registry whose collector panics and a source that panics. A catalog whose `refresh` function panics has its
    /// previous values.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = Vec::new();
        let gathered = self.sources.gather();
        // The text format has no exemplars, so none can be omitted.
        let _ = body::write(
            &gathered,
            ExpositionFormat::Text,
            &Filter::default(),
            &mut text,
        );
        text::into_string(text)
    }
}

/// Converts an exporter into its [router](Exporter::router), so that [`Router::merge`] accepts an exporter.
impl<S> From<Exporter> for Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    fn from(exporter: Exporter) -> Self {
        exporter.router()
    }
}
