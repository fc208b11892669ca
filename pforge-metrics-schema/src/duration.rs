//! Durations as Prometheus writes them.

/// The units, longest first, and how many milliseconds each is.
const UNITS: &[(&str, u64)] = &[
    ("y", 365 * 86_400_000),
    ("w", 7 * 86_400_000),
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1_000),
    ("ms", 1),
];

/// Reads a duration of Prometheus, in milliseconds: numbers with units, each at most once and the longest first, such as `1h30m`.
/// See <https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file>.
#[must_use]
pub fn milliseconds(text: &str) -> Option<u64> {
    if text == "0" {
        return Some(0);
    }
    let mut rest = Some(text).filter(|text| !text.is_empty())?;
    let (mut total, mut units) = (0_u64, UNITS);
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let count: u64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let letters = rest.bytes().take_while(u8::is_ascii_lowercase).count();
        let position = units
            .iter()
            .position(|(unit, _)| *unit == &rest[..letters])?;
        total = total.checked_add(count.checked_mul(units[position].1)?)?;
        units = &units[position + 1..];
        rest = &rest[letters..];
    }
    Some(total)
}

/// The duration that a text such as `5 min` or `1.5 hours` means.
pub(crate) fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.trim_end_matches(|it: char| !(it.is_ascii_digit() || it == '.'));
    let number: f64 = digits.parse().ok().filter(|it: &f64| it.is_finite())?;
    let unit = text[digits.len()..].trim();
    // It could be months.
    let unit = Some(unit).filter(|unit| *unit != "M")?.to_ascii_lowercase();
    let (_, unit) = WORDS.iter().find(|(words, _)| words.contains(&&*unit))?;
    let (_, of_unit) = UNITS.iter().find(|(it, _)| it == unit)?;
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates, and such a duration is not meant"
    )]
    let mut rest = (number * *of_unit as f64).round() as u64;
    if digits.bytes().all(|it| it.is_ascii_digit()) {
        return Some(format!("{digits}{unit}"));
    }
    let parts = UNITS.iter().map(|(unit, milliseconds)| {
        let count = rest / milliseconds;
        rest %= milliseconds;
        Some(format!("{count}{unit}")).filter(|_| count > 0)
    });
    let written: String = parts.flatten().collect();
    Some(written).filter(|it| !it.is_empty())
}

/// What people write, and the unit that it is.
const WORDS: &[(&[&str], &str)] = &[
    (
        &["ms", "msec", "millis", "millisecond", "milliseconds"],
        "ms",
    ),
    (&["s", "sec", "secs", "second", "seconds"], "s"),
    (&["m", "min", "mins", "minute", "minutes"], "m"),
    (&["h", "hr", "hrs", "hour", "hours"], "h"),
    (&["d", "day", "days"], "d"),
    (&["w", "week", "weeks"], "w"),
];

#[cfg(test)]
mod tests {
    use super::{meant, milliseconds};

    #[test]
    fn durations_are_numbers_with_units_the_longest_first() {
        for (text, expected) in [
            ("0", Some(0)),
            ("10m", Some(600_000)),
            ("1h30m", Some(5_400_000)),
            ("1y2w3d4h5m6s7ms", Some(33_019_506_007)),
            ("0s", Some(0)),
            ("", None),
            ("10", None),
            ("m", None),
            ("30m1h", None),
            ("1h1h", None),
            ("1.5h", None),
            ("10 m", None),
            ("10M", None),
            ("1é", None),
            ("99999999999999999999s", None),
            ("9999999999y", None),
        ] {
            assert_eq!(milliseconds(text), expected, "{text}");
        }
    }

    #[test]
    fn words_are_understood() {
        for (text, expected) in [
            ("5 min", Some("5m")),
            ("1 hour", Some("1h")),
            ("90sec", Some("90s")),
            ("1.5h", Some("1h30m")),
            ("0.5 s", Some("500ms")),
            ("10M", None),
            ("10", None),
            ("soon", None),
            ("1.2.3 h", None),
            ("1h 30m", None),
        ] {
            assert_eq!(meant(text).as_deref(), expected, "{text}");
        }
    }
}
