//! Runs the queries of the dashboard of the example in a Prometheus that scrapes the example.

use serde_json::Value;
use std::process::Command;

use crate::{example, pforge_metrics, prometheus, start, until};

/// The generated Grafana dashboard.
fn written(arguments: &[&str]) -> Value {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/metrics.toml");
    let output = Command::new(pforge_metrics())
        .args(["dashboard", schema])
        .args(arguments)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The queries of the panels, and the labels in their legends.
fn asked(dashboard: &Value) -> Vec<(String, String)> {
    let panels = dashboard["panels"].as_array().unwrap().iter();
    let targets = panels.flat_map(|panel| panel["targets"].as_array().into_iter().flatten());
    let text = |target: &Value, key: &str| target[key].as_str().unwrap().to_owned();
    targets
        .map(|target| (text(target, "expr"), text(target, "legendFormat")))
        .collect()
}

#[test]
#[ignore = "needs a Prometheus: run `./test end-to-end`"]
fn every_panel_has_series_with_the_labels_of_its_legend() {
    let all = written(&[]);
    let mut queries = asked(&all);
    let of_all = queries.len();
    assert!(of_all > 12, "{of_all}");
    queries.extend(asked(&written(&["--name", "overview"])));
    assert!(queries.len() > of_all + 14, "{}", queries.len());
    // This Prometheus has not loaded the rules.
    queries.retain(|(query, _)| !query.contains("pforge:"));

    let mut swarm = Command::new(example());
    let (_swarm, target) = start(swarm.args(["--port", "0"]), "metrics", "http://");
    let (_prometheus, api) = prometheus("dashboard", &target, "exemplar-storage");
    let filled = |text: &str| {
        let variables = [
            ("$__rate_interval", "30s"),
            ("$job", "pforge|other"),
            ("$instance", &target),
        ];
        let fill = |text: String, (name, value): &(&str, &str)| text.replace(name, value);
        variables.iter().fold(text.to_owned(), fill)
    };

    for (query, legend) in queries {
        let query = filled(&query);
        let series = until(&query, || {
            let series = api.samples(&query)?;
            (!series.is_empty()).then_some(series)
        });
        let labels = legend.split("{{").skip(1);
        for label in labels.filter_map(|it| it.split("}}").next()) {
            let is_there = |one: &Value| !one["metric"][label].is_null();
            assert!(
                series.iter().all(is_there),
                "{query} lacks {label}: {series:?}"
            );
        }
    }

    // The values of the variables, from the endpoint that Grafana uses for `label_values`.
    for (variable, value) in [("job", "pforge"), ("instance", &target)] {
        let variables = all["templating"]["list"].as_array().unwrap();
        let variable_of = |it: &&Value| it["name"] == variable;
        let query = variables.iter().find(variable_of).unwrap()["query"]["query"].as_str();
        let query = filled(query.unwrap());
        let series = query.strip_prefix("label_values(").unwrap();
        let series = series.strip_suffix(&format!(",{variable})")).unwrap();
        let found = api.query(&format!("group by ({variable}) ({series})"), variable);
        assert_eq!(found.unwrap(), [(value.to_owned(), 1.0)]);
    }
}
