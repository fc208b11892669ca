//! Checks for metrics that lose their type in `OpenMetrics`.

use std::collections::HashMap;

use crate::document::{Kind, Metric};
use crate::renaming;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::{Scope, added_names, exposed_names};

pub(crate) static OPENMETRICS_TYPE: Rule = Rule {
    id: "openmetrics_type",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    page: include_str!("openmetrics_type.md"),
};

pub(super) fn openmetrics_type(scope: &Scope<'_>, report: &mut Report) {
    let mut by_name: HashMap<String, Vec<&Metric>> = HashMap::new();
    for metric in &scope.document.metrics {
        for name in exposed_names(metric.kind, &metric.name) {
            by_name.entry(name).or_default().push(metric);
        }
    }
    for metric in &scope.document.metrics {
        let exported_type = match metric.kind {
            Kind::Counter => "unknown",
            Kind::Info => "gauge",
            Kind::Gauge | Kind::Histogram | Kind::StateSet => continue,
        };
        let taken = added_names(metric.kind, &metric.name);
        let taken = taken.into_iter().find_map(|name| {
            let mut others = by_name.get(&name)?.iter();
            let other = others.find(|other| takes_name_from(other, metric, scope))?;
            Some((name, *other))
        });
        if let Some((name, other)) = taken {
            let which = if name == metric.kind.family(&metric.name) {
                "its family name"
            } else {
                "the name of its created samples"
            };
            let message = format!(
                "{} has the type `{exported_type}` in OpenMetrics, because {} uses {which} `{name}`",
                metric.described(),
                other.described()
            );
            report.push(
                OPENMETRICS_TYPE
                    .at(metric.name.span, message)
                    .related(other.name.span, "uses the name")
                    .help("rename one of them"),
            );
        }
    }
}

/// Returns whether `other` is a different metric and not the old name of `metric`.
fn takes_name_from(other: &Metric, metric: &Metric, scope: &Scope<'_>) -> bool {
    let replaces = renaming::target(other, scope);
    other.name.value != metric.name.value
        && replaces.is_none_or(|target| target.name.span != metric.name.span)
}
