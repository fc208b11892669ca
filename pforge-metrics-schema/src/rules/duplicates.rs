//! Checks for names that are declared twice.

use super::labels::repeated;
use crate::diagnostic::Diagnostic;
use crate::document::{Metric, Text};
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static DUPLICATE: Rule = Rule {
    id: "duplicate",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("duplicate.md"),
};

pub(super) fn duplicate(scope: &Scope<'_>, report: &mut Report) {
    let document = scope.document;
    for metric in &document.metrics {
        let first = scope.metric(&metric.name);
        if let Some(first) = first.filter(|first| first.name.span != metric.name.span) {
            report.push(duplicate_metric(first, metric));
        }
    }
    duplicate_items("group", document.groups.iter().map(|it| &it.name), report);
    duplicate_items("owner", document.owners.iter().map(|it| &it.name), report);
    duplicate_items("preset", document.presets.iter().map(|it| &it.name), report);
    duplicate_items("label", document.labels.iter().map(|it| &it.name), report);
    duplicate_items("state", document.states.iter().map(|it| &it.name), report);
    let records = document.records.iter().map(|it| &it.name);
    duplicate_items("recording rule", records, report);
    duplicate_items("alert", document.alerts.iter().map(|it| &it.name), report);
    let dashboards = document.dashboards.iter().map(|it| &it.name);
    duplicate_items("dashboard", dashboards, report);
}

fn duplicate_metric(first: &Metric, again: &Metric) -> Diagnostic {
    let declared_as = |metric: &Metric| format!("declared here as {}", metric.kind.with_article());
    duplicate_name("metric", &again.name)
        .label(declared_as(again))
        .related(first.name.span, format!("first {}", declared_as(first)))
}

fn duplicate_items<'a>(kind: &str, names: impl Iterator<Item = &'a Text>, report: &mut Report) {
    for (first, again) in repeated(names) {
        report.push(duplicate_name(kind, again).related(first.span, "first declared here"));
    }
}

fn duplicate_name(kind: &str, name: &Text) -> Diagnostic {
    DUPLICATE
        .at(name.span, format!("duplicate {kind} `{}`", name.value))
        .help("rename or remove one of them")
}
