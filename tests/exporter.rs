//! `GET /metrics`, and the traps of `prometheus` that it does not fall into.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use pforge_metrics::exporter::{self, BuildError, Exporter};
use pforge_metrics::testing::assert_exposition;
use prometheus::core::{Collector, Desc};
use prometheus::proto::{self, MetricFamily, MetricType};
use prometheus::{Counter, Gauge, IntCounter, IntCounterVec, Opts, Registry};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use tower::ServiceExt;

#[expect(dead_code, reason = "what is served need not be counted")]
mod jobs {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.jobs_total]
        help = "Jobs done."

        [histogram.wait_seconds]
        help    = "Time that jobs waited."
        buckets = [0.5, 1]
        "#
    );
}

#[expect(dead_code, reason = "what is served need not be counted")]
mod more {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.errors_total]
        help = "Jobs that failed."

        [gauge.zone]
        help = "The last by name."
        "#
    );
}

const JOBS: &str = "
    # HELP jobs_total Jobs done.
    # TYPE jobs_total counter
    jobs_total 0
";
const WAIT: &str = r#"
    # HELP wait_seconds Time that jobs waited.
    # TYPE wait_seconds histogram
    wait_seconds_bucket{le="0.5"} 0
    wait_seconds_bucket{le="1"} 0
    wait_seconds_bucket{le="+Inf"} 0
    wait_seconds_sum 0
    wait_seconds_count 0
