//! Numbers in the text formats: the shortest digits that parse to the same value.

/// Integers below this limit are exact in an `f64` and are written as integers.
const EXACT: u64 = 1 << 53;

/// Appends an unsigned integer.
#[inline]
pub(super) fn push_u64(out: &mut Vec<u8>, value: u64) {
    if let Ok(digit @ 0..10) = u8::try_from(value) {
        out.push(b'0' + digit);
    } else {
        out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
    }
}

/// Appends a signed integer.
#[inline]
pub(super) fn push_i64(out: &mut Vec<u8>, value: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Appends milliseconds as seconds with a fraction.
pub(super) fn push_seconds(out: &mut Vec<u8>, ms: u64) {
    push_u64(out, ms / 1_000);
    out.push(b'.');
    for unit in [100, 10, 1] {
        push_u64(out, ms / unit % 10);
    }
}

/// Appends a float. Integers have no decimal point, and very large and small numbers have an exponent. Other values are
/// `+Inf`, `-Inf` and `NaN`.
#[inline]
pub(super) fn push_f64(out: &mut Vec<u8>, value: f64) {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the comparison below detects truncation"
    )]
    let integer = value as i64;
    // The comparison of bits excludes fractions, negative zero, infinities and NaN.
    #[expect(
        clippy::cast_precision_loss,
        reason = "integers below 2^53 are exact, and others are excluded below"
    )]
    let is_integer = (integer as f64).to_bits() == value.to_bits();
    if is_integer && integer.unsigned_abs() < EXACT {
        push_i64(out, integer);
    } else {
        push_inexact(out, value);
    }
}

fn push_inexact(out: &mut Vec<u8>, value: f64) {
    if value.is_finite() {
        let mut buffer = zmij::Buffer::new();
        let digits = buffer.format_finite(value);
        out.extend_from_slice(digits.strip_suffix(".0").unwrap_or(digits).as_bytes());
    } else if value.is_nan() {
        out.extend_from_slice(b"NaN");
    } else {
        out.extend_from_slice(if value > 0.0 { b"+Inf" } else { b"-Inf" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn float(value: f64) -> String {
        let mut out = Vec::new();
        push_f64(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn writes_the_shortest_digits_that_parse_to_the_same_float() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (-1.0, "-1"),
            (0.1, "0.1"),
            (0.005, "0.005"),
            (2.5, "2.5"),
            (1_240.0, "1240"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (9_007_199_254_740_992.0, "9007199254740992"),
            (1e15, "1000000000000000"),
            (1e300, "1e+300"),
            (1.5e-9, "1.5e-9"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::INFINITY, "+Inf"),
            (f64::NEG_INFINITY, "-Inf"),
            (f64::NAN, "NaN"),
            (-f64::NAN, "NaN"),
        ] {
            assert_eq!(float(value), text);
            if !value.is_nan() {
                let parsed: f64 = text.parse().unwrap();
                assert_eq!(parsed.to_bits(), value.to_bits(), "{text}");
            }
        }
    }

    #[test]
    fn writes_milliseconds_as_seconds_with_three_decimals() {
        for (ms, text) in [
            (0, "0.000"),
            (7, "0.007"),
            (1_040, "1.040"),
            (1_767_225_600_999, "1767225600.999"),
            (u64::MAX, "18446744073709551.615"),
        ] {
            let mut out = Vec::new();
            push_seconds(&mut out, ms);
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
    }

    #[test]
    fn writes_integers_up_to_their_limits() {
        for (value, text) in [
            (0, "0"),
            (9, "9"),
            (10, "10"),
            (u64::MAX, "18446744073709551615"),
        ] {
            let mut out = Vec::new();
            push_u64(&mut out, value);
            assert_eq!(out, text.as_bytes());
        }
        let mut out = Vec::new();
        push_i64(&mut out, i64::MIN);
        assert_eq!(out, b"-9223372036854775808");
    }
}
