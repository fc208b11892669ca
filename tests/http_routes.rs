//! An application with more routes than the label allows. It fills the label permanently, so it needs a separate process.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use pforge_metrics::exporter::Exporter;
use pforge_metrics::http::{CATALOG, HTTP_REQUESTS_TOTAL, HttpMetrics, Method, Route, Status};
use tower::ServiceExt;

#[tokio::test]
async fn routes_beyond_the_limit_share_a_series_and_unmatched_has_its_own() {
    let routes = (0..150).fold(Router::new(), |app, i| {
        app.route(&format!("/routes/{i}"), get(|| async {}))
    });
    let app = routes.layer(HttpMetrics::new());
    let paths = (0..150).map(|i| format!("/routes/{i}"));
    for path in paths.chain(["/elsewhere".to_owned()]) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        app.clone().oneshot(request).await.unwrap();
    }
    let count = |route, status| HTTP_REQUESTS_TOTAL.with((Method::Get, route, status)).get();
    assert_eq!(count(Route::OVERFLOW, Status::V2xx), 51);
    assert_eq!(count(Route::new("unmatched"), Status::V4xx), 1);

    let text = Exporter::builder()
        .catalog(&CATALOG)
        .build()
        .unwrap()
        .text();
    let series = text
        .lines()
        .filter(|line| line.starts_with("http_requests_total{"));
    assert_eq!(series.count(), 101);
    assert!(text.contains("\npforge_metrics_label_overflow_total{label=\"route\"} 51\n"));
}
