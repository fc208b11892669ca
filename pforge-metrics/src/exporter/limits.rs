//! What one scrape, and all of them together, may take.

use std::time::Duration;

/// Limits of an exporter's handler, with their defaults.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Scrapes at the same time.
    pub(super) max_in_flight: usize,
    pub(super) timeout: Duration,
    pub(super) max_body_bytes: usize,
    /// Whether what is left is served when a collector panics.
    pub(super) serve_partial: bool,
    /// Whether `?debug=` is heard.
    pub(super) debug: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // A pair of Prometheus servers, some people, and room for scrapes that time out.
            max_in_flight: 16,
            // Below the ten seconds after which Prometheus gives up by default.
            timeout: Duration::from_secs(9),
            max_body_bytes: 1 << 30,
            serve_partial: true,
            debug: false,
        }
    }
}
