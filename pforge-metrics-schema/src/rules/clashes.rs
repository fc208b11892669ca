//! Checks for metrics that expose the same name, and for names that are easily confused.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::document::{Kind, Metric, Text};
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::rust_names;
use crate::scope::{Scope, exposed_names, normalized, series_names};

pub(crate) static FAMILY_CLASH: Rule = Rule {
    id: "family_clash",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("family_clash.md"),
};

pub(super) fn family_clash(scope: &Scope<'_>, report: &mut Report) {
    let mut exposed: HashMap<String, &Metric> = HashMap::new();
    for metric in &scope.document.metrics {
        let mut clash = None;
        for name in exclusive_names(metric) {
            match exposed.entry(name) {
                Entry::Occupied(first) if first.get().name.value != metric.name.value => {
                    clash.get_or_insert((first.key().clone(), *first.get()));
                }
                Entry::Occupied(_) => {}
                Entry::Vacant(free) => _ = free.insert(metric),
            }
        }
        if let Some((name, first)) = clash {
            let message = format!(
                "{} and {} both expose `{name}`",
                first.described(),
                metric.described()
            );
            report.push(
                FAMILY_CLASH
                    .at(metric.name.span, message)
                    .related(first.name.span, "first exposed here")
                    .note(why_exposed([first, metric], &name))
                    .help("rename one of them"),
            );
        }
    }
}

/// Returns the names that no other metric can have.
///
/// The names that `OpenMetrics` adds to counters and infos are not included: the exporter leaves them out if another
/// metric has them, and `openmetrics_type` reports it.
fn exclusive_names(metric: &Metric) -> Vec<String> {
    match metric.kind {
        Kind::Histogram => exposed_names(metric.kind, &metric.name),
        kind => series_names(kind, &metric.name),
    }
}

/// Explains why a histogram exposes a name other than its own.
fn why_exposed(metrics: [&Metric; 2], name: &str) -> String {
    let indirect = metrics.iter().filter(|metric| metric.name.value != name);
    let why = indirect.map(|metric| {
        let own = &metric.name.value;
        if name.ends_with("_created") {
            format!("OpenMetrics adds `{name}` to {}", metric.described())
        } else {
            format!(
                "a histogram `{own}` is exposed as `{own}_bucket`, `{own}_count` and `{own}_sum`"
            )
        }
    });
    why.collect::<Vec<_>>().join(", and ")
}

pub(crate) static NAME_TOO_SIMILAR: Rule = Rule {
    id: "name_too_similar",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("name_too_similar.md"),
};

pub(super) fn name_too_similar(scope: &Scope<'_>, report: &mut Report) {
    let document = scope.document;
    report_similar(
        "metric names",
        document
            .metrics
            .iter()
            .filter(|metric| !is_old_spelling(metric))
            .map(|it| (&it.name, rust_names::static_name(&it.name))),
        report,
    );
    report_similar(
        "label names",
        document
            .labels
            .iter()
            .map(|it| (&it.name, rust_names::enum_name(&it.name))),
        report,
    );
    for label in &document.labels {
        let values = label
            .values()
            .iter()
            .map(|value| (&value.wire, rust_names::variant_name(value)));
        report_similar("label values", values, report);
    }
}

/// Returns whether a metric is the old spelling of the metric that it is renamed to.
fn is_old_spelling(metric: &Metric) -> bool {
    let deprecated = metric.deprecated.as_ref();
    let target = deprecated.and_then(|it| it.renamed_to.value());
    target.is_some_and(|target| {
        target.value != metric.name.value && normalized(target) == normalized(&metric.name)
    })
}

/// Reports names that are similar to an earlier one. Names with the same Rust name are reported by `rust_name_clash`.
fn report_similar<'a>(
    what: &str,
    names: impl Iterator<Item = (&'a Text, Option<String>)>,
    report: &mut Report,
) {
    let mut seen: HashMap<String, (&Text, Option<String>)> = HashMap::new();
    for (name, identifier) in names {
        match seen.entry(normalized(name)) {
            Entry::Vacant(free) => _ = free.insert((name, identifier)),
            Entry::Occupied(first) => {
                let (first, of_first) = first.get();
                if first.value != name.value && *of_first != identifier {
                    let message = format!(
                        "{what} `{}` and `{}` differ only in underscores or case",
                        first.value, name.value
                    );
                    report.push(
                        NAME_TOO_SIMILAR
                            .at(name.span, message)
                            .related(first.span, "first declared here")
                            .help("keep one of them, or rename one so that they are not confused"),
                    );
                }
            }
        }
    }
}
