//! Compares the labels that the check of expressions infers with those that Prometheus computes.

use pforge_metrics_schema::{Diagnostic, Source, Surroundings, compile};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use crate::empty;

const SCHEMA: &str = r#"
[promql]
external_labels = ["zone"]
[label.kind]
help = "Kind."
values = ["read", "write"]
[label.hit]
help = "Whether it was in the cache."
type = "bool"
[label.node]
help = "Node."
values = ["a", "b"]
[counter.calls_total]
help = "Calls."
labels = ["kind", "hit"]
[gauge.depth]
help = "Depth."
labels = ["kind"]
[gauge.load_ratio]
help = "Load."
[gauge.seats]
help = "Seats."
labels = ["kind", "hit", "node"]
[gauge.gone]
help = "Has no series."
labels = ["kind", "hit", "node"]
[histogram.wait_seconds]
help = "Waits."
buckets = [1]
labels = ["kind"]
[record."k:depth:sum"]
help = "Depth of all processes."
expr = "sum by (kind) (depth)"
labels = { node = "a" }
"#;

/// The series. Targets also have the label `zone`.
const SERIES: &[&str] = &[
    r#"calls_total{job="j", instance="i", zone="z", kind="read", hit="true"}"#,
    r#"depth{job="j", instance="i", zone="z", kind="read"}"#,
    r#"load_ratio{job="j", instance="i", zone="z"}"#,
    r#"seats{job="j", instance="i", zone="z", kind="read", hit="true", node="a"}"#,
    r#"wait_seconds_count{job="j", instance="i", zone="z", kind="read"}"#,
    r#"wait_seconds_bucket{job="j", instance="i", zone="z", kind="read", le="+Inf"}"#,
    r#"k:depth:sum{kind="read", node="a"}"#,
];

/// All labels that results can have.
const LABELS: &[&str] = &[
    "job", "instance", "zone", "kind", "hit", "node", "le", "new",
];

#[test]
#[ignore = "needs promtool: run `./test end-to-end`"]
fn results_have_the_labels_that_the_check_expects() {
    let expressions = include_str!("expressions.txt").lines();
    let expressions = expressions.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut tests = String::new();
    for series in SERIES {
        writeln!(tests, "  - {{ series: {series:?}, values: '0+1x30' }}").unwrap();
    }
    tests += "  promql_expr_test:\n";
    let mut count = 0;
    for expression in expressions {
        let samples = expected(expression).map_or("[]".to_owned(), |labels| {
            let labels = labels.iter().map(|label| format!("{label}=\"there\""));
            let labels = labels.collect::<Vec<_>>().join(", ");
            format!("[{{ labels: '{{{labels}}}', value: 1 }}]")
        });
        let expr = with_values_alike(expression);
        writeln!(
            tests,
            "  - {{ expr: {expr:?}, eval_time: 20m, exp_samples: {samples} }}"
        )
        .unwrap();
        count += 1;
    }
    assert!(count > 90, "{count}");
    let folder = empty("expressions");
    let file = format!("tests:\n- interval: 1m\n  input_series:\n{tests}");
    fs::write(folder.join("tests.yml"), file).unwrap();
    let output = Command::new("promtool")
        .args(["test", "rules", "tests.yml"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The labels of the result of an expression according to the check of templates, which reports the labels that it lacks.
/// `None` if the check reports that nothing matches.
fn expected(expression: &str) -> Option<Vec<&'static str>> {
    let named = LABELS.iter().fold(String::new(), |mut named, label| {
        write!(named, "{{{{ $labels.{label} }}}}").unwrap();
        named
    });
    let text = format!("{SCHEMA}[alert.A]\nexpr = '{expression}'\nsummary = '{named}'\n");
    let source = Source {
        path: "metrics.toml".to_owned(),
        text,
    };
    let compiled = compile(source, &Surroundings::NONE);
    let is_empty = |it: &Diagnostic| it.rule.id == "promql_match";
    if compiled.diagnostics.iter().any(is_empty) {
        return None;
    }
    let of_templates = compiled.diagnostics.iter().filter(|it| {
        assert_ne!(it.rule.id, "promql_syntax", "{expression}");
        it.rule.id == "alert_template"
    });
    let unknown = of_templates.map(|it| {
        let span = it.primary.span;
        &compiled.sources[span.source].text[span.start..span.end]
    });
    let unknown: Vec<&str> = unknown.collect();
    let labels = LABELS.iter().copied();
    Some(labels.filter(|label| !unknown.contains(label)).collect())
}

/// An expression whose results have the same label names with constant values, and the number 1, so that only the names are compared.
fn with_values_alike(expression: &str) -> String {
    let replaced = LABELS.iter().fold(expression.to_owned(), |of, label| {
        format!(r#"label_replace({of}, "{label}", "there", "{label}", ".+")"#)
    });
    format!("group without () ({replaced})")
}
