//! How many series a schema can become.

use std::cmp::Reverse;

use crate::document::Metric;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;
use crate::suggest;

pub(crate) static CARDINALITY: Rule = Rule {
    id: "cardinality",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("cardinality.md"),
};

pub(super) fn cardinality(scope: &Scope<'_>, report: &mut Report) {
    let limit = &scope.document.budget.max_per_metric;
    let mut counted = Vec::new();
    for metric in &scope.document.metrics {
        let factors = factors(metric, scope);
        let series = factors
            .iter()
            .map(|(_, values)| *values)
            .fold(1, u128::saturating_mul);
        counted.push((series, metric));
        if series > u128::from(limit.series) {
            let message = format!(
                "{} has {} series, over the budget of {}",
                metric.described(),
                shown(series),
                limit.series
            );
            report.push(
                CARDINALITY
                    .at(metric.name.span, message)
                    .related_if_any(limit.span, "the budget")
                    .note(arithmetic(&factors, series))
                    .help(way_out("max_per_metric", series)),
            );
        }
    }
    total(scope, counted, report);
}

fn total(scope: &Scope<'_>, mut counted: Vec<(u128, &Metric)>, report: &mut Report) {
    let limit = &scope.document.budget.max_total;
    let total = counted
        .iter()
        .map(|(series, _)| *series)
        .fold(0, u128::saturating_add);
    counted.sort_by_key(|(series, _)| Reverse(*series));
    let Some((_, largest)) = counted.first().filter(|_| total > u128::from(limit.series)) else {
        return;
    };
    let message = format!(
        "all metrics together have {} series, over the budget of {}",
        shown(total),
        limit.series
    );
    let shares = suggest::cut(&counted, |(series, metric)| {
        format!("`{}` ({})", metric.name.value, shown(*series))
    });
    report.push(
        CARDINALITY
            .at(limit.span.unwrap_or(largest.name.span), message)
            .note(format!("the largest are {shares}"))
            .help(way_out("max_total", total)),
    );
}

/// The labels of a metric with the numbers of their values, as far as they are declared.
fn factors<'a>(metric: &'a Metric, scope: &Scope<'_>) -> Vec<(&'a str, u128)> {
    let labels = metric.labels.items.iter();
    let labels = labels.map(|used| (used.exported.as_str(), used.label.as_str()));
    let states = metric
        .states
        .value()
        .map(|states| ("states", states.as_str()));
    let factor = |(name, label)| Some((name, scope.label(label)?.count()?));
    labels.chain(states).filter_map(factor).collect()
}

/// "4 (`vendor`) × 5 (`outcome`) = 20".
fn arithmetic(factors: &[(&str, u128)], series: u128) -> String {
    if factors.is_empty() {
        return "without labels a metric is one series".to_owned();
    }
    let factors: Vec<_> = factors
        .iter()
        .map(|(label, values)| format!("{values} (`{label}`)"))
        .collect();
    format!("{} = {}", factors.join(" × "), shown(series))
}

/// A product that was too large to compute is not shown as if it were exact.
fn shown(series: u128) -> String {
    if series == u128::MAX {
        "more than 10^38".to_owned()
    } else {
        series.to_string()
    }
}

fn way_out(key: &str, series: u128) -> String {
    match u64::try_from(series) {
        Ok(series) => {
            format!("drop labels or values, or raise `{key}` in `[cardinality]` to {series}")
        }
        Err(_) => "drop labels or values".to_owned(),
    }
}
