//! Tokens that are secrets by themselves (RFC 6750).

use super::{AuthError, Given, Verdict};
use crate::exporter::digest::Digest;
use axum::http::HeaderValue;
use subtle::Choice;

const CHALLENGE: HeaderValue = HeaderValue::from_static("Bearer realm=\"metrics\"");

/// An error is told only to who sent a token (RFC 6750, 3.1).
const WRONG: HeaderValue =
    HeaderValue::from_static("Bearer realm=\"metrics\", error=\"invalid_token\"");

/// The digests of the tokens that are right; at least one.
pub(super) struct Tokens(Vec<Digest>);

impl Tokens {
    pub(super) fn new<T: AsRef<str>>(
        tokens: impl IntoIterator<Item = T>,
    ) -> Result<Self, AuthError> {
        let digests = tokens
            .into_iter()
            .enumerate()
            .map(|(index, token)| digest(index + 1, token.as_ref().as_bytes()));
        Self::of(digests.collect::<Result<_, _>>()?)
    }

    /// The tokens that stand on the lines of files.
    pub(super) fn parse(files: &[Vec<u8>]) -> Result<Self, AuthError> {
        let lines = files
            .iter()
            .flat_map(|file| file.split(|&byte| byte == b'\n').zip(1..));
        let digests = lines
            .map(|(line, number)| (number, line.trim_ascii()))
            .filter(|(_, token)| !token.is_empty())
            .map(|(number, token)| digest(number, token));
        Self::of(digests.collect::<Result<_, _>>()?)
    }

    fn of(digests: Vec<Digest>) -> Result<Self, AuthError> {
        if digests.is_empty() {
            return Err(AuthError::NoToken);
        }
        Ok(Self(digests))
    }

    pub(super) fn check(&self, given: &Given<'_>) -> Verdict {
        let Some(token) = given.of("Bearer") else {
            return Verdict::unauthorized(CHALLENGE);
        };
        if self.has(token) {
            Verdict::Allowed
        } else {
            Verdict::unauthorized(WRONG)
        }
    }

    /// All tokens are compared, whichever is right.
    fn has(&self, token: &[u8]) -> bool {
        let token = Digest::of([token]);
        let equals = self.0.iter().map(|known| known.equals(&token));
        equals.fold(Choice::from(0), |any, one| any | one).into()
    }
}

fn digest(number: usize, token: &[u8]) -> Result<Digest, AuthError> {
    if token.is_empty() || !token.iter().all(u8::is_ascii_graphic) {
        return Err(AuthError::InvalidToken { number });
    }
    Ok(Digest::of([token]))
}
