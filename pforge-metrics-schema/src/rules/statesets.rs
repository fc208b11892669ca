//! Statesets: which of several states something is in.

use crate::diagnostic::Diagnostic;
use crate::document::{Label, Metric, Text};
use crate::limits::STATES;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::{LabelName, Scope};

pub(crate) static STATESET_STATES: Rule = Rule {
    id: "stateset_states",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("stateset_states.md"),
};

pub(super) fn stateset_states(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let Some(states) = metric.states.value() else {
            continue;
        };
        if let Some(label) = scope.label(states) {
            report.extend(unfit(metric, states, label));
        }
        for LabelName { text, used, .. } in scope.label_names(metric) {
            let Some(used) = used else { continue };
            if used.label.value == states.value {
                let message = format!(
                    "`{}` is the states of {}, and one of its labels",
                    states.value,
                    metric.described()
                );
                report.push(
                    STATESET_STATES
                        .at(used.label.span, message)
                        .related(states.span, "the states")
                        .help("leave it out of `labels`"),
                );
            } else if text.value == metric.name.value {
                let message = format!("{} has a label of its own name", metric.described());
                report.push(
                    STATESET_STATES
                        .at(used.label.span, message)
                        .related(metric.name.span, "the states are exported under this name")
                        .help("rename one of them"),
                );
            }
        }
    }
}

/// Why a label can't be the states of a stateset.
fn unfit(metric: &Metric, states: &Text, label: &Label) -> Option<Diagnostic> {
    let (name, of) = (&label.name.value, metric.described());
    if label.open().is_some() {
        let open = label.domains.iter().find(|key| key.value == "open");
        let message = format!("the states of {of} must be known, and label `{name}` is open");
        return Some(
            STATESET_STATES
                .at(states.span, message)
                .related_if_any(open.map(|key| key.span), "open here")
                .help("name a label with closed `values`"),
        );
    }
    let count = label.count().filter(|count| *count > STATES)?;
    let message = format!("{of} has {count} states, more than {STATES}");
    Some(
        STATESET_STATES
            .at(states.span, message)
            .related(label.name.span, "the label of its states")
            .help("make it a gauge of numbers, or divide the states into fewer"),
    )
}
