//! End-to-end tests with the programs of Prometheus. A server scrapes the example and exporters with all setups, evaluates queries, and
//! fires alerts. A Pushgateway accepts pushes. `promtool` lints the metrics of random schemas, and evaluates expressions for the check of
//! labels. Programs of others are migrated.
//!
//! `./test end-to-end` provides `prometheus`, `promtool`, `prometheus-pushgateway` and `prometheus-node-exporter` on PATH; a
//! plain `cargo test` ignores these tests.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod alerts;
mod backtest;
#[allow(dead_code, reason = "only the tests of the exporter use all of them")]
#[path = "../exporter/certificates.rs"]
mod certificates;
mod dashboard;
mod everything;
mod expressions;
mod lint;
mod migration;
mod names;
mod native;
#[allow(
    dead_code,
    reason = "other tests build and document projects, and these run them"
)]
#[path = "../adding_a_metric/project.rs"]
mod project;
mod pushing;
mod random_schema;
mod setups;

use lint::check_with_promtool;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

/// A child process that is killed when this is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program, and reads its output up to a line with `says`, which contains its address after `marker`.
fn start(command: &mut Command, says: &str, marker: &str) -> (Running, String) {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}; `./test end-to-end` provides it"));
    let (lines, received) = std::sync::mpsc::channel();
    let output = child.stdout.take().unwrap();
    let errors = child.stderr.take().unwrap();
    let forward = |reader: Box<dyn std::io::Read + Send>,
                   lines: std::sync::mpsc::Sender<String>| {
        // Reads the rest of the output, so that the program does not block.
        std::thread::spawn(move || {
            for line in BufReader::new(reader).lines().map_while(Result::ok) {
                let _ = lines.send(line);
            }
        });
    };
    forward(Box::new(output), lines.clone());
    forward(Box::new(errors), lines);
    let child = Running(child);
    let mut printed = Vec::new();
    while let Ok(line) = received.recv_timeout(Duration::from_secs(60)) {
        if let Some((_, address)) = line.split_once(marker).filter(|_| line.contains(says)) {
            let address = address.split(['/', ' ']).next().unwrap().to_owned();
            return (child, address);
        }
        printed.push(line);
    }
    panic!(
        "{command:?} did not tell its address:\n{}",
        printed.join("\n")
    );
}

fn example() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(2).unwrap().join("examples/pforge")
}

/// The command line, which `./test end-to-end` builds next to the example.
fn pforge_metrics() -> PathBuf {
    let example = example();
    example.ancestors().nth(2).unwrap().join("pforge-metrics")
}

fn configuration(target: &str) -> String {
    format!(
        "global: {{ scrape_interval: 1s, scrape_timeout: 1s }}\n\
         scrape_configs:\n\
         - job_name: pforge\n  \
           static_configs: [ {{ targets: ['{target}'] }} ]\n"
    )
}

fn get(url: &str) -> Option<String> {
    ureq::get(url).call().ok()?.body_mut().read_to_string().ok()
}

/// Polls until the condition is met, for at most a minute.
fn until<T>(what: &str, mut query: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(60);
    while Instant::now() < deadline {
        if let Some(response) = query() {
            return response;
        }
        // The interval between two polls. The result does not depend on it.
        std::thread::park_timeout(Duration::from_millis(100));
    }
    panic!("waited a minute for {what}");
}

struct Api(String);

/// Percent-encodes a query.
fn encoded(promql: &str) -> String {
    promql.bytes().fold(String::new(), |mut query, byte| {
        write!(query, "%{byte:02x}").unwrap();
        query
    })
}

impl Api {
    fn get(&self, path: &str) -> Option<Value> {
        let response: Value =
            serde_json::from_str(&get(&format!("http://{}/api/v1/{path}", self.0))?).ok()?;
        (response["status"] == "success").then(|| response["data"].clone())
    }

    /// The result of an instant query: the value of a label and the number of each series.
    fn query(&self, promql: &str, label: &str) -> Option<Vec<(String, f64)>> {
        let mut series = Vec::new();
        for sample in self.samples(promql)? {
            let name = sample["metric"][label]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            series.push((name, sample["value"][1].as_str()?.parse().ok()?));
        }
        series.sort_by(|a, b| a.0.cmp(&b.0));
        Some(series)
    }

    /// The result of an instant query as text, without target labels.
    fn series(&self, promql: &str) -> Option<Vec<String>> {
        let mut series = Vec::new();
        for sample in self.samples(promql)? {
            let mut labels = sample["metric"].as_object()?.clone();
            let name = labels.remove("__name__").unwrap_or_default();
            labels.retain(|label, _| label != "job" && label != "instance");
            let mut labels: Vec<String> = labels
                .iter()
                .map(|(label, value)| format!("{label}={:?}", value.as_str().unwrap()))
                .collect();
            labels.sort();
            let labels = match (&*labels, &name) {
                ([], Value::String(_)) => String::new(),
                _ => format!("{{{}}}", labels.join(",")),
            };
            let name = name.as_str().unwrap_or_default();
            series.push(format!("{name}{labels} {}", sample["value"][1].as_str()?));
        }
        series.sort();
        Some(series)
    }

