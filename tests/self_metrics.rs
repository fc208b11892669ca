//! The metrics of an exporter about itself. This is a single test in a separate process, so that nothing else is scraped.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use axum::body::Body;
use axum::http::Request;
use pforge_metrics::exporter::metrics::{self, promhttp};
use pforge_metrics::exporter::{Auth, Exporter, ExporterBuilder, Verdict};
use pforge_metrics::testing::assert_exposition;
use prometheus::core::{Collector, Desc};
use prometheus::proto::MetricFamily;
use std::future::Ready;
use std::time::Duration;
use tower::ServiceExt;

mod shop {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.repo]
        help = "Repository."
        open = { max = 9 }

        [label.phase]
        help   = "What is done."
        values = ["buying", "selling"]

        [counter.shop_pulls_total]
        help   = "Pulls of a repository."
        labels = ["repo"]

        [histogram.shop_wait_seconds]
        help    = "Time that customers waited."
        buckets = [0.5, 1]

        [stateset.shop_phase]
        help   = "What the shop is doing."
        states = "phase"
        "#
    );
}

mod broken {
    pforge_metrics::include_metrics!(
        inline = r#"
        [gauge.queue_length]
        help = "Jobs that wait."
        "#,
        refresh = super::panics
    );
}

fn panics() {
    broken::QUEUE_LENGTH.set(5.0);
    panic!("a function with a bug");
}

/// The lines of an exposition without comments, sums and buckets.
fn lines(text: &str) -> String {
    let is_told = |line: &&str| {
        let is_time = line.contains("_bucket{") || line.contains("_sum ");
        !line.starts_with('#') && !is_time && !line.starts_with("shop_")
    };
    text.lines()
        .filter(is_told)
        .flat_map(|line| [line, "\n"])
        .collect()
}

#[test]
fn an_exporter_reports_its_sources_and_scrapes() {
    before_the_first_scrape();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    runtime.unwrap().block_on(scrapes());
}

fn before_the_first_scrape() {
    shop::SHOP_PULLS_TOTAL
        .with(shop::Repo::new("acme/api"))
        .inc();
    shop::SHOP_PULLS_TOTAL
        .with(shop::Repo::new("acme/web"))
        .inc();
    shop::SHOP_WAIT_SECONDS.observe(0.1);
    shop::SHOP_PHASE.set(shop::Phase::Selling);
    let exporter = Exporter::builder()
        .catalog(&shop::CATALOG)
        .self_metrics(true)
        .build()
        .unwrap();
    let text = exporter.text();
    assert_exposition(&lines(&text), EXPECTED);
    // The reported sizes are those of this text.
    let count = |begins: &str| text.lines().filter(|line| line.starts_with(begins)).count();
    assert_eq!(count("shop_"), 9);
    assert_eq!(count("promhttp_"), 13);
    assert_eq!(count("pforge_metrics_"), 56 + 3 + 2);
}

const EXPECTED: &str = r#"
        pforge_metrics_auth_failures_total{reason="missing"} 0
        pforge_metrics_auth_failures_total{reason="wrong"} 0
        pforge_metrics_auth_failures_total{reason="forbidden"} 0
        pforge_metrics_callback_panics_total{callback="collector"} 0
        pforge_metrics_callback_panics_total{callback="refresh"} 0
        pforge_metrics_callback_panics_total{callback="auth"} 0
        pforge_metrics_exemplars_dropped_total{reason="busy"} 0
        pforge_metrics_exemplars_dropped_total{reason="too_long"} 0
        pforge_metrics_exemplars_dropped_total{reason="malformed"} 0
        pforge_metrics_label_overflow_total{label="repo"} 0
        pforge_metrics_label_overflow_total{label="catalog"} 0
        pforge_metrics_lanes{catalog="shop"} 1
        pforge_metrics_lanes{catalog="pforge_metrics_label_overflow"} 1
        pforge_metrics_lanes{catalog="promhttp_metric_handler"} 0
        pforge_metrics_lanes{catalog="pforge_metrics_exemplars_dropped"} 0
        pforge_metrics_lanes{catalog="pforge_metrics"} 0
        pforge_metrics_scrape_body_bytes_count 0
        pforge_metrics_scrape_duration_seconds_count 0
        pforge_metrics_scrapes_rejected_total{reason="method"} 0
        pforge_metrics_scrapes_rejected_total{reason="query"} 0
        pforge_metrics_scrapes_rejected_total{reason="rate"} 0
        pforge_metrics_scrapes_rejected_total{reason="busy"} 0
        pforge_metrics_scrapes_rejected_total{reason="timeout"} 0
        pforge_metrics_scrapes_rejected_total{reason="panic"} 0
        pforge_metrics_scrapes_rejected_total{reason="no_thread"} 0
        pforge_metrics_scrapes_rejected_total{reason="too_large"} 0
        pforge_metrics_scrapes_rejected_total{reason="stopping"} 0
        pforge_metrics_series{catalog="shop"} 9
        pforge_metrics_series{catalog="pforge_metrics_label_overflow"} 2
        pforge_metrics_series{catalog="promhttp_metric_handler"} 13
        pforge_metrics_series{catalog="pforge_metrics_exemplars_dropped"} 3
        pforge_metrics_series{catalog="pforge_metrics"} 56
        promhttp_metric_handler_errors_total{cause="gathering"} 0
        promhttp_metric_handler_errors_total{cause="encoding"} 0
        promhttp_metric_handler_requests_in_flight 0
        promhttp_metric_handler_requests_total{code="200"} 0
        promhttp_metric_handler_requests_total{code="204"} 0
        promhttp_metric_handler_requests_total{code="400"} 0
        promhttp_metric_handler_requests_total{code="401"} 0
        promhttp_metric_handler_requests_total{code="403"} 0
        promhttp_metric_handler_requests_total{code="405"} 0
        promhttp_metric_handler_requests_total{code="429"} 0
        promhttp_metric_handler_requests_total{code="500"} 0
        promhttp_metric_handler_requests_total{code="503"} 0
        promhttp_metric_handler_requests_total{code="other"} 0
    "#;

