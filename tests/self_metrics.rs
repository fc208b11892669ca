//! What an exporter tells of itself: one test, in a process where nothing else is scraped.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use pforge_metrics::exporter::Exporter;
use pforge_metrics::exporter::metrics::{self, promhttp};
use pforge_metrics::testing::assert_exposition;
use prometheus::core::{Collector, Desc};
use prometheus::proto::MetricFamily;
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

/// Lines of an exposition without comments, sums and buckets.
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
fn an_exporter_tells_what_it_serves_and_what_came_of_scrapes() {
    before_the_first_scrape();
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(scrapes());
}

fn before_the_first_scrape() {
    shop::SHOP_PULLS_TOTAL.with("acme/api".into()).inc();
    shop::SHOP_PULLS_TOTAL.with("acme/web".into()).inc();
    shop::SHOP_WAIT_SECONDS.observe(0.1);
    shop::SHOP_PHASE.set(shop::Phase::Selling);
    let exporter = Exporter::builder()
        .catalog(&shop::CATALOG)
        .self_metrics(true)
        .build()
        .unwrap();
    let text = exporter.text();
    assert_exposition(&lines(&text), EXPECTED);
    // The sizes that are told are those of this text.
    let count = |begins: &str| text.lines().filter(|line| line.starts_with(begins)).count();
    assert_eq!(count("shop_"), 9);
    assert_eq!(count("promhttp_"), 13);
    assert_eq!(count("pforge_metrics_"), 50 + 2);
}

const EXPECTED: &str = r#"
        pforge_metrics_auth_failures_total{reason="missing"} 0
        pforge_metrics_auth_failures_total{reason="wrong"} 0
        pforge_metrics_auth_failures_total{reason="forbidden"} 0
        pforge_metrics_label_overflow_total{label="repo"} 0
        pforge_metrics_label_overflow_total{label="catalog"} 0
        pforge_metrics_lanes{catalog="shop"} 1
        pforge_metrics_lanes{catalog="promhttp_metric_handler"} 0
        pforge_metrics_lanes{catalog="pforge_metrics"} 0
        pforge_metrics_lanes{catalog="pforge_metrics_label_overflow"} 1
        pforge_metrics_scrape_body_bytes_count 0
        pforge_metrics_scrape_duration_seconds_count 0
        pforge_metrics_scrapes_rejected_total{reason="method"} 0
        pforge_metrics_scrapes_rejected_total{reason="query"} 0
        pforge_metrics_scrapes_rejected_total{reason="rate"} 0
        pforge_metrics_scrapes_rejected_total{reason="busy"} 0
        pforge_metrics_scrapes_rejected_total{reason="timeout"} 0
        pforge_metrics_scrapes_rejected_total{reason="panic"} 0
        pforge_metrics_scrapes_rejected_total{reason="too_large"} 0
        pforge_metrics_scrapes_rejected_total{reason="stopping"} 0
        pforge_metrics_series{catalog="shop"} 9
        pforge_metrics_series{catalog="promhttp_metric_handler"} 13
        pforge_metrics_series{catalog="pforge_metrics"} 50
        pforge_metrics_series{catalog="pforge_metrics_label_overflow"} 2
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

/// A collector with a bug.
struct Panics(Vec<Desc>);

impl Collector for Panics {
    fn desc(&self) -> Vec<&Desc> {
        self.0.iter().collect()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        panic!("a collector with a bug");
    }
}

async fn scrape(app: Router) -> StatusCode {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    app.oneshot(request).await.unwrap().status()
}

async fn scrapes() {
    let before = (metrics::CATALOG.snapshot(), promhttp::CATALOG.snapshot());
    let registry = prometheus::Registry::new();
    let exporter = Exporter::builder()
        .registry(&registry)
        .self_metrics(true)
        .build()
        .unwrap();
    assert_eq!(scrape(exporter.router()).await, StatusCode::OK);
    assert_eq!(scrape(exporter.router()).await, StatusCode::OK);
    registry.register(Box::new(Panics(Vec::new()))).unwrap();
    assert_eq!(
        scrape(exporter.router()).await,
        StatusCode::INTERNAL_SERVER_ERROR
    );

    let grown = metrics::CATALOG.snapshot().since(&before.0);
    let scrapes = grown.get(metrics::PFORGE_METRICS_SCRAPE_DURATION_SECONDS);
    assert!(scrapes.count() == 2 && scrapes.sum() > 0.0, "{scrapes:?}");
    let bodies = grown.get(metrics::PFORGE_METRICS_SCRAPE_BODY_BYTES);
    assert!(bodies.count() == 2 && bodies.sum() > 2_000.0, "{bodies:?}");
    let rejected = metrics::PFORGE_METRICS_SCRAPES_REJECTED_TOTAL;
    assert_eq!(grown.get(rejected.with(metrics::Rejection::Panic)), 1);
    assert_eq!(
        format!("{:?}", promhttp::CATALOG.snapshot().since(&before.1)),
        "{promhttp_metric_handler_requests_total{code=\"200\"}: 2, \
         promhttp_metric_handler_requests_total{code=\"500\"}: 1, \
         promhttp_metric_handler_errors_total{cause=\"gathering\"}: 1}"
    );
}
