//! Pushing: the request of each call, and the result of each response.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod errors;
mod proxies;

use axum::body::{Body, to_bytes};
use pforge_metrics::exporter::{Exporter, Push, PushFormat};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tower::ServiceExt;

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.phase]
        help   = "What goes on."
        values = ["copy", "verify"]

        [counter.copied_bytes_total]
        help   = "Bytes copied."
        labels = ["phase"]

        [stateset.phase_now]
        help   = "What goes on."
        states = "phase"

        [histogram.chunk_seconds]
        help    = "Time that a chunk took."
        buckets = [0.1, 1]
        "#
    );
}

fn exporter() -> Exporter {
    Exporter::builder()
        .catalog(&metrics::CATALOG)
        .build()
        .unwrap()
}

/// A request that the gateway received.
#[derive(Debug, PartialEq)]
struct Pushed {
    line: String,
    content_type: String,
    authorization: String,
    body: Vec<u8>,
}

/// A gateway that responds once, and its URL.
fn gateway(response: &'static str) -> (String, JoinHandle<Pushed>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        let mut reader = BufReader::new(&stream);
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            match line.trim_end() {
                "" => break,
                line => head.push(line.to_owned()),
            }
        }
        let header = |name: &str| {
            let mut headers = head[1..].iter().filter_map(|line| line.split_once(": "));
            let found = headers.find(|(found, _)| found.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.to_owned()).unwrap_or_default()
        };
        let mut body = vec![0; header("content-length").parse().unwrap_or_default()];
        reader.read_exact(&mut body).unwrap();
        (&stream).write_all(response.as_bytes()).unwrap();
        Pushed {
            line: head[0].clone(),
            content_type: header("content-type"),
            authorization: header("authorization"),
            body,
        }
    });
    (url, server)
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
const ACCEPTED: &str = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

const PROTOBUF: &str =
    "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
const OPENMETRICS: &str =
    "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores";

/// The body of a scrape of the same exporter.
async fn scraped(accept: &str) -> Vec<u8> {
    let request = axum::http::Request::get("/metrics").header("accept", accept);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter().router().oneshot(request).await.unwrap();
    to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap()
        .to_vec()
}

type Call = fn(Push) -> Result<(), Box<dyn std::error::Error>>;

#[tokio::test]
async fn put_and_post_send_a_scrape_and_delete_sends_no_body() {
    metrics::COPIED_BYTES_TOTAL
        .with(metrics::Phase::Copy)
        .inc_by(7);
    metrics::PHASE_NOW.set(metrics::Phase::Copy);
    metrics::CHUNK_SECONDS.observe(0.5);
    let calls: [(&str, Call, &str, &str); 6] = [
        (
            "PUT /metrics/job/backup HTTP/1.1",
            |push| Ok(push.put(&exporter())?),
            PROTOBUF,
            "",
        ),
        (
            "POST /metrics/job/backup HTTP/1.1",
            |push| Ok(push.post(&exporter())?),
            PROTOBUF,
            "",
        ),
        (
            "DELETE /metrics/job/backup HTTP/1.1",
            |push| Ok(push.delete()?),
            "",
            "",
        ),
        (
            "PUT /metrics/job/backup HTTP/1.1",
            |push| {
                Ok(push
                    .format(PushFormat::Text)
                    .bearer("secret")?
                    .put(&exporter())?)
            },
            TEXT,
            "Bearer secret",
        ),
        (
            "PUT /metrics/job/backup HTTP/1.1",
            |push| {
                let push = push.format(PushFormat::OpenMetrics);
                // RFC 7617, section 2.
                Ok(push
                    .basic_auth("Aladdin", "open sesame")?
                    .put(&exporter())?)
            },
            OPENMETRICS,
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        ),
        (
            "PUT /metrics/job/backup/instance/db-1.example/path@base64/L3Zhci9ub3Rlcy8_ HTTP/1.1",
            |push| {
                let push = push.grouping("instance", "db-1.example")?;
                let push = push.grouping("path", "/var/notes/?")?;
                Ok(push.put(&exporter())?)
            },
            PROTOBUF,
            "",
        ),
    ];
    for (line, call, content_type, authorization) in calls {
        for response in [OK, ACCEPTED] {
            let (url, server) = gateway(response);
            call(Push::to(&url, "backup").unwrap()).unwrap();
            let body = match content_type {
                "" => Vec::new(),
                accept => scraped(accept).await,
            };
            let expected = Pushed {
                line: line.to_owned(),
                content_type: content_type.to_owned(),
                authorization: authorization.to_owned(),
                body,
            };
            assert_eq!(server.join().unwrap(), expected);
        }
    }
}

#[test]
fn values_that_are_invalid_in_a_path_are_encoded() {
    for (base, job, value, path) in [
        ("", "backup", "", "/metrics/job/backup/x@base64/="),
        ("", "a/b", "1", "/metrics/job@base64/YS9i/x/1"),
        ("/", "a", "..", "/metrics/job/a/x@base64/Li4"),
        (
            "/behind/a/proxy",
            "a",
            "é ?",
            "/behind/a/proxy/metrics/job/a/x@base64/w6kgPw",
        ),
        ("/behind/", "a", "-_~.Z9", "/behind/metrics/job/a/x/-_~.Z9"),
    ] {
        let (url, server) = gateway(OK);
        let push = Push::to(&format!("{url}{base}"), job).unwrap();
        push.grouping("x", value).unwrap().delete().unwrap();
        let line = server.join().unwrap().line;
        assert_eq!(line, format!("DELETE {path} HTTP/1.1"));
    }
}
