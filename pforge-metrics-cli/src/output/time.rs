//! Times in UTC, given in seconds since 1970.

use jiff::Timestamp;

/// Formats a time as RFC 3339, to the second.
pub fn format_timestamp(seconds: f64) -> String {
    format_time(seconds, "%Y-%m-%dT%H:%M:%SZ")
}

/// Formats a time by a format string of `strftime`.
pub fn format_time(seconds: f64, format: &str) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole seconds of the years 1970 to 9999"
    )]
    let timestamp = Timestamp::from_second(seconds.floor() as i64);
    timestamp.map_or_else(
        |_| seconds.to_string(),
        |it| it.strftime(format).to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::format_timestamp;

    #[test]
    fn timestamps_are_rfc_3339_without_fractions() {
        assert_eq!(format_timestamp(1_769_860_800.75), "2026-01-31T12:00:00Z");
    }
}
