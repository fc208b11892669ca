//! Moments and durations, as people and logs write them. Both are kept in seconds, moments since 1970 in UTC.

use jiff::Timestamp;
use serde_json::Value;
use std::fmt::Write as _;

/// Units of durations as `PromQL` has them, longest first, in seconds.
/// <https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations>
const UNITS: [(&str, f64); 7] = [
    ("y", 365.0 * 86_400.0),
    ("w", 7.0 * 86_400.0),
    ("d", 86_400.0),
    ("h", 3_600.0),
    ("m", 60.0),
    ("s", 1.0),
    ("ms", 0.001),
];

/// Reads a duration above zero, such as `5m` or `1h30m`.
pub fn duration(text: &str) -> Result<f64, String> {
    let wrong = || format!("`{text}` is no duration such as `30s`, `5m` or `1h30m`");
    let (mut rest, mut seconds) = (text, 0.0);
    while !rest.is_empty() {
        let digits = rest.len()
            - rest
                .trim_start_matches(|it: char| it.is_ascii_digit())
                .len();
        let count: u32 = rest[..digits].parse().map_err(|_| wrong())?;
        rest = &rest[digits..];
        let letters = rest.len()
            - rest
                .trim_start_matches(|it: char| it.is_ascii_lowercase())
                .len();
        let unit = UNITS.iter().find(|(name, _)| *name == &rest[..letters]);
        seconds += f64::from(count) * unit.ok_or_else(wrong)?.1;
        rest = &rest[letters..];
    }
    if seconds > 0.0 {
        Ok(seconds)
    } else {
        Err(wrong())
    }
}

/// A moment on the command line: of its own, or counted back from now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moment {
    At(f64),
    Ago(f64),
}

impl Moment {
    pub fn seconds(self, now: f64) -> f64 {
        match self {
            Self::At(seconds) => seconds,
            Self::Ago(seconds) => now - seconds,
        }
    }
}

/// Reads RFC 3339, Unix seconds, or a duration back from now.
pub fn moment(text: &str) -> Result<Moment, String> {
    if let Some(seconds) = timestamp(text) {
        return Ok(Moment::At(seconds));
    }
    duration(text).map(Moment::Ago).map_err(|_| {
        format!("`{text}` is no time such as `2026-01-31T12:00:00Z`, `1769860800` or `6h` for six hours ago")
    })
}

/// Reads RFC 3339 or Unix seconds.
pub fn timestamp(text: &str) -> Option<f64> {
    let text = text.trim();
    let parsed = text.parse::<f64>().ok();
    let parsed = parsed.or_else(|| {
        let timestamp: Timestamp = text.parse().ok()?;
        Some(timestamp.as_duration().as_secs_f64())
    });
    parsed.filter(|&seconds| is_shown(seconds))
}

/// The same in JSON, where Unix seconds may be a number.
pub fn timestamp_in_json(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => timestamp(text),
        Value::Number(_) => value.as_f64().filter(|&seconds| is_shown(seconds)),
        _ => None,
    }
}

/// Whether RFC 3339 has a text for it: milliseconds taken for seconds do not pass.
fn is_shown(seconds: f64) -> bool {
    (0.0..253_402_300_799.0).contains(&seconds)
}

/// RFC 3339 in UTC, to the second.
pub fn shown(seconds: f64) -> String {
    formatted(seconds, "%Y-%m-%dT%H:%M:%SZ")
}

/// A moment by a format of `strftime`, in UTC.
pub fn formatted(seconds: f64, format: &str) -> String {
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

/// A duration as [`duration`] reads it, to the millisecond.
pub fn duration_shown(seconds: f64) -> String {
    let mut rest = (seconds * 1_000.0).round() / 1_000.0;
    let mut text = String::new();
    // Years and weeks say less than days.
    for (name, unit) in &UNITS[2..] {
        // So that 0.3 s are 300 ms.
        let count = (rest / unit + 1e-6).floor();
        if count > 0.0 {
            // Writing to a String can't fail.
            let _ = write!(text, "{count}{name}");
            rest -= count * unit;
        }
    }
    if text.is_empty() {
        "0s".to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_promql() {
        for (text, seconds) in [
            ("5m", 300.0),
            ("1h30m", 5_400.0),
            ("500ms", 0.5),
            ("1m30s", 90.0),
            ("2d", 172_800.0),
        ] {
            assert_eq!(duration(text), Ok(seconds));
            assert_eq!(duration_shown(seconds), text);
        }
        for text in ["", "5", "m", "5 m", "-5m", "5min", "0s", "1.5h", "5m3"] {
            let wrong = format!("`{text}` is no duration such as `30s`, `5m` or `1h30m`");
            assert_eq!(duration(text), Err(wrong));
        }
    }

    #[test]
    fn moments_are_rfc_3339_or_unix_seconds_or_back_from_now() {
        for (text, expected) in [
            ("2026-01-31T12:00:00Z", Moment::At(1_769_860_800.0)),
            ("2026-01-31T13:00:00.5+01:00", Moment::At(1_769_860_800.5)),
            ("1769860800.25", Moment::At(1_769_860_800.25)),
            ("1h", Moment::Ago(3_600.0)),
        ] {
            assert_eq!(moment(text), Ok(expected), "{text}");
        }
        // No offset, milliseconds, and no number.
        for text in [
            "2026-01-31T12:00:00",
            "1769860800000",
            "NaN",
            "-5",
            "yesterday",
        ] {
            assert!(moment(text).is_err(), "{text}");
        }
        assert_eq!(shown(1_769_860_800.75), "2026-01-31T12:00:00Z");
    }
}
