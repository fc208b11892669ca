//! Rejects unauthorized requests before the exporter does any other work.

use super::failure::Failure;
use crate::builtin::exporter::{
    AuthFailure, Callback, PFORGE_METRICS_AUTH_FAILURES_TOTAL, Rejection, panicked, reject,
};
use crate::exporter::auth::{Auth, Verdict};
use crate::panics::{Panicked, catch_panic};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Returns the response to a rejected request, or `None` if the request is allowed.
pub(crate) async fn refusal(auth: Option<&Auth>, request: &Parts) -> Option<Response> {
    let Ok(verdict) = caught(auth?.check(request)).await else {
        panicked(Callback::Auth);
        return Some(Failure::AuthPanicked.respond());
    };
    let (failure, response) = match verdict {
        Verdict::Allowed => return None,
        Verdict::Unauthorized { challenge } => {
            let failure = if request.headers.contains_key(header::AUTHORIZATION) {
                AuthFailure::Wrong
            } else {
                AuthFailure::Missing
            };
            let challenge = [(header::WWW_AUTHENTICATE, challenge)];
            let message = "authentication required\n";
            let response = (StatusCode::UNAUTHORIZED, challenge, message);
            (failure, response.into_response())
        }
        Verdict::Later => {
            reject(Rejection::Rate);
            let message = "too many concurrent authentication attempts\n";
            let later = [(header::RETRY_AFTER, "1")];
            return Some((StatusCode::TOO_MANY_REQUESTS, later, message).into_response());
        }
        Verdict::Forbidden => {
            let message = "these credentials do not grant access to the metrics\n";
            let response = (StatusCode::FORBIDDEN, message);
            (AuthFailure::Forbidden, response.into_response())
        }
    };
    PFORGE_METRICS_AUTH_FAILURES_TOTAL.with(failure).inc();
    Some(response)
}

/// Returns the output of a future, or an error if it panics. A future that panicked is not polled again, so its state is irrelevant.
async fn caught<F: Future>(future: F) -> Result<F::Output, Panicked> {
    let mut future = pin!(future);
    poll_fn(|context| {
        let poll = || future.as_mut().poll(context);
        match catch_panic(poll) {
            Ok(poll) => poll.map(Ok),
            Err(panicked) => Poll::Ready(Err(panicked)),
        }
    })
    .await
}
