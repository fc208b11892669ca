//! Limits on the number, duration and size of scrapes.

use super::rate::Rate;
use std::time::Duration;

/// Limits of an exporter's handler, with their defaults.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Maximum number of concurrent scrapes.
    pub(crate) max_in_flight: usize,
    pub(crate) timeout: Duration,
    pub(crate) max_body_bytes: usize,
    /// Maximum average number of scrapes per second.
    pub(crate) max_per_second: Option<u32>,
    /// Maximum number of scrapes at once, which may exceed the average. Default: `max_per_second`.
    pub(crate) max_burst: Option<u32>,
    /// Whether the remaining families are served when a collector or refresh function panics.
    pub(crate) serve_partial: bool,
    /// Whether `?debug=` selects a format.
    pub(crate) debug: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // A pair of Prometheus servers, some people, and room for scrapes that time out.
            max_in_flight: 16,
            // Below the ten seconds after which Prometheus gives up by default.
            timeout: Duration::from_secs(9),
            max_body_bytes: 1 << 30,
            max_per_second: None,
            max_burst: None,
            serve_partial: true,
            debug: false,
        }
    }
}

impl Limits {
    /// Returns the name of a limit that would reject every scrape.
    pub(crate) fn zero(&self) -> Option<&'static str> {
        let limits = [
            ("max_per_second", self.max_per_second),
            ("max_burst", self.max_burst),
        ];
        let zero = limits.into_iter().find(|(_, limit)| *limit == Some(0));
        zero.map(|(name, _)| name)
    }

    pub(crate) fn rate(&self) -> Option<Rate> {
        let per_second = self.max_per_second?;
        Some(Rate::new(per_second, self.max_burst.unwrap_or(per_second)))
    }
}
