//! Tests that the queries generated for metrics pass the checks of expressions.

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
    let for_kind = match metric.kind {
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
    for_kind.into_iter().chain(metric.query()).collect()
}

#[test]
fn every_generated_query_passes_the_checks() {
    for path in SCHEMAS {
        let path = format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(&path).expect("the schema can be read");
        // Only the first of several files is used.
        let first = text.split("# The next file.").next().unwrap_or_default();
        let lines = first.lines();
        let lines = lines.filter(|line| !line.starts_with("include"));
        let text = lines.collect::<Vec<_>>().join(
            "
",
        );
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
        let violations = after
            .diagnostics
            .iter()
            .filter(|it| it.rule.id.starts_with("promql"));
        let violations: Vec<_> = violations.map(|it| it.render(&after.sources)).collect();
        assert!(
            violations.is_empty(),
            "{path}: {}",
            violations.join(
                "
"
            )
        );
        assert!(!after.schema.dashboards.is_empty());
    }
}
