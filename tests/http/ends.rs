//! The end of a request.

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use pforge_metrics::http::{HTTP_REQUESTS_IN_FLIGHT, HttpMetrics};
use pforge_metrics::testing::assert_exposition;
use std::future::pending;
use std::pin::pin;
use std::task::Poll;

use crate::{grown_by, send};

/// Polls a future once. It must not complete.
async fn poll_once<F: Future>(mut future: std::pin::Pin<&mut F>) {
    std::future::poll_fn(|context| {
        assert!(future.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
}

#[test]
fn a_cancelled_request_is_no_longer_in_flight() {
    let app = Router::new()
        .route("/pending", get(pending::<()>))
        .layer(HttpMetrics::new());
    let grown = grown_by(async {
        {
            let mut first = pin!(send(&app, "GET", "/pending"));
            let mut second = pin!(send(&app, "GET", "/pending"));
            poll_once(first.as_mut()).await;
            poll_once(second.as_mut()).await;
            assert_eq!(HTTP_REQUESTS_IN_FLIGHT.get(), 2);
        }
        assert_eq!(HTTP_REQUESTS_IN_FLIGHT.get(), 0);
    });
    assert_exposition(
        &grown,
        r#"
        http_request_duration_seconds_count{method="get",route="/pending"} 2
        http_requests_total{method="get",route="/pending",status="none"} 2
        "#,
    );
}

#[test]
fn a_panicking_handler_has_no_response() {
    async fn panics() {
        panic!("a handler with a bug");
    }
    let app = Router::new()
        .route("/panics", get(panics))
        .layer(HttpMetrics::new());
    let grown = grown_by(async {
        let request = async move { send(&app, "GET", "/panics").await.status() };
        assert!(tokio::spawn(request).await.unwrap_err().is_panic());
        assert_eq!(HTTP_REQUESTS_IN_FLIGHT.get(), 0);
    });
    assert_exposition(
        &grown,
        r#"
        http_request_duration_seconds_count{method="get",route="/panics"} 1
        http_requests_total{method="get",route="/panics",status="none"} 1
        "#,
    );
}

#[test]
fn a_request_ends_with_the_response_head_and_not_with_the_body() {
    let app = Router::new()
        .route(
            "/stream",
            get(|| async { Body::new(String::from("never read")) }),
        )
        .layer(HttpMetrics::new());
    let grown = grown_by(async {
        let response = send(&app, "GET", "/stream").await;
        assert_eq!(HTTP_REQUESTS_IN_FLIGHT.get(), 0);
        drop(response);
    });
    assert_exposition(
        &grown,
        r#"
        http_request_duration_seconds_count{method="get",route="/stream"} 1
        http_requests_total{method="get",route="/stream",status="2xx"} 1
        "#,
    );
}
