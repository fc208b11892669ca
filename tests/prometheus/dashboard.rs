//! What the dashboard of the example's metrics asks, asked of a Prometheus that scrapes it.

use serde_json::Value;
use std::process::Command;

use crate::{example, pforge_metrics, prometheus, start, until};

#[test]
#[ignore = "wants a Prometheus: run `./test end-to-end`"]
fn every_panel_finds_series_with_the_labels_of_its_legend() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/metrics.toml");
    let output = Command::new(pforge_metrics())
        .args(["dashboard", schema])
        .output()
        .unwrap();
    let dashboard: Value = serde_json::from_slice(&output.stdout).unwrap();

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

    let mut asked = 0;
    let panels = dashboard["panels"].as_array().unwrap().iter();
    for target in panels.flat_map(|panel| panel["targets"].as_array().into_iter().flatten()) {
        let query = filled(target["expr"].as_str().unwrap());
        let series = until(&query, || {
            let series = api.samples(&query)?;
            (!series.is_empty()).then_some(series)
        });
        let legend = target["legendFormat"].as_str().unwrap();
        let labels = legend.split("{{").skip(1);
        for label in labels.filter_map(|it| it.split("}}").next()) {
            let is_there = |one: &Value| !one["metric"][label].is_null();
            assert!(
                series.iter().all(is_there),
                "{query} lacks {label}: {series:?}"
            );
        }
        asked += 1;
    }
    assert!(asked > 12, "{asked}");

    // What the variables can be, by the endpoint that Grafana asks for `label_values`.
    for (variable, value) in [("job", "pforge"), ("instance", &target)] {
        let variables = dashboard["templating"]["list"].as_array().unwrap();
        let variable_of = |it: &&Value| it["name"] == variable;
        let query = variables.iter().find(variable_of).unwrap()["query"]["query"].as_str();
        let query = filled(query.unwrap());
        let series = query.strip_prefix("label_values(").unwrap();
        let series = series.strip_suffix(&format!(",{variable})")).unwrap();
        let found = api.query(&format!("group by ({variable}) ({series})"), variable);
        assert_eq!(found.unwrap(), [(value.to_owned(), 1.0)]);
    }
}
