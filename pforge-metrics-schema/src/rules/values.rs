//! Values of labels.

use super::labels::repeated;
use crate::diagnostic::Severity;
use crate::document::Domain;
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;

pub(crate) static EMPTY_VALUES: Rule = Rule {
    id: "empty_values",
    title: "a label has at least one value",
    severity: Severity::Error,
    fixed: true,
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
        let Some(Domain::Closed(values)) = &label.domain else {
            continue;
        };
        if let Some(span) = values.span
            && values.whole
            && values.items.is_empty()
        {
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
    fixed: true,
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
        for (first, again) in repeated(label.values().iter().map(|value| &value.wire)) {
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

pub(crate) static VALUE_FORMAT: Rule = Rule {
    id: "value_format",
    title: "a label value is 1 to 128 bytes without control characters",
    severity: Severity::Error,
    fixed: true,
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
        for wire in label.values().iter().map(|value| &value.wire) {
            let (wrong, help) = if wire.is_empty() {
                (
                    "is empty, which to Prometheus is no label".to_owned(),
                    "name it, for example `none`",
                )
            } else if wire.len() > LONGEST {
                (
                    format!("has {} bytes, more than {LONGEST}", wire.len()),
                    "shorten it",
                )
            } else if wire.contains(char::is_control) {
                ("has a control character".to_owned(), "remove the character")
            } else {
                continue;
            };
            let message = format!("a value of label `{}` {wrong}", label.name.value);
            report.push(VALUE_FORMAT.at(wire.span, message).help(help));
        }
    }
}
