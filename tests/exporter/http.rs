//! HTTP responses of the exporter.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use pforge_metrics::catalog;
use pforge_metrics::exporter::Exporter;
use prometheus::core::{Collector, Desc};
use prometheus::proto::MetricFamily;
use prometheus::{Counter, Gauge, IntCounter, Registry};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use tower::ServiceExt;

use crate::jobs;

async fn get(app: Router, path: &str) -> (StatusCode, String, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = app.oneshot(request).await.unwrap();
    let status = response.status();
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.map(|value| value.to_str().unwrap().to_owned());
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (
        status,
        content_type.unwrap_or_default(),
        String::from_utf8(body.to_vec()).unwrap(),
    )
}

#[tokio::test]
async fn the_router_of_the_catalog_serves_pforge_and_the_default_registry() {
    let foreign = IntCounter::new("default_registry_total", "Of another library.").unwrap();
    prometheus::register(Box::new(foreign)).unwrap();
    let (status, content_type, body) = get(catalog::router(), "/metrics").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(content_type, "text/plain; version=0.0.4; charset=utf-8");
    for line in [
        "# TYPE default_registry_total counter",
        "# TYPE pforge_efficiency gauge",
        "pforge_tokens_used_total{vendor=\"openai\"} 0",
    ] {
        assert!(
            body.lines().any(|found| found == line),
            "{line} is not in\n{body}"
        );
    }
    let (status, _, _) = get(catalog::router(), "/elsewhere").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

/// A collector that counts its calls.
#[derive(Clone)]
struct CountsGathers(Arc<AtomicUsize>, Counter);

impl Collector for CountsGathers {
    fn desc(&self) -> Vec<&Desc> {
        self.1.desc()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        self.0.fetch_add(1, Relaxed);
        self.1.collect()
    }
}

async fn require_token(request: axum::extract::Request, next: Next) -> Response {
    let token = request.headers().get(header::AUTHORIZATION);
    if token.is_some_and(|token| token == "Bearer secret") {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

#[tokio::test]
async fn an_auth_layer_runs_before_the_gather() {
    let gathers = CountsGathers(Arc::default(), Counter::new("asked", "Asked.").unwrap());
    let registry = Registry::new();
    registry.register(Box::new(gathers.clone())).unwrap();
    let exporter = Exporter::builder().registry(&registry).build().unwrap();
    let at_build = gathers.0.load(Relaxed);
    let app = Router::new().nest(
        "/internal",
        exporter.router().layer(middleware::from_fn(require_token)),
    );

    let (status, _, _) = get(app.clone(), "/internal/metrics").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(gathers.0.load(Relaxed), at_build);

    let with_token =
        Request::get("/internal/metrics").header(header::AUTHORIZATION, "Bearer secret");
    let response = app
        .oneshot(with_token.body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(gathers.0.load(Relaxed), at_build + 1);
}

/// A collector that panics in a scrape, which runs on the thread of the exporter, and not in the test.
struct Panics(Gauge);

impl Collector for Panics {
    fn desc(&self) -> Vec<&Desc> {
        self.0.desc()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        let is_scrape = std::thread::current().name() == Some("metrics-gather");
        assert!(!is_scrape, "a collector with a bug");
        self.0.collect()
    }
}

#[tokio::test]
async fn a_panicking_collector_fails_its_registry_or_the_scrape_as_configured() {
    let registry = Registry::new();
    let panics = Panics(Gauge::new("buggy", "Buggy.").unwrap());
    registry.register(Box::new(panics)).unwrap();
    let exporter = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .registry(&registry);
    let lenient = exporter.clone().build().unwrap();
    let strict = exporter.serve_partial(false);

    let (status, _, body) = get(lenient.router(), "/metrics").await;
    assert_eq!(status, StatusCode::OK);
    assert!(body.starts_with("# HELP jobs_total"), "{body}");
    assert!(!body.contains("buggy"), "{body}");

    let (status, content_type, body) = get(strict.build().unwrap().router(), "/metrics").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(content_type, "text/plain; charset=utf-8");
    assert_eq!(body, "a collector or refresh function panicked\n");
}

#[tokio::test]
async fn a_scrape_does_not_block_the_runtime() {
    /// Waits until another task has run. On this single-threaded runtime, it runs only if the scrape is on another thread.
    struct BlockingCollector(Gauge, std::sync::Mutex<std::sync::mpsc::Receiver<()>>);
    impl Collector for BlockingCollector {
        fn desc(&self) -> Vec<&Desc> {
            self.0.desc()
        }
        fn collect(&self) -> Vec<MetricFamily> {
            let bound = std::time::Duration::from_secs(30);
            self.1
                .lock()
                .unwrap()
                .recv_timeout(bound)
                .expect("the other task ran");
            self.0.collect()
        }
    }
    let (sender, receiver) = std::sync::mpsc::channel();
    sender.send(()).unwrap();
    let registry = Registry::new();
    let waits = BlockingCollector(
        Gauge::new("waits", "BlockingCollector.").unwrap(),
        receiver.into(),
    );
    registry.register(Box::new(waits)).unwrap();
    let app = Exporter::builder()
        .registry(&registry)
        .build()
        .unwrap()
        .router();
    let scrape = tokio::spawn(get(app, "/metrics"));
    tokio::task::yield_now().await;
    sender.send(()).unwrap();
    let (status, _, _) = scrape.await.unwrap();
    assert_eq!(status, StatusCode::OK);
}
