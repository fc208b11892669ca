//! The result of an authentication check.

use axum::http::HeaderValue;

/// The result of an authentication check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The request is served.
    Allowed,
    /// The response is 401: the credentials are missing or wrong.
    Unauthorized {
        /// The value of the header `WWW-Authenticate`, which describes the required credentials (RFC 9110, section 11.6.1).
        challenge: HeaderValue,
    },
    /// The response is 403: the credentials do not grant access.
    Forbidden,
    /// The response is 429: too many credentials are being checked.
    Later,
}

impl Verdict {
    /// Returns [`Unauthorized`](Self::Unauthorized) with a challenge such as `Bearer realm="metrics"`.
    ///
    /// ```
    /// use axum::http::HeaderValue;
    /// use pforge_metrics::exporter::Verdict;
    ///
    /// let challenge = HeaderValue::from_static("Bearer realm=\"metrics\"");
    /// let verdict = Verdict::unauthorized(challenge.clone());
    /// assert_eq!(verdict, Verdict::Unauthorized { challenge });
    /// ```
    #[must_use]
    pub fn unauthorized(challenge: HeaderValue) -> Self {
        Self::Unauthorized { challenge }
    }
}

/// Combines the verdicts of the methods of an [`Auth`](super::Auth) that did not allow a request.
#[derive(Default)]
pub(super) struct Refusals {
    is_postponed: bool,
    is_forbidden: bool,
    challenges: Vec<HeaderValue>,
}

impl Refusals {
    pub(super) fn postpone(&mut self) {
        self.is_postponed = true;
    }

    pub(super) fn forbid(&mut self) {
        self.is_forbidden = true;
    }

    pub(super) fn challenge(&mut self, challenge: HeaderValue) {
        if !self.challenges.contains(&challenge) {
            self.challenges.push(challenge);
        }
    }

    pub(super) fn verdict(self) -> Verdict {
        if self.is_postponed {
            return Verdict::Later;
        }
        if self.is_forbidden {
            return Verdict::Forbidden;
        }
        let list: Vec<&[u8]> = self.challenges.iter().map(HeaderValue::as_bytes).collect();
        // Valid header values joined by commas are valid, and an `Auth` has at least one method.
        match HeaderValue::from_bytes(&list.join(&b", "[..])) {
            Ok(challenge) => Verdict::Unauthorized { challenge },
            Err(_) => Verdict::Forbidden,
        }
    }
}
