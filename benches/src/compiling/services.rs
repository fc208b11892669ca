//! Measures the CPU time of clean debug builds: a small service with each library, pforge-metrics, and the example.
//!
//! Each service is an axum router with a route that increments a counter, and a route that serves it. `cargo` builds everything,
//! including dependencies. CPU time is independent of other processes on the machine.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::contestant::Contestant;
use crate::figures::Figures;

use super::Column;
use super::project::{Project, Source};

const AXUM: &str = r#"axum = { version = "0.8", default-features = false, features = ["http1", "tokio"] }
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }
"#;

const OURS: &str = r#"use axum::{Router, routing::get};
use pforge_metrics::exporter::Exporter;

mod metrics {
    pforge_metrics::include_metrics!(
        inline = "[counter.hits_total]\nhelp = \"Requests of this service.\"\n"
    );
}

async fn hit() {
    metrics::HITS_TOTAL.inc();
}

fn router() -> Router {
    let exporter = Exporter::builder().catalog(&metrics::CATALOG).build();
    Router::new().route("/", get(hit)).merge(exporter.unwrap().router())
}
"#;

const PROMETHEUS: &str = r#"use axum::{Router, routing::get};
use prometheus::{IntCounter, TextEncoder, register_int_counter};
use std::sync::LazyLock;

static HITS: LazyLock<IntCounter> =
    LazyLock::new(|| register_int_counter!("hits_total", "Requests of this service.").unwrap());

async fn hit() {
    HITS.inc();
}

async fn metrics() -> String {
    TextEncoder::new().encode_to_string(&prometheus::gather()).unwrap()
}

fn router() -> Router {
    Router::new().route("/", get(hit)).route("/metrics", get(metrics))
}
"#;

const PROMETHEUS_CLIENT: &str = r#"use axum::{Router, routing::get};
use prometheus_client::{encoding::text::encode, metrics::counter::Counter, registry::Registry};

fn router() -> Router {
    let (hits, mut registry): (Counter, _) = (Counter::default(), Registry::default());
    registry.register("hits", "Requests of this service", hits.clone());
    let registry = std::sync::Arc::new(registry);
    let metrics = move || async move {
        let mut body = String::new();
        encode(&mut body, &registry).unwrap();
        body
    };
    Router::new()
        .route("/", get(move || async move { _ = hits.inc() }))
        .route("/metrics", get(metrics))
}
"#;

const MAIN: &str = r#"
#[tokio::main]
async fn main() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    axum::serve(listener, router()).await.unwrap();
}
"#;

/// Builds each service once, with all dependencies.
pub fn measure(figures: &mut Figures<Column>) -> Result<()> {
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../pforge-metrics");
    let ours = |features: &str| format!("pforge-metrics = {{ path = '{runtime}'{features} }}\n");
    let (pforge, service) = (Contestant::Pforge, Column::Service);
    for (contestant, column, package, dependency, text) in [
        (pforge, service, "service-pforge-metrics", ours(""), OURS),
        (
            pforge,
            Column::ServiceWithoutRegistry,
            "service-pforge-metrics-without-registry",
            ours(", default-features = false, features = ['exporter']"),
            OURS,
        ),
        (
            Contestant::Prometheus,
            service,
            "service-prometheus",
            "prometheus = \"0.14\"\n".to_owned(),
            PROMETHEUS,
        ),
        (
            Contestant::PrometheusClient,
            service,
            "service-prometheus-client",
            "prometheus-client = \"0.25\"\n".to_owned(),
            PROMETHEUS_CLIENT,
        ),
    ] {
        let source = Source {
            package,
            dependencies: format!("{AXUM}{dependency}"),
            files: vec![("src/main.rs", format!("{text}{MAIN}"))],
        };
        let project = Project::write(contestant, &source)?;
        let seconds = clean_build(project.directory(), &[])?;
        figures.record(contestant, column, seconds);
    }
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (column, arguments) in [
        (Column::Runtime, ["--package", "pforge-metrics"]),
        (Column::Example, ["--example", "pforge"]),
    ] {
        figures.record(pforge, column, clean_build(&workspace, &arguments)?);
    }
    Ok(())
}

/// The CPU time of `cargo build` with an empty target directory, in seconds.
fn clean_build(directory: &Path, arguments: &[&str]) -> Result<f64> {
    let target = super::project::target_directory()?.join("compiling/clean");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // `times` prints the times of the shell on the first line, and those of its children on the second line.
    let output = Command::new("sh")
        .args(["-c", "\"$@\" && times", "sh"])
        .arg(cargo)
        .args(["build", "--offline", "--quiet", "--target-dir"])
        .arg(&target)
        .args(arguments)
        .current_dir(directory)
        .env_remove("CARGO_INCREMENTAL")
        .output()
        .context("can't start a shell")?;
    fs::remove_dir_all(&target)?;
    ensure!(
        output.status.success(),
        "cargo in {}: {}",
        directory.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    let times = String::from_utf8(output.stdout)?;
    seconds(&times).with_context(|| format!("unexpected output of `times`: {times:?}"))
}

/// Parses the user and system time of the children, as in `0m1.25s 0m0.5s`.
fn seconds(times: &str) -> Option<f64> {
    let of_children = times.lines().nth(1)?;
    let time = |time: &str| {
        let (minutes, seconds) = time.strip_suffix('s')?.split_once('m')?;
        Some(60.0 * minutes.parse::<f64>().ok()? + seconds.parse::<f64>().ok()?)
    };
    of_children.split(' ').map(time).sum()
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn adds_up_the_times_of_child_processes() {
        let times = "0m0.002s 0m0.001s\n1m2.250000s 0m3.5s\n";
        assert_eq!(seconds(times), Some(65.75));
        assert_eq!(seconds("0m0.002s 0m0.001s\n"), None);
        assert_eq!(seconds("\n1.5 2.5\n"), None);
    }
}
