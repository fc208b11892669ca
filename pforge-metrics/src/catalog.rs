//! pForge's own metrics, as its `metrics.toml` declares them, and a router that serves them.
//!
//! Only pForge needs this module, behind the feature `catalog`. Every other program declares its metrics in a `metrics.toml` of
//! its own and serves them with an [`Exporter`](crate::exporter::Exporter).
//!
//! The module grows with the file: new values of its labels come in minor releases, so match them with a wildcard.
//!
//! ```
//! use pforge_metrics::catalog::{PFORGE_TOKENS_USED_TOTAL, Vendor};
//!
//! PFORGE_TOKENS_USED_TOTAL.with(Vendor::Openai).inc_by(1_240);
//! assert!(PFORGE_TOKENS_USED_TOTAL.total() >= 1_240);
//! ```

crate::include_metrics!("metrics.toml", crate = crate);

/// Returns a router with `GET /metrics`: pForge's catalog and what is registered with `prometheus`' default registry.
///
/// A family of the default registry that has the name of a family of the catalog is left out, whenever it was registered.
/// [`Exporter::builder`](crate::exporter::Exporter::builder) makes such a clash an error instead.
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
