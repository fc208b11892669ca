//! The exposition of a catalog matches its schema according to `pforge-metrics verify`, in each text format.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use axum::body::{Body, to_bytes};
use axum::http::Request;
use pforge_metrics::exporter::Exporter;
use pforge_metrics_cli::Comparison;
use tower::ServiceExt;

const FORMATS: [&str; 3] = [
    "text/plain; version=0.0.4",
    "text/plain; version=1.0.0",
    "application/openmetrics-text; version=1.0.0",
];

#[expect(dead_code, reason = "the metrics are only exposed")]
mod swarm {
    pforge_metrics::include_metrics!("metrics.toml");
}

#[expect(dead_code, reason = "the metrics are only exposed")]
mod included {
    pforge_metrics::include_metrics!("tests/schemas/pforge/metrics.toml");
}

#[expect(dead_code, reason = "the metrics are only exposed")]
mod proxy {
    pforge_metrics::include_metrics!("tests/schemas/database_proxy.toml");
}

#[expect(dead_code, reason = "the metrics are only exposed")]
mod served {
    pforge_metrics::include_metrics!("tests/fixtures/served.toml");
}

#[expect(dead_code, reason = "the metrics are only exposed")]
mod old_names {
    pforge_metrics::include_metrics!("tests/fixtures/old_names.toml");
}

/// Each schema, with a router for its unused catalog.
fn catalogs() -> [(&'static str, Exporter); 5] {
    let builders = [
        ("metrics.toml", Exporter::builder().catalog(&swarm::CATALOG)),
        (
            "tests/schemas/pforge/metrics.toml",
            Exporter::builder().catalog(&included::CATALOG),
        ),
        (
            "tests/schemas/database_proxy.toml",
            Exporter::builder().catalog(&proxy::CATALOG),
        ),
        (
            "tests/fixtures/served.toml",
            Exporter::builder().catalog(&served::CATALOG),
        ),
        (
            "tests/fixtures/old_names.toml",
            Exporter::builder().catalog(&old_names::CATALOG),
        ),
    ];
    builders.map(|(schema, builder)| (schema, builder.build().unwrap()))
}

async fn verified(schema: &str, exporter: &Exporter, format: &str) -> Comparison {
    let request = Request::get("/metrics").header("accept", format);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter.router().oneshot(request).await.unwrap();
    let served = response.headers()["content-type"].to_str().unwrap();
    assert!(served.starts_with(format), "{served}");
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let text = String::from_utf8(body.to_vec()).unwrap();
    pforge_metrics_cli::verify(schema, &text).unwrap()
}

#[tokio::test]
async fn a_new_catalog_exposes_what_its_schema_declares() {
    for (schema, exporter) in catalogs() {
        for format in FORMATS {
            let comparison = verified(schema, &exporter, format).await;
            assert!(comparison.is_sound(), "{schema} as {format}:\n{comparison}");
            assert_eq!(comparison.series.seen, comparison.series.of, "{schema}");
            let (metrics, untouched) = (comparison.metrics, comparison.untouched.len());
            assert_eq!(metrics.seen + untouched, metrics.of, "{schema}");
        }
    }
}

#[tokio::test]
async fn missing_metrics_are_reported_in_every_format() {
    let exporter = Exporter::builder()
        .catalog(&proxy::CATALOG)
        .build()
        .unwrap();
    for format in FORMATS {
        let comparison = verified("metrics.toml", &exporter, format).await;
        assert_eq!(comparison.metrics.seen, 0, "{comparison}");
        assert_eq!(
            comparison.findings.len(),
            comparison.metrics.of,
            "{comparison}"
        );
    }
}
