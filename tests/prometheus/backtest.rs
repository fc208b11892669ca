//! Backtests the plans of the example against the data that Prometheus recorded.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Api, empty, encoded, example, get, pforge_metrics, run_in, start, until};

/// The times of the plans in the complete lines of a log.
fn times(log: &str) -> Vec<f64> {
    let whole = log.rsplit_once('\n').map_or("", |(lines, _)| lines);
    let events = whole.lines().map(|line| {
        let event: Value = serde_json::from_str(line).unwrap();
        event["time"].as_f64().unwrap()
    });
    events.collect()
}

fn backtest(folder: &Path, source: [&str; 2]) -> Value {
    let output = Command::new(pforge_metrics())
        .current_dir(folder)
        .args(["backtest", "--plans", "recorded.jsonl", "--format", "json"])
        .args(["--window", "2s", "--block", "2s"])
        // On a busy machine, scrapes are late.
        .args(["--stale", "1100ms"])
        .args(["--plot", "plot.svg"])
        .args(source)
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
#[ignore = "needs a Prometheus: run `./test end-to-end`"]
fn a_backtest_uses_the_efficiency_that_prometheus_recorded() {
    let folder = empty("backtest");
    let mut swarm = Command::new(example());
    swarm
        .current_dir(&folder)
        .args(["--port", "0", "--plans", "plans.jsonl"]);
    let (_swarm, target) = start(&mut swarm, "metrics", "http://");
    let config = format!(
        "global: {{ scrape_interval: 500ms, scrape_timeout: 500ms }}\nscrape_configs:\n\
         - job_name: pforge\n  static_configs: [ {{ targets: ['{target}'] }} ]\n"
    );
    fs::write(folder.join("prometheus.yml"), config).unwrap();
    let (_prometheus, api) = run_in(&folder, "exemplar-storage");
    let sampled = || Some(api.query("timestamp(pforge_efficiency)", "job")?.first()?.1);
    let first = until("a first sample", sampled);

    let log = until("plans for twelve blocks", || {
        let log = fs::read_to_string(folder.join("plans.jsonl")).ok()?;
        (times(&log).last()? - first >= 24.0).then_some(log)
    });
    let times = times(&log);
    let end = times.last().unwrap() + 2.0;
    until("a sample after the last window", || {
        sampled().filter(|newest| *newest > end)
    });
    fs::write(folder.join("recorded.jsonl"), &log).unwrap();
    fs::write(folder.join("raw.json"), raw_samples(&api)).unwrap();

    let url = format!("http://{}", api.0);
    let report = backtest(&folder, ["--prometheus", &url]);
    let from_file = backtest(&folder, ["--values", "raw.json"]);
    let (plans, median) = plans_and_median(&report);
    // The raw samples, next to the values that Prometheus computes for each step.
    let (in_file, of_samples) = plans_and_median(&from_file);
    assert!(
        (median - of_samples).abs() < 0.05,
        "{report:#}\n{from_file:#}"
    );
    // Some plans precede the first scrape, and some scrapes are missing.
    let left_out = &report["left_out"];
    let [before, after] =
        ["no_value_before", "no_value_after"].map(|key| left_out[key].as_u64().unwrap());
    assert_eq!(plans + before + after, times.len() as u64, "{report:#}");
    assert!(plans > before + after, "{report:#}");
    assert!(report["blocks"].as_u64().unwrap() >= 5, "{report:#}");
    let p = report["p_value"].as_f64().unwrap();
    assert!(
        p <= 0.05 || report["verdict"] == "no-evidence",
        "{report:#}"
    );
    let plot = fs::read_to_string(folder.join("plot.svg")).unwrap();
    let circles = plot.matches("<circle").count() as u64;
    assert_eq!(circles, in_file + 3, "the legend has three");
}

/// The number of plans with a ΔE, and its median for the most frequent priority.
fn plans_and_median(study: &Value) -> (u64, f64) {
    let priorities = study["priorities"].as_array().unwrap().iter();
    let plans = |priority: &Value| priority["plans"].as_u64().unwrap();
    let most = priorities.clone().max_by_key(|it| plans(it)).unwrap();
    let median = most["median"]["value"].as_f64().unwrap();
    (priorities.map(plans).sum(), median)
}

/// Converts the response of an instant query for a range to that of `query_range`.
fn raw_samples(api: &Api) -> String {
    let query = encoded("pforge_efficiency[5m]");
    get(&format!("http://{}/api/v1/query?query={query}", api.0)).unwrap()
}
