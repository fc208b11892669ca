//! Labels of metrics.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::document::Text;
use crate::naming::is_reserved_label;
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::{LabelName, Origin, Scope};

pub(crate) static LABEL_RESERVED: Rule = Rule {
    id: "label_reserved",
    title: "labels that Prometheus sets are not for schemas",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
`le` and `quantile` belong to histograms and summaries, `job` and `instance` to the scrape: Prometheus would rename \
yours to `exported_job`. Names that begin with `__` are internal to it. The name of a stateset is the name of a label too: \
that of its states.",
    wrong: "\
[label.job]
help   = \"What is done.\"
values = [\"plan\", \"fix\"]

[counter.pforge_calls_total]
help   = \"Calls.\"
labels = [\"job\"]
",
    right: "\
[label.task]
help   = \"What is done.\"
values = [\"plan\", \"fix\"]

[counter.pforge_calls_total]
help   = \"Calls.\"
labels = [\"task\"]
",
    check: Some(label_reserved),
};

fn label_reserved(scope: &Scope<'_>, report: &mut Report) {
    for LabelName { text, origin, .. } in scope.all_label_names() {
        if is_reserved_label(text) {
            let message = format!(
                "{} `{}` has a name that Prometheus keeps for itself",
                origin.name(),
                text.value
            );
            let note = (origin == Origin::States).then(|| STATES_ARE_A_LABEL.to_owned());
            report.push(
                LABEL_RESERVED
                    .at(text.span, message)
                    .note_if_any(note)
                    .help("rename it"),
            );
        }
    }
}

/// Why the name of a stateset has to be one that a label can have.
pub(super) const STATES_ARE_A_LABEL: &str =
    "the states of a stateset are told apart by a label of its name";

pub(crate) static LABEL_COUNT: Rule = Rule {
    id: "label_count",
    title: "a metric has at most eight labels",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
Every label multiplies the series of a metric, and nobody reads a graph by nine of them. A label set is a tuple of at \
most eight labels.",
    wrong: "\
[cardinality]
max_per_metric = 512

[label.switch]
help   = \"Position of a switch.\"
values = [\"off\", \"on\"]

[counter.pforge_moves_total]
help   = \"Moves of the switches.\"
labels = { a = \"switch\", b = \"switch\", c = \"switch\", d = \"switch\", e = \"switch\", f = \"switch\", g = \"switch\", h = \"switch\", i = \"switch\" }
",
    right: "\
[cardinality]
max_per_metric = 512

[label.switch]
help   = \"Position of a switch.\"
values = [\"off\", \"on\"]

[counter.pforge_moves_total]
help   = \"Moves of the switches.\"
labels = { a = \"switch\", b = \"switch\", c = \"switch\", d = \"switch\", e = \"switch\", f = \"switch\", g = \"switch\", h = \"switch\" }
",
    check: Some(label_count),
};

/// The most labels that a metric can have: the runtime knows tuples of so many.
pub(crate) const MAX_LABELS: usize = 8;

fn label_count(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let labels = &metric.labels.items;
        if let Some(ninth) = labels.get(MAX_LABELS) {
            let message = format!(
                "{} has {} labels, more than {MAX_LABELS}",
                metric.described(),
                labels.len()
            );
            report.push(
                LABEL_COUNT
                    .at(ninth.exported.span, message)
                    .help("split the metric in two, or leave out what nobody asks for"),
            );
        }
    }
}

/// The texts that were there before, each with its first occurrence.
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
