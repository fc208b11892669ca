//! Checks help texts. They become the HELP lines of the exposition, the rustdoc of the statics and the tooltips of
//! dashboards.

use crate::diagnostic::Correction;
use crate::document::{Given, Label, Text};
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static HELP_REQUIRED: Rule = Rule {
    id: "help_required",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("help_required.md"),
};

pub(super) fn help_required(scope: &Scope<'_>, report: &mut Report) {
    for (kind, name, help) in items_with_help(scope) {
        let (span, problem) = match help {
            Given::Absent => (name.span, "missing key `help` in"),
            Given::Value(text) if text.trim().is_empty() => (text.span, "empty `help` in"),
            Given::Value(text) if text.is_placeholder() => (text.span, "placeholder `help` in"),
            Given::Value(_) | Given::Unreadable => continue,
        };
        let message = format!("{problem} {kind} `{}`", name.value);
        let help = "describe it in one sentence, for example `help = \"Tokens used.\"`";
        report.push(HELP_REQUIRED.at(span, message).help(help));
    }
}

pub(crate) static HELP_PERIOD: Rule = Rule {
    id: "help_period",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    page: include_str!("help_period.md"),
};

pub(super) fn help_period(scope: &Scope<'_>, report: &mut Report) {
    let document = scope.document;
    let mut helps = Vec::new();
    for (_, _, help) in items_with_help(scope) {
        helps.extend(help.value());
    }
    for group in &document.groups {
        helps.extend(group.help.value());
    }
    for value in document.labels.iter().flat_map(Label::values) {
        helps.extend(value.help.value());
    }
    for text in helps {
        let sentence = text.trim_end();
        if !sentence.is_empty() && !sentence.ends_with('.') && !text.is_placeholder() {
            report.push(
                HELP_PERIOD
                    .at(text.span, "`help` does not end in a period")
                    .help("add a period")
                    .correct(Correction::Append(text.span, ".")),
            );
        }
    }
}

/// Returns the items that require help, each with its kind, its name and its help.
fn items_with_help<'a>(scope: &Scope<'a>) -> Vec<(&'static str, &'a Text, &'a Given<String>)> {
    let document = scope.document;
    let mut items = Vec::new();
    for metric in &document.metrics {
        items.push((metric.kind.name(), &metric.name, &metric.help));
    }
    for label in &document.labels {
        items.push(("label", &label.name, &label.help));
    }
    for state in &document.states {
        items.push(("state", &state.name, &state.help));
    }
    for record in &document.records {
        items.push(("recording rule", &record.name, &record.help));
    }
    items
}
