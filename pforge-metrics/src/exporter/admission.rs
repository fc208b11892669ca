//! The answer to requests that may not scrape: it is given before anything else is done for them.

use super::auth::{Auth, Verdict};
use super::metrics::{AuthFailure, PFORGE_METRICS_AUTH_FAILURES_TOTAL, Rejection, reject};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// None if the request may scrape.
pub(super) async fn refusal(auth: Option<&Auth>, request: &Parts) -> Option<Response> {
    let (failure, response) = match auth?.check(request).await {
        Verdict::Allowed => return None,
        Verdict::Unauthorized { challenge } => {
            let failure = if request.headers.contains_key(header::AUTHORIZATION) {
                AuthFailure::Wrong
            } else {
                AuthFailure::Missing
            };
            let challenge = [(header::WWW_AUTHENTICATE, challenge)];
            let message = "metrics are for those who have credentials\n";
            let response = (StatusCode::UNAUTHORIZED, challenge, message);
            (failure, response.into_response())
        }
        Verdict::Later => {
            reject(Rejection::Rate);
            let message = "too many passwords are being checked\n";
            let later = [(header::RETRY_AFTER, "1")];
            return Some((StatusCode::TOO_MANY_REQUESTS, later, message).into_response());
        }
        Verdict::Forbidden => {
            let message = "these credentials do not reach metrics\n";
            let response = (StatusCode::FORBIDDEN, message);
            (AuthFailure::Forbidden, response.into_response())
        }
    };
    PFORGE_METRICS_AUTH_FAILURES_TOTAL.with(failure).inc();
    Some(response)
}
