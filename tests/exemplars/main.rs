//! Exemplars: which updates have one, and how each format shows it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod all_kinds;
#[cfg(feature = "tracing")]
mod spans;
mod threads;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use pforge_metrics::exporter::{Exporter, ExporterBuilder};
use pforge_metrics::generic::{Shared, Store, Traced};
use pforge_metrics::own::exemplars;
use pforge_metrics::{Catalog, Counter, Exemplar, Family};
use std::time::{Duration, SystemTime};
use tower::ServiceExt;

const TRACE: Exemplar = Exemplar::new(
    0x4bf9_2f35_77b3_4da6_a3ce_929d_0e0e_4736,
    0xf0_67aa_0ba9_02b7,
);

const BUSY: &str = r#"pforge_metrics_exemplars_dropped_total{reason="busy"}"#;

/// A scrape with a timestamp of the last hour replaced by `now`, and with the number of dropped exemplars replaced by `some`,
/// because other tests affect it.
async fn scrape<C: Store>(catalog: &Catalog<C>, format: &str) -> String {
    response_to(Exporter::builder().catalog(catalog), format).await
}

async fn response_to(builder: ExporterBuilder, format: &str) -> String {
    let exporter = builder.build().unwrap();
    let request = Request::get("/metrics").header("accept", format);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter.router().oneshot(request).await.unwrap();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    body.lines().map(|line| with_now(line) + "\n").collect()
}

fn with_now(line: &str) -> String {
    if line.starts_with(BUSY) {
        return format!("{BUSY} some");
    }
    let Some((shown, timestamp)) = line.rsplit_once(' ').filter(|_| line.contains(" # {")) else {
        return line.to_owned();
    };
    assert_eq!(timestamp.rsplit_once('.').unwrap().1.len(), 3, "{line}");
    let timestamp = SystemTime::UNIX_EPOCH + Duration::from_secs_f64(timestamp.parse().unwrap());
    let age = timestamp.elapsed().unwrap();
    assert!(age < Duration::from_secs(3_600), "{line} is {age:?} old");
    format!("{shown} now")
}

async fn in_openmetrics<C: Store>(catalog: &Catalog<C>) -> String {
    scrape(catalog, "application/openmetrics-text").await
}

mod registered {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.sent_total]
        help      = "Sent."
        exemplars = true

        [histogram.size]
        help      = "Size."
        buckets   = [1, 2]
        exemplars = true
        "#
    );
}

#[tokio::test]
async fn exemplars_are_preserved_by_a_registry() {
    use registered::{CATALOG, SENT_TOTAL, SIZE};
    SENT_TOTAL.inc_with_exemplar(&TRACE);
    SIZE.observe_with_exemplar(1.5, &TRACE);
    SIZE.observe_with_exemplar(3.0, &TRACE);
    let registry = prometheus::Registry::new();
    registry.register(Box::new(CATALOG.collector())).unwrap();
    let builder = Exporter::builder().registry(&registry);
    let builder = builder.catalog(&exemplars::CATALOG);
    let through_it = response_to(builder, "application/openmetrics-text").await;
    assert_eq!(through_it.matches("trace_id").count(), 3);
    assert_eq!(through_it, in_openmetrics(&CATALOG).await);
}

mod refused {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.cost_total]
        help      = "Cost."
        value     = "float"
        exemplars = true

        [histogram.wait_seconds]
        help      = "Time waited."
        buckets   = [1, 2]
        exemplars = true
        "#
    );
}

#[tokio::test]
async fn rejected_updates_and_updates_without_a_trace_store_no_exemplar() {
    use refused::{CATALOG, COST_TOTAL, WAIT_SECONDS};
    COST_TOTAL.inc_by_with_exemplar(-1.0, &TRACE);
    WAIT_SECONDS.observe_with_exemplar(f64::NAN, &TRACE);
    assert_eq!(CATALOG.rejected(), 2);
    COST_TOTAL.inc_with_exemplar(&Exemplar::new(0, 1));
    WAIT_SECONDS.observe_with_exemplar(0.5, &Exemplar::new(1, 0));
    assert_eq!(
        (COST_TOTAL.get().to_bits(), WAIT_SECONDS.count()),
        (1_f64.to_bits(), 1)
    );
    let shown = in_openmetrics(&CATALOG).await;
    assert!(!shown.contains("trace_id"), "{shown}");
}

mod timed {
    pforge_metrics::include_metrics!(
        inline = r#"
        [histogram.work_seconds]
        help      = "Time worked."
        buckets   = [1, 3600]
        exemplars = true
        "#
    );
}

#[tokio::test]
async fn a_timer_stores_the_exemplar_passed_to_stop() {
    use timed::{CATALOG, WORK_SECONDS};
    WORK_SECONDS.start_timer().stop();
    assert!(!in_openmetrics(&CATALOG).await.contains("trace_id"));
    let took = WORK_SECONDS.start_timer().stop_with_exemplar(&TRACE);
    assert_eq!(WORK_SECONDS.count(), 2);
    let value = in_openmetrics(&CATALOG).await;
    let (_, value) = value.split_once("span_id=\"00f067aa0ba902b7\"} ").unwrap();
    let value: f64 = value.split(' ').next().unwrap().parse().unwrap();
    assert_eq!(value.to_bits(), took.as_secs_f64().to_bits());
}

mod large {
    pforge_metrics::include_metrics!(
        inline = r#"
        [cardinality]
        max_per_metric = 10000
        max_total      = 20000

        [label.digit]
        help   = "Digit."
        values = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

        [counter.numbers_total]
        help      = "Numbers."
        labels    = { a = "digit", b = "digit", c = "digit", d = "digit" }
        exemplars = true

        [gauge.level]
        help = "A shared cell in front of those with exemplars."
        init = "unset"
        "#
    );
}

#[tokio::test]
async fn a_family_too_large_for_lanes_stores_exemplars() {
    use large::{CATALOG, Cells, Digit, LEVEL, NUMBERS_TOTAL, NumbersTotalLabels as Labels};
    let _: Family<Counter<Cells, u64, Traced<Shared>>, Labels> = NUMBERS_TOTAL;
    LEVEL.set(1.0);
    for (digit, number) in [(Digit::V0, 1), (Digit::V9, 2)] {
        let labels = Labels {
            a: digit,
            b: digit,
            c: digit,
            d: digit,
        };
        NUMBERS_TOTAL
            .with(labels)
            .inc_with_exemplar(&Exemplar::new(number, 1));
    }
    let shown = in_openmetrics(&CATALOG).await;
    let traced: Vec<&str> = shown
        .lines()
        .filter(|line| line.contains("trace_id"))
        .collect();
    assert_eq!(
        traced,
        [
            r#"numbers_total{a="0",b="0",c="0",d="0"} 1 # {trace_id="00000000000000000000000000000001",span_id="0000000000000001"} 1 now"#,
            r#"numbers_total{a="9",b="9",c="9",d="9"} 1 # {trace_id="00000000000000000000000000000002",span_id="0000000000000001"} 1 now"#,
        ]
    );
}
