//! States: gauges that are published together.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::document::{Field, Kind, Metric, State};
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;

pub(crate) static STATE_KIND: Rule = Rule {
    id: "state_kind",
    title: "the fields of a state are gauges without labels, each of one state",
    severity: Severity::Error,
    fixed: true,
    explanation: "\
`[state.X]` publishes several gauges at once, so that a scrape never sees half of an update. That works for values that \
are set: counters and histograms add up instead. Each field is one number, so its gauge has no labels; and two states \
with one gauge would overwrite each other.",
    wrong: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator.\"

[state.puzzle]
help   = \"Snapshot of the puzzle.\"
fields = { ticks = \"pforge_ticks_total\" }
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[state.puzzle]
help   = \"Snapshot of the puzzle.\"
fields = { gaps = \"pforge_gaps\" }
",
    check: Some(state_kind),
};

fn state_kind(scope: &Scope<'_>, report: &mut Report) {
    let mut owners = HashMap::new();
    for state in &scope.document.states {
        if let Some(span) = state
            .fields
            .span
            .filter(|_| state.fields.whole && state.fields.items.is_empty())
        {
            let message = format!("state `{}` has no fields", state.name.value);
            report.push(STATE_KIND.at(span, message).help("list its gauges"));
        }
        for field in &state.fields.items {
            let Some(metric) = scope.metric(&field.gauge) else {
                continue;
            };
            one_number(state, field, metric, report);
            let owner = *owners.entry(field.gauge.as_str()).or_insert((state, field));
            one_owner(owner, state, field, metric, report);
        }
    }
}

fn one_number(state: &State, field: &Field, metric: &Metric, report: &mut Report) {
    let message = if metric.kind != Kind::Gauge {
        format!(
            "a field of state `{}` must be a gauge, found {}",
            state.name.value,
            metric.described()
        )
    } else if !metric.labels.items.is_empty() {
        format!(
            "{} has labels, which a field of a state can't have",
            metric.described()
        )
    } else {
        return;
    };
    report.push(
        STATE_KIND
            .at(field.gauge.span, message)
            .related(metric.name.span, "declared here")
            .help("leave it out of the state"),
    );
}

fn one_owner(
    owner: (&State, &Field),
    state: &State,
    field: &Field,
    metric: &Metric,
    report: &mut Report,
) {
    let (first_state, first_field) = owner;
    if first_field.gauge.span == field.gauge.span {
        return;
    }
    let message = if first_state.name.span == state.name.span {
        format!("{} is a field of this state already", metric.described())
    } else {
        format!(
            "{} is a field of state `{}` already",
            metric.described(),
            first_state.name.value
        )
    };
    report.push(
        STATE_KIND
            .at(field.gauge.span, message)
            .related(first_field.gauge.span, "first here")
            .help("leave it out here or there"),
    );
}
