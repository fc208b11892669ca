//! Checks the values of labels.

use super::labels::repeated;
use super::texts;
use crate::diagnostic::Diagnostic;
use crate::document::{Constant, ConstantValue, Domain, Text};
use crate::quote;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static EMPTY_VALUES: Rule = Rule {
    id: "empty_values",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("empty_values.md"),
};

pub(super) fn empty_values(scope: &Scope<'_>, report: &mut Report) {
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
                    .help("list all values of the label"),
            );
        }
    }
}

pub(crate) static DUPLICATE_VALUE: Rule = Rule {
    id: "duplicate_value",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("duplicate_value.md"),
};

pub(super) fn duplicate_value(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        for (first, again) in repeated(label.values().iter().map(|value| &value.wire)) {
            report.push(
                DUPLICATE_VALUE
                    .at(
                        again.span,
                        format!(
                            "duplicate value `{}` in label `{}`",
                            again.value, label.name.value
                        ),
                    )
                    .related(first.span, "first declared here")
                    .help("remove one of them"),
            );
        }
    }
}

pub(crate) static VALUE_FORMAT: Rule = Rule {
    id: "value_format",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("value_format.md"),
};

/// The maximum length of a label value in bytes.
const MAX_LEN: usize = 128;

pub(super) fn value_format(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        let name = label.name.value.as_str();
        for wire in label.values().iter().map(|value| &value.wire) {
            report.extend(malformed(&format!("value of label `{name}`"), wire));
        }
        let overflow = label.open().and_then(|open| open.overflow.value());
        report.extend(
            overflow.and_then(|it| malformed(&format!("`overflow` of label `{name}`"), it)),
        );
    }
    let constants = scope.document.constants.items.iter();
    let facts = scope.document.metrics.iter().flat_map(|it| &it.facts.items);
    for Constant { name, value } in constants.chain(facts) {
        let name = name.value.as_str();
        let (what, text) = match value {
            ConstantValue::Literal(text) => (format!("value of label `{name}`"), Some(text)),
            ConstantValue::Environment { variable, default } => {
                report.extend(invalid_variable(name, variable));
                (format!("default value of label `{name}`"), default.as_ref())
            }
        };
        report.extend(text.and_then(|text| malformed(&what, text)));
    }
}

fn malformed(what: &str, value: &Text) -> Option<Diagnostic> {
    let (problem, help) = if value.is_empty() {
        (
            "is empty, which Prometheus treats as a missing label".to_owned(),
            "use a non-empty value, for example `none`",
        )
    } else if value.len() > MAX_LEN {
        (
            format!("has {} bytes, but the maximum is {MAX_LEN}", value.len()),
            "shorten it",
        )
    } else if let Some(found) = value.chars().find(|c| quote::garbles(*c)) {
        (
            format!("contains {}", texts::describe_char(found)),
            "remove the character",
        )
    } else {
        return None;
    };
    Some(
        VALUE_FORMAT
            .at(value.span, format!("{what} {problem}"))
            .help(help),
    )
}

/// Reports a name that is not a valid name of an environment variable.
fn invalid_variable(label: &str, variable: &Text) -> Option<Diagnostic> {
    let is_name = !variable.is_empty() && !variable.contains(['=', '\0']);
    (!is_name).then(|| {
        let message = format!(
            "invalid environment variable name `{}` in label `{label}`",
            variable.value
        );
        VALUE_FORMAT
            .at(variable.span, message)
            .help("use a variable such as `CARGO_PKG_VERSION`")
    })
}
