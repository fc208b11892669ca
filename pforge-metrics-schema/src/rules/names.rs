//! What names say.

use super::spelling::rename;
use crate::diagnostic::Severity;
use crate::document::{Document, Kind};
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;

pub(crate) static COLON_RESERVED: Rule = Rule {
    id: "colon_reserved",
    title: "`:` belongs to recording rules",
    severity: Severity::Error,
    fixed: false,
    explanation: "\
By convention a colon in a name tells that Prometheus computed the series by a recording rule. A metric that is exposed \
with one looks like the result of a rule that nobody can find. promlint refuses it as well.",
    wrong: "\
[counter.\"pforge:ticks_total\"]
help = \"Ticks of the orchestrator.\"
",
    right: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator.\"
",
    check: Some(colon_reserved),
};

fn colon_reserved(scope: &Scope<'_>, report: &mut Report) {
    let metrics = scope.document.metrics.iter();
    // A stateset is named like a label, which can't have a colon at all.
    for metric in metrics.filter(|it| it.kind != Kind::StateSet && it.name.contains(':')) {
        let message = format!(
            "{} has a `:`, which is reserved for recording rules",
            metric.described()
        );
        let help = rename(&metric.name);
        report.push(
            COLON_RESERVED
                .at(metric.name.span, message)
                .help_if_any(help),
        );
    }
}

pub(crate) static TYPE_IN_NAME: Rule = Rule {
    id: "type_in_name",
    title: "a name does not tell the type",
    severity: Severity::Error,
    fixed: false,
    explanation: "\
The exposition tells the type already (`# TYPE`), and a name that repeats it lies once the type changes. promlint \
refuses it as well.",
    wrong: "\
[gauge.pforge_queue_gauge]
help = \"Jobs that wait.\"
",
    right: "\
[gauge.pforge_queued_jobs]
help = \"Jobs that wait.\"
",
    check: Some(type_in_name),
};

/// The types of Prometheus, as promlint looks for them.
const TYPES: &[&str] = &["counter", "gauge", "histogram", "summary"];

fn type_in_name(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let Some(word) = metric
            .name
            .split('_')
            .skip(1)
            .find(|word| TYPES.contains(word))
        else {
            continue;
        };
        let message = format!("{} has the type `{word}` in its name", metric.described());
        let renamed = metric.name.replacen(&format!("_{word}"), "", 1);
        let nothing_left = is_bare(&renamed, scope.document);
        let help = rename(&renamed).filter(|_| !nothing_left);
        report.push(
            TYPE_IN_NAME
                .at(metric.name.span, message)
                .help(help.unwrap_or_else(|| "name what is measured".to_owned())),
        );
    }
}

/// Whether a name is no more than the prefix, or no more than a single word, apart from a `_total`.
fn is_bare(name: &str, document: &Document) -> bool {
    let name = name.strip_suffix("_total").unwrap_or(name);
    let prefix = document
        .prefix
        .as_ref()
        .map_or("", |prefix| prefix.trim_end_matches('_'));
    name == prefix || !name.contains('_')
}

pub(crate) static GENERIC_NAME: Rule = Rule {
    id: "generic_name",
    title: "a name says what is measured",
    severity: Severity::Warning,
    fixed: false,
    explanation: "\
`data`, `value`, `info` or `stats` alone after the prefix fits every metric and tells none apart.",
    wrong: "\
prefix = \"pforge_\"

[gauge.pforge_value]
help = \"Global disorder score.\"
",
    right: "\
prefix = \"pforge_\"

[gauge.pforge_entropy]
help = \"Global disorder score.\"
",
    check: Some(generic_name),
};

fn generic_name(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let own = scope.document.without_prefix(&metric.name);
        let word = own.strip_suffix("_total").unwrap_or(own);
        if ["data", "value", "info", "stats"].contains(&word) {
            let message = format!("{} is called just `{word}`", metric.described());
            report.push(
                GENERIC_NAME
                    .at(metric.name.span, message)
                    .help("name what is measured"),
            );
        }
    }
}
