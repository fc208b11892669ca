//! States: gauges that are published together.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::document::Kind;
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;

pub(crate) static STATE_KIND: Rule = Rule {
    id: "state_kind",
    title: "the fields of a state are gauges without labels, each of one state",
    severity: Severity::Error,
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
        let name = &state.name.value;
        if let Some(span) = state
            .fields
            .span
            .filter(|_| state.fields.whole && state.fields.items.is_empty())
        {
            report.push(
                STATE_KIND
                    .at(span, format!("state `{name}` has no fields"))
                    .help("list its gauges"),
            );
        }
        for field in &state.fields.items {
            let Some(metric) = scope.metric(&field.gauge) else {
                continue;
            };
            let span = field.gauge.span;
            let wrong = if metric.kind != Kind::Gauge {
                Some(format!(
                    "a field of state `{name}` must be a gauge, found {}",
                    metric.described()
                ))
            } else if !metric.labels.items.is_empty() {
                Some(format!(
                    "{} has labels, which a field of a state can't have",
                    metric.described()
                ))
            } else {
                None
            };
            if let Some(message) = wrong {
                let diagnostic = STATE_KIND
                    .at(span, message)
                    .related(metric.name.span, "declared here");
                report.push(diagnostic.help("leave it out of the state"));
            }
            let (owner, first) = *owners.entry(field.gauge.as_str()).or_insert((name, span));
            if first != span {
                let whose = if owner == name {
                    "of this state"
                } else {
                    &format!("of state `{owner}`")
                };
                let message = format!("{} is a field {whose} already", metric.described());
                report.push(
                    STATE_KIND
                        .at(span, message)
                        .related(first, "first here")
                        .help("leave it out here or there"),
                );
            }
        }
    }
}
