//! How long a scrape may take.

use axum::http::{HeaderMap, HeaderName};
use std::time::Duration;

/// The header with the number of seconds after which Prometheus aborts the scrape.
const SCRAPE_TIMEOUT: HeaderName = HeaderName::from_static("x-prometheus-scrape-timeout-seconds");

/// The upper limit of the margin for sending the response, which is a tenth of the client's timeout.
const LONGEST_MARGIN: Duration = Duration::from_millis(250);

/// Returns the timeout of a scrape with these headers: the client's timeout minus a margin, or the exporter's own if that is
/// shorter. Ignores an invalid header.
pub(crate) fn of_scrape(headers: &HeaderMap, own: Duration) -> Duration {
    let of_client = headers.get(SCRAPE_TIMEOUT);
    let seconds = of_client.and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let of_client = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let of_client = of_client.filter(|timeout| !timeout.is_zero());
    of_client.map_or(own, |timeout| {
        let margin = (timeout / 10).min(LONGEST_MARGIN);
        own.min(timeout.saturating_sub(margin))
    })
}

#[cfg(test)]
mod tests {
    use super::{SCRAPE_TIMEOUT, of_scrape};
    use axum::http::HeaderMap;
    use std::time::Duration;

    const OWN: Duration = Duration::from_secs(9);

    #[test]
    fn the_margin_is_a_tenth_of_the_timeout_up_to_a_limit() {
        for (of_client, expected_ms) in [
            ("0.001", 0.9),
            ("0.1", 90.0),
            ("0.2", 180.0),
            ("0.25", 225.0),
            (" 0.3 ", 270.0),
            ("1", 900.0),
            ("2.5", 2_250.0),
            ("5", 4_750.0),
            ("9.2", 8_950.0),
            ("10", 9_000.0),
            ("1e300", 9_000.0),
        ] {
            let headers = HeaderMap::from_iter([(SCRAPE_TIMEOUT, of_client.parse().unwrap())]);
            let expected = Duration::from_secs_f64(expected_ms / 1_000.0);
            assert_eq!(of_scrape(&headers, OWN), expected, "{of_client}");
        }
    }

    #[test]
    fn ignores_an_invalid_header() {
        assert_eq!(of_scrape(&HeaderMap::new(), OWN), OWN);
        for value in ["soon", "-1", "NaN", "inf", "1e400", "", "0", "-0"] {
            let headers = HeaderMap::from_iter([(SCRAPE_TIMEOUT, value.parse().unwrap())]);
            assert_eq!(of_scrape(&headers, OWN), OWN, "{value}");
        }
    }
}
