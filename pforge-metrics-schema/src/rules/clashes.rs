//! Names that meet where only one can be.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::document::{Kind, Metric, Text};
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::rust_names;
use crate::scope::{Scope, exposed_names, series_names, squeezed};

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
        for name in names(metric) {
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
                    .related(first.name.span, "exposes it first")
                    .note(why_exposed([first, metric], &name))
                    .help("rename one of them"),
            );
        }
    }
}

/// The names that no other metric can have. `OpenMetrics` leaves out what it adds to counters and infos where that is taken:
/// `openmetrics_type` reports it.
fn names(metric: &Metric) -> Vec<String> {
    match metric.kind {
        Kind::Histogram => exposed_names(metric.kind, &metric.name),
        kind => series_names(kind, &metric.name),
    }
}

/// Explains the metrics that expose a name without having it: histograms.
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
    similar(
        "metrics",
        document
            .metrics
            .iter()
            .filter(|metric| !is_respelt(metric))
            .map(|it| (&it.name, rust_names::static_name(&it.name))),
        report,
    );
    similar(
        "labels",
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
        similar("values", values, report);
    }
}

/// Whether a metric is the old spelling of another one: the mistake is put right already.
fn is_respelt(metric: &Metric) -> bool {
    let deprecated = metric.deprecated.as_ref();
    let target = deprecated.and_then(|it| it.renamed_to.value());
    target.is_some_and(|target| {
        target.value != metric.name.value && squeezed(target) == squeezed(&metric.name)
    })
}

/// Reports names that are similar to an earlier one. Those that are the same even in Rust clash, and are reported so.
fn similar<'a>(
    sort: &str,
    names: impl Iterator<Item = (&'a Text, Option<String>)>,
    report: &mut Report,
) {
    let mut seen: HashMap<String, (&Text, Option<String>)> = HashMap::new();
    for (name, identifier) in names {
        match seen.entry(squeezed(name)) {
            Entry::Vacant(free) => _ = free.insert((name, identifier)),
            Entry::Occupied(first) => {
                let (first, of_first) = first.get();
                if first.value != name.value && *of_first != identifier {
                    let message = format!(
                        "{sort} `{}` and `{}` are too similar",
                        first.value, name.value
                    );
                    report.push(
                        NAME_TOO_SIMILAR
                            .at(name.span, message)
                            .related(first.span, "similar to this")
                            .help("use one of them, or names that tell them apart"),
                    );
                }
            }
        }
    }
}
