//! Timestamps as exact decimals: an `f64` cannot hold the nanoseconds of a current time.

use super::format::Format;
use std::cmp::Ordering;

/// A point in time, exactly as written.
///
/// ```
/// use pforge_metrics_cli::exposition::{Exposition, Format};
///
/// let text = "x 1 1700000000.123456788\nx 2 1700000000.123456789\n# EOF\n";
/// let exposition = Exposition::parse_as(Format::OpenMetrics, text)?;
/// let [first, second] = &exposition.families[0].samples[..] else { unreachable!() };
/// assert!(first.timestamp < second.timestamp);
/// # Ok::<(), pforge_metrics_cli::exposition::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Timestamp {
    is_negative: bool,
    /// Position of the decimal point, counted from before the first digit.
    point: i64,
    /// The significant digits: no zero at either end, empty for 0.
    digits: String,
}

impl Timestamp {
    /// Parses milliseconds as an integer in the text format, a finite number of seconds in `OpenMetrics`.
    pub(super) fn parse(text: &str, format: Format) -> Option<Self> {
        match format {
            Format::Prometheus => {
                text.parse::<i64>().ok()?;
                Some(Self::of_decimal(text, -3))
            }
            Format::OpenMetrics => {
                let value: f64 = text.parse().ok()?;
                value.is_finite().then(|| Self::of_decimal(text, 0))
            }
        }
    }

    /// Returns the seconds since the Unix epoch, rounded to `f64`.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        let sign = if self.is_negative { "-" } else { "" };
        let text = format!("{sign}0.{}e{}", self.digits, self.point);
        text.parse().unwrap_or_default()
    }

    /// Splits a decimal number. The caller has checked the syntax.
    fn of_decimal(text: &str, shift: i64) -> Self {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text.trim_start_matches('+')),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        if digits.is_empty() {
            return Self {
                is_negative: false,
                point: 0,
                digits: String::new(),
            };
        }
        // The number is finite, so an exponent beyond `i64` is negative.
        let exponent = exponent.parse().unwrap_or(i64::MIN / 2);
        let (before, zeros) = (signed(whole.len()), signed(all.len() - digits.len()));
        Self {
            is_negative,
            point: before.saturating_sub(zeros).saturating_add(exponent) + shift,
            digits: digits.trim_end_matches('0').to_owned(),
        }
    }
}

fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX / 4)
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |it: &Self| match (it.digits.is_empty(), it.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let magnitude = |it: &Self, other: &Self| {
            let point = it.point.cmp(&other.point);
            point.then_with(|| it.digits.cmp(&other.digits))
        };
        sign(self).cmp(&sign(other)).then_with(|| {
            if self.is_negative {
                magnitude(other, self)
            } else {
                magnitude(self, other)
            }
        })
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn openmetrics(text: &str) -> Timestamp {
        Timestamp::parse(text, Format::OpenMetrics).expect(text)
    }

    #[test]
    fn timestamps_are_ordered_exactly() {
        let ascending = [
            "-1e300",
            "-1700000000.123456789",
            "-1700000000.123456788",
            "-1.1",
            "-1",
            "-1e-400",
            "0",
            "1e-99999999999999999999",
            "0.0000000001",
            ".000000001",
            "1",
            "1.1",
            "9",
            "10.5e0",
            "1.05e2",
            "1604676851.123456788",
            "1604676851.1234567889",
            "1604676851.123456789",
            "12345678901234567890.1234567890",
        ];
        for (at, one) in ascending.iter().enumerate() {
            for (other_at, other) in ascending.iter().enumerate() {
                let order = openmetrics(one).cmp(&openmetrics(other));
                assert_eq!(order, at.cmp(&other_at), "{one} {other}");
            }
        }
    }

    #[test]
    fn timestamps_are_equal_however_they_are_written() {
        for (one, other) in [
            ("0", "-0.00"),
            ("1", "01.0"),
            ("+1.5e3", "1500"),
            ("150E-1", "15.000"),
            ("0e99999999999999999999", "0"),
        ] {
            assert_eq!(openmetrics(one), openmetrics(other));
        }
        let milliseconds = Timestamp::parse("-1700000000250", Format::Prometheus).unwrap();
        assert_eq!(milliseconds, openmetrics("-1700000000.25"));
        assert!((milliseconds.seconds() + 1_700_000_000.25).abs() < f64::EPSILON);
    }
}
