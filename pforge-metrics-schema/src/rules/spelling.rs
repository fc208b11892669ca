//! Checks the characters of names.

use super::labels::STATES_ARE_A_LABEL;
use crate::diagnostic::Diagnostic;
use crate::document::{Kind, Metric, Text};
use crate::naming::{is_reserved_label, is_snake_case, snake};
use crate::proposal;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::rust_names::field_name;
use crate::scope::{LabelOrigin, NameIndex, Scope};

pub(crate) static NAME_FORMAT: Rule = Rule {
    id: "name_format",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("name_format.md"),
};

pub(super) fn name_format(scope: &Scope<'_>, report: &mut Report) {
    for name in checked_names(scope)
        .into_iter()
        .filter(|name| !name.is_valid())
    {
        let message = if name.text.is_empty() {
            format!("empty {} name", name.kind)
        } else {
            format!("invalid {} name `{}`", name.kind, name.text.value)
        };
        let diagnostic = NAME_FORMAT.at(name.text.span, message).note(name.note());
        report.push(with_rename(diagnostic, &name, scope));
    }
}

pub(crate) static SNAKE_CASE: Rule = Rule {
    id: "snake_case",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("snake_case.md"),
};

pub(super) fn snake_case(scope: &Scope<'_>, report: &mut Report) {
    let valid = checked_names(scope).into_iter().filter(Name::is_valid);
    for name in valid.filter(|name| !is_snake_case(&name.text.replace(':', "_"))) {
        let message = format!(
            "{} name `{}` is not in snake_case",
            name.kind, name.text.value
        );
        let diagnostic = SNAKE_CASE.at(name.text.span, message);
        report.push(with_rename(diagnostic, &name, scope));
    }
    let prefix = scope.document.prefix.as_ref();
    if let Some(prefix) = prefix.filter(|prefix| !prefix.is_empty())
        && !prefix.strip_suffix('_').is_some_and(is_snake_case)
    {
        report.push(malformed_prefix(prefix));
    }
}

fn malformed_prefix(prefix: &Text) -> Diagnostic {
    let message = format!(
        "prefix `{}` is not snake_case with a trailing `_`",
        prefix.value
    );
    let better = Some(snake(prefix)).filter(|better| !better.is_empty());
    SNAKE_CASE
        .at(prefix.span, message)
        .help_if_any(better.map(|better| format!("write `prefix = \"{better}_\"`")))
}

fn with_rename(diagnostic: Diagnostic, name: &Name<'_>, scope: &Scope<'_>) -> Diagnostic {
    let better = match name.metric {
        Some(metric) => proposal::new_name(metric, scope),
        None => in_snake_case(name),
    };
    match better {
        Some(better) => diagnostic.rename(name.text, &better),
        None => diagnostic.help(
            "use lower-case ASCII letters, digits and single underscores, and start with a letter",
        ),
    }
}

/// Proposes the name in `snake_case`.
///
/// Returns `None` if the conversion would lose letters, or if the result is not a valid Rust name, is reserved or
/// belongs to another item.
fn in_snake_case(name: &Name<'_>) -> Option<String> {
    let renamed = snake(name.text);
    let is_taken = |names: &NameIndex<'_>| names.find(&renamed).is_some();
    let is_valid = name.text.is_ascii()
        && is_snake_case(&renamed)
        && field_name(&renamed).is_some()
        && !is_reserved_label(&renamed)
        && !name.others.is_some_and(is_taken);
    is_valid.then_some(renamed)
}

/// A name and the item that has it.
struct Name<'a> {
    /// The kind of the item, for example "label".
    kind: &'static str,
    text: &'a Text,
    /// The metric, if the item is one.
    metric: Option<&'a Metric>,
    /// The names of all items of this kind.
    others: Option<&'a NameIndex<'a>>,
}

impl<'a> Name<'a> {
    fn new(kind: &'static str, text: &'a Text) -> Self {
        Self {
            kind,
            text,
            metric: None,
            others: None,
        }
    }

    /// Returns whether the name has the classic format of Prometheus and can become a Rust identifier.
    fn is_valid(&self) -> bool {
        self.has_valid_characters() && self.family().contains(|c: char| c.is_ascii_alphanumeric())
    }

    fn has_valid_characters(&self) -> bool {
        let colons = self.metric.is_some_and(|it| it.kind != Kind::StateSet);
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || (c == ':' && colons);
        !self.text.starts_with(|first: char| first.is_ascii_digit())
            && self.text.chars().all(is_allowed)
    }

    fn family(&self) -> &'a str {
        self.metric
            .map_or(self.text, |metric| metric.kind.family(self.text))
    }

    /// Explains the part of the format that this name violates.
    fn note(&self) -> &'static str {
        let is_stateset = self.metric.is_some_and(|it| it.kind == Kind::StateSet);
        if is_stateset && self.text.contains(':') {
            STATES_ARE_A_LABEL
        } else if self.has_valid_characters() && self.family().len() < self.text.len() {
            "without its suffix, the name contains no letter and no digit"
        } else {
            "names consist of ASCII letters, digits and `_`, and do not start with a digit"
        }
    }
}

/// Returns every name that these lints check. A field without a name of its own is checked as a gauge.
fn checked_names<'a>(scope: &'a Scope<'a>) -> Vec<Name<'a>> {
    let document = scope.document;
    let mut names = Vec::new();
    for metric in &document.metrics {
        names.push(Name {
            metric: Some(metric),
            ..Name::new(metric.kind.name(), &metric.name)
        });
    }
    for exported in scope.all_label_names() {
        // Statesets were added as metrics above.
        if exported.origin != LabelOrigin::States {
            names.push(Name {
                others: (exported.origin == LabelOrigin::Label).then_some(&scope.labels),
                ..Name::new(exported.origin.name(), exported.text)
            });
        }
    }
    for label in &document.labels {
        if label.rename.value().is_some() {
            names.push(Name {
                others: Some(&scope.labels),
                ..Name::new("label", &label.name)
            });
        }
    }
    for state in &document.states {
        names.push(Name {
            others: Some(&scope.states),
            ..Name::new("state", &state.name)
        });
        for field in &state.fields.items {
            if field.name.span != field.gauge.span {
                names.push(Name::new("field", &field.name));
            }
        }
    }
    names
}
