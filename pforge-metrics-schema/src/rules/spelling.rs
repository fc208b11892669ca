//! Which characters names are made of.

use super::labels::STATES_ARE_A_LABEL;
use crate::diagnostic::Diagnostic;
use crate::document::{Kind, Metric, Text};
use crate::naming::{is_reserved_label, is_snake_case, snake};
use crate::proposal;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::rust_names::field_name;
use crate::scope::{Names, Origin, Scope};

pub(crate) static NAME_FORMAT: Rule = Rule {
    id: "name_format",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("name_format.md"),
};

pub(super) fn name_format(scope: &Scope<'_>, report: &mut Report) {
    for name in names(scope).into_iter().filter(|name| !name.is_taken()) {
        let message = if name.text.is_empty() {
            format!("the name of {} must not be empty", name.what)
        } else {
            format!("`{}` can't be the name of {}", name.text.value, name.what)
        };
        let diagnostic = NAME_FORMAT.at(name.text.span, message).note(name.note());
        report.push(way_out(diagnostic, &name, scope));
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
    let taken = names(scope).into_iter().filter(Name::is_taken);
    for name in taken.filter(|name| !is_snake_case(&name.text.replace(':', "_"))) {
        let message = format!("{} is not in snake_case", name.shown());
        let diagnostic = SNAKE_CASE.at(name.text.span, message);
        report.push(way_out(diagnostic, &name, scope));
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
        "prefix `{}` is not snake_case with `_` at its end",
        prefix.value
    );
    let better = Some(snake(prefix)).filter(|better| !better.is_empty());
    SNAKE_CASE
        .at(prefix.span, message)
        .help_if_any(better.map(|better| format!("write `prefix = \"{better}_\"`")))
}

fn way_out(diagnostic: Diagnostic, name: &Name<'_>, scope: &Scope<'_>) -> Diagnostic {
    let better = match name.metric {
        Some(metric) => proposal::name(metric, scope),
        None => in_snake_case(name),
    };
    match better {
        Some(better) => diagnostic.rename(name.text, &better),
        None => diagnostic.help(
            "use lower-case ASCII letters, digits and single underscores, and begin with a letter",
        ),
    }
}

/// Proposes the name in `snake_case`, unless letters would get lost on the way, or it can't become a Rust name, or it is
/// another one's.
fn in_snake_case(name: &Name<'_>) -> Option<String> {
    let renamed = snake(name.text);
    let is_taken = |names: &Names<'_>| names.find(&renamed).is_some();
    let fits = name.text.is_ascii()
        && is_snake_case(&renamed)
        && field_name(&renamed).is_some()
        && !is_reserved_label(&renamed)
        && !name.others.is_some_and(is_taken);
    fits.then_some(renamed)
}

/// A name, and what it names.
struct Name<'a> {
    /// With its article, for example "a label".
    what: &'static str,
    text: &'a Text,
    /// The metric that has the name.
    metric: Option<&'a Metric>,
    /// Those that have names of the same sort.
    others: Option<&'a Names<'a>>,
}

impl<'a> Name<'a> {
    fn new(what: &'static str, text: &'a Text) -> Self {
        Self {
            what,
            text,
            metric: None,
            others: None,
        }
    }

    /// "label `agentType`".
    fn shown(&self) -> String {
        let what = self
            .what
            .split_once(' ')
            .map_or(self.what, |(_, what)| what);
        format!("{what} `{}`", self.text.value)
    }

    /// Whether it is a name in the classic format of Prometheus, and something to make an identifier of.
    fn is_taken(&self) -> bool {
        self.consists_of_what_names_do()
            && self.family().contains(|c: char| c.is_ascii_alphanumeric())
    }

    fn consists_of_what_names_do(&self) -> bool {
        let colons = self.metric.is_some_and(|it| it.kind != Kind::StateSet);
        let may_have = |c: char| c.is_ascii_alphanumeric() || c == '_' || (c == ':' && colons);
        !self.text.starts_with(|first: char| first.is_ascii_digit())
            && self.text.chars().all(may_have)
    }

    fn family(&self) -> &'a str {
        self.metric
            .map_or(self.text, |metric| metric.kind.family(self.text))
    }

    /// What names are, as far as this one is none.
    fn note(&self) -> &'static str {
        let is_stateset = self.metric.is_some_and(|it| it.kind == Kind::StateSet);
        if is_stateset && self.text.contains(':') {
            STATES_ARE_A_LABEL
        } else if self.consists_of_what_names_do() && self.family().len() < self.text.len() {
            "its family is called so without the suffix, and that leaves no letter and no digit"
        } else {
            "names are ASCII letters, digits and `_`, and do not begin with a digit"
        }
    }
}

/// Every name that the rules are about. A field that is named by its gauge is not named here.
fn names<'a>(scope: &'a Scope<'a>) -> Vec<Name<'a>> {
    let document = scope.document;
    let mut names = Vec::new();
    for metric in &document.metrics {
        names.push(Name {
            metric: Some(metric),
            ..Name::new(metric.kind.with_article(), &metric.name)
        });
    }
    for exported in scope.all_label_names() {
        // Statesets are metrics already.
        if exported.origin != Origin::States {
            names.push(Name {
                others: (exported.origin == Origin::Label).then_some(&scope.labels),
                ..Name::new(exported.origin.with_article(), exported.text)
            });
        }
    }
    for label in &document.labels {
        if label.rename.value().is_some() {
            names.push(Name {
                others: Some(&scope.labels),
                ..Name::new("a label", &label.name)
            });
        }
    }
    for state in &document.states {
        names.push(Name {
            others: Some(&scope.states),
            ..Name::new("a state", &state.name)
        });
        for field in &state.fields.items {
            if field.name.span != field.gauge.span {
                names.push(Name::new("a field", &field.name));
            }
        }
    }
    names
}
