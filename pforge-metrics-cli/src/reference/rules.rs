//! What is made of metrics: recording rules, alerts and dashboards.

use super::model::{Fact, Rule, Rules, paragraphs, shown};
use pforge_metrics_schema::{Alert, Compiled, Dashboard, Panel, Place, Record, Schema};

pub fn all(compiled: &Compiled) -> Vec<Rules> {
    let schema = &compiled.schema;
    let file = |place: Place| compiled.sources[place.source].path.clone();
    let records = schema.records.iter();
    let alerts = schema.alerts.iter();
    let dashboards = schema.dashboards.iter();
    let sorts = [
        Rules {
            title: "Recording rules",
            sort: "record",
            all: records.map(|it| record(it, file(it.place))).collect(),
        },
        Rules {
            title: "Alerts",
            sort: "alert",
            all: alerts.map(|it| alert(it, schema, file(it.place))).collect(),
        },
        Rules {
            title: "Dashboards",
            sort: "dashboard",
            all: dashboards
                .map(|it| dashboard(it, schema, file(it.place)))
                .collect(),
        },
    ];
    let there_are = |sort: &Rules| !sort.all.is_empty();
    sorts.into_iter().filter(there_are).collect()
}

fn record(record: &Record, file: String) -> Rule {
    Rule {
        name: record.name.clone(),
        about: record.help.clone(),
        facts: added(&record.labels).into_iter().collect(),
        description: Vec::new(),
        query: Some(record.expr.trim().to_owned()),
        runbook: None,
        file,
    }
}

fn alert(alert: &Alert, schema: &Schema, file: String) -> Rule {
    let mut facts = Vec::new();
    let mut says = |name, value: &Option<String>| {
        facts.extend(value.iter().map(|value| Fact::words(name, value)));
    };
    says("Severity", &alert.severity);
    says("Fires after", &alert.hold);
    says("Keeps firing for", &alert.keep_firing_for);
    let owner = alert.owner.map(|id| shown(&schema[id]));
    says("Owner", &owner);
    facts.extend(added(&alert.labels));
    let tests = alert.tests.len();
    if tests > 0 {
        facts.push(Fact::words("Tests", &tests.to_string()));
    }
    Rule {
        name: alert.name.clone(),
        about: alert.summary.clone(),
        facts,
        description: paragraphs(alert.description.as_deref().unwrap_or_default()),
        query: Some(alert.expr.trim().to_owned()),
        runbook: alert.runbook.clone(),
        file,
    }
}

fn dashboard(dashboard: &Dashboard, schema: &Schema, file: String) -> Rule {
    let panels = dashboard.rows.iter().flatten();
    let names = panels.map(|panel| match panel {
        Panel::Metric { metric, .. } => schema[*metric].name.as_str(),
        Panel::Query { title, .. } => title,
    });
    let names: Vec<&str> = names.collect();
    Rule {
        name: dashboard.name.clone(),
        about: dashboard.title.clone(),
        facts: vec![Fact::words("Shows", &names.join(", "))],
        description: Vec::new(),
        query: None,
        runbook: None,
        file,
    }
}

fn added(labels: &[(String, String)]) -> Option<Fact> {
    let labels = labels
        .iter()
        .map(|(name, value)| format!("{name}={value:?}"));
    let labels: Vec<String> = labels.collect();
    (!labels.is_empty()).then(|| Fact::code("Labels", labels.join(", ")))
}