"#;

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
async fn the_default_router_serves_pforge_and_the_default_registry() {
    let foreign = IntCounter::new("default_registry_total", "Of another library.").unwrap();
    prometheus::register(Box::new(foreign)).unwrap();
    let (status, content_type, body) = get(exporter::router(), "/metrics").await;
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
    let (status, _, _) = get(exporter::router(), "/elsewhere").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[test]
fn catalogs_and_registries_are_merged_by_name() {
    let registry = Registry::new();
    let hits = IntCounterVec::new(Opts::new("hits_total", "Hits."), &["path"]).unwrap();
    hits.with_label_values(&["a\"\\\nb"]).inc_by(3);
    registry.register(Box::new(hits)).unwrap();
    let exporter = Exporter::builder()
        .catalog(&more::CATALOG)
        .registry(&registry)
        .catalog(&jobs::CATALOG)
        .build()
        .unwrap();
    assert_exposition(
        &exporter.text(),
        &format!(
            r#"
            # HELP errors_total Jobs that failed.
            # TYPE errors_total counter
            errors_total 0
            # HELP hits_total Hits.
            # TYPE hits_total counter
            hits_total{{path="a\"\\\nb"}} 3
            {JOBS}
            {WAIT}
            # HELP zone The last by name.
            # TYPE zone gauge
            zone 0
            "#
        ),
    );
}

#[test]
fn a_catalog_that_is_registered_too_is_served_once() {
    let registry = Registry::new();
    registry
        .register(Box::new(jobs::CATALOG.collector()))
        .unwrap();
    let both = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .registry(&registry)
        .build()
        .unwrap();
    assert_exposition(&both.text(), &format!("{JOBS}{WAIT}"));
    // It is left out while that exporter gathers, and only then.
    assert_eq!(registry.gather().len(), 2);
    let other = Exporter::builder()
        .catalog(&more::CATALOG)
        .registry(&registry)
        .build()
        .unwrap();
    assert!(other.text().contains("jobs_total 0"));
}

#[test]
fn a_name_twice_is_an_error_at_build_time() {
    let build = |name: &str| {
        let registry = Registry::new();
        registry
            .register(Box::new(Gauge::new(name, "A gauge.").unwrap()))
            .unwrap();
        Exporter::builder()
            .catalog(&jobs::CATALOG)
            .registry(&registry)
            .build()
    };
    assert!(build("something_else").is_ok());
    assert_eq!(
        build("jobs_total").unwrap_err().to_string(),
        "two sources of the exporter have a metric `jobs_total`"
    );
    assert_eq!(
        build("wait_seconds_count").unwrap_err().to_string(),
        "`wait_seconds_count` is a series of the metric `wait_seconds` and of the metric `wait_seconds_count`"
    );
    let twice = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .catalog(&jobs::CATALOG)
        .build();
    assert!(matches!(twice, Err(BuildError::DuplicateName { name, .. }) if name == "jobs_total"));
}

#[test]
fn a_name_that_comes_to_clash_later_never_breaks_a_scrape() {
    let registry = Registry::new();
    let exporter = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .registry(&registry)
        .build()
        .unwrap();
    for name in ["jobs_total", "wait_seconds_sum"] {
        registry
            .register(Box::new(Gauge::new(name, "Late.").unwrap()))
            .unwrap();
    }
    assert_exposition(&exporter.text(), &format!("{JOBS}{WAIT}"));
}

/// A collector that yields what it is told to.
struct Yields(Vec<MetricFamily>);

impl Collector for Yields {
    fn desc(&self) -> Vec<&Desc> {
        Vec::new()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        self.0.clone()
    }
}

fn family(name: &str, kind: MetricType, metrics: Vec<proto::Metric>) -> MetricFamily {
    let mut family = MetricFamily::default();
    family.set_name(name.to_owned());
    family.set_field_type(kind);
    family.set_metric(metrics);
    family
}

fn gauge(value: f64) -> proto::Metric {
    let mut gauge = proto::Gauge::default();
    gauge.set_value(value);
    proto::Metric::from_gauge(gauge)
}

fn serve(families: Vec<MetricFamily>) -> Result<String, BuildError> {
    let registry = Registry::new();
    // `Registry` checks descriptions and names none of what is collected.
    registry.register(Box::new(Yields(families))).unwrap();
    Ok(Exporter::builder().registry(&registry).build()?.text())
}

/// What a clash says at build time, and what is served where it comes later.
fn clash(families: Vec<MetricFamily>) -> (String, String) {
    let registry = Registry::new();
    let exporter = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .registry(&registry)
        .build()
        .unwrap();
    registry
        .register(Box::new(Yields(families.clone())))
        .unwrap();
    let text = exporter.text();
    let foreign = text.replace(&trimmed(JOBS), "").replace(&trimmed(WAIT), "");
    assert_eq!(
        text.len() - foreign.len(),
        trimmed(JOBS).len() + trimmed(WAIT).len()
    );
    (serve(families).unwrap_err().to_string(), foreign)
}

fn trimmed(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn with_labels(mut metric: proto::Metric, labels: &[(&str, &str)]) -> proto::Metric {
    let pair = |(name, value): &(&str, &str)| {
        let mut label = proto::LabelPair::default();
        label.set_name((*name).to_owned());
        label.set_value((*value).to_owned());
        label
    };
    metric.set_label(labels.iter().map(pair).collect());
    metric
}

#[test]
fn a_label_twice_is_an_error_or_left_out() {
    // As a registry's own labels bring it about, and as two names that become one.
    for twice in [[("env", "a"), ("env", "b")], [("e.v", "a"), ("e_v", "b")]] {
        let metrics = vec![
            with_labels(gauge(1.0), &twice),
            with_labels(gauge(2.0), &twice[..1]),
        ];
        let (error, text) = clash(vec![family("x", MetricType::GAUGE, metrics)]);
        let label = twice[1].0;
        assert_eq!(
            error,
            format!("a registry has a metric `x` with the label `{label}` twice")
        );
        assert_eq!(text, format!("# TYPE x gauge\nx{{{label}=\"a\"}} 2\n"));
    }
    let mut quantile = proto::Quantile::default();
    quantile.set_quantile(0.5);
    let mut summary = proto::Summary::default();
    summary.set_quantile(vec![quantile]);
    let mut metric = proto::Metric::default();
    metric.set_summary(summary);
    let metrics = vec![with_labels(metric, &[("quantile", "mine")])];
    let (error, _) = clash(vec![family("x", MetricType::SUMMARY, metrics)]);
    assert_eq!(
        error,
        "a registry has a metric `x` with the label `quantile` twice"
    );
}

#[test]
fn a_series_twice_is_an_error_or_left_out() {
    let metrics = vec![gauge(1.0), gauge(2.0)];
    let (error, text) = clash(vec![family("x", MetricType::GAUGE, metrics)]);
    assert_eq!(error, "a registry has two metrics `x` with the same labels");
    assert_eq!(text, "# TYPE x gauge\nx 1\n");
}

#[test]
fn names_that_become_one_are_an_error_or_left_out() {
    let of = |name| family(name, MetricType::GAUGE, vec![gauge(1.0)]);
    let (error, text) = clash(vec![of("a.b"), of("jobs.total"), of("a_b"), of("a_c")]);
    assert_eq!(error, "two sources of the exporter have a metric `a_b`");
    assert_eq!(text, "# TYPE a_b gauge\na_b 1\n# TYPE a_c gauge\na_c 1\n");
}

#[test]
fn a_summary_leaves_the_names_of_buckets_to_others() {
    let mut summary = proto::Summary::default();
    summary.set_sample_count(2);
    summary.set_sample_sum(0.5);
    let mut metric = proto::Metric::default();
    metric.set_summary(summary);
    let families = vec![
        family("x", MetricType::SUMMARY, vec![metric]),
        family("x_bucket", MetricType::GAUGE, vec![gauge(1.0)]),
    ];
    assert_eq!(
        serve(families).unwrap(),
        "# TYPE x summary\nx_sum 0.5\nx_count 2\n# TYPE x_bucket gauge\nx_bucket 1\n"
    );
}

#[test]
fn histograms_of_others_keep_bounds_labels_and_timestamps() {
    let bucket = |bound, count| {
        let mut bucket = proto::Bucket::default();
        bucket.set_upper_bound(bound);
        bucket.set_cumulative_count(count);
        bucket
    };
    let mut histogram = proto::Histogram::default();
    histogram.set_bucket(vec![
        bucket(0.1, 1),
        bucket(f64::INFINITY, 3),
        bucket(f64::NAN, 7),
    ]);
    histogram.set_sample_count(3);
    histogram.set_sample_sum(4.5);
    let mut metric = with_labels(proto::Metric::default(), &[("a", "}")]);
    metric.set_histogram(histogram);
    metric.set_timestamp_ms(-5);
    assert_eq!(
        serve(vec![family("x", MetricType::HISTOGRAM, vec![metric])]).unwrap(),
        "# TYPE x histogram\nx_bucket{a=\"}\",le=\"0.1\"} 1 -5\nx_bucket{a=\"}\",le=\"+Inf\"} 3 -5\n\
         x_sum{a=\"}\"} 4.5 -5\nx_count{a=\"}\"} 3 -5\n"
    );
}

#[test]
fn two_types_under_one_name_are_an_error_and_not_a_zero() {
    let mut counter = proto::Counter::default();
    counter.set_value(7.0);
    let mut metric = proto::Metric::default();
    metric.set_counter(counter);
    let mixed = vec![
        family("mixed", MetricType::GAUGE, vec![gauge(1.0)]),
        family("mixed", MetricType::COUNTER, vec![metric]),
    ];
    assert_eq!(
        serve(mixed).unwrap_err().to_string(),
        "a registry has metrics of two types under the name `mixed`"
    );
}

#[test]
fn untyped_metrics_are_served_and_not_a_panic() {
    let mut untyped = proto::Untyped::default();
    untyped.set_value(4.5);
    let metric = proto::Metric {
        untyped: Some(untyped).into(),
        ..Default::default()
    };
    assert_exposition(
        &serve(vec![family("thing", MetricType::UNTYPED, vec![metric])]).unwrap(),
        "
        # TYPE thing untyped
        thing 4.5
        ",
    );
}

#[test]
fn extreme_numbers_are_short_and_infinities_are_spelled_out() {
    for (value, text) in [
        (1e300, "1e+300"),
        (f64::INFINITY, "+Inf"),
        (f64::NEG_INFINITY, "-Inf"),
        (f64::NAN, "NaN"),
    ] {
        assert_exposition(
            &serve(vec![family(
                "extreme",
                MetricType::GAUGE,
                vec![gauge(value)],
            )])
            .unwrap(),
            &format!("# TYPE extreme gauge\nextreme {text}"),
        );
    }
}

#[test]
fn names_that_the_format_has_no_room_for_are_escaped() {
    let mut label = proto::LabelPair::default();
    label.set_name("a.b\n".to_owned());
    label.set_value("ü".to_owned());
    let mut metric = gauge(1.0);
    metric.set_label(vec![label]);
    assert_exposition(
        &serve(vec![family(
            "http.größe\n1",
            MetricType::GAUGE,
            vec![metric],
        )])
        .unwrap(),
        "
        # TYPE http_gr__e_1 gauge
        http_gr__e_1{a_b_=\"ü\"} 1
        ",
    );
}

#[test]
fn label_values_that_hash_alike_in_prometheus_are_two_series_of_ours() {
    mod traps {
        pforge_metrics::include_metrics!(
            inline = r#"
            [label.left]
            help   = "Left."
            values = ["ab", "a"]

            [label.right]
            help   = "Right."
            values = ["c", "bc"]

            [counter.pairs_total]
            help   = "Pairs."
            labels = ["left", "right"]

            [counter.fractions_total]
            help  = "Fractions."
            value = "float"
            "#
        );
    }
    use traps::{CATALOG, FRACTIONS_TOTAL, Left, PAIRS_TOTAL, Right};
    PAIRS_TOTAL.with((Left::Ab, Right::C)).inc();
    PAIRS_TOTAL.with((Left::A, Right::Bc)).inc_by(u64::MAX);
    // Negative, endless and undefined increments are refused, in release builds too.
    for refused in [-1.0, f64::NAN, f64::INFINITY] {
        FRACTIONS_TOTAL.inc_by(refused);
    }
    FRACTIONS_TOTAL.inc_by(0.5);
    assert_eq!(CATALOG.rejected(), 3);
    // Integers keep all their digits.
    assert_exposition(
        &CATALOG.snapshot().to_string(),
        r#"
        # HELP fractions_total Fractions.
        # TYPE fractions_total counter
        fractions_total 0.5
        # HELP pairs_total Pairs.
        # TYPE pairs_total counter
        pairs_total{left="ab",right="c"} 1
        pairs_total{left="ab",right="bc"} 0
        pairs_total{left="a",right="c"} 0
        pairs_total{left="a",right="bc"} 18446744073709551615
        "#,
    );
}

/// A collector that counts how often it is asked.
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
async fn an_auth_layer_stands_before_the_gather() {
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

/// A collector that panics once the exporter is built.
struct Panics(Gauge, AtomicUsize);

impl Collector for Panics {
    fn desc(&self) -> Vec<&Desc> {
        self.0.desc()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        assert_eq!(self.1.fetch_add(1, Relaxed), 0, "a collector with a bug");
        self.0.collect()
    }
}

#[tokio::test]
async fn a_collector_that_panics_fails_the_scrape_and_nothing_else() {
    let registry = Registry::new();
    let panics = Panics(Gauge::new("buggy", "Buggy.").unwrap(), AtomicUsize::new(0));
    registry.register(Box::new(panics)).unwrap();
    let exporter = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .registry(&registry)
        .build()
        .unwrap();
    let (status, content_type, body) = get(exporter.router(), "/metrics").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(content_type, "text/plain; charset=utf-8");
    assert_eq!(body, "a collector panicked\n");
}

#[tokio::test]
async fn a_scrape_does_not_hold_up_the_runtime() {
    /// Waits until another task has run, which on this runtime of one thread it only does if the scrape is elsewhere.
    struct Waits(Gauge, std::sync::Mutex<std::sync::mpsc::Receiver<()>>);
    impl Collector for Waits {
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
    let waits = Waits(Gauge::new("waits", "Waits.").unwrap(), receiver.into());
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
