//! The requirements of pForge: the orchestrator sets gauges, agents increment counters, and Prometheus scrapes the result.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use pforge_metrics::catalog::{
    Outcome, PFORGE_EFFICIENCY, PFORGE_PATCHES_APPLIED_TOTAL, PFORGE_TOKENS_USED_TOTAL,
    PuzzleState, Vendor, router, update_state_gauges,
};
use std::collections::BTreeSet;
use tokio::sync::Mutex;
use tower::ServiceExt;

/// The name, the type in the text format, and the labels of each metric, sorted by name.
const METRICS: &[(&str, &str, &[&str])] = &[
    (
        "pforge_agent_errors_total",
        "counter",
        &["agent_type", "error_kind"],
    ),
    ("pforge_agents_active", "gauge", &["agent_type"]),
    ("pforge_budget_remaining_tokens", "gauge", &[]),
    ("pforge_build_info", "gauge", &["revision", "version"]),
    ("pforge_efficiency", "gauge", &[]),
    ("pforge_entropy", "gauge", &[]),
    ("pforge_gaps", "gauge", &[]),
    ("pforge_handoffs_total", "counter", &["from", "to"]),
    ("pforge_misfits", "gauge", &[]),
    ("pforge_patches_applied_total", "counter", &["outcome"]),
    ("pforge_phase", "gauge", &["pforge_phase"]),
    ("pforge_plans_proposed_total", "counter", &["priority"]),
    ("pforge_tick_duration_seconds", "histogram", &[]),
    ("pforge_ticks_total", "counter", &[]),
    ("pforge_tokens_used_total", "counter", &["vendor"]),
];

/// Serializes the tests that set the gauges of the puzzle, which are statics.
static PUZZLE: Mutex<()> = Mutex::const_new(());

#[tokio::test]
async fn every_metric_exists_with_its_kind_and_labels() {
    let text = scrape(router()).await;
    let declared = METRICS.iter().map(|(name, kind, labels)| {
        let labels = labels.iter().map(|&label| label.to_owned());
        (*name, *kind, labels.collect())
    });
    assert_eq!(metrics_in(&text), declared.collect::<Vec<_>>(), "{text}");
}

#[tokio::test]
async fn the_next_scrape_contains_an_efficiency_that_was_set() {
    let _guard = PUZZLE.lock().await;
    // E is relative to the start of the repair, so it can exceed 1.
    PFORGE_EFFICIENCY.set(1.23);
    let response = router().oneshot(request()).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "text/plain; version=0.0.4; charset=utf-8"
    );
    assert_line("pforge_efficiency 1.23", &text(response).await);
}

#[tokio::test]
async fn the_orchestrator_publishes_all_gauges_of_a_tick() {
    let _guard = PUZZLE.lock().await;
    update_state_gauges(&PuzzleState {
        efficiency: 0.75,
        entropy: 0.5,
        gaps: 12,
        misfits: 3,
    });
    let text = scrape(router()).await;
    for line in [
        "pforge_efficiency 0.75",
        "pforge_entropy 0.5",
        "pforge_gaps 12",
        "pforge_misfits 3",
    ] {
        assert_line(line, &text);
    }
}

#[tokio::test]
async fn the_next_scrape_contains_a_patch_counted_by_an_agent() {
    let merged = PFORGE_PATCHES_APPLIED_TOTAL.with(Outcome::Merged);
    let before = merged.get();
    let agent = std::thread::spawn(move || merged.inc());
    agent.join().unwrap();
    let line = format!(
        r#"pforge_patches_applied_total{{outcome="merged"}} {}"#,
        before + 1
    );
    assert_line(&line, &scrape(router()).await);
}

#[tokio::test]
async fn metrics_of_the_default_registry_are_in_the_same_response() {
    let opts = prometheus::Opts::new("vendor_sdk_calls_total", "Calls of a vendor's library.");
    let calls = prometheus::IntCounter::with_opts(opts).unwrap();
    prometheus::register(Box::new(calls.clone())).unwrap();
    calls.inc_by(7);
    let text = scrape(router()).await;
    assert_line("vendor_sdk_calls_total 7", &text);
    assert_line("# TYPE pforge_ticks_total counter", &text);
}

#[tokio::test]
async fn with_an_auth_layer_only_prometheus_gets_metrics() {
    let app = router().layer(middleware::from_fn(bearer));
    let stranger = app.clone().oneshot(request()).await.unwrap();
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(text(stranger).await, "");

    let mut with_token = request();
    let token = HeaderValue::from_static("Bearer of-prometheus");
    with_token
        .headers_mut()
        .insert(header::AUTHORIZATION, token);
    let prometheus = app.oneshot(with_token).await.unwrap();
    assert_eq!(prometheus.status(), StatusCode::OK);
    assert_line("# TYPE pforge_efficiency gauge", &text(prometheus).await);
}

#[test]
fn the_budget_counts_the_tokens_of_all_vendors() {
    let at_start = PFORGE_TOKENS_USED_TOTAL.total();
    let is_spent = |budget| PFORGE_TOKENS_USED_TOTAL.total() - at_start >= budget;
    PFORGE_TOKENS_USED_TOTAL.with(Vendor::Openai).inc_by(600);
    assert!(!is_spent(1_000));
    PFORGE_TOKENS_USED_TOTAL.with(Vendor::Local).inc_by(400);
    assert!(is_spent(1_000));
}

async fn bearer(request: Request, next: Next) -> Response<Body> {
    let token = request.headers().get(header::AUTHORIZATION);
    if token.is_some_and(|it| it == "Bearer of-prometheus") {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

fn request() -> Request {
    Request::get("/metrics").body(Body::empty()).unwrap()
}

async fn scrape(app: Router) -> String {
    let response = app.oneshot(request()).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    text(response).await
}

async fn text(response: Response<Body>) -> String {
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    String::from_utf8(body.into()).unwrap()
}

#[track_caller]
fn assert_line(line: &str, text: &str) {
    assert!(
        text.lines().any(|it| it == line),
        "no line `{line}` in\n{text}"
    );
}

/// The name, type and labels of each metric of pForge in a text, without those of the runtime itself.
fn metrics_in(text: &str) -> Vec<(&str, &str, BTreeSet<String>)> {
    let types = text.lines().filter_map(|it| it.strip_prefix("# TYPE "));
    types
        .filter_map(|it| it.split_once(' '))
        .filter(|(name, _)| name.starts_with("pforge_") && !name.starts_with("pforge_metrics_"))
        .map(|(name, kind)| (name, kind, labels_of(name, text)))
        .collect()
}

/// The labels of the series of a metric, without bucket bounds.
fn labels_of(metric: &str, text: &str) -> BTreeSet<String> {
    let series = text.lines().filter_map(|it| it.strip_prefix(metric));
    let labels = series.filter_map(|it| it.strip_prefix('{')?.split_once('}'));
    let labels = labels.flat_map(|(labels, _)| labels.split(','));
    let names = labels.filter_map(|it| it.split_once('='));
    names.map(|(name, _)| name.to_owned()).collect()
}
