//! Checks for series that would have the same label twice.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::document::{LabelUse, Metric, Text};
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::{LabelName, LabelOrigin, Scope};

pub(crate) static LABEL_OVERLAP: Rule = Rule {
    id: "label_overlap",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("label_overlap.md"),
};

pub(super) fn label_overlap(scope: &Scope<'_>, report: &mut Report) {
    // A label is reported once, even if many metrics have it.
    let mut reported = HashSet::new();
    for metric in &scope.document.metrics {
        let mut seen: HashMap<&str, LabelName<'_>> = HashMap::new();
        for name in scope.label_names(metric) {
            let first = *seen.entry(name.text).or_insert(name);
            if first.origin == LabelOrigin::Constant {
                if name.origin != LabelOrigin::Constant && reported.insert(name.text.span) {
                    report.push(same_as_constant(first, name));
                }
            } else if let (Some(first), Some(used)) = (first.used, name.used)
                && first.exported.span != used.exported.span
            {
                report.push(duplicate_label(metric, first, used, name.text));
            }
        }
    }
}

fn same_as_constant(constant: LabelName<'_>, name: LabelName<'_>) -> Diagnostic {
    let message = format!(
        "{} `{}` has the name of a const label",
        name.origin.name(),
        name.text.value
    );
    LABEL_OVERLAP
        .at(name.text.span, message)
        .related(constant.text.span, "const label of all series")
        .help("rename one of them")
}

fn duplicate_label(
    metric: &Metric,
    first: &LabelUse,
    again: &LabelUse,
    exported: &Text,
) -> Diagnostic {
    let (name, of) = (&again.label.value, metric.described());
    if first.label.value == *name {
        return LABEL_OVERLAP
            .at(
                again.exported.span,
                format!("duplicate label `{name}` in {of}"),
            )
            .related(first.exported.span, "first used here")
            .help(format!(
                "give them different roles: `labels = {{ from = \"{name}\", to = \"{name}\" }}`"
            ));
    }
    let message = format!(
        "labels `{}` and `{name}` of {of} are both exported as `{}`",
        first.label.value, exported.value
    );
    LABEL_OVERLAP
        .at(again.exported.span, message)
        .related(first.exported.span, "first label")
        .related(exported.span, "exported name")
        .help("change the `rename` of one of them")
}
