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

mod builder;
pub mod metrics;
mod names;
mod sources;

pub use builder::{BuildError, ExporterBuilder};

use crate::text;
use axum::Router;
use axum::body::HttpBody;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics::promhttp::{Cause, PROMHTTP_METRIC_HANDLER_ERRORS_TOTAL};
use metrics::{PFORGE_METRICS_SCRAPES_REJECTED_TOTAL, Rejection};
use sources::Sources;
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
#[derive(Clone, Debug)]
pub struct Exporter {
    sources: Arc<Sources>,
}

impl Exporter {
    /// An exporter of nothing yet.
    pub fn builder() -> ExporterBuilder {
        ExporterBuilder::default()
    }

    /// A router with `GET /metrics`.
    ///
    /// A scrape runs on tokio's blocking pool: gathering and encoding do not hold up other requests. If a collector
    /// panics, the answer is 500.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/metrics", get(scrape))
            .with_state(Arc::clone(&self.sources))
    }

    /// What a scrape shows now, in the text format 0.0.4.
    ///
    /// # Panics
    ///
    /// If a collector of a registry does.
    #[must_use]
    pub fn text(&self) -> String {
        text::into_string(self.sources.text())
    }
}

async fn scrape(State(sources): State<Arc<Sources>>) -> Response {
    let request = metrics::Request::begin();
    let response = answer(sources).await;
    if response.status() == StatusCode::OK {
        request.served(response.body().size_hint().lower());
    }
    request.answered(response.status());
    response
}

async fn answer(sources: Arc<Sources>) -> Response {
    match tokio::task::spawn_blocking(move || sources.text()).await {
        Ok(body) => ([(header::CONTENT_TYPE, text::CONTENT_TYPE)], body).into_response(),
        Err(error) if error.is_panic() => {
            PROMHTTP_METRIC_HANDLER_ERRORS_TOTAL
                .with(Cause::Gathering)
                .inc();
            PFORGE_METRICS_SCRAPES_REJECTED_TOTAL
                .with(Rejection::Panic)
                .inc();
            (StatusCode::INTERNAL_SERVER_ERROR, "a collector panicked\n").into_response()
        }
        Err(_) => {
            PFORGE_METRICS_SCRAPES_REJECTED_TOTAL
                .with(Rejection::Stopping)
                .inc();
            (StatusCode::SERVICE_UNAVAILABLE, "the server is stopping\n").into_response()
        }
    }
}
