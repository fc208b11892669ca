//! What comes of a check.

use axum::http::HeaderValue;

/// What comes of a check of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The request is served.
    Allowed,
    /// The answer is 401: the request has no credentials, or wrong ones.
    Unauthorized {
        /// The answer's `WWW-Authenticate`, which has to say what credentials would do (RFC 9110, 11.6.1).
        challenge: HeaderValue,
    },
    /// The answer is 403: other credentials are no use.
    Forbidden,
    /// The answer is 429: there is no time to check the credentials now.
    Later,
}

impl Verdict {
    /// [`Unauthorized`](Self::Unauthorized), with a challenge like `Bearer realm="metrics"`.
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

/// What the methods of an [`Auth`](super::Auth) said that did not allow a request.
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
        // Valid values are valid with a comma between them, and without methods there is no `Auth`.
        match HeaderValue::from_bytes(&list.join(&b", "[..])) {
            Ok(challenge) => Verdict::Unauthorized { challenge },
            Err(_) => Verdict::Forbidden,
        }
    }
}
