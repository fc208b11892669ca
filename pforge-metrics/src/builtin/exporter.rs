//! Metrics about exporters. All exporters update them. Exporters built with `.self_metrics(true)` serve them.
//!
//! The numbers of scrapes, scrapes in flight and internal errors are in [`promhttp`], with the names of Go's promhttp.
//! Increases of these metrics deserve an alert:
//!
//! - `pforge_metrics_auth_failures_total{reason="wrong"}`: a client has an outdated secret or guesses secrets.
//! - `pforge_metrics_scrapes_rejected_total{reason="timeout"}`: a collector hangs.
//! - `pforge_metrics_callback_panics_total`: a collector, a `refresh` function or an authentication check has a bug. The log contains
//!   the panic message.
//! - `pforge_metrics_series`: the storage costs of Prometheus increase.
//!
//! ```
//! use pforge_metrics::exporter::metrics::{CATALOG, PFORGE_METRICS_SCRAPE_DURATION_SECONDS};
//!
//! let scrapes = CATALOG.snapshot().get(PFORGE_METRICS_SCRAPE_DURATION_SECONDS);
//! assert_eq!(scrapes.count(), 0);
//! ```

mod catalogs;

pub(crate) use catalogs::watch;

use axum::http::StatusCode;
use catalogs::refresh;
use std::time::Instant;

crate::include_metrics!("exporter.toml", refresh = refresh, crate = crate);

/// Metrics of the scrape handler, with the names of Go's promhttp.
pub mod promhttp {
    crate::include_metrics!("promhttp.toml", crate = crate);
}

/// A request to an exporter, which is in flight until this is dropped.
pub(crate) struct Scrape {
    started: Instant,
    code: Option<promhttp::Code>,
}

impl Scrape {
    pub(crate) fn begin() -> Self {
        promhttp::PROMHTTP_METRIC_HANDLER_REQUESTS_IN_FLIGHT.inc();
        Self {
            started: Instant::now(),
            code: None,
        }
    }

    /// Observes the compressed size of a served body, and the time since the start of the request.
    pub(crate) fn served(&self, body_bytes: u64) {
        #[expect(clippy::cast_precision_loss, reason = "sums of a histogram are f64")]
        PFORGE_METRICS_SCRAPE_BODY_BYTES.observe(body_bytes as f64);
        PFORGE_METRICS_SCRAPE_DURATION_SECONDS.observe(self.started.elapsed().as_secs_f64());
    }

    /// Sets the status of the response. A request without a response does not count.
    pub(crate) fn responded(mut self, status: StatusCode) {
        self.code = Some(status.into());
    }
}

impl Drop for Scrape {
    fn drop(&mut self) {
        promhttp::PROMHTTP_METRIC_HANDLER_REQUESTS_IN_FLIGHT.dec();
        if let Some(code) = self.code {
            promhttp::PROMHTTP_METRIC_HANDLER_REQUESTS_TOTAL
                .with(code)
                .inc();
        }
    }
}

/// Counts a rejected scrape.
pub(crate) fn reject(reason: Rejection) {
    PFORGE_METRICS_SCRAPES_REJECTED_TOTAL.with(reason).inc();
}

/// Counts an internal error, independent of the status of the response.
pub(crate) fn fail(cause: promhttp::Cause) {
    promhttp::PROMHTTP_METRIC_HANDLER_ERRORS_TOTAL
        .with(cause)
        .inc();
}

/// Counts a panic of a callback.
pub(crate) fn panicked(callback: Callback) {
    PFORGE_METRICS_CALLBACK_PANICS_TOTAL.with(callback).inc();
}

impl From<StatusCode> for promhttp::Code {
    fn from(status: StatusCode) -> Self {
        status.as_str().parse().unwrap_or(Self::Other)
    }
}
