//! Migrates programs of others: infers a schema, compiles it, and verifies the program against it.

use crate::{Running, empty, example, get, run_in, start};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
#[ignore = "needs a node exporter, a Prometheus and a Pushgateway: run `./test end-to-end`"]
fn schemas_inferred_from_other_programs_are_valid_and_match_them() {
    let listen = "--web.listen-address=127.0.0.1:0";
    let started = |program: &str| {
        let mut command = Command::new(program);
        // The node exporter warns about missing features of the machine, and continues.
        start(command.arg(listen), "Listening on", "address=")
    };
    let folder = empty("moving");
    let (_node, node) = started("prometheus-node-exporter");
    let (_pushgateway, pushgateway) = started("prometheus-pushgateway");
    let (_prometheus, prometheus) = idle_prometheus(&folder);
    for address in [node, prometheus, pushgateway] {
        // The metrics of scrapes appear with the second scrape.
        let url = format!("http://{address}/metrics");
        get(&url).unwrap();
        let (schema, findings) = moved(&folder, &url);
        let metrics = schema
            .lines()
            .filter(|line| line.starts_with('[') && line.contains('.'));
        assert!(metrics.count() > 30, "{schema}");
        assert!(findings.is_empty(), "{findings:#?}\n{schema}");
    }
}

#[test]
#[ignore = "needs the example and the command line: run `./test end-to-end`"]
fn the_swarm_exposes_every_metric_of_its_schema() {
    let mut swarm = Command::new(example());
    let (_swarm, address) = start(swarm.args(["--port", "0"]), "metrics", "http://");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let url = format!("http://{address}");
    let verified = run(root, &["verify", &url, "--format", "json"]);
    let report: Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(verified.status.code(), Some(0), "{report:#}");
    for what in ["metrics", "series"] {
        let (seen, of) = (&report[what]["seen"], &report[what]["of"]);
        assert_eq!(seen, of, "{report:#}");
        assert!(seen.as_u64() > Some(10), "{report:#}");
    }
}

/// A Prometheus without scrape targets.
fn idle_prometheus(folder: &Path) -> (Running, String) {
    fs::write(folder.join("prometheus.yml"), "scrape_configs: []\n").unwrap();
    let (running, api) = run_in(folder, "exemplar-storage");
    (running, api.0)
}

/// The schema that is inferred from a program, which must compile, and the findings of `verify` for the same program.
fn moved(folder: &Path, url: &str) -> (String, Vec<Value>) {
    let inferred = run(folder, &["infer", url]);
    let schema = String::from_utf8(inferred.stdout).unwrap();
    assert_eq!(inferred.status.code(), Some(0), "{schema}");
    fs::write(folder.join("metrics.toml"), &schema).unwrap();

    let checked = run(folder, &["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(report["errors"], 0, "{report:#}\n{schema}");
    let comments: String = schema
        .lines()
        .map(|line| line.trim_start_matches('#'))
        .collect();
    for warning in report["findings"].as_array().unwrap() {
        let message = warning["message"].as_str().unwrap();
        assert!(comments.contains(message), "{message}\n{schema}");
    }

    let verified = run(folder, &["verify", url, "--prefix", "", "--format", "json"]);
    let report: Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(
        report["metrics"]["seen"], report["metrics"]["of"],
        "{report:#}"
    );
    (schema, report["findings"].as_array().unwrap().clone())
}

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(command_line())
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn command_line() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(2).unwrap().join("pforge-metrics")
}
