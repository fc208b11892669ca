//! The metrics of pForge, declared in its `metrics.toml`, and a router that serves them.
//!
//! Only pForge needs this module, which is behind the feature `catalog`. Other programs declare their metrics in their
//! own `metrics.toml` and serve them with an [`Exporter`](crate::exporter::Exporter).
//!
//! Minor releases can add metrics and label values to the file. Match label values with a wildcard.
//!
//! ```
//! use pforge_metrics::catalog::{PFORGE_TOKENS_USED_TOTAL, Vendor};
//!
//! PFORGE_TOKENS_USED_TOTAL.with(Vendor::Openai).inc_by(1_240);
//! assert!(PFORGE_TOKENS_USED_TOTAL.total() >= 1_240);
//! ```

crate::include_metrics!("metrics.toml", crate = crate);

/// Returns a router with `GET /metrics`, which serves pForge's catalog and the default registry of `prometheus`.
///
/// If the default registry has a family with the same name as a family of the catalog, the router omits the family of the
/// registry. [`Exporter::builder`](crate::exporter::Exporter::builder) returns an error for such a conflict instead.
///
/// ```no_run
/// # async fn serve() -> std::io::Result<()> {
/// let app = axum::Router::new().merge(pforge_metrics::catalog::router());
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:8000").await?;
/// axum::serve(listener, app).await
/// # }
/// ```
#[cfg(feature = "exporter")]
pub fn router<S>() -> axum::Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let builder = crate::exporter::Exporter::builder().catalog(&CATALOG);
    #[cfg(feature = "registry")]
    let builder = builder.registry(prometheus::default_registry());
    builder.build_unchecked().router()
}
