//! Names that are declared twice.

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
            report.push(two_metrics(first, metric));
        }
    }
    two_items("group", document.groups.iter().map(|it| &it.name), report);
    two_items("owner", document.owners.iter().map(|it| &it.name), report);
    two_items("preset", document.presets.iter().map(|it| &it.name), report);
    two_items("label", document.labels.iter().map(|it| &it.name), report);
    two_items("state", document.states.iter().map(|it| &it.name), report);
    two_items("record", document.records.iter().map(|it| &it.name), report);
    two_items("alert", document.alerts.iter().map(|it| &it.name), report);
    let dashboards = document.dashboards.iter().map(|it| &it.name);
    two_items("dashboard", dashboards, report);
}

fn two_metrics(first: &Metric, again: &Metric) -> Diagnostic {
    let as_what = |metric: &Metric| format!("declared here as {}", metric.kind.with_article());
    declared_twice("metric", &again.name)
        .label(as_what(again))
        .related(first.name.span, format!("first {}", as_what(first)))
}

fn two_items<'a>(sort: &str, names: impl Iterator<Item = &'a Text>, report: &mut Report) {
    for (first, again) in repeated(names) {
        report.push(declared_twice(sort, again).related(first.span, "first declared here"));
    }
}

fn declared_twice(sort: &str, name: &Text) -> Diagnostic {
    DUPLICATE
        .at(
            name.span,
            format!("{sort} `{}` is declared twice", name.value),
        )
        .help("rename or remove one of them")
}
