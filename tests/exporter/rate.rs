//! The rate limit of an exporter.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use pforge_metrics::exporter::{Auth, BuildError, Exporter};
use std::time::Duration;
use tower::ServiceExt;

use crate::jobs;

/// The status of the response, its `Retry-After`, and the Content-Type and body of an error.
async fn send_request(app: &Router, method: &str, token: &str) -> (u16, Option<String>, String) {
    let request = Request::builder().method(method).uri("/metrics");
    let request = request.header("authorization", format!("Bearer {token}"));
    let request = request.body(Body::empty()).unwrap();
    let response = app.clone().oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    let header = |name| Some(head.headers.get(name)?.to_str().unwrap().to_owned());
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let body = str::from_utf8(&body).unwrap();
    let content_type = header("content-type").unwrap_or_default();
    let shown = if head.status.is_success() {
        String::new()
    } else {
        format!("{content_type}: {body}")
    };
    (head.status.as_u16(), header("retry-after"), shown)
}

/// Sends this number of requests, which must have equal responses.
async fn all_get(
    app: &Router,
    request: (usize, &str, &str),
    status: u16,
    retry_after: Option<&str>,
) {
    let (times, method, token) = request;
    for time in 0..times {
        let response = send_request(app, method, token).await;
        let got = (response.0, response.1.as_deref());
        assert_eq!(got, (status, retry_after), "{time} of {request:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn scrapes_beyond_the_rate_limit_get_a_retry_after_header() {
    let exporter = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .auth(Auth::bearer("right").unwrap())
        .max_per_second(1)
        .max_burst(3)
        .build()
        .unwrap();
    // All routers of an exporter share the limit.
    let (app, other) = (exporter.router(), exporter.router());
    // Requests without credentials and requests that do not scrape do not count.
    all_get(&app, (10, "GET", "wrong"), 401, None).await;
    all_get(&app, (10, "OPTIONS", "right"), 204, None).await;
    all_get(&app, (10, "POST", "right"), 405, None).await;

    all_get(&app, (2, "GET", "right"), 200, None).await;
    all_get(&other, (1, "HEAD", "right"), 200, None).await;
    all_get(&app, (5, "GET", "right"), 429, Some("1")).await;
    assert_eq!(
        send_request(&other, "GET", "right").await.2,
        "text/plain; charset=utf-8: scrape rate limit exceeded\n"
    );
    all_get(&app, (1, "GET", "wrong"), 401, None).await;

    tokio::time::advance(Duration::from_secs(2)).await;
    all_get(&app, (2, "GET", "right"), 200, None).await;
    all_get(&app, (1, "GET", "right"), 429, Some("1")).await;
}

#[tokio::test]
async fn without_a_rate_limit_all_scrapes_are_served() {
    let exporter = Exporter::builder().catalog(&jobs::CATALOG).max_burst(1);
    let app = exporter.build().unwrap().router();
    all_get(&app, (100, "GET", ""), 200, None).await;
}

#[test]
fn a_rate_limit_of_zero_is_a_build_error() {
    for (builder, limit) in [
        (Exporter::builder().max_per_second(0), "max_per_second"),
        (
            Exporter::builder().max_per_second(1).max_burst(0),
            "max_burst",
        ),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("`{limit}` is 0, which rejects every scrape\nhelp: pass a positive number")
        );
        assert!(matches!(error, BuildError::ZeroLimit { limit: it, .. } if it == limit));
    }
}
