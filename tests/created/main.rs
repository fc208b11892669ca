//! Created timestamps: which series have them, their values, and the formats.
//!
//! The start time of the process is known only on Linux.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod all_kinds;
mod messages;
mod names;
mod times;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use pforge_metrics::Catalog;
use pforge_metrics::exporter::{Exporter, ExporterBuilder};
use pforge_metrics::generic::Store;
use pforge_metrics::process::{self, PROCESS_START_TIME_SECONDS};
use std::time::SystemTime;
use tower::ServiceExt;

const OPENMETRICS: &str = "application/openmetrics-text";

fn with_created<C: Store>(catalog: Catalog<C>) -> ExporterBuilder {
    Exporter::builder().catalog(&catalog).created(true)
}

async fn scrape(exporter: ExporterBuilder, format: &str, query: &str) -> Vec<u8> {
    let router = exporter.build().unwrap().router();
    let request = Request::get(format!("/metrics{query}")).header("accept", format);
    let request = request.body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200);
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    body.to_vec()
}

/// A scrape in a text format. The start time of the process is replaced by `start`, and a later time by `later`. The metrics of the
/// runtime itself are omitted, because they include those of all tests.
async fn text(exporter: ExporterBuilder, format: &str, query: &str) -> String {
    let body = String::from_utf8(scrape(exporter, format, query).await).unwrap();
    let lines = body
        .lines()
        .filter(|line| !line.contains("pforge_metrics_"));
    lines.map(|line| with_words(line) + "\n").collect()
}

fn with_words(line: &str) -> String {
    let (series, value) = line.rsplit_once(' ').unwrap_or_default();
    let name = series.split('{').next().unwrap_or_default();
    let is_time = name.ends_with("_created") && value.contains('.');
    if line.starts_with('#') || !is_time {
        return line.to_owned();
    }
    format!("{series} {}", word(milliseconds(value)))
}

fn word(time: u64) -> &'static str {
    let start = process_start();
    assert!((start..=now()).contains(&time), "{time} from {start}");
    if time == start { "start" } else { "later" }
}

/// Parses seconds with three decimals.
fn milliseconds(seconds: &str) -> u64 {
    let (seconds, rest) = seconds.split_once('.').unwrap();
    assert_eq!(rest.len(), 3, "{seconds}.{rest}");
    seconds.parse::<u64>().unwrap() * 1_000 + rest.parse::<u64>().unwrap()
}

/// The start time according to the kernel.
fn process_start() -> u64 {
    let seconds = process::CATALOG.snapshot().get(PROCESS_START_TIME_SECONDS);
    milliseconds(&format!("{seconds:.3}"))
}

fn now() -> u64 {
    let since_epoch = SystemTime::UNIX_EPOCH.elapsed().unwrap();
    since_epoch.as_millis().try_into().unwrap()
}
