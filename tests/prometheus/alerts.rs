//! Rule files generated from schemas: promtool checks and tests them. A Prometheus that has loaded them fires an alert if, and only if,
//! the example is stalled.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Api, Running, empty, example, pforge_metrics, run_in, start, until};

const SCHEMA: &str = include_str!("../../metrics.toml");

/// Strings that need quotes or escapes, and an expression with one.
const HOSTILE: &str = r##"
prefix = "app_"
[owner.on-call]
contact = "{{ no template }}: #1"
[label.route]
help = "Operation."
open = { max = 9 }
[gauge.app_queue]
help   = "Calls that wait."
labels = ["route"]
[record."route:app_queue:sum"]
help   = "Calls: all # \"quoted\",\nand a second line."
expr   = "sum by (route) (app_queue)"
labels = { plain = "yes", number = "1e3", colon = "a: b # c", quotes = "it's \"d\" \\ e\nf\tg\u0007" }
[alert.Hostile]
expr = '''

    # a comment: of "quotes" and 'quotes'
    app_queue{route=~"a\\.b|\"é😀\": # .*\n"}

      > 1
'''
for         = "1m"
owner       = "on-call"
severity    = "- page"
labels      = { tier = "\"{{ $labels.route }}\"", kind = "null", hash = "#1: 'x'" }
summary     = "{{ $labels.route }}: \"{{ $value }}\" # it's \\ {{ \"{{\" }} é😀\ufeff"
description = """
- one: {{ $value }}
  # two\t"three"

four
"""
runbook     = "https://app.example/?a='b'&c=d#e:f"
[[alert.Hostile.tests]]
input.'app_queue{route="\"é😀\": # \\ \n"}' = "2x9"
input.'app_queue{route="other"}' = "2x9"
at    = "5m"
fires = [{ route = "\"é😀\": # \\ \n" }]
[[alert.Hostile.tests]]
input.'app_queue{route="a.b"}' = "2x9"
at    = "5m"
fires = true
[alert.OfAlerts]
expr    = "count(app_queue > 1) > 1"
summary = "It is the line above, which is one:\n  of two."
[[alert.OfAlerts.tests]]
input.'app_queue{route="a"}' = "2x9"
input.'app_queue{route="b"}' = "2x9"
interval = "15s"
at    = "75s"
fires = [{}]
"##;

/// Writes the rules and rule tests of a schema into a directory that contains only the schema.
fn made(folder: &Path, schema: &str) {
    fs::write(folder.join("metrics.toml"), schema).unwrap();
    let status = Command::new(pforge_metrics())
        .current_dir(folder)
        .args(["rules", "--output", "rules.yml", "--tests", "tests.yml"])
        .status();
    assert!(status.unwrap().success());
}

/// The output of promtool for a file, and whether it succeeded.
fn promtool(folder: &Path, command: &str, file: &str) -> (bool, String) {
    let output = Command::new("promtool")
        .current_dir(folder)
        .args([command, "rules", file])
        .output()
        .expect("`./test end-to-end` provides promtool");
    let message = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.success(), message)
}

fn passes(folder: &Path) {
    for (command, file) in [("check", "rules.yml"), ("test", "tests.yml")] {
        let (passes, message) = promtool(folder, command, file);
        assert!(passes, "{message}");
    }
}

#[test]
#[ignore = "needs promtool: run `./test end-to-end`"]
fn the_repository_rules_pass_their_tests_and_fail_inverted_tests() {
    let folder = empty("rules");
    made(&folder, SCHEMA);
    passes(&folder);
    let tests = SCHEMA.match_indices("\nfires = ").map(|(at, _)| at);
    let tests: Vec<usize> = tests.collect();
    assert!(tests.len() >= 10, "{tests:?}");
    for at in tests {
        let (before, test) = SCHEMA.split_at(at);
        let (line, after) = test[1..].split_once('\n').unwrap();
        let opposite = if line == "fires = false" {
            "true"
        } else {
            "false"
        };
        made(&folder, &format!("{before}\nfires = {opposite}\n{after}"));
        let (passes, message) = promtool(&folder, "test", "tests.yml");
        assert!(
            !passes && message.contains("FAILED"),
            "{line} of {at}: {message}"
        );
    }
    let schema = SCHEMA.replace(
        "fires = [{ error_kind = \"vendor\" }]",
        "fires = [{ error_kind = \"parse\" }]",
    );
    made(&folder, &schema);
    let (passes, message) = promtool(&folder, "test", "tests.yml");
    assert!(
        !passes && message.contains("error_kind=\"parse\""),
        "{message}"
    );
}

