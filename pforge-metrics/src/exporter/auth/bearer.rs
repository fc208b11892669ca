//! Bearer tokens (RFC 6750).

use super::{AuthError, Credentials, Verdict};
use axum::http::HeaderValue;
use subtle::{Choice, ConstantTimeEq};

const CHALLENGE: HeaderValue = HeaderValue::from_static("Bearer realm=\"metrics\"");

/// The challenge has an error code only if the request has a token (RFC 6750, section 3.1).
const WRONG: HeaderValue =
    HeaderValue::from_static("Bearer realm=\"metrics\", error=\"invalid_token\"");

/// Tokens are padded with zeros to a multiple of this length before they are compared.
const PADDING: usize = 256;

/// The valid tokens. There is at least one.
pub(super) struct Tokens {
    /// The tokens, padded with zeros to the same length. Tokens have no zero bytes, so equal bytes mean equal tokens.
    padded: Vec<Vec<u8>>,
    length: usize,
}

impl Tokens {
    pub(super) fn new<T: AsRef<str>>(
        tokens: impl IntoIterator<Item = T>,
    ) -> Result<Self, AuthError> {
        let tokens = tokens
            .into_iter()
            .enumerate()
            .map(|(index, token)| checked(index + 1, token.as_ref().as_bytes()));
        Self::of(tokens.collect::<Result<_, _>>()?)
    }

    /// Parses files with one token per line.
    pub(super) fn parse(files: &[Vec<u8>]) -> Result<Self, AuthError> {
        let lines = files
            .iter()
            .flat_map(|file| file.split(|&byte| byte == b'\n').zip(1..));
        let tokens = lines
            .map(|(line, number)| (number, line.trim_ascii()))
            .filter(|(_, token)| !token.is_empty())
            .map(|(number, token)| checked(number, token));
        Self::of(tokens.collect::<Result<_, _>>()?)
    }

    fn of(mut tokens: Vec<Vec<u8>>) -> Result<Self, AuthError> {
        let Some(longest) = tokens.iter().map(Vec::len).max() else {
            return Err(AuthError::NoToken);
        };
        let length = longest.next_multiple_of(PADDING);
        for token in &mut tokens {
            token.resize(length, 0);
        }
        Ok(Self {
            padded: tokens,
            length,
        })
    }

    pub(super) fn check(&self, credentials: &Credentials<'_>) -> Verdict {
        let Some(token) = credentials.of("Bearer") else {
            return Verdict::unauthorized(CHALLENGE);
        };
        if self.has(token) {
            Verdict::Allowed
        } else {
            Verdict::unauthorized(WRONG)
        }
    }

    /// Compares the token with all valid tokens in full, so the duration reveals only `length`.
    fn has(&self, token: &[u8]) -> bool {
        if token.len() > self.length || token.contains(&0) {
            return false;
        }
        let mut padded = token.to_vec();
        padded.resize(self.length, 0);
        let equals = self.padded.iter().map(|known| known.ct_eq(&padded));
        equals.fold(Choice::from(0), |any, one| any | one).into()
    }
}

fn checked(number: usize, token: &[u8]) -> Result<Vec<u8>, AuthError> {
    if token.is_empty() || !token.iter().all(u8::is_ascii_graphic) {
        return Err(AuthError::InvalidToken { number });
    }
    Ok(token.to_vec())
}

#[cfg(test)]
mod tests {
    use super::{PADDING, Tokens};

    #[test]
    fn rejects_prefixes_and_extensions_of_a_token() {
        let long = "x".repeat(PADDING + 1);
        let tokens = Tokens::new(["abc", &long]).unwrap_or_else(|error| panic!("{error}"));
        for (token, is_known) in [
            ("abc", true),
            (&long, true),
            ("ab", false),
            ("abcd", false),
            ("abc\0", false),
            ("", false),
            (&long[1..], false),
            (&"x".repeat(3 * PADDING), false),
        ] {
            assert_eq!(tokens.has(token.as_bytes()), is_known, "{token:?}");
        }
    }
}