/// A collector that panics.
struct Panics(Vec<Desc>);

impl Collector for Panics {
    fn desc(&self) -> Vec<&Desc> {
        self.0.iter().collect()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        panic!("a collector with a bug");
    }
}

async fn status_of(exporter: &Exporter, method: &str, path: &str) -> u16 {
    let request = Request::builder().method(method).uri(path);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter.router().oneshot(request).await.unwrap();
    response.status().as_u16()
}

async fn scrapes() {
    let before = (metrics::CATALOG.snapshot(), promhttp::CATALOG.snapshot());
    let registry = prometheus::Registry::new();
    let of = |builder: ExporterBuilder| {
        let builder = builder.catalog(&shop::CATALOG).registry(&registry);
        builder.build().unwrap()
    };
    let builder = Exporter::builder;
    let plain = of(builder());
    let small = of(builder().max_body_bytes(10));
    let busy = of(builder().max_in_flight(0).timeout(Duration::ZERO));
    let seldom = of(builder().max_per_second(1));
    let whole = of(builder().serve_partial(false));
    assert_eq!(status_of(&plain, "GET", "/metrics").await, 200);
    assert_eq!(status_of(&plain, "HEAD", "/metrics").await, 200);
    assert_eq!(status_of(&plain, "OPTIONS", "/metrics").await, 204);
    assert_eq!(status_of(&plain, "DELETE", "/metrics").await, 405);
    assert_eq!(status_of(&plain, "GET", "/metrics?name[]=%ff").await, 400);
    assert_eq!(status_of(&plain, "GET", "/elsewhere").await, 404);
    assert_eq!(status_of(&small, "GET", "/metrics").await, 500);
    assert_eq!(status_of(&busy, "GET", "/metrics").await, 503);
    assert_eq!(status_of(&seldom, "GET", "/metrics?name[]=").await, 400);
    assert_eq!(status_of(&seldom, "GET", "/metrics").await, 429);
    registry.register(Box::new(Panics(Vec::new()))).unwrap();
    assert_eq!(status_of(&whole, "GET", "/metrics").await, 500);
    assert_eq!(status_of(&plain, "GET", "/metrics").await, 200);
    let buggy = Auth::custom(|_| -> Ready<Verdict> { panic!("a check with a bug") });
    let buggy = builder().catalog(&broken::CATALOG).auth(buggy);
    assert_eq!(
        status_of(&buggy.clone().build().unwrap(), "GET", "/metrics").await,
        500
    );
    let broken = buggy.auth(None).build().unwrap();
    assert_eq!(status_of(&broken, "GET", "/metrics").await, 200);

    let grown = metrics::CATALOG.snapshot().since(&before.0);
    let times = grown.get(metrics::PFORGE_METRICS_SCRAPE_DURATION_SECONDS);
    assert!(times.count() == 3 && times.sum() > 0.0, "{times:?}");
    let bodies = grown.get(metrics::PFORGE_METRICS_SCRAPE_BODY_BYTES);
    assert!(bodies.count() == 3 && bodies.sum() > 500.0, "{bodies:?}");
    let grown = grown.to_string() + &promhttp::CATALOG.snapshot().since(&before.1).to_string();
    let is_told = |line: &&str| line.contains("_total{") && !line.ends_with(" 0");
    let grown = grown.lines().filter(is_told).flat_map(|line| [line, "\n"]);
    assert_exposition(
        &grown.collect::<String>(),
        r#"
        pforge_metrics_callback_panics_total{callback="collector"} 2
        pforge_metrics_callback_panics_total{callback="refresh"} 1
        pforge_metrics_callback_panics_total{callback="auth"} 1
        pforge_metrics_scrapes_rejected_total{reason="method"} 1
        pforge_metrics_scrapes_rejected_total{reason="query"} 2
        pforge_metrics_scrapes_rejected_total{reason="rate"} 1
        pforge_metrics_scrapes_rejected_total{reason="busy"} 1
        pforge_metrics_scrapes_rejected_total{reason="panic"} 2
        pforge_metrics_scrapes_rejected_total{reason="too_large"} 1
        promhttp_metric_handler_errors_total{cause="gathering"} 3
        promhttp_metric_handler_errors_total{cause="encoding"} 1
        promhttp_metric_handler_requests_total{code="200"} 4
        promhttp_metric_handler_requests_total{code="204"} 1
        promhttp_metric_handler_requests_total{code="400"} 2
        promhttp_metric_handler_requests_total{code="405"} 1
        promhttp_metric_handler_requests_total{code="429"} 1
        promhttp_metric_handler_requests_total{code="500"} 3
        promhttp_metric_handler_requests_total{code="503"} 1
        "#,
    );
}
