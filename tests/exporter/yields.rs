//! A collector that yields arbitrary families.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use pforge_metrics::exporter::{BuildError, Exporter};
use prometheus::Registry;
use prometheus::core::{Collector, Desc};
use prometheus::proto::{self, MetricFamily, MetricType};
use tower::ServiceExt;

/// A collector that yields the given families.
pub struct Yields(pub Vec<MetricFamily>);

impl Collector for Yields {
    fn desc(&self) -> Vec<&Desc> {
        Vec::new()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        self.0.clone()
    }
}

pub fn family(name: &str, kind: MetricType, metrics: Vec<proto::Metric>) -> MetricFamily {
    let mut family = MetricFamily::default();
    family.set_name(name.to_owned());
    family.set_field_type(kind);
    family.set_metric(metrics);
    family
}

pub fn gauge(value: f64) -> proto::Metric {
    let mut gauge = proto::Gauge::default();
    gauge.set_value(value);
    proto::Metric::from_gauge(gauge)
}

/// A text without the counter of dropped families, which other tests also increment.
pub fn without_dropped(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines
        .filter(|line| {
            !line
                .replace("__", "_")
                .contains("pforge_metrics_families_dropped")
        })
        .collect()
}

pub fn serve(families: Vec<MetricFamily>) -> Result<String, BuildError> {
    let registry = Registry::new();
    // `Registry` checks descriptions, but not the collected families.
    registry.register(Box::new(Yields(families))).unwrap();
    Ok(Exporter::builder().registry(&registry).build()?.text())
}

/// The body of the response to this Accept header.
pub async fn scrape(families: Vec<MetricFamily>, accept: &str) -> Vec<u8> {
    let registry = Registry::new();
    registry.register(Box::new(Yields(families))).unwrap();
    let exporter = Exporter::builder().registry(&registry).build().unwrap();
    let request = Request::get("/metrics").header("accept", accept);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter.router().oneshot(request).await.unwrap();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    body.to_vec()
}

pub fn with_labels(mut metric: proto::Metric, labels: &[(&str, &str)]) -> proto::Metric {
    let pair = |(name, value): &(&str, &str)| {
        let mut label = proto::LabelPair::default();
        label.set_name((*name).to_owned());
        label.set_value((*value).to_owned());
        label
    };
    metric.set_label(labels.iter().map(pair).collect());
    metric
}
