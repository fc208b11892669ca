//! Help texts: they are the HELP lines of the exposition, the rustdoc of the statics and the tooltips of dashboards.

use crate::diagnostic::{Correction, Severity};
use crate::document::{Given, Label, Text};
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;

pub(crate) static HELP_REQUIRED: Rule = Rule {
    id: "help_required",
    title: "metrics, labels, states and recording rules say what they are",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
`help` is what people read when a graph looks wrong and its author is asleep. It must be there, and it must not be a \
note to write it later (`todo`, `tbd`). promlint asks for it as well.",
    wrong: "\
[counter.pforge_ticks_total]
help = \"TODO\"
",
    right: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator.\"
",
    check: Some(help_required),
};

fn help_required(scope: &Scope<'_>, report: &mut Report) {
    for (sort, name, help) in required(scope) {
        let (span, wrong) = match help {
            Given::Absent => (name.span, "has no `help`"),
            Given::Value(text) if text.trim().is_empty() => (text.span, "has an empty `help`"),
            Given::Value(text) if is_placeholder(text) => {
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

/// Whether a text says nothing yet: a note to write it later, or the `…` that stands for text in our own messages.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let words = text.trim();
    let text = words.trim_end_matches(['.', ':', '!', '?', '…']);
    let is_left_out = words.starts_with('…') || words.contains('.') && text.is_empty();
    is_left_out
        || ["todo", "tbd", "fixme", "xxx"]
            .iter()
            .any(|placeholder| text.eq_ignore_ascii_case(placeholder))
}

pub(crate) static HELP_PERIOD: Rule = Rule {
    id: "help_period",
    title: "help ends in a period",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    explanation: "\
Help is a sentence. It is put before other sentences, in the rustdoc for example, and reads badly there without its \
period.",
    wrong: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator\"
",
    right: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator.\"
",
    check: Some(help_period),
};

fn help_period(scope: &Scope<'_>, report: &mut Report) {
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
        if !sentence.is_empty() && !sentence.ends_with('.') && !is_placeholder(text) {
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
