//! The tests of alerts, as `promtool test rules` runs them.
//!
//! What fires is asked for by an expression on `ALERTS`: promtool's own `alert_rule_test` compares annotations as well, and those
//! are templates.

use super::group::labels;
use crate::output::yaml::{entry, item, quoted};
use pforge_metrics_schema::{Alert, AlertTest, Schema, milliseconds};

const ITEM: &str = "      - ";
const WITHIN: &str = "        ";
const INNER_ITEM: &str = "          - ";
const INNER: &str = "            ";

/// A label and its value.
type Pair<'a> = (&'a str, &'a str);

/// The tests without what the head of a file says, given the path from it to the rules; empty if no alert has any.
pub fn unit_tests(schema: &Schema, rules: &str) -> String {
    let tests = schema.alerts.iter().flat_map(|alert| {
        let numbered = (1..).zip(&alert.tests);
        numbered.map(move |(number, test)| unit_test(schema, alert, number, test))
    });
    let tests: Vec<String> = tests.collect();
    if tests.is_empty() {
        return String::new();
    }
    [
        "rule_files:\n".to_owned(),
        item("  ", rules),
        entry("", "evaluation_interval", interval(schema)),
        format!("tests:\n{}", tests.join("\n")),
    ]
    .concat()
}

/// How often rules are evaluated: no less often than any series has a value.
fn interval(schema: &Schema) -> &str {
    let tests = schema.alerts.iter().flat_map(|alert| &alert.tests);
    let intervals = tests.filter_map(|test| {
        let milliseconds = milliseconds(&test.interval)?;
        Some((test.interval.as_str(), milliseconds))
    });
    let shortest = intervals.min_by_key(|(_, milliseconds)| *milliseconds);
    shortest.map_or("1m", |(interval, _)| interval)
}

fn unit_test(schema: &Schema, alert: &Alert, number: usize, test: &AlertTest) -> String {
    let series = test
        .input
        .iter()
        .map(|(series, values)| entry(ITEM, "series", series) + &entry(WITHIN, "values", values));
    let Expected { expr, samples } = expected(&labels(schema, alert), alert, test);
    let samples = samples
        .iter()
        .map(|labels| format!("{}{INNER}value: 1\n", entry(INNER_ITEM, "labels", labels)));
    let samples: String = samples.collect();
    let samples = match &*samples {
        "" => format!("{WITHIN}exp_samples: []\n"),
        samples => format!("{WITHIN}exp_samples:\n{samples}"),
    };
    [
        entry("  - ", "name", &format!("{}, test {number}", alert.name)),
        entry("    ", "interval", &test.interval),
        "    input_series:\n".to_owned(),
        series.collect(),
        "    promql_expr_test:\n".to_owned(),
        entry(ITEM, "expr", &expr),
        entry(WITHIN, "eval_time", &test.at),
        samples,
    ]
    .concat()
}

/// An expression and its expected samples, all with the value 1.
struct Expected {
    expr: String,
    samples: Vec<String>,
}

fn expected(own: &[Pair<'_>], alert: &Alert, test: &AlertTest) -> Expected {
    let firing = [("alertname", alert.name.as_str()), ("alertstate", "firing")];
    let (templates, known): (Vec<Pair<'_>>, Vec<_>) =
        own.iter().partition(|(_, value)| value.contains("{{"));
    let known = [&firing[..], &known].concat();
    match &*test.fires {
        [] => Expected {
            expr: alerts(&firing),
            samples: Vec::new(),
        },
        // For whatever series.
        [labels] if labels.is_empty() => Expected {
            expr: format!("group({})", alerts(&known)),
            samples: vec!["{}".to_owned()],
        },
        sets => listed(sets, &known, &templates, alerts(&firing)),
    }
}

/// The alerts with exactly these label sets. Labels with templates are ignored, since their values are unknown.
fn listed(
    sets: &[Vec<(String, String)>],
    known: &[Pair<'_>],
    templates: &[Pair<'_>],
    firing: String,
) -> Expected {
    let is_own = |name: &str| known.iter().chain(templates).any(|(own, _)| *own == name);
    let samples = sets.iter().map(|set| {
        let set = set
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let further = set.filter(|(name, _)| !is_own(name));
        let labels: Vec<Pair<'_>> = known.iter().copied().chain(further).collect();
        // An aggregation drops the name.
        if templates.is_empty() {
            alerts(&labels)
        } else {
            braced(&labels)
        }
    });
    let templates: Vec<&str> = templates.iter().map(|(name, _)| *name).collect();
    Expected {
        samples: samples.collect(),
        expr: match &*templates {
            [] => firing,
            templates => format!("max without ({}) ({firing})", templates.join(", ")),
        },
    }
}

fn alerts(labels: &[Pair<'_>]) -> String {
    format!("ALERTS{}", braced(labels))
}

/// Labels as `PromQL` has them. One without a value is one that is not there.
fn braced(labels: &[Pair<'_>]) -> String {
    let given = labels.iter().filter(|(_, value)| !value.is_empty());
    let given: Vec<String> = given
        .map(|(name, value)| format!("{name}={}", quoted(value)))
        .collect();
    format!("{{{}}}", given.join(","))
}
