//! Responses to failed scrapes.

use super::query;
use super::rate::RateExceeded;
use crate::builtin::exporter::promhttp::Cause;
use crate::builtin::exporter::{Rejection, fail, reject};
use crate::exporter::gather::shared::GatherError;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The reason a scrape failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    RateExceeded(RateExceeded),
    BadQuery(query::QueryError),
    Busy,
    TimedOut,
    Panicked,
    /// The authentication check panicked.
    AuthPanicked,
    /// The exporter panicked.
    Bug,
    NoThread,
    TooLarge,
    Stopping,
}

impl From<GatherError> for Failure {
    fn from(error: GatherError) -> Self {
        match error {
            GatherError::NoThread => Self::NoThread,
            GatherError::Panicked => Self::Bug,
        }
    }
}

impl Failure {
    pub(crate) fn respond(self) -> Response {
        let (status, reason, message) = self.described();
        reject(reason);
        if self == Self::TooLarge {
            fail(Cause::Encoding);
        }
        let mut response = (status, message).into_response();
        if let Some(seconds) = self.retry_after() {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }

    /// Returns the value of `Retry-After` in seconds, if a retry can succeed.
    fn retry_after(self) -> Option<u64> {
        match self {
            Self::RateExceeded(RateExceeded(wait)) => {
                Some(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
            }
            Self::Busy | Self::TimedOut | Self::NoThread | Self::Stopping => Some(1),
            Self::BadQuery(_)
            | Self::Panicked
            | Self::AuthPanicked
            | Self::Bug
            | Self::TooLarge => None,
        }
    }

    fn described(self) -> (StatusCode, Rejection, &'static str) {
        const FAILED: StatusCode = StatusCode::INTERNAL_SERVER_ERROR;
        const LATER: StatusCode = StatusCode::SERVICE_UNAVAILABLE;
        match self {
            Self::RateExceeded(_) => (
                StatusCode::TOO_MANY_REQUESTS,
                Rejection::Rate,
                "scrape rate limit exceeded\n",
            ),
            Self::BadQuery(fault) => (StatusCode::BAD_REQUEST, Rejection::Query, fault.message()),
            Self::Busy => (LATER, Rejection::Busy, "too many concurrent scrapes\n"),
            Self::TimedOut => (
                LATER,
                Rejection::Timeout,
                "gathering the metrics timed out\n",
            ),
            Self::Stopping => (LATER, Rejection::Stopping, "the server is stopping\n"),
            Self::NoThread => (
                LATER,
                Rejection::NoThread,
                "cannot start a thread to gather the metrics\n",
            ),
            Self::Panicked => (
                FAILED,
                Rejection::Panic,
                "a collector or refresh function panicked\n",
            ),
            Self::AuthPanicked => (
                FAILED,
                Rejection::Panic,
                "the authentication check panicked\n",
            ),
            Self::Bug => (FAILED, Rejection::Panic, "the exporter panicked\n"),
            Self::TooLarge => (
                FAILED,
                Rejection::TooLarge,
                "the response is larger than `max_body_bytes`\n",
            ),
        }
    }
}
