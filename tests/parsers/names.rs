//! Parses names with characters beyond ASCII under each escaping scheme.

use crate::{Samples, messages, parse, same, scrape, shown};
use pforge_metrics::exporter::Exporter;
use prometheus::Registry;
use prometheus::core::{Collector, Desc};
use prometheus::proto::{Gauge, LabelPair, Metric, MetricFamily, MetricType};
use std::collections::BTreeMap;

/// The name of a gauge and the name of its label.
const NAMES: &[(&str, &str)] = &[
    ("http.requests", "http.method"),
    ("größe", "größe"),
    ("1st", "a1st"),
    ("with space", "with space"),
    ("a\"quote\"", "a\"quote\""),
    ("back\\slash", "back\\slash"),
    ("new\nline", "new\nline"),
    ("{brace}", "a}"),
    ("a#b", "a,b"),
    ("c=d", "c=d"),
    ("plain", "plain"),
    ("🦀", "a🦀"),
];

/// A collector of a family that no type of `prometheus` can declare.
struct Named;

impl Collector for Named {
    fn desc(&self) -> Vec<&Desc> {
        Vec::new()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        NAMES
            .iter()
            .map(|(name, label)| family(name, label))
            .collect()
    }
}

fn family(name: &str, label: &str) -> MetricFamily {
    let (mut gauge, mut pair) = (Gauge::default(), LabelPair::default());
    gauge.set_value(4.5);
    pair.set_name(label.to_owned());
    pair.set_value("{\"".to_owned());
    let mut metric = Metric::from_gauge(gauge);
    metric.set_label(vec![pair]);
    let mut family = MetricFamily::default();
    family.set_name(name.to_owned());
    family.set_field_type(MetricType::GAUGE);
    family.set_metric(vec![metric]);
    family
}

#[tokio::test]
#[ignore = "needs prometheus_client: run `./test parsers`"]
async fn parsers_read_the_names_of_every_escaping_scheme() {
    let registry = Registry::new();
    registry.register(Box::new(Named)).unwrap();
    let exporter = Exporter::builder().registry(&registry).build().unwrap();
    let exporter = exporter.router();
    for scheme in ["underscores", "dots", "values", "allow-utf-8"] {
        println!("{scheme}");
        let accept = |format: &str| format!("{format}; escaping={scheme}");
        let text = scrape(&exporter, &accept("text/plain; version=1.0.0")).await;
        let text = parse("text", &text).samples;
        let openmetrics = scrape(&exporter, &accept("application/openmetrics-text")).await;
        let openmetrics = parse("openmetrics", &openmetrics).samples;
        let protobuf = messages::parse(&scrape(&exporter, &accept(messages::CONTENT_TYPE)).await);
        same(&text, &protobuf.samples, "protobuf");
        same(&text, &openmetrics, "OpenMetrics");
        if scheme == "allow-utf-8" {
            assert_eq!(text, as_named());
        }
    }
}

fn as_named() -> Samples {
    let value = "{\"".to_owned();
    let sample = |(name, label): &(&str, &str)| {
        let labels = BTreeMap::from([((*label).to_owned(), value.clone())]);
        (((*name).to_owned(), labels), shown(4.5))
    };
    NAMES.iter().map(sample).collect()
}
