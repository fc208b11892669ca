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

/// A duration in milliseconds: numbers with units, each at most once and the longest first, such as `1h30m`. See
/// <https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file>.
pub(crate) fn milliseconds(text: &str) -> Option<u64> {
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

#[cfg(test)]
mod tests {
    use super::milliseconds;

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
}
