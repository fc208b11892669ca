//! Requests and responses: methods, statuses, headers and limits.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, Method, Request, Response, StatusCode};
use pforge_metrics::exporter::metrics::{AuthFailure, PFORGE_METRICS_AUTH_FAILURES_TOTAL};
use pforge_metrics::exporter::{Auth, Exporter, Verdict};
use prometheus::core::{Collector, Desc};
use prometheus::proto::MetricFamily;
use prometheus::{Gauge, IntGauge, Opts, Registry};
use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;
use tower::ServiceExt;

use crate::{JOBS, WAIT, jobs};
use pforge_metrics::testing::assert_exposition;

fn app() -> Router {
    let exporter = Exporter::builder().catalog(&jobs::CATALOG);
    exporter.build().unwrap().router()
}

async fn send(app: &Router, request: Request<Body>) -> Response<Bytes> {
    let response = app.clone().oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    Response::from_parts(head, to_bytes(body, usize::MAX).await.unwrap())
}

async fn get(app: &Router, uri: &str, headers: &[(&str, &str)]) -> Response<Bytes> {
    let mut request = Request::get(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(app, request.body(Body::empty()).unwrap()).await
}

fn header<'a>(response: &'a Response<Bytes>, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

fn text(response: &Response<Bytes>) -> &str {
    std::str::from_utf8(response.body()).unwrap()
}

#[tokio::test]
async fn each_http_method_gets_the_documented_status() {
    for (method, status, allow) in [
        (Method::GET, StatusCode::OK, None),
        (Method::HEAD, StatusCode::OK, None),
        (
            Method::OPTIONS,
            StatusCode::NO_CONTENT,
            Some("GET, HEAD, OPTIONS"),
        ),
        (
            Method::POST,
            StatusCode::METHOD_NOT_ALLOWED,
            Some("GET, HEAD, OPTIONS"),
        ),
        (
            Method::from_bytes(b"BREW").unwrap(),
            StatusCode::METHOD_NOT_ALLOWED,
            Some("GET, HEAD, OPTIONS"),
        ),
    ] {
        let request = Request::builder().method(&method).uri("/metrics");
        let response = send(&app(), request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), status, "{method}");
        assert_eq!(header(&response, "allow"), allow, "{method}");
        assert_eq!(header(&response, "cache-control"), Some("no-store"));
        assert_eq!(header(&response, "x-content-type-options"), Some("nosniff"));
        assert_eq!(
            header(&response, "vary"),
            Some("Accept, Accept-Encoding"),
            "{method}"
        );
    }
}

#[tokio::test]
async fn head_has_the_headers_of_get_and_no_body() {
    let app = app();
    let get = get(&app, "/metrics", &[]).await;
    let head = Request::head("/metrics").body(Body::empty()).unwrap();
    let head = send(&app, head).await;
    assert!(head.body().is_empty());
    let length = get.body().len().to_string();
    assert_eq!(header(&head, "content-length"), Some(&*length));
    assert_eq!(header(&head, "content-type"), header(&get, "content-type"));
}

/// A registry with an exposition that is long enough for compression.
fn long() -> Registry {
    let registry = Registry::new();
    for i in 0..50 {
        let gauge = IntGauge::with_opts(Opts::new(format!("gauge_{i}"), "One of many."));
        registry.register(Box::new(gauge.unwrap())).unwrap();
    }
    registry
}

#[tokio::test]
async fn a_long_body_is_compressed_for_clients_that_accept_gzip() {
    let exporter = Exporter::builder().registry(&long()).build().unwrap();
    let app = exporter.router();
    let plain = get(&app, "/metrics", &[]).await;
    for (accepts, is_zipped) in [
        ("gzip", true),
        ("deflate, GZIP;q=0.5, br", true),
        ("*", true),
        ("x-gzip", true),
        ("gzip;q=0", false),
        ("*;q=1, gzip;q=0.000", false),
        ("identity", false),
        ("", false),
        ("gzip;q=nonsense", false),
    ] {
        let response = get(&app, "/metrics", &[("accept-encoding", accepts)]).await;
        let encoding = header(&response, "content-encoding");
        assert_eq!(encoding, is_zipped.then_some("gzip"), "{accepts}");
        let mut body = Vec::new();
        if is_zipped {
            let mut reader = flate2::read::GzDecoder::new(&response.body()[..]);
            reader.read_to_end(&mut body).unwrap();
        } else {
            body.extend_from_slice(response.body());
        }
        assert!(body == plain.body()[..], "{accepts}");
    }
    let short = get(&self::app(), "/metrics", &[("accept-encoding", "gzip")]).await;
    assert_eq!(header(&short, "content-encoding"), None);
}

