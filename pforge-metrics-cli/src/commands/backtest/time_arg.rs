//! A time on the command line.

use pforge_metrics_backtest::time::{parse_duration, parse_timestamp};

/// A time, as written: absolute, or relative to now. Both are in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimeArg {
    At(f64),
    Ago(f64),
}

impl TimeArg {
    /// Reads RFC 3339, Unix seconds, or a duration before now.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some(seconds) = parse_timestamp(text) {
            return Ok(Self::At(seconds));
        }
        parse_duration(text).map(Self::Ago).map_err(|_| {
            format!("invalid time `{text}`: write it as `2026-01-31T12:00:00Z`, `1769860800` or `6h` for six hours ago")
        })
    }

    pub fn seconds(self, now: f64) -> f64 {
        match self {
            Self::At(seconds) => seconds,
            Self::Ago(seconds) => now - seconds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TimeArg;

    #[test]
    fn times_are_rfc_3339_or_unix_seconds_or_before_now() {
        for (text, expected) in [
            ("2026-01-31T12:00:00Z", TimeArg::At(1_769_860_800.0)),
            ("2026-01-31T13:00:00.5+01:00", TimeArg::At(1_769_860_800.5)),
            ("1769860800.25", TimeArg::At(1_769_860_800.25)),
            ("1h", TimeArg::Ago(3_600.0)),
        ] {
            assert_eq!(TimeArg::parse(text), Ok(expected), "{text}");
        }
        // No offset, milliseconds, and no number.
        for text in [
            "2026-01-31T12:00:00",
            "1769860800000",
            "NaN",
            "-5",
            "yesterday",
        ] {
            assert!(TimeArg::parse(text).is_err(), "{text}");
        }
    }
}
