//! Checks statesets, which show one of several states.

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
            report.extend(invalid_states(metric, states, label));
        }
        for LabelName { text, used, .. } in scope.label_names(metric) {
            let Some(used) = used else { continue };
            if used.label.value == states.value {
                let message = format!(
                    "label `{}` is in both `states` and `labels` of {}",
                    states.value,
                    metric.described()
                );
                report.push(
                    STATESET_STATES
                        .at(used.label.span, message)
                        .related(states.span, "used as the states")
                        .help("remove it from `labels`"),
                );
            } else if text.value == metric.name.value {
                let message = format!("{} has a label with its own name", metric.described());
                report.push(
                    STATESET_STATES
                        .at(used.label.span, message)
                        .related(
                            metric.name.span,
                            "the states are exported as a label with this name",
                        )
                        .help("rename one of them"),
                );
            }
        }
    }
}

/// Reports a label that cannot be the states of a stateset.
fn invalid_states(metric: &Metric, states: &Text, label: &Label) -> Option<Diagnostic> {
    let (name, of) = (&label.name.value, metric.described());
    if label.open().is_some() {
        let open = label.domains.iter().find(|key| key.value == "open");
        let message =
            format!("`states` of {of} must be a closed label, but label `{name}` is open");
        return Some(
            STATESET_STATES
                .at(states.span, message)
                .related_if_any(open.map(|key| key.span), "declared open here")
                .help("use a label with `values`"),
        );
    }
    let count = label.count().filter(|count| *count > STATES)?;
    let message = format!("{of} has {count} states, but the maximum is {STATES}");
    Some(
        STATESET_STATES
            .at(states.span, message)
            .related(label.name.span, "label of the states")
            .help("use a gauge instead, or reduce the number of states"),
    )
}