    fn samples(&self, promql: &str) -> Option<Vec<Value>> {
        let data = self.get(&format!("query?query={}", encoded(promql)))?;
        data["result"].as_array().cloned()
    }

    /// The exemplars of the last hour: the labels and the exemplars of each series.
    fn exemplars(&self, promql: &str) -> Option<Vec<(Value, Vec<Value>)>> {
        let now = SystemTime::UNIX_EPOCH.elapsed().ok()?.as_secs();
        let range = format!("start={}&end={}", now - 3_600, now + 60);
        let data = self.get(&format!(
            "query_exemplars?query={}&{range}",
            encoded(promql)
        ))?;
        let series = data.as_array()?.iter();
        let exemplars = |one: &Value| {
            Some((
                one["seriesLabels"].clone(),
                one["exemplars"].as_array()?.clone(),
            ))
        };
        series.map(exemplars).collect()
    }
}

/// A Prometheus that scrapes a target, and a client for it.
fn prometheus(folder: &str, target: &str, features: &str) -> (Running, Api) {
    let folder = empty(folder);
    std::fs::write(folder.join("prometheus.yml"), configuration(target)).unwrap();
    run_in(&folder, features)
}

/// Creates an empty directory.
fn empty(folder: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A Prometheus with the configuration in a directory.
fn run_in(folder: &Path, features: &str) -> (Running, Api) {
    let (prometheus, address) = start(
        Command::new("prometheus")
            .current_dir(folder)
            .args(["--config.file=prometheus.yml", "--storage.tsdb.path=data"])
            .arg("--web.listen-address=127.0.0.1:0")
            .arg(format!("--enable-feature={features}")),
        "Listening on",
        "address=",
    );
    (prometheus, Api(address))
}

#[test]
#[ignore = "needs a Prometheus: run `./test end-to-end`"]
fn prometheus_scrapes_the_example_and_sums_by_vendor() {
    let mut swarm = Command::new(example());
    let (_swarm, target) = start(swarm.args(["--port", "0"]), "metrics", "http://");
    let (_prometheus, api) = prometheus("prometheus", &target, "exemplar-storage");

    until("the target to be up", || {
        let targets = api.get("targets")?;
        (targets["activeTargets"][0]["health"] == "up").then_some(())
    });
    let efficiency = until("pforge_efficiency", || {
        let series = api.query("pforge_efficiency > 0", "job")?;
        series.first().map(|(_, value)| *value)
    });
    assert!(efficiency <= 1.0, "{efficiency}");
    let rates = until("a rate of tokens by vendor", || {
        let rates = api.query(
            "sum by (vendor) (rate(pforge_tokens_used_total[20s])) > 0",
            "vendor",
        )?;
        (rates.len() == 4).then_some(rates)
    });
    let vendors: Vec<&str> = rates.iter().map(|(vendor, _)| vendor.as_str()).collect();
    assert_eq!(vendors, ["anthropic", "google", "local", "openai"]);
    // Prometheus requests OpenMetrics, in which the family of the counter has this name.
    let metadata = api.get("metadata?metric=pforge_tokens_used").unwrap();
    let metadata = &metadata["pforge_tokens_used"][0];
    assert_eq!(metadata["type"], "counter");
    assert_eq!(metadata["help"], "Tokens used in LLM calls.");

    check_with_promtool(&get(&format!("http://{target}/metrics")).unwrap());
}

/// Prometheus prefers protobuf with native histograms enabled, and OpenMetrics otherwise.
#[test]
#[ignore = "needs a Prometheus: run `./test end-to-end`"]
fn prometheus_stores_exemplars_from_openmetrics_and_from_protobuf() {
    let mut swarm = Command::new(example());
    let (_swarm, target) = start(swarm.args(["--port", "0"]), "metrics", "http://");
    // The name of a counter family shows the format.
    for (features, family) in [
        ("exemplar-storage", "pforge_ticks"),
        ("exemplar-storage,native-histograms", "pforge_ticks_total"),
    ] {
        let (_prometheus, api) = prometheus("exemplars", &target, features);
        let series = until("exemplars of ticks", || {
            let series = api.exemplars("pforge_tick_duration_seconds_bucket")?;
            let all = series.iter().map(|(_, exemplars)| exemplars.len());
            (all.sum::<usize>() >= 3).then_some(series)
        });
        let metadata = api.get(&format!("metadata?metric={family}")).unwrap();
        assert_eq!(metadata[family][0]["type"], "counter", "{features}");
        for (labels, exemplars) in series {
            let bound: f64 = labels["le"].as_str().unwrap().parse().unwrap();
            for exemplar in exemplars {
                let hex = |label: &str| {
                    let id = exemplar["labels"][label].as_str().unwrap();
                    assert!(id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
                    id.len()
                };
                assert_eq!((hex("trace_id"), hex("span_id")), (32, 16));
                let value: f64 = exemplar["value"].as_str().unwrap().parse().unwrap();
                assert!(0.0 < value && value <= bound, "{exemplar} up to {bound}");
            }
        }
    }
}
