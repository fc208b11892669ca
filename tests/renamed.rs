//! Renaming a metric of pForge causes errors in all expressions that use it.

use std::collections::BTreeSet;
use std::fs;

use pforge_metrics_schema::{Compiled, Source, Surroundings, User, compile};

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/metrics.toml");

fn compiled(text: String) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text,
    };
    compile(source, &Surroundings::NONE)
}

/// The texts that the diagnostics of one lint point at.
fn marked<'a>(compiled: &'a Compiled, rule: &str) -> BTreeSet<&'a str> {
    let found = compiled.diagnostics.iter();
    let found = found.filter(|diagnostic| diagnostic.rule.id == rule);
    let spans = found.map(|diagnostic| diagnostic.primary.span);
    spans
        .map(|span| &compiled.sources[span.source].text[span.start..span.end])
        .collect()
}

#[test]
fn a_renamed_metric_is_reported_in_every_expression() {
    let text = fs::read_to_string(SCHEMA).expect("the schema can be read");
    let schema = compiled(text.clone()).schema;
    let mut alerts = BTreeSet::new();
    for asked in &schema.uses {
        let name = &schema[asked.metric].name;
        let header = format!(".{name}]");
        assert_eq!(text.matches(&header).count(), 1, "{name}");
        let renamed = name.replacen("pforge_", "pforge_other_", 1);
        let broken = compiled(text.replace(&header, &format!(".{renamed}]")));
        match &asked.by {
            User::Alert(alert) => {
                alerts.insert(alert.clone());
                assert!(
                    marked(&broken, "promql_series").contains(name.as_str()),
                    "{name}"
                );
            }
            User::Record(_) => {
                assert!(
                    marked(&broken, "promql_series").contains(name.as_str()),
                    "{name}"
                );
            }
            User::Dashboard(_) => {
                let quoted = format!("\"{name}\"");
                assert!(
                    marked(&broken, "unknown_ref").contains(quoted.as_str()),
                    "{name}"
                );
            }
        }
    }
    let declared = schema.alerts.iter().map(|alert| alert.name.clone());
    assert_eq!(alerts, declared.collect(), "each alert asks for a metric");
}

#[test]
fn a_renamed_recording_rule_is_reported_in_every_expression() {
    let text = fs::read_to_string(SCHEMA).expect("the schema can be read");
    for record in compiled(text.clone()).schema.records {
        let header = format!("[record.\"{}\"]", record.name);
        let renamed = header.replace("pforge:", "pforge:other_");
        let broken = compiled(text.replace(&header, &renamed));
        let marked = marked(&broken, "promql_rule");
        assert_eq!(marked, BTreeSet::from([record.name.as_str()]));
    }
}

#[test]
fn a_removed_label_value_is_reported_where_it_is_used() {
    let text = fs::read_to_string(SCHEMA).expect("the schema can be read");
    for (value, in_its_place) in [
        ("merged     = ", "kept       = "),
        ("repairing     = ", "mending       = "),
        ("out-of-budget = ", "broke         = "),
    ] {
        assert_eq!(text.matches(value).count(), 1, "{value}");
        let broken = compiled(text.replace(value, in_its_place));
        let gone = value.trim_end_matches([' ', '=']);
        assert_eq!(marked(&broken, "promql_value"), BTreeSet::from([gone]));
    }
}
