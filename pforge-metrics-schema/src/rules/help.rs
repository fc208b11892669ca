//! Help texts: they are the HELP lines of the exposition, the rustdoc of the statics and the tooltips of dashboards.

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
    for (sort, name, help) in required(scope) {
        let (span, wrong) = match help {
            Given::Absent => (name.span, "has no `help`"),
            Given::Value(text) if text.trim().is_empty() => (text.span, "has an empty `help`"),
            Given::Value(text) if text.is_placeholder() => {
                (text.span, "has a `help` that is still to be written")
            }
            Given::Value(_) | Given::Unreadable => continue,
        };
        let diagnostic = HELP_REQUIRED.at(span, format!("{sort} `{}` {wrong}", name.value));
        report.push(
            diagnostic
                .help("say in one sentence what it tells, for example `help = \"Tokens used.\"`"),
        );
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
    let groups = document.groups.iter().map(|group| &group.help);
    let values = document
        .labels
        .iter()
        .flat_map(Label::values)
        .map(|value| &value.help);
    let helps = required(scope)
        .map(|(_, _, help)| help)
        .chain(groups)
        .chain(values);
    for text in helps.filter_map(Given::value) {
        let sentence = text.trim_end();
        if !sentence.is_empty() && !sentence.ends_with('.') && !text.is_placeholder() {
            report.push(
                HELP_PERIOD
                    .at(text.span, "help should end in a period")
                    .correct(Correction::Append(text.span, ".")),
            );
        }
    }
}

/// The items that must have help: what they are, their names, their help.
fn required<'a>(
    scope: &Scope<'a>,
) -> impl Iterator<Item = (&'static str, &'a Text, &'a Given<String>)> {
    let document = scope.document;
    let metrics = document
        .metrics
        .iter()
        .map(|metric| (metric.kind.name(), &metric.name, &metric.help));
    let labels = document
        .labels
        .iter()
        .map(|label| ("label", &label.name, &label.help));
    let states = document
        .states
        .iter()
        .map(|state| ("state", &state.name, &state.help));
    let records = document
        .records
        .iter()
        .map(|record| ("record", &record.name, &record.help));
    metrics.chain(labels).chain(states).chain(records)
}
