//! The layer that measures requests, in an axum router.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod ends;
mod labels;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use pforge_metrics::http::CATALOG;
use std::sync::{Mutex, PoisonError};
use tower::ServiceExt;

/// Runs a test exclusively, because all tests share a catalog. Returns the series that have grown, except sums and buckets, whose
/// values are times.
fn grown_by(test: impl Future<Output = ()>) -> String {
    static LOCK: Mutex<()> = Mutex::new(());
    let _guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let before = CATALOG.snapshot();
    runtime.block_on(test);
    let grown = CATALOG.snapshot().since(&before).to_string();
    let is_relevant = |line: &&str| {
        !line.starts_with('#')
            && !line.ends_with(" 0")
            && !line.contains("_bucket{")
            && !line.contains("_sum{")
    };
    grown
        .lines()
        .filter(is_relevant)
        .flat_map(|line| [line, "\n"])
        .collect()
}

async fn send(app: &Router, method: &str, path: &str) -> Response {
    let request = Request::builder().method(method).uri(path);
    let request = request.body(Body::empty()).unwrap();
    app.clone().oneshot(request).await.unwrap()
}

async fn assert_status(app: &Router, method: &str, path: &str, status: u16) {
    let expected = StatusCode::from_u16(status).unwrap();
    assert_eq!(
        send(app, method, path).await.status(),
        expected,
        "{method} {path}"
    );
}
