//! Times and durations as text. Both are numbers of seconds, times since 1970.

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
///
/// # Errors
///
/// If the text is not such a duration, with a message for the user.
pub fn parse_duration(text: &str) -> Result<f64, String> {
    let wrong =
        || format!("invalid duration `{text}`: expected a duration such as `30s`, `5m` or `1h30m`");
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

/// Reads RFC 3339 or Unix seconds.
#[must_use]
pub fn parse_timestamp(text: &str) -> Option<f64> {
    let text = text.trim();
    let parsed = text.parse::<f64>().ok();
    let parsed = parsed.or_else(|| {
        let timestamp: Timestamp = text.parse().ok()?;
        Some(timestamp.as_duration().as_secs_f64())
    });
    parsed.filter(|&seconds| is_in_range(seconds))
}

/// Reads the same from JSON, where Unix seconds may be a number.
pub(crate) fn json_timestamp(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => parse_timestamp(text),
        Value::Number(_) => value.as_f64().filter(|&seconds| is_in_range(seconds)),
        _ => None,
    }
}

/// Returns whether RFC 3339 can express a time. Milliseconds that are taken for seconds are out of range.
fn is_in_range(seconds: f64) -> bool {
    (0.0..253_402_300_799.0).contains(&seconds)
}

/// Formats a duration as [`parse_duration`] reads it, to the millisecond.
#[must_use]
pub fn format_duration(seconds: f64) -> String {
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
            assert_eq!(parse_duration(text), Ok(seconds));
            assert_eq!(format_duration(seconds), text);
        }
        for text in ["", "5", "m", "5 m", "-5m", "5min", "0s", "1.5h", "5m3"] {
            let wrong = format!(
                "invalid duration `{text}`: expected a duration such as `30s`, `5m` or `1h30m`"
            );
            assert_eq!(parse_duration(text), Err(wrong));
        }
    }
}