#[test]
#[ignore = "needs a Prometheus: run `./test end-to-end`"]
fn hostile_strings_reach_prometheus_unchanged() {
    let folder = empty("hostile-rules");
    made(&folder, HOSTILE);
    passes(&folder);
    fs::write(folder.join("prometheus.yml"), "rule_files: [rules.yml]\n").unwrap();
    let (_prometheus, api) = run_in(&folder, "exemplar-storage");
    let rules = until("the rules", || rules(&api));
    let [record, alert, other] = &*rules else {
        panic!("{rules:#?}");
    };
    assert_eq!(
        record["labels"],
        json!({
            "plain": "yes",
            "number": "1e3",
            "colon": "a: b # c",
            "quotes": "it's \"d\" \\ e\nf\tg\u{7}",
        })
    );
    assert_eq!(
        alert["labels"],
        json!({
            "severity": "- page",
            "owner": "on-call",
            "tier": "\"{{ $labels.route }}\"",
            "kind": "null",
            "hash": "#1: 'x'",
        })
    );
    assert_eq!(
        alert["annotations"],
        json!({
            "summary": "{{ $labels.route }}: \"{{ $value }}\" # it's \\ {{ \"{{\" }} é😀\u{feff}",
            "description": "- one: {{ $value }}\n  # two\t\"three\"\n\nfour",
            "runbook_url": "https://app.example/?a='b'&c=d#e:f",
            "contact": "{{\"{{\"}} no template }}: #1",
        })
    );
    let query = "app_queue{route=~\"a\\\\.b|\\\"é😀\\\": # .*\\n\"} > 1";
    assert_eq!(alert["query"], query);
    assert_eq!(
        other["annotations"]["summary"],
        "It is the line above, which is one:\n  of two."
    );
}

/// All rules that Prometheus has loaded, in order.
fn rules(api: &Api) -> Option<Vec<Value>> {
    let groups = api.get("rules")?;
    groups["groups"][0]["rules"].as_array().cloned()
}

/// Shortens the durations in the rules from minutes to seconds.
const SHORTENED: [(&str, &str); 5] = [
    ("[5m]", "[8s]"),
    ("[1h]", "[12s]"),
    ("for: 15m", "for: 10s"),
    ("for: 10m", "for: 8s"),
    ("for: 5m", "for: 5s"),
];

fn swarm(arguments: &[&str]) -> (Running, String) {
    let mut swarm = Command::new(example());
    // The budget is large enough for any rate.
    let arguments = arguments
        .iter()
        .chain(&["--port", "0", "--budget", "1000000000000"]);
    start(swarm.args(arguments), "metrics", "http://")
}

#[test]
#[ignore = "needs a Prometheus: run `./test end-to-end`"]
fn a_stalled_swarm_fires_an_alert_and_a_working_one_does_not() {
    let folder = empty("alerts");
    made(&folder, SCHEMA);
    let mut rules_text = fs::read_to_string(folder.join("rules.yml")).unwrap();
    for (long, short) in SHORTENED {
        assert!(rules_text.contains(long), "{long}");
        rules_text = rules_text.replace(long, short);
    }
    fs::write(folder.join("rules.yml"), rules_text).unwrap();
    let (_stalled, stalled) = swarm(&["--stall"]);
    let (_working, working) = swarm(&[]);
    let configuration = format!(
        "global: {{ scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }}\n\
         rule_files: [rules.yml]\nscrape_configs:\n\
         - job_name: pforge\n  static_configs: [ {{ targets: ['{stalled}', '{working}'] }} ]\n"
    );
    fs::write(folder.join("prometheus.yml"), configuration).unwrap();
    let (_prometheus, api) = run_in(&folder, "exemplar-storage");

    let firing = until("an alert that fires", || {
        let alerts = api.get("alerts")?["alerts"].as_array()?.clone();
        let firing = alerts
            .into_iter()
            .filter(|alert| alert["state"] == "firing");
        Some(firing.collect::<Vec<_>>()).filter(|firing| !firing.is_empty())
    });
    let [alert] = &*firing else {
        panic!("{firing:#?}");
    };
    assert_eq!(
        alert["labels"],
        json!({
            "alertname": "PforgeStalled",
            "severity": "page",
            "owner": "runtime",
            "job": "pforge",
            "instance": stalled,
        })
    );
    let annotations = &alert["annotations"];
    let summary = format!("pForge on {stalled} repairs, and nothing gets merged.");
    assert_eq!(annotations["summary"], summary);
    assert_eq!(annotations["contact"], "runtime@pforge.example");
    both_are_seen(&api, &stalled, &working);
}

/// Checks that all alerts are evaluated for both swarms, so that the absence of an alert is meaningful.
fn both_are_seen(api: &Api, stalled: &str, working: &str) {
    let rules = rules(api).unwrap();
    assert_eq!(rules.len(), SCHEMA.matches("\nexpr").count());
    for rule in rules {
        assert_eq!(rule["health"], "ok", "{rule:#}");
    }
    let mut both = [stalled, working];
    both.sort_unstable();
    for series in [
        "pforge:patches_merged:rate5m",
        "pforge:budget_remaining:seconds > 3600",
        "delta(pforge_efficiency[12s])",
        "sum by (instance) (rate(pforge_agent_errors_total[8s]))",
        "sum by (instance) (rate(pforge_handoffs_total[8s]) > 0)",
        "pforge_phase{pforge_phase=\"repairing\"}",
    ] {
        let found = api.query(series, "instance").unwrap();
        let instances: Vec<&str> = found.iter().map(|(instance, _)| &**instance).collect();
        assert_eq!(instances, both, "{series}");
    }
    let merged = "sum by (instance) (pforge_patches_applied_total{outcome=\"merged\"} > 0)";
    let merged = api.query(merged, "instance").unwrap();
    let instances: Vec<&str> = merged.iter().map(|(instance, _)| &**instance).collect();
    assert_eq!(instances, [working]);
}
