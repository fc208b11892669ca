//! The rule file: one group of all recording rules and alerts, since rules of a group are evaluated one after the other.
//!
//! A recording rule comes before the rules that read it, so an alert sees the value that was recorded in the same
//! evaluation.

use crate::output::yaml::{comment, entry};
use pforge_metrics_schema::{Alert, Record, Schema};
use std::collections::HashMap;

const FIRST: &str = "      - ";
const NEXT: &str = "        ";
const INNER: &str = "          ";

/// The group, without what the head of a file says.
pub fn group(schema: &Schema) -> String {
    let name = match schema.prefix.trim_end_matches('_') {
        "" => "metrics",
        prefix => prefix,
    };
    let records = in_order(&schema.records).into_iter().map(record);
    let alerts = schema.alerts.iter().map(|alert| alert_of(schema, alert));
    let rules: Vec<String> = records.chain(alerts).collect();
    let name = entry("  - ", "name", name);
    format!("groups:\n{name}    rules:\n{}", rules.join("\n"))
}

/// The labels that an alert adds to those of its expression.
pub fn labels<'a>(schema: &'a Schema, alert: &'a Alert) -> Vec<(&'a str, &'a str)> {
    let owner = alert.owner.map(|owner| &schema[owner].name);
    let own = [("severity", alert.severity.as_ref()), ("owner", owner)];
    let own = own
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?.as_str())));
    let further = alert.labels.iter();
    own.chain(further.map(|(name, value)| (name.as_str(), value.as_str())))
        .collect()
}

/// Recording rules in dependency order, otherwise as declared.
fn in_order(records: &[Record]) -> Vec<&Record> {
    let names = records.iter().map(|record| record.name.as_str());
    let positions: HashMap<&str, usize> = names.zip(0..).collect();
    let reads = records.iter().enumerate().map(|(own, record)| {
        let read = words(&record.expr).filter_map(|word| positions.get(word).copied());
        read.filter(|read| *read != own).collect()
    });
    let reads: Vec<Vec<usize>> = reads.collect();
    let mut left: Vec<usize> = (0..records.len()).collect();
    let mut is_there = vec![false; records.len()];
    let mut ordered = Vec::with_capacity(records.len());
    while !left.is_empty() {
        let waits = |record: &usize| reads[*record].iter().any(|read| !is_there[*read]);
        // Of rules that read each other in a circle one has to be the first.
        let next = left.iter().position(|record| !waits(record)).unwrap_or(0);
        let next = left.remove(next);
        is_there[next] = true;
        ordered.push(&records[next]);
    }
    ordered
}

/// What in an expression can be the name of a series.
fn words(expr: &str) -> impl Iterator<Item = &str> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':');
    expr.split(move |c| !is_of_name(c))
}

fn record(record: &Record) -> String {
    let labels = record
        .labels
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    [
        comment("      ", &record.help),
        entry(FIRST, "record", &record.name),
        entry(NEXT, "expr", &expression(&record.expr)),
        mapping("labels", labels.collect()),
    ]
    .concat()
}

fn alert_of(schema: &Schema, alert: &Alert) -> String {
    let duration = |key, given: &Option<String>| {
        let given = given.as_ref();
        given.map_or_else(String::new, |duration| entry(NEXT, key, duration))
    };
    let annotations = annotations(schema, alert);
    let annotations = annotations
        .iter()
        .map(|(name, text)| (*name, text.as_str()));
    [
        entry(FIRST, "alert", &alert.name),
        entry(NEXT, "expr", &expression(&alert.expr)),
        duration("for", &alert.hold),
        duration("keep_firing_for", &alert.keep_firing_for),
        mapping("labels", labels(schema, alert)),
        mapping("annotations", annotations.collect()),
    ]
    .concat()
}

fn annotations(schema: &Schema, alert: &Alert) -> Vec<(&'static str, String)> {
    let owner = alert.owner.map(|owner| &schema[owner]);
    let given = [
        ("summary", Some(alert.summary.trim().to_owned())),
        (
            "description",
            alert.description.as_deref().map(|it| it.trim().to_owned()),
        ),
        ("runbook_url", alert.runbook.clone()),
        // The contact is plain text, not a template.
        (
            "contact",
            owner.map(|owner| owner.contact.replace("{{", "{{\"{{\"}}")),
        ),
    ];
    given
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)))
        .collect()
}

fn mapping(key: &str, entries: Vec<(&str, &str)>) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let entries = entries
        .into_iter()
        .map(|(name, value)| entry(INNER, name, value));
    format!("{NEXT}{key}:\n{}", entries.collect::<String>())
}

/// An expression without what is around it: the blanks that all of its lines begin with, too, which mean something in raw
/// strings alone.
fn expression(expr: &str) -> String {
    let lines = || {
        expr.trim_end()
            .lines()
            .filter(|line| !line.trim().is_empty())
    };
    let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let margin = lines().map(blanks).min().filter(|_| !expr.contains('`'));
    let margin = margin.unwrap_or(0);
    let within = expr
        .lines()
        .map(|line| line.get(margin..).unwrap_or_default());
    within.collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{expression, in_order};
    use pforge_metrics_schema::{Source, Surroundings, compile};

    #[test]
    fn what_is_read_comes_before_what_reads_it() {
        for (declared, ordered) in [
            (&[("a:x", "b"), ("a:y", "c")][..], "a:x a:y"),
            (
                &[("a:x", "sum(a:y)"), ("a:y", "a:z/2"), ("a:z", "b")],
                "a:z a:y a:x",
            ),
            (&[("a:x", "a:y:z + a:ya"), ("a:y", "b")], "a:x a:y"),
            (&[("a:x", "a:x offset 1m + a:y"), ("a:y", "b")], "a:y a:x"),
            (
                &[("a:x", "a:y"), ("a:y", "a:x"), ("a:z", "b")],
                "a:z a:x a:y",
            ),
        ] {
            let table = |(name, expr)| format!("[record.\"{name}\"]\nexpr = \"{expr}\"\n");
            let source = Source {
                path: "metrics.toml".to_owned(),
                text: declared.iter().copied().map(table).collect(),
            };
            let schema = compile(source, &Surroundings::NONE).schema;
            let names = in_order(&schema.records);
            let names: Vec<&str> = names.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(names.join(" "), ordered);
        }
    }

    #[test]
    fn expressions_lose_what_is_around_them() {
        for (expr, shown) in [
            ("a", "a"),
            ("\n  a\n\n    + b\r\n  ", "a\n\n  + b"),
            ("    a\n  + b\n", "a\n+ b"),
            ("  a{b=`c\n  d`}\n", "a{b=`c\n  d`}"),
        ] {
            assert_eq!(expression(expr), shown);
        }
    }
}
