//! Checks the names and the number of labels.

use std::collections::HashMap;

use crate::document::Text;
use crate::limits::MAX_LABELS;
use crate::naming::is_reserved_label;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::{LabelName, LabelOrigin, Scope};

pub(crate) static LABEL_RESERVED: Rule = Rule {
    id: "label_reserved",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("label_reserved.md"),
};

pub(super) fn label_reserved(scope: &Scope<'_>, report: &mut Report) {
    for LabelName { text, origin, .. } in scope.all_label_names() {
        if is_reserved_label(text) {
            let message = format!(
                "{} name `{}` is reserved by Prometheus",
                origin.name(),
                text.value
            );
            let note = (origin == LabelOrigin::States).then(|| STATES_ARE_A_LABEL.to_owned());
            report.push(
                LABEL_RESERVED
                    .at(text.span, message)
                    .note_if_any(note)
                    .help("rename it"),
            );
        }
    }
}

/// Explains why the name of a stateset must be a valid label name.
pub(super) const STATES_ARE_A_LABEL: &str =
    "the states of a stateset are exported as a label with the name of the stateset";

pub(crate) static LABEL_COUNT: Rule = Rule {
    id: "label_count",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("label_count.md"),
};

pub(super) fn label_count(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let labels = &metric.labels.items;
        if let Some(ninth) = labels.get(MAX_LABELS) {
            let message = format!(
                "{} has {} labels, but the maximum is {MAX_LABELS}",
                metric.described(),
                labels.len()
            );
            report.push(
                LABEL_COUNT
                    .at(ninth.exported.span, message)
                    .help("split the metric, or remove labels that no query uses"),
            );
        }
    }
}

/// Returns the texts that repeat an earlier one, each after its first occurrence.
pub(super) fn repeated<'a>(texts: impl Iterator<Item = &'a Text>) -> Vec<(&'a Text, &'a Text)> {
    let mut seen = HashMap::new();
    let mut repeated = Vec::new();
    for text in texts {
        let first = *seen.entry(text.as_str()).or_insert(text);
        if first.span != text.span {
            repeated.push((first, text));
        }
    }
    repeated
}
