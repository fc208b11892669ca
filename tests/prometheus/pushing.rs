//! A Pushgateway takes what we write.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use std::process::Command;
use tower::ServiceExt;

use crate::{everything, get, start};

const TEXT: &str = "text/plain; version=0.0.4";
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0";
const PROTOBUF: &str =
    "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

#[tokio::test]
#[ignore = "wants a Pushgateway: run `./test end-to-end`"]
async fn a_pushgateway_takes_text_and_protobuf() {
    let (_pushgateway, address) = start(
        Command::new("prometheus-pushgateway").arg("--web.listen-address=127.0.0.1:0"),
        "Listening on",
        "address=",
    );
    let pushed = |job: &str| {
        let text = get(&format!("http://{address}/metrics")).unwrap();
        let from = format!("{{instance=\"\",job=\"{job}\"");
        let of_job = text.lines().filter(|line| line.contains(&from));
        let ours = of_job.filter(|line| line.starts_with("proof_"));
        // Its labels stand in front of ours.
        let alone = format!("{from}}}");
        let ours = ours.map(|line| line.replace(&alone, "").replace(&format!("{from},"), "{"));
        let mut ours: Vec<String> = ours.collect();
        ours.sort();
        (ours, text)
    };
    for (job, format) in [("text", TEXT), ("protobuf", PROTOBUF)] {
        let answer = push(&address, job, format).await;
        assert_eq!(answer, (200, String::new()), "{format}");
        let (series, text) = pushed(job);
        assert_eq!(series, everything::series("1"), "{format}");
        for line in [
            "# HELP proof_calls_total Calls: a \\\\ and a \" quote.",
            "# TYPE proof_calls_total counter",
            "# TYPE proof_wait_seconds histogram",
        ] {
            assert!(text.lines().any(|it| it == line), "{line}\n{text}");
        }
    }

    // It knows no OpenMetrics, and reads it as the text format, in which there is no such type.
    let (status, said) = push(&address, "openmetrics", OPENMETRICS).await;
    assert_eq!(status, 400, "{said}");
    assert!(said.contains("unknown metric type \"info\""), "{said}");
    assert!(pushed("openmetrics").0.is_empty());
}

/// Pushes what a scrape gets, and returns the answer.
async fn push(address: &str, job: &str, format: &str) -> (u16, String) {
    let exporter = everything::exporter().build().unwrap();
    let request = Request::get("/metrics").header("accept", format);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter.router().oneshot(request).await.unwrap();
    let content_type = response.headers()["content-type"].clone();
    assert!(content_type.to_str().unwrap().starts_with(format));
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let agent = ureq::Agent::config_builder().http_status_as_error(false);
    let agent = agent.build().new_agent();
    let mut answer = agent
        .put(format!("http://{address}/metrics/job/{job}"))
        .header("content-type", content_type.to_str().unwrap())
        .send(&body[..])
        .unwrap();
    let said = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), said)
}
