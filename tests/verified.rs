//! What a program exposes of its schema is what `pforge-metrics verify` wants of it, in every text format.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

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

#[expect(dead_code, reason = "all of it is exposed, touched or not")]
mod swarm {
    pforge_metrics::include_metrics!("metrics.toml");
}

#[expect(dead_code, reason = "all of it is exposed, touched or not")]
mod included {
    pforge_metrics::include_metrics!("tests/schemas/pforge/metrics.toml");
}

#[expect(dead_code, reason = "all of it is exposed, touched or not")]
mod proxy {
    pforge_metrics::include_metrics!("tests/schemas/database_proxy.toml");
}

#[expect(dead_code, reason = "all of it is exposed, touched or not")]
mod served {
    pforge_metrics::include_metrics!("tests/fixtures/served.toml");
}

#[expect(dead_code, reason = "all of it is exposed, touched or not")]
mod old_names {
    pforge_metrics::include_metrics!("tests/fixtures/old_names.toml");
}

/// Each schema, and what serves its catalog, of which nothing was ever touched.
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
    let answer = exporter.router().oneshot(request).await.unwrap();
    let served = answer.headers()["content-type"].to_str().unwrap();
    assert!(served.starts_with(format), "{served}");
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let text = String::from_utf8(body.to_vec()).unwrap();
    pforge_metrics_cli::verify(schema, &text).unwrap()
}

#[tokio::test]
async fn what_is_generated_of_a_schema_is_exposed_as_it_says_before_anything_is_touched() {
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
async fn what_a_schema_lacks_is_found_in_every_format() {
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
