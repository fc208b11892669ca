//! Checks how many series a schema can produce.

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
                "{} has {} series, which exceeds the limit of {}",
                metric.described(),
                shown(series),
                limit.series
            );
            report.push(
                CARDINALITY
                    .at(metric.name.span, message)
                    .related_if_any(limit.span, "limit set here")
                    .note(arithmetic(&factors, series))
                    .help(ways_to_fit("max_per_metric", series)),
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
        "all metrics together have {} series, which exceeds the limit of {}",
        shown(total),
        limit.series
    );
    let shares = suggest::cut(&counted, |(series, metric)| {
        format!("`{}` ({})", metric.name.value, shown(*series))
    });
    report.push(
        CARDINALITY
            .at(limit.span.unwrap_or(largest.name.span), message)
            .note(format!("the largest metrics are {shares}"))
            .help(ways_to_fit("max_total", total)),
    );
}

/// Returns the declared labels of a metric with the numbers of their values.
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

/// Formats the product, for example "4 (`vendor`) × 5 (`outcome`) = 20".
fn arithmetic(factors: &[(&str, u128)], series: u128) -> String {
    if factors.is_empty() {
        return "a metric without labels has one series".to_owned();
    }
    let factors: Vec<_> = factors
        .iter()
        .map(|(label, values)| format!("{values} (`{label}`)"))
        .collect();
    format!("{} = {}", factors.join(" × "), shown(series))
}

/// Formats a number of series. A product that overflowed is not shown as an exact number.
fn shown(series: u128) -> String {
    if series == u128::MAX {
        "more than 10^38".to_owned()
    } else {
        series.to_string()
    }
}

fn ways_to_fit(key: &str, series: u128) -> String {
    match u64::try_from(series) {
        Ok(series) => {
            format!("remove labels or values, or raise `{key}` in `[cardinality]` to {series}")
        }
        Err(_) => "remove labels or values".to_owned(),
    }
}
