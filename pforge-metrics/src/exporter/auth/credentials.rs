//! Parses the `Authorization` header.

use axum::http::{HeaderMap, header};

/// The maximum length. Valid credentials are shorter.
const LONGEST: usize = 8 * 1024;

/// The credentials of a request.
#[derive(Debug, PartialEq)]
pub(super) enum Credentials<'a> {
    Missing,
    /// Several headers, or one that is malformed or too long.
    Malformed,
    Present {
        scheme: &'a str,
        value: &'a [u8],
    },
}

impl<'a> Credentials<'a> {
    /// Reads `Authorization` (RFC 9110, 11.4): a scheme, spaces, and a value that depends on the scheme.
    pub(super) fn read(headers: &'a HeaderMap) -> Self {
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        let value = match (values.next(), values.next()) {
            (None, _) => return Credentials::Missing,
            (Some(value), None) => value.as_bytes(),
            (Some(_), Some(_)) => return Credentials::Malformed,
        };
        Self::parse(value).unwrap_or(Credentials::Malformed)
    }

    fn parse(value: &'a [u8]) -> Option<Self> {
        let space = value.iter().position(|&byte| byte == b' ')?;
        let scheme = str::from_utf8(&value[..space]).ok()?;
        let value = value[space..].trim_ascii();
        let makes_sense = !scheme.is_empty() && !value.is_empty() && value.len() <= LONGEST;
        makes_sense.then_some(Self::Present { scheme, value })
    }

    /// Returns the credentials of a scheme. Scheme names are case-insensitive.
    pub(super) fn of(&self, wanted: &str) -> Option<&'a [u8]> {
        match self {
            Self::Present { scheme, value } if scheme.eq_ignore_ascii_case(wanted) => Some(value),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Credentials, LONGEST};
    use axum::http::{HeaderMap, HeaderValue, header};

    fn headers(values: &[&[u8]]) -> HeaderMap {
        let value = |value: &&[u8]| HeaderValue::from_bytes(value).unwrap();
        let pairs = values
            .iter()
            .map(|bytes| (header::AUTHORIZATION, value(bytes)));
        // `collect` would keep only one value per name.
        let mut headers = HeaderMap::new();
        pairs.for_each(|(name, value)| _ = headers.append(name, value));
        headers
    }

    #[test]
    fn parses_the_scheme_and_the_value() {
        for value in ["Bearer x y", "bEARER   x y", "BEARER x y  "] {
            let headers = headers(&[value.as_bytes()]);
            assert_eq!(Credentials::read(&headers).of("Bearer"), Some(&b"x y"[..]));
            assert_eq!(Credentials::read(&headers).of("Basic"), None);
        }
        assert_eq!(Credentials::read(&headers(&[])), Credentials::Missing);
    }

    #[test]
    fn rejects_malformed_headers() {
        let long = [b"Bearer ", vec![b'x'; LONGEST + 1].as_slice()].concat();
        for values in [
            &[b"Bearer x".as_slice(), b"Bearer x"][..],
            &[b""],
            &[b"Bearer"],
            &[b"Bearer "],
            &[b" x"],
            &[b"Bearer\tx"],
            &[b"Be\xffrer x"],
            &[&long],
        ] {
            assert_eq!(
                Credentials::read(&headers(values)),
                Credentials::Malformed,
                "{values:?}"
            );
        }
    }
}