#[tokio::test]
async fn families_are_selected_by_their_names_or_sample_names() {
    for (query, expected) in [
        ("name[]=jobs_total", JOBS.to_owned()),
        ("name%5B%5D=wait_seconds_count", WAIT.to_owned()),
        (
            "name[]=wait_seconds&name[]=jobs_total",
            format!("{JOBS}{WAIT}"),
        ),
        ("name[]=no_such_metric", String::new()),
        ("other=1", format!("{JOBS}{WAIT}")),
    ] {
        let response = get(&app(), &format!("/metrics?{query}"), &[]).await;
        assert_eq!(response.status(), StatusCode::OK, "{query}");
        assert_exposition(text(&response), &expected);
    }
}

#[tokio::test]
async fn an_unknown_query_parameter_is_rejected() {
    for query in ["name[]=", "debug=xml", &"a&".repeat(2_000)] {
        let response = get(&app(), &format!("/metrics?{query}"), &[]).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        assert_eq!(
            header(&response, "content-type"),
            Some("text/plain; charset=utf-8")
        );
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_an_error_without_partial_output() {
    let exporter = Exporter::builder().catalog(&jobs::CATALOG);
    let app = exporter.max_body_bytes(100).build().unwrap().router();
    let response = get(&app, "/metrics", &[]).await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(
        text(&response),
        "the response is larger than `max_body_bytes`\n"
    );
    let part = get(&app, "/metrics?name[]=jobs_total", &[]).await;
    assert_eq!(part.status(), StatusCode::OK);
}

/// A collector that waits at a gate, and counts its calls.
#[derive(Clone)]
pub struct Gate {
    gauge: Gauge,
    is_open: Arc<(Mutex<bool>, Condvar)>,
    calls: Arc<AtomicUsize>,
}

impl Gate {
    /// An exporter with a collector whose gate is open during the build, and closed afterwards.
    pub fn exporter(&self) -> pforge_metrics::exporter::ExporterBuilder {
        let registry = Registry::new();
        registry.register(Box::new(self.clone())).unwrap();
        Exporter::builder().registry(&registry)
    }

    pub fn new() -> Self {
        Self {
            gauge: Gauge::new("gate", "A gate.").unwrap(),
            is_open: Arc::new((Mutex::new(true), Condvar::new())),
            calls: Arc::default(),
        }
    }

    /// The number of calls of the collector.
    pub fn calls(&self) -> usize {
        self.calls.load(SeqCst)
    }

    pub fn set(&self, open: bool) {
        *self.is_open.0.lock().unwrap() = open;
        self.is_open.1.notify_all();
    }
}

impl Collector for Gate {
    fn desc(&self) -> Vec<&Desc> {
        self.gauge.desc()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        self.calls.fetch_add(1, SeqCst);
        let is_open = self.is_open.0.lock().unwrap();
        let bound = Duration::from_secs(60);
        let _open = self
            .is_open
            .1
            .wait_timeout_while(is_open, bound, |open| !*open);
        self.gauge.collect()
    }
}

#[tokio::test]
async fn unauthorized_scrapes_get_a_challenge_and_do_not_gather() {
    let gate = Gate::new();
    let forbids = Auth::custom(|request| {
        let is_known = request.headers.contains_key("x-known");
        let is_in_a_hurry = request.headers.contains_key("x-hurry");
        async move {
            if is_in_a_hurry {
                Verdict::Later
            } else if is_known {
                Verdict::Forbidden
            } else {
                Verdict::unauthorized(HeaderValue::from_static("Secret realm=\"own\""))
            }
        }
    });
    let auth = Auth::any_of([Auth::bearers(["new", "old"]).unwrap(), forbids]).unwrap();
    let app = gate.exporter().auth(auth).build().unwrap().router();
    let at_build = gate.calls();
    let failures = |reason| PFORGE_METRICS_AUTH_FAILURES_TOTAL.with(reason).get();
    let before = failures(AuthFailure::Missing);
    let bare = Some("Bearer realm=\"metrics\", Secret realm=\"own\"");
    let wrong = Some("Bearer realm=\"metrics\", error=\"invalid_token\", Secret realm=\"own\"");
    for (headers, status, challenge) in [
        (&[("x-hurry", "1")][..], 429, None),
        (&[], 401, bare),
        (&[("authorization", "Bearer wrong")], 401, wrong),
        (&[("authorization", "Basic bmV3Og==")], 401, bare),
        (
            &[("authorization", "Bearer wrong"), ("x-known", "1")],
            403,
            None,
        ),
    ] {
        let response = get(&app, "/metrics?name[]=", headers).await;
        assert_eq!(response.status(), status, "{headers:?}");
        assert_eq!(header(&response, "www-authenticate"), challenge);
        let retry_after = (status == 429).then_some("1");
        assert_eq!(header(&response, "retry-after"), retry_after);
        assert_eq!(header(&response, "cache-control"), Some("no-store"));
    }
    assert_eq!(gate.calls(), at_build);
    assert!(failures(AuthFailure::Missing) > before);
    for token in ["Bearer new", "bearer old"] {
        let response = get(&app, "/metrics", &[("authorization", token)]).await;
        assert_eq!(response.status(), StatusCode::OK, "{token}");
    }
    assert_eq!(gate.calls(), at_build + 2);
}

#[tokio::test]
async fn concurrent_scrapes_share_a_gather() {
    let gate = Gate::new();
    let app = gate.exporter().build().unwrap().router();
    gate.set(false);
    let at_build = gate.calls();
    let scrapes: Vec<_> = (0..10)
        .map(|_| tokio::spawn(get_owned(app.clone())))
        .collect();
    while gate.calls() == at_build {
        tokio::task::yield_now().await;
    }
    // All of them have been admitted: this single-threaded runtime polled them before it polled this task again.
    tokio::task::yield_now().await;
    gate.set(true);
    for scrape in scrapes {
        assert_eq!(scrape.await.unwrap().status(), StatusCode::OK);
    }
    assert_eq!(gate.calls(), at_build + 1);
    get(&app, "/metrics", &[]).await;
    assert_eq!(gate.calls(), at_build + 2);
}

async fn get_owned(app: Router) -> Response<Bytes> {
    get(&app, "/metrics", &[]).await
}

#[tokio::test]
async fn a_hanging_collector_times_out_scrapes_and_holds_their_permit() {
    let gate = Gate::new();
    let exporter = gate.exporter().max_in_flight(1).build().unwrap();
    let app = exporter.router();
    gate.set(false);
    // Prometheus sends a timeout of 0.3 s, and the response is earlier.
    let timeout = [("x-prometheus-scrape-timeout-seconds", "0.3")];
    let response = get(&app, "/metrics", &timeout).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(header(&response, "retry-after"), Some("1"));
    assert_eq!(text(&response), "gathering the metrics timed out\n");

    let response = get(&app, "/metrics", &timeout).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(text(&response), "too many concurrent scrapes\n");

    gate.set(true);
    let mut response = get(&app, "/metrics", &[]).await;
    while response.status() == StatusCode::SERVICE_UNAVAILABLE {
        tokio::task::yield_now().await;
        response = get(&app, "/metrics", &[]).await;
    }
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_scrape_beyond_the_limit_waits_for_another_to_end() {
    let gate = Gate::new();
    let app = gate.exporter().max_in_flight(1).build().unwrap().router();
    gate.set(false);
    let at_build = gate.calls();
    let first = tokio::spawn(get_owned(app.clone()));
    while gate.calls() == at_build {
        tokio::task::yield_now().await;
    }
    let second = tokio::spawn(get_owned(app));
    tokio::task::yield_now().await;
    gate.set(true);
    for scrape in [first, second] {
        assert_eq!(scrape.await.unwrap().status(), StatusCode::OK);
    }
    assert_eq!(gate.calls(), at_build + 2);
}

#[tokio::test]
async fn a_hanging_collector_is_called_once_for_all_scrapes_that_time_out() {
    let gate = Gate::new();
    let app = gate.exporter().max_in_flight(2).build().unwrap().router();
    gate.set(false);
    let at_build = gate.calls();
    // A scrape that joins a gather releases its permit. Only the permit of the first one is held.
    for scrape in 0..5 {
        let timeout = [("x-prometheus-scrape-timeout-seconds", "0.3")];
        let response = get(&app, "/metrics", &timeout).await;
        let expected = "gathering the metrics timed out\n";
        assert_eq!(text(&response), expected, "{scrape}");
        assert_eq!(gate.calls(), at_build + 1, "{scrape}");
    }
    gate.set(true);
    let response = get(&app, "/metrics", &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_invalid_timeout_header_is_ignored() {
    for value in ["soon", "-1", "NaN", "1e400", ""] {
        let header = [("x-prometheus-scrape-timeout-seconds", value)];
        let response = get(&app(), "/metrics", &header).await;
        assert_eq!(response.status(), StatusCode::OK, "{value}");
    }
}
