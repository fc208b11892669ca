//! Content negotiation: the format for each Accept header.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use pforge_metrics::exporter::Exporter;
use tower::ServiceExt;

use crate::jobs;

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
const OPENMETRICS: &str =
    "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores";
const PROTOBUF: &str = "application/vnd.google.protobuf; \
    proto=io.prometheus.client.MetricFamily; encoding=delimited";

/// The Content-Type of the response to Accept headers, and the start of its body.
async fn send_request(accept: &[&str]) -> (String, Vec<u8>) {
    let app = Exporter::builder().catalog(&jobs::CATALOG);
    let app = app.build().unwrap().router();
    let mut request = Request::get("/metrics");
    for line in accept {
        request = request.header("accept", *line);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = app.oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200, "{accept:?}");
    let content_type = response.headers()["content-type"].to_str().unwrap();
    let content_type = content_type.to_owned();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (content_type, body.to_vec())
}

#[tokio::test]
async fn real_clients_get_a_format_that_they_can_parse() {
    for (client, accept, content_type) in [
        (
            "Prometheus 3.14",
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,\
             application/openmetrics-text;version=0.0.1;q=0.5,\
             text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
            "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8",
        ),
        (
            "Prometheus 2.42",
            "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,\
             text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
            OPENMETRICS,
        ),
        (
            "Prometheus 2.42 with native histograms",
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,\
             application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,\
             text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
            PROTOBUF,
        ),
        (
            "Prometheus 3.14 with native histograms",
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;\
             escaping=allow-utf-8;q=0.7,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,\
             application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,\
             text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited; \
             escaping=allow-utf-8",
        ),
        ("curl", "*/*", TEXT),
        (
            "Firefox",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            TEXT,
        ),
        (
            "Chrome",
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,\
             application/signed-exchange;v=b3;q=0.7",
            TEXT,
        ),
    ] {
        assert_eq!(send_request(&[accept]).await.0, content_type, "{client}");
    }
    assert_eq!(send_request(&[]).await.0, TEXT, "no header");
}

#[tokio::test]
async fn quality_then_specificity_then_format_preference_decide() {
    for (accept, content_type) in [
        (
            "text/plain;version=0.0.4;q=0.9, application/openmetrics-text;q=0.8",
            TEXT,
        ),
        ("text/*, application/openmetrics-text", OPENMETRICS),
        ("*/*, application/openmetrics-text;q=0.9", TEXT),
        ("text/plain, application/openmetrics-text", OPENMETRICS),
        (
            "TEXT/PLAIN;VERSION=\"1.0.0\"",
            "text/plain; version=1.0.0; charset=utf-8; escaping=underscores",
        ),
        (
            "text/plain;version=1.0.0;escaping=dots",
            "text/plain; version=1.0.0; charset=utf-8; escaping=dots",
        ),
        (
            "application/openmetrics-text; version=0.0.1",
            "application/openmetrics-text; version=0.0.1; charset=utf-8",
        ),
        (
            "application/openmetrics-text; version=2.0.0, text/plain;q=0.1",
            TEXT,
        ),
        ("application/openmetrics-text;q=0", TEXT),
        ("application/openmetrics-text;q=0, */*;q=0.001", TEXT),
        ("application/vnd.google.protobuf, */*;q=0.1", TEXT),
        (
            "application/openmetrics-text;escaping=rot13, */*;q=0.1",
            OPENMETRICS,
        ),
        (
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf8",
            "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8",
        ),
        (
            "text/plain;version=1.0.0;escaping=rot13",
            "text/plain; version=1.0.0; charset=utf-8; escaping=underscores",
        ),
        (
            &format!("{PROTOBUF};escaping=rot13, application/openmetrics-text;q=0.1"),
            PROTOBUF,
        ),
        ("application/json", TEXT),
    ] {
        assert_eq!(send_request(&[accept]).await.0, content_type, "{accept}");
    }
    let lines = ["text/plain;q=0.5", "application/openmetrics-text"];
    assert_eq!(send_request(&lines).await.0, OPENMETRICS, "several headers");
}

#[tokio::test]
async fn an_invalid_accept_header_gets_the_text_format() {
    let ranges = vec!["application/openmetrics-text"; 33].join(",");
    let long = format!("application/openmetrics-text,{}", "x".repeat(5_000));
    let huge = "application/openmetrics-text,".repeat(350_000);
    for accept in [
        "",
        ",,,",
        ";;;",
        "/",
        "application/openmetrics-text;q=2",
        "application/openmetrics-text;version=\"1.0.0",
        "application/openmetrics-text;q=0.1234",
        "\u{a0}",
        "q=1",
        &ranges,
        &long,
        &huge,
    ] {
        let shown = &accept[..accept.len().min(60)];
        assert_eq!(send_request(&[accept]).await.0, TEXT, "{shown}");
    }
}

#[tokio::test]
async fn each_format_has_a_matching_content_type() {
    let (_, text) = send_request(&["text/plain"]).await;
    assert!(text.starts_with(b"# HELP jobs_total Jobs done.\n# TYPE jobs_total counter\n"));
    let (_, openmetrics) = send_request(&["application/openmetrics-text"]).await;
    let expected = "\
# TYPE jobs counter
# HELP jobs Jobs done.
jobs_total 0
# TYPE wait_seconds histogram
# UNIT wait_seconds seconds
# HELP wait_seconds Time that jobs waited.
wait_seconds_bucket{le=\"0.5\"} 0
wait_seconds_bucket{le=\"1.0\"} 0
wait_seconds_bucket{le=\"+Inf\"} 0
wait_seconds_sum 0
wait_seconds_count 0
# EOF
";
    assert_eq!(String::from_utf8(openmetrics).unwrap(), expected);
    let (_, protobuf) = send_request(&[PROTOBUF]).await;
    let length = usize::from(protobuf[0]);
    assert!(
        protobuf[1..=length]
            .windows(10)
            .any(|it| it == b"jobs_total")
    );
}
