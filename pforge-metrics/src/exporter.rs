//! `GET /metrics` as an axum router.
//!
//! ```no_run
//! # async fn serve() -> std::io::Result<()> {
//! let app = axum::Router::new().merge(pforge_metrics::exporter::router());
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:8000").await?;
//! axum::serve(listener, app).await
//! # }
//! ```
//!
//! [`router`] serves pForge's catalog and the default registry; [`Exporter::builder`] any other catalogs and registries. The
//! router is a plain [`axum::Router`]: mount it wherever you like, behind any tower layer.
//!
//! # Under attack
//!
//! Updates take no lock that a scrape holds, so no client slows them down other than by using up processor time. What a client
//! can use up, and what bounds it:
//!
//! | who | is bounded by |
//! |---|---|
//! | scrapes again and again | gathers and bodies that are shared; [`max_in_flight`](ExporterBuilder::max_in_flight), [`max_per_second`](ExporterBuilder::max_per_second) |
//! | hangs in a collector | [`timeout`](ExporterBuilder::timeout); one gather at a time, one thread for it |
//! | guesses credentials | one password at a time, half a core, and 16 who wait; see `Auth::basic` |
//! | sends a long head | 128 KiB a connection, then 431; `Accept` counts up to 4 KiB, a query up to 64 KiB |
//! | connects and dawdles | `Server::max_connections`: who is waited for longest makes room for the next |
//! | takes no answer | the same, and `Server::write_timeout`; until then the server keeps the answer, in the worst case one for each connection |
//!
//! The last three are what a port of the exporter's own brings with it, with the feature `serve`. A router in a server of yours
//! has the limits of that server: axum's own has none.
//!
#![doc = include_str!("../docs/moving.md")]

mod admission;
mod auth;
mod builder;
mod digest;
mod exposition;
mod failure;
mod families;
mod format;
mod gathering;
mod handler;
mod limits;
pub mod metrics;
mod names;
mod negotiation;
#[cfg(feature = "push")]
mod push;
mod query;
mod rate;
mod reloaded;
#[cfg(feature = "serve")]
mod serve;
mod sources;
#[cfg(feature = "tls")]
mod web_config;
mod writing;

pub use auth::{Auth, AuthError, Verdict};
pub use builder::{BuildError, ExporterBuilder};
#[cfg(feature = "push")]
pub use push::{Push, PushError, PushFormat};
#[cfg(feature = "serve")]
pub use serve::Server;
#[cfg(feature = "tls")]
pub use web_config::{Tls, WebConfig, WebConfigError};

use crate::text;
use axum::Router;
use axum::routing::any;
use format::Format;
use handler::Handler;
use query::Filter;
use sources::Sources;
use std::fmt;
use std::sync::Arc;

/// A router with `GET /metrics`: pForge's catalog, and beside it what is registered with `prometheus`' default registry.
///
/// A family of the default registry that has the name of one of the catalog's is left out, whenever it was registered;
/// [`Exporter::builder`] makes such a clash an error instead.
#[cfg(feature = "catalog")]
pub fn router() -> Router {
    let builder = Exporter::builder()
        .catalog(&crate::catalog::CATALOG)
        .registry(prometheus::default_registry());
    builder.build_unchecked().router()
}

/// Serves catalogs and registries, merged by name.
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
/// let app: axum::Router = axum::Router::new().nest("/internal", exporter.router());
/// # Ok::<(), pforge_metrics::exporter::BuildError>(())
/// ```
#[derive(Clone)]
pub struct Exporter {
    sources: Arc<Sources>,
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
    /// An exporter of nothing yet.
    pub fn builder() -> ExporterBuilder {
        ExporterBuilder::default()
    }

    /// A router with `/metrics`, for GET and HEAD.
    ///
    /// - The format follows the `Accept` header, and is the text format 0.0.4 in doubt. A body of more than 1 KiB is compressed
    ///   for clients that take gzip.
    /// - `?name[]=up_total&name[]=…` asks for single families, by their names or those of their samples, as the format of the
    ///   response has them.
    /// - Gathering and writing run on tokio's blocking pool. Scrapes that come while one gathers share what it finds, and those
    ///   that want the same format share its bytes.
    /// - [The builder](ExporterBuilder) sets limits; what goes beyond them gets the status 429, 503 or 500.
    ///
    /// All routers of an exporter share its limits.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/metrics", any(handler::metrics))
            .with_state(Arc::clone(&self.handler))
    }

    /// What a scrape shows now, in the text format 0.0.4. Registries whose collectors panic are left out.
    #[must_use]
    pub fn text(&self) -> String {
        let exposition = self.sources.gather();
        let text = self
            .sources
            .write(&exposition, Format::Text, &Filter::default());
        text::into_string(text)
    }
}
