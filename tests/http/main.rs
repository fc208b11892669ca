//! The layer that measures requests, on a real axum router.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

mod ends;
mod labels;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use pforge_metrics::http::CATALOG;
use std::sync::{Mutex, PoisonError};
use tower::ServiceExt;

/// Runs a test alone, since there is one catalog, and tells which series have grown: all but sums and buckets, whose values
/// are times.
fn grown_by(test: impl Future<Output = ()>) -> String {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let before = CATALOG.snapshot();
    runtime.block_on(test);
    let grown = CATALOG.snapshot().since(&before).to_string();
    let is_told = |line: &&str| {
        !line.starts_with('#')
            && !line.ends_with(" 0")
            && !line.contains("_bucket{")
            && !line.contains("_sum{")
    };
    grown
        .lines()
        .filter(is_told)
        .flat_map(|line| [line, "\n"])
        .collect()
}

async fn send(app: &Router, method: &str, path: &str) -> Response {
    let request = Request::builder().method(method).uri(path);
    let request = request.body(Body::empty()).unwrap();
    app.clone().oneshot(request).await.unwrap()
}

async fn answer(app: &Router, method: &str, path: &str, status: u16) {
    let expected = StatusCode::from_u16(status).unwrap();
    assert_eq!(
        send(app, method, path).await.status(),
        expected,
        "{method} {path}"
    );
}
