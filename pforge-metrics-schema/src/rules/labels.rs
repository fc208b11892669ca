//! Labels and their values.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::document::Text;
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;

pub(crate) static LABEL_RESERVED: Rule = Rule {
    id: "label_reserved",
    title: "labels that Prometheus sets are not for schemas",
    severity: Severity::Error,
    explanation: "\
`le` and `quantile` belong to histograms and summaries, `job` and `instance` to the scrape: Prometheus would rename \
yours to `exported_job`. Names that begin with `__` are internal to it.",
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
    let labels = scope
        .document
        .labels
        .iter()
        .map(|label| ("label", &label.name));
    let metrics = scope.document.metrics.iter().filter(|metric| metric.roles);
    let roles = metrics
        .flat_map(|metric| &metric.labels.items)
        .map(|used| ("role", &used.exported));
    for (what, name) in labels.chain(roles) {
        if ["le", "quantile", "job", "instance"].contains(&name.as_str()) || name.starts_with("__")
        {
            let message = format!(
                "{what} `{}` has a name that Prometheus keeps for itself",
                name.value
            );
            report.push(LABEL_RESERVED.at(name.span, message).help("rename it"));
        }
    }
}

pub(crate) static LABEL_OVERLAP: Rule = Rule {
    id: "label_overlap",
    title: "a metric has each label once",
    severity: Severity::Error,
    explanation: "\
A label twice in one metric would be two values under one name. If one series has two sides with the same values, give \
them roles: `labels = { from = \"agent_type\", to = \"agent_type\" }`.",
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
        for (first, again) in repeated(metric.labels.items.iter().map(|used| &used.exported)) {
            report.push(
                LABEL_OVERLAP
                    .at(
                        again.span,
                        format!(
                            "{} has the label `{}` twice",
                            metric.described(),
                            again.value
                        ),
                    )
                    .related(first.span, "first here")
                    .help(format!(
                        "give them roles: `labels = {{ from = \"{0}\", to = \"{0}\" }}`",
                        again.value
                    )),
            );
        }
    }
}

pub(crate) static EMPTY_VALUES: Rule = Rule {
    id: "empty_values",
    title: "a label has at least one value",
    severity: Severity::Error,
    explanation: "A label without values would give its metrics no series at all.",
    wrong: "\
[label.vendor]
help   = \"LLM vendor.\"
values = []

[counter.pforge_tokens_used_total]
help   = \"Tokens used.\"
labels = [\"vendor\"]
",
    right: "\
[label.vendor]
help   = \"LLM vendor.\"
values = [\"openai\", \"anthropic\"]

[counter.pforge_tokens_used_total]
help   = \"Tokens used.\"
labels = [\"vendor\"]
",
    check: Some(empty_values),
};

fn empty_values(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        let Some(span) = label.values.span else {
            continue;
        };
        if label.values.whole && label.values.items.is_empty() {
            report.push(
                EMPTY_VALUES
                    .at(span, format!("label `{}` has no values", label.name.value))
                    .help("list every value that it can take"),
            );
        }
    }
}

pub(crate) static DUPLICATE_VALUE: Rule = Rule {
    id: "duplicate_value",
    title: "the values of a label are unique",
    severity: Severity::Error,
    explanation: "The same value twice would be two series that nobody can tell apart.",
    wrong: "\
[label.vendor]
help   = \"LLM vendor.\"
values = [\"openai\", \"openai\"]

[counter.pforge_tokens_used_total]
help   = \"Tokens used.\"
labels = [\"vendor\"]
",
    right: "\
[label.vendor]
help   = \"LLM vendor.\"
values = [\"openai\", \"anthropic\"]

[counter.pforge_tokens_used_total]
help   = \"Tokens used.\"
labels = [\"vendor\"]
",
    check: Some(duplicate_value),
};

fn duplicate_value(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        for (first, again) in repeated(label.values.items.iter().map(|value| &value.wire)) {
            report.push(
                DUPLICATE_VALUE
                    .at(
                        again.span,
                        format!(
                            "label `{}` has the value `{}` twice",
                            label.name.value, again.value
                        ),
                    )
                    .related(first.span, "first here")
                    .help("remove one of them"),
            );
        }
    }
}

/// The texts that were there before, each with its first occurrence.
fn repeated<'a>(texts: impl Iterator<Item = &'a Text>) -> Vec<(&'a Text, &'a Text)> {
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

pub(crate) static VALUE_FORMAT: Rule = Rule {
    id: "value_format",
    title: "a label value is 1 to 128 bytes without control characters",
    severity: Severity::Error,
    explanation: "\
To Prometheus an empty value is the same as no label. A long value is paid for in every series, and a line break or tab \
in one is a slip of the pen.",
    wrong: "\
[label.vendor]
help   = \"LLM vendor.\"
values = [\"openai\\n\", \"anthropic\"]

[counter.pforge_tokens_used_total]
help   = \"Tokens used.\"
labels = [\"vendor\"]
",
    right: "\
[label.vendor]
help   = \"LLM vendor.\"
values = [\"openai\", \"anthropic\"]

[counter.pforge_tokens_used_total]
help   = \"Tokens used.\"
labels = [\"vendor\"]
",
    check: Some(value_format),
};

/// The longest label value, in bytes.
const LONGEST: usize = 128;

fn value_format(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        for value in &label.values.items {
            let wire = &value.wire;
            let wrong = if wire.is_empty() {
                "is empty, which to Prometheus is no label".to_owned()
            } else if wire.len() > LONGEST {
                format!("has {} bytes, more than {LONGEST}", wire.len())
            } else if wire.contains(char::is_control) {
                format!("has a control character: {:?}", wire.value)
            } else {
                continue;
            };
            report.push(VALUE_FORMAT.at(
                wire.span,
                format!("a value of label `{}` {wrong}", label.name.value),
            ));
        }
    }
}
