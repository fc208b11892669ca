//! What recording rules, alerts and dashboards mean.

use crate::expected::place;
use pforge_metrics_schema::{
    Alert, AlertTest, Compiled, Dashboard, MetricId, OwnerId, Panel, PromQl, Record, Use, User,
    View,
};

/// One of everything, in the second file.
pub(crate) const ITEMS: &str = r#"
[record."shard:plans:rate5m"]
help = "Plans a second."
expr = 'sum by (cached) (rate(plans_total[5m]))'
labels = { from = "us" }
[alert.Stalled]
expr = 'rate(plans_total[5m]) < 0.1'
for = "10m"
keep_firing_for = "1h30m"
severity = "page"
summary = "No plans of {{ $labels.repository }}."
description = "See to it."
runbook = "https://pforge.example/stalled"
owner = "runtime"
labels = { tier = "1" }
[[alert.Stalled.tests]]
input = { 'plans_total{cached="true"}' = "0x60" }
at = "20m"
fires = [{ cached = "true" }]
[[alert.Stalled.tests]]
input = { plans_total = "0+60x60" }
interval = "30s"
at = "20m"
fires = false
[alert.Empty]
expr = 'gaps == 0'
summary = "No gaps."
[[alert.Empty.tests]]
input = { gaps = "0x9" }
at = "5m"
fires = true
[dashboard.overview]
title = "Overview"
rows = [
  ["gaps", { metric = "plans_total", view = "stat" }],
  [{ title = "Share", expr = "gaps / 2", unit = "ratio" }],
]
"#;

pub(crate) fn promql() -> PromQl {
    PromQl {
        external_labels: vec!["datacenter".to_owned()],
        series: vec!["node_load1".to_owned()],
    }
}

pub(crate) fn records(compiled: &Compiled) -> Vec<Record> {
    vec![Record {
        name: "shard:plans:rate5m".to_owned(),
        expr: "sum by (cached) (rate(plans_total[5m]))".to_owned(),
        help: "Plans a second.".to_owned(),
        labels: vec![pair("from", "us")],
        place: place(compiled, "record.\"shard:plans:rate5m\""),
    }]
}

pub(crate) fn alerts(compiled: &Compiled) -> Vec<Alert> {
    let stalled = Alert {
        name: "Stalled".to_owned(),
        expr: "rate(plans_total[5m]) < 0.1".to_owned(),
        hold: Some("10m".to_owned()),
        keep_firing_for: Some("1h30m".to_owned()),
        severity: Some("page".to_owned()),
        summary: "No plans of {{ $labels.repository }}.".to_owned(),
        description: Some("See to it.".to_owned()),
        runbook: Some("https://pforge.example/stalled".to_owned()),
        owner: Some(OwnerId(0)),
        labels: vec![pair("tier", "1")],
        tests: vec![
            test(
                "plans_total{cached=\"true\"}",
                "0x60",
                "1m",
                "20m",
                vec![vec![pair("cached", "true")]],
            ),
            test("plans_total", "0+60x60", "30s", "20m", vec![]),
        ],
        place: place(compiled, "alert.Stalled"),
    };
    let empty = Alert {
        name: "Empty".to_owned(),
        expr: "gaps == 0".to_owned(),
        hold: None,
        keep_firing_for: None,
        severity: None,
        summary: "No gaps.".to_owned(),
        description: None,
        runbook: None,
        owner: None,
        labels: vec![],
        tests: vec![test("gaps", "0x9", "1m", "5m", vec![vec![]])],
        place: place(compiled, "alert.Empty"),
    };
    vec![stalled, empty]
}

pub(crate) fn dashboards(compiled: &Compiled) -> Vec<Dashboard> {
    let panel = |metric, view| Panel::Metric {
        metric: MetricId(metric),
        view,
    };
    let share = Panel::Query {
        title: "Share".to_owned(),
        expr: "gaps / 2".to_owned(),
        unit: Some("ratio".to_owned()),
    };
    vec![Dashboard {
        name: "overview".to_owned(),
        title: "Overview".to_owned(),
        rows: vec![
            vec![panel(3, View::Graph), panel(2, View::Stat)],
            vec![share],
        ],
        place: place(compiled, "dashboard.overview"),
    }]
}

pub(crate) fn uses() -> Vec<Use> {
    let record = User::Record("shard:plans:rate5m".to_owned());
    let alert = |name: &str| User::Alert(name.to_owned());
    let overview = User::Dashboard("overview".to_owned());
    let uses = [
        (2, record),
        (2, alert("Stalled")),
        (3, alert("Empty")),
        (3, overview.clone()),
        (2, overview),
    ];
    let uses = uses.map(|(metric, by)| Use {
        metric: MetricId(metric),
        by,
    });
    uses.to_vec()
}

fn test(
    series: &str,
    values: &str,
    interval: &str,
    at: &str,
    fires: Vec<Vec<(String, String)>>,
) -> AlertTest {
    AlertTest {
        input: vec![pair(series, values)],
        interval: interval.to_owned(),
        at: at.to_owned(),
        fires,
    }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
