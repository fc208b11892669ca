//! Parses our expositions with other parsers: Python's `prometheus_client`, and the protobuf messages of `prometheus`. Each format must
//! contain the same families, samples and values. The strict parser of the command line must accept and reject the same texts as
//! Python's parser.
//!
//! `./test parsers` provides the parsers. A plain `cargo test` ignores these tests.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod catalogs;
mod created;
mod exemplars;
mod messages;
mod names;
mod verdicts;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use fastrand::Rng;
use pforge_metrics_cli::exposition::{Exposition, Format};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use tower::ServiceExt;

/// The name of a sample, and its sorted labels.
pub(crate) type Series = (String, BTreeMap<String, String>);
/// Samples with the bits of their values.
pub(crate) type Samples = BTreeMap<Series, String>;
/// The exemplars of samples that have one.
pub(crate) type Exemplars = BTreeMap<Series, exemplars::Shown>;

/// The parsed body.
#[derive(Default)]
pub(crate) struct Parsed {
    samples: Samples,
    exemplars: Exemplars,
}

#[tokio::test]
#[ignore = "needs prometheus_client: run `./test parsers`"]
async fn every_parser_reads_the_same_values_from_every_format() {
    let mut rng = Rng::with_seed(fastrand::u64(..));
    println!("seed {}", rng.get_seed());
    let mut set = Exemplars::new();
    for round in 0..6 {
        let shows_created = round % 2 == 1;
        let exporter = catalogs::exporter(shows_created);
        catalogs::update(&mut rng);
        exemplars::update(&mut rng, &mut set);
        let text = as_stored(scrape(&exporter, "text/plain").await);
        let text = parse("text", &text);
        let openmetrics = scrape(&exporter, "application/openmetrics-text").await;
        let text_of_it = String::from_utf8(openmetrics.clone()).unwrap();
        Exposition::parse_as(Format::OpenMetrics, &text_of_it).unwrap();
        let mut openmetrics = parse("openmetrics", &openmetrics);
        let mut protobuf = messages::parse(&scrape(&exporter, messages::CONTENT_TYPE).await);
        let times = created::take(&mut openmetrics.samples);
        created::are_of(&text.samples, &times, shows_created);
        let in_protobuf = created::take(&mut protobuf.samples);
        same(&times, &in_protobuf, "protobuf");
        catalogs::are_as_set(&text.samples);
        same(&text.samples, &protobuf.samples, "protobuf");
        let expected = catalogs::as_in_openmetrics(&text.samples);
        same(&expected, &openmetrics.samples, "OpenMetrics");
        assert!(text.exemplars.is_empty());
        exemplars::are_as_set(&set, &openmetrics.exemplars);
        assert_eq!(openmetrics.exemplars, protobuf.exemplars);
    }
}

async fn scrape(exporter: &axum::Router, accept: &str) -> Vec<u8> {
    let request = Request::get("/metrics").header("accept", accept);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200);
    let content_type = response.headers()["content-type"].to_str().unwrap();
    assert!(content_type.starts_with(accept.split(';').next().unwrap()));
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    body.to_vec()
}

/// Removes the type of counters without `_total`. Python's parser would rename them to `x_total`, unlike Prometheus.
fn as_stored(text: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(text).unwrap();
    let lines = text.split_inclusive('\n').map(|line| {
        let name = line
            .strip_prefix("# TYPE ")
            .and_then(|it| it.strip_suffix(" counter\n"));
        match name.filter(|name| !name.ends_with("_total")) {
            Some(name) => format!("# TYPE {name} untyped\n"),
            None => line.to_owned(),
        }
    });
    lines.collect::<String>().into_bytes()
}

/// Parses a body with Python's parser.
fn parse(format: &str, body: &[u8]) -> Parsed {
    let families = python(format, body);
    let mut parsed = Parsed::default();
    for family in families.as_array().unwrap() {
        for sample in family["samples"].as_array().unwrap() {
            let name = sample[0].as_str().unwrap().to_owned();
            let series = (name, labels(&sample[1]));
            if let [labels_of, value, timestamp] =
                sample[3].as_array().map_or(&[][..], Vec::as_slice)
            {
                let exemplar = exemplars::Shown {
                    labels: labels(labels_of),
                    value: number(value),
                    timestamp: milliseconds(timestamp),
                };
                parsed.exemplars.insert(series.clone(), exemplar);
            }
            let before = parsed.samples.insert(series, number(&sample[2]));
            assert!(before.is_none(), "{format}: {sample} twice");
        }
    }
    parsed
}

/// Runs `parse.py` and returns its output.
fn python(format: &str, body: &[u8]) -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parsers/parse.py");
    let mut python = Command::new("python3")
        .args([script, format])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("`./test parsers` finds Python");
    let mut stdin = python.stdin.take().unwrap();
    let body = body.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&body));
    let output = python.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{format}: {message}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn labels(labels: &Value) -> BTreeMap<String, String> {
    let labels = labels.as_object().unwrap().iter();
    let labels = labels.map(|(label, value)| plain(label, value.as_str().unwrap()));
    labels.collect()
}

fn number(text: &Value) -> String {
    shown(text.as_str().unwrap().parse().unwrap())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "no test takes that long"
)]
fn milliseconds(seconds: &Value) -> u64 {
    (seconds.as_f64().unwrap() * 1_000.0).round() as u64
}

/// Normalizes a value for comparison: NaN has one representation, and -0 is 0, because Python parses `-0` as an integer.
pub(crate) fn shown(value: f64) -> String {
    format!("{:?}", value + 0.0)
}

/// Normalizes a label: bucket bounds are compared as numbers.
pub(crate) fn plain(label: &str, value: &str) -> (String, String) {
    let value = match label {
        "le" => value.parse::<f64>().unwrap().to_string(),
        _ => value.to_owned(),
    };
    (label.to_owned(), value)
}

fn same(expected: &Samples, found: &Samples, format: &str) {
    let missing: Vec<_> = expected
        .iter()
        .filter(|(name, value)| found.get(*name) != Some(value))
        .collect();
    let more: Vec<_> = found
        .iter()
        .filter(|(name, value)| expected.get(*name) != Some(value))
        .collect();
    assert!(
        missing.is_empty() && more.is_empty(),
        "{format}: missing or different: {missing:#?}\nunexpected: {more:#?}"
    );
}
