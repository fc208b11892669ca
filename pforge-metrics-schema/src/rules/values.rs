//! Values of labels.

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
                    .help("list every value that it can take"),
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
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("value_format.md"),
};

/// The longest label value, in bytes.
const LONGEST: usize = 128;

pub(super) fn value_format(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        let name = label.name.value.as_str();
        for wire in label.values().iter().map(|value| &value.wire) {
            report.extend(malformed(&format!("a value of label `{name}`"), wire));
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
            ConstantValue::Literal(text) => (format!("the value of label `{name}`"), Some(text)),
            ConstantValue::Environment { variable, default } => {
                report.extend(no_variable(name, variable));
                (format!("the default of label `{name}`"), default.as_ref())
            }
        };
        report.extend(text.and_then(|text| malformed(&what, text)));
    }
}

fn malformed(what: &str, value: &Text) -> Option<Diagnostic> {
    let (wrong, help) = if value.is_empty() {
        (
            "is empty, which to Prometheus is no label".to_owned(),
            "name it, for example `none`",
        )
    } else if value.len() > LONGEST {
        (
            format!("has {} bytes, more than {LONGEST}", value.len()),
            "shorten it",
        )
    } else if let Some(found) = value.chars().find(|c| quote::garbles(*c)) {
        (
            format!("has {}", texts::described(found)),
            "remove the character",
        )
    } else {
        return None;
    };
    Some(
        VALUE_FORMAT
            .at(value.span, format!("{what} {wrong}"))
            .help(help),
    )
}

/// What to say of a name that no environment variable can have.
fn no_variable(label: &str, variable: &Text) -> Option<Diagnostic> {
    let is_name = !variable.is_empty() && !variable.contains(['=', '\0']);
    (!is_name).then(|| {
        let message = format!(
            "label `{label}` comes from `{}`, which no environment variable can be called",
            variable.value
        );
        VALUE_FORMAT
            .at(variable.span, message)
            .help("name a variable, for example `CARGO_PKG_VERSION`")
    })
}
