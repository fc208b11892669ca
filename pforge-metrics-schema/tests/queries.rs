//! The queries that are made of metrics are ones that the check has nothing to say about.

use pforge_metrics_schema::{Compiled, Kind, Metric, Source, Surroundings, compile};
use std::fs;

const SCHEMAS: &[&str] = &[
    "metrics.toml",
    "fuzz/src/whole_language.toml",
    "tests/diagnostics/clean/every_feature.toml",
    "tests/diagnostics/clean/expressions.toml",
];

fn compiled(text: String) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text,
    };
    let surroundings = Surroundings {
        version: "1.4.0".parse().ok(),
        ..Surroundings::NONE
    };
    compile(source, &surroundings)
}

fn queries(metric: &Metric) -> Vec<String> {
    let queries = metric.queries("job=~\"$job\",instance=~\"$instance\"", "$__rate_interval");
    let of_kind = match metric.kind {
        Kind::Counter(_) => vec![queries.rate(), queries.increase()],
        Kind::Gauge { .. } => vec![queries.gauge_value()],
        Kind::Histogram(_) => vec![
            queries.rate(),
            queries.increase(),
            queries.quantile("0.9"),
            queries.mean(),
            queries.buckets(),
        ],
        Kind::StateSet(_) => vec![queries.states()],
        Kind::Info(_) => vec![queries.facts()],
    };
    of_kind.into_iter().chain(metric.query()).collect()
}

#[test]
fn every_query_that_is_made_of_a_metric_is_sound() {
    for path in SCHEMAS {
        let path = format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(&path).expect("it can be read");
        // The first of several files is enough.
        let first = text.split("# The next file.").next().unwrap_or_default();
        let lines = first.lines();
        let alone = lines.filter(|line| !line.starts_with("include"));
        let text = alone.collect::<Vec<_>>().join("\n");
        let before = compiled(text.clone());
        let metrics = before.schema.metrics.iter();
        let current: Vec<_> = metrics
            .filter(|metric| metric.deprecated.is_none())
            .collect();
        assert!(current.len() > 5, "{path}");
        let panels = current.iter().flat_map(|metric| queries(metric));
        let panels: Vec<_> = panels
            .map(|query| format!("[{{ title = 'T', expr = '''{query}''' }}]"))
            .collect();
        let rows = panels.join(",\n");
        let text = format!("{text}\n[dashboard.all]\ntitle = \"All\"\nrows = [{rows}]\n");
        let after = compiled(text);
        let wrong = after
            .diagnostics
            .iter()
            .filter(|it| it.rule.id.starts_with("promql"));
        let wrong: Vec<_> = wrong.map(|it| it.render(&after.sources)).collect();
        assert!(wrong.is_empty(), "{path}: {}", wrong.join("\n"));
        assert!(!after.schema.dashboards.is_empty());
    }
}
