//! Metrics about exporters. All exporters update them; exporters that are built with `.self_metrics(true)` serve them.
//!
//! Scrapes, those in flight and internal errors have the names of [`promhttp`]; here is the rest. Who may alert on what:
//!
//! - `pforge_metrics_auth_failures_total{reason="wrong"}` grows if a client has an outdated secret, or guesses secrets.
//! - `pforge_metrics_scrapes_rejected_total{reason="timeout"}` is a collector that hangs.
//! - `pforge_metrics_callback_panics_total` that grows is a bug in a collector, a `refresh` function or an authentication
//!   check: the panic's message is in the log.
//! - `pforge_metrics_series` is the bill for storage, before it comes.
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

/// The metrics of a scrape's way through the handler, by the names of Go's promhttp.
pub mod promhttp {
    crate::include_metrics!("promhttp.toml", crate = crate);
}

/// A request to an exporter, in flight until it is dropped.
pub(crate) struct Scrape {
    began: Instant,
    code: Option<promhttp::Code>,
}

impl Scrape {
    pub(crate) fn begin() -> Self {
        promhttp::PROMHTTP_METRIC_HANDLER_REQUESTS_IN_FLIGHT.inc();
        Self {
            began: Instant::now(),
            code: None,
        }
    }

    /// Observes an exposition of this size, as it is sent, and the time since the request began.
    pub(crate) fn served(&self, body_bytes: u64) {
        #[expect(clippy::cast_precision_loss, reason = "sums of a histogram are f64")]
        PFORGE_METRICS_SCRAPE_BODY_BYTES.observe(body_bytes as f64);
        PFORGE_METRICS_SCRAPE_DURATION_SECONDS.observe(self.began.elapsed().as_secs_f64());
    }

    /// Counts a response with any status. A request whose client has gone has no response.
    pub(crate) fn answered(mut self, status: StatusCode) {
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

/// Counts a scrape that gets no metrics.
pub(crate) fn reject(reason: Rejection) {
    PFORGE_METRICS_SCRAPES_REJECTED_TOTAL.with(reason).inc();
}

/// Counts something that failed, whatever is answered.
pub(crate) fn fail(cause: promhttp::Cause) {
    promhttp::PROMHTTP_METRIC_HANDLER_ERRORS_TOTAL
        .with(cause)
        .inc();
}

/// Counts a panic of a function that the program gave to the exporter.
pub(crate) fn panicked(callback: Callback) {
    PFORGE_METRICS_CALLBACK_PANICS_TOTAL.with(callback).inc();
}

impl From<StatusCode> for promhttp::Code {
    fn from(status: StatusCode) -> Self {
        status.as_str().parse().unwrap_or(Self::Other)
    }
}
