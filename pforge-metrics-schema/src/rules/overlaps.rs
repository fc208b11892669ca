//! Label names that meet in one series.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{LabelUse, Metric, Text};
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;

pub(crate) static LABEL_OVERLAP: Rule = Rule {
    id: "label_overlap",
    title: "a series has each label once",
    severity: Severity::Error,
    fixed: true,
    explanation: "\
A label twice in one series would be two values under one name. If one series has two sides with the same values, give \
them roles: `labels = { from = \"agent_type\", to = \"agent_type\" }`. Every series has the const labels of the schema, so \
no label, role or fact can have the name of one; nor can two labels of a metric be exported under one name.",
    wrong: "\
[label.agent_type]
help   = \"Role of an agent.\"
values = [\"planner\", \"fixer\"]

[counter.pforge_handoffs_total]
help   = \"Work handed from one agent to another.\"
labels = [\"agent_type\", \"agent_type\"]
",
    right: "\
[label.agent_type]
help   = \"Role of an agent.\"
values = [\"planner\", \"fixer\"]

[counter.pforge_handoffs_total]
help   = \"Work handed from one agent to another.\"
labels = { from = \"agent_type\", to = \"agent_type\" }
",
    check: Some(label_overlap),
};

fn label_overlap(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let mut seen: HashMap<&str, &LabelUse> = HashMap::new();
        for used in &metric.labels.items {
            let exported = scope.exported(metric, used);
            let first = *seen.entry(exported).or_insert(used);
            if first.exported.span != used.exported.span {
                report.push(twice(metric, first, used, exported));
            }
        }
    }
    with_constants(scope, report);
}

fn twice(metric: &Metric, first: &LabelUse, again: &LabelUse, exported: &Text) -> Diagnostic {
    let (name, of) = (&again.label.value, metric.described());
    if first.label.value == *name {
        return LABEL_OVERLAP
            .at(
                again.exported.span,
                format!("{of} has the label `{name}` twice"),
            )
            .related(first.exported.span, "first here")
            .help(format!(
                "give them roles: `labels = {{ from = \"{name}\", to = \"{name}\" }}`"
            ));
    }
    let message = format!(
        "labels `{}` and `{name}` of {of} are both exported as `{}`",
        first.label.value, exported.value
    );
    LABEL_OVERLAP
        .at(again.exported.span, message)
        .related(first.exported.span, "the first of them")
        .related(exported.span, "the exported name")
        .help("change the `rename` of one of them")
}

/// Reports names that are those of const labels too: a label once, however many metrics have it.
fn with_constants(scope: &Scope<'_>, report: &mut Report) {
    let constants = scope.document.constants.items.iter();
    let constants: HashMap<&str, &Text> =
        constants.map(|it| (it.name.as_str(), &it.name)).collect();
    let mut seen = HashSet::new();
    for metric in &scope.document.metrics {
        let labels = metric.labels.items.iter();
        let labels = labels.map(|used| ("label", scope.exported(metric, used)));
        let facts = metric.facts.items.iter().map(|fact| ("label", &fact.name));
        // The states of a stateset are a label that is named like the metric.
        let states = metric.states.value().map(|_| ("stateset", &metric.name));
        for (what, name) in labels.chain(facts).chain(states) {
            if let Some(constant) = constants.get(name.as_str())
                && seen.insert(name.span)
            {
                let message = format!("{what} `{}` has the name of a const label", name.value);
                report.push(
                    LABEL_OVERLAP
                        .at(name.span, message)
                        .related(constant.span, "every series has this one")
                        .help("rename one of them"),
                );
            }
        }
    }
}
