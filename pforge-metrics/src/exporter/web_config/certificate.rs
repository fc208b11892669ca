//! What a certificate (RFC 5280) says of its validity and purpose: as much of DER as that takes.

const SEQUENCE: u8 = 0x30;
const OBJECT: u8 = 0x06;
const BYTES: u8 = 0x04;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const VERSION: u8 = 0xa0;
const EXTENSIONS: u8 = 0xa3;

const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x25];
const ANY_PURPOSE: &[u8] = &[0x55, 0x1d, 0x25, 0];
const CLIENT: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 2];

/// The validity, in seconds since 1970, and whether clients may use it.
#[derive(Debug, PartialEq)]
pub(super) struct Certificate {
    pub(super) not_before: i64,
    pub(super) not_after: i64,
    pub(super) is_for_clients: bool,
}

impl Certificate {
    /// `None` if it is malformed.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        let mut fields = Values(Values(Values(der).content(SEQUENCE)?).content(SEQUENCE)?);
        // The version may be missing; a serial number, an algorithm and the issuer follow.
        if fields.next()?.0 == VERSION {
            fields.next()?;
        }
        fields.content(SEQUENCE)?;
        fields.content(SEQUENCE)?;
        let mut validity = Values(fields.content(SEQUENCE)?);
        let (not_before, not_after) = (time(validity.next()?)?, time(validity.next()?)?);
        let is_for_clients = match fields.find(|(tag, _)| *tag == EXTENSIONS) {
            Some((_, extensions)) => is_for_clients(Values(extensions).content(SEQUENCE)?)?,
            None => true,
        };
        Some(Self {
            not_before,
            not_after,
            is_for_clients,
        })
    }
}

/// A certificate that states no purpose has all of them.
fn is_for_clients(extensions: &[u8]) -> Option<bool> {
    for (_, extension) in Values(extensions) {
        let mut extension = Values(extension);
        if extension.content(OBJECT)? == EXTENDED_KEY_USAGE {
            // Whether the extension is critical may stand in between.
            let (_, purposes) = extension.find(|(tag, _)| *tag == BYTES)?;
            let mut purposes = Values(Values(purposes).content(SEQUENCE)?);
            return Some(purposes.any(|(_, it)| it == CLIENT || it == ANY_PURPOSE));
        }
    }
    Some(true)
}

/// `YYMMDDHHMMSSZ`, or the same with the century.
fn time((tag, text): (u8, &[u8])) -> Option<i64> {
    let text = text.strip_suffix(b"Z")?;
    let (century, text) = match (tag, text.len()) {
        (UTC_TIME, 12) if text[0] >= b'5' => (19, text),
        (UTC_TIME, 12) => (20, text),
        (GENERALIZED_TIME, 14) => (pair(&text[..2])?, &text[2..]),
        _ => return None,
    };
    let pairs: Option<Vec<i64>> = text.chunks(2).map(pair).collect();
    let [year, month, day, hour, minute, second] = pairs?[..] else {
        return None;
    };
    let days = days(century * 100 + year, month, day);
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

fn pair(digits: &[u8]) -> Option<i64> {
    let digits = digits.iter().all(u8::is_ascii_digit).then_some(digits)?;
    str::from_utf8(digits).ok()?.parse().ok()
}

/// The days since 1970 in the Gregorian calendar. A year is counted from March, so that the leap day is its last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // Five months from March or August have 153 days.
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}

/// The tags and contents of values that follow each other.
struct Values<'a>(&'a [u8]);

impl<'a> Values<'a> {
    fn content(&mut self, tag: u8) -> Option<&'a [u8]> {
        let (found, content) = self.next()?;
        (found == tag).then_some(content)
    }
}

impl<'a> Iterator for Values<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (&[tag, length], rest) = self.0.split_first_chunk()?;
        let (length, rest) = if length < 0x80 {
            (usize::from(length), rest)
        } else {
            // More than four bytes of length would be more than any certificate has.
            let (bytes, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            let bytes = (bytes.len() <= 4).then_some(bytes)?;
            let length = bytes.iter();
            let length = length.fold(0, |length, &byte| length << 8 | usize::from(byte));
            (length, rest)
        };
        let (content, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((tag, content))
    }
}

#[cfg(test)]
mod tests {
    use super::{Certificate, GENERALIZED_TIME, UTC_TIME, time};

    #[test]
    fn times_are_seconds_since_1970() {
        for (tag, text, seconds) in [
            (UTC_TIME, "700101000000Z", Some(0)),
            (UTC_TIME, "500101000000Z", Some(-631_152_000)),
            (UTC_TIME, "491231235959Z", Some(2_524_607_999)),
            (UTC_TIME, "240229123456Z", Some(1_709_210_096)),
            (GENERALIZED_TIME, "20240301000000Z", Some(1_709_251_200)),
            (GENERALIZED_TIME, "99991231235959Z", Some(253_402_300_799)),
            (UTC_TIME, "20240301000000Z", None),
            (GENERALIZED_TIME, "240301000000Z", None),
            (UTC_TIME, "240301000000", None),
            (UTC_TIME, "24030100000xZ", None),
            (UTC_TIME, "24030100000+Z", None),
        ] {
            assert_eq!(time((tag, text.as_bytes())), seconds, "{text}");
        }
    }

    #[test]
    fn what_is_no_certificate_is_refused() {
        for der in [
            &b""[..],
            b"\x30",
            b"\x30\x05\x30",
            b"\x30\x84\xff\xff\xff\xff",
            b"\x30\x89\x01\x01\x01\x01\x01\x01\x01\x01\x01",
            b"\x30\x02\x30\x00",
        ] {
            assert_eq!(Certificate::read(der), None, "{der:x?}");
        }
    }
}
