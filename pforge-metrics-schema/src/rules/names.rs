//! Checks the words in metric names.

use crate::document::Kind;
use crate::naming;
use crate::proposal;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static COLON_RESERVED: Rule = Rule {
    id: "colon_reserved",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("colon_reserved.md"),
};

pub(super) fn colon_reserved(scope: &Scope<'_>, report: &mut Report) {
    let metrics = scope.document.metrics.iter();
    // A stateset name is also a label name, so `name_format` reports its colons.
    for metric in metrics.filter(|it| it.kind != Kind::StateSet && it.name.contains(':')) {
        let message = format!(
            "{} contains `:`, which is reserved for recording rules",
            naming::described(metric)
        );
        let diagnostic = COLON_RESERVED.at(metric.name.span, message);
        let fallback_help = || "join words with `_`".to_owned();
        report.push(proposal::with_rename_help(
            diagnostic,
            metric,
            scope,
            fallback_help,
        ));
    }
}

pub(crate) static TYPE_IN_NAME: Rule = Rule {
    id: "type_in_name",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("type_in_name.md"),
};

pub(super) fn type_in_name(scope: &Scope<'_>, report: &mut Report) {
    if let Some(prefix) = &scope.document.prefix
        && let Some(word) = naming::type_word_of_prefix(prefix)
    {
        let message = format!(
            "prefix `{}` contains the metric type `{word}`",
            prefix.value
        );
        report.push(
            TYPE_IN_NAME
                .at(prefix.span, message)
                .help("choose another prefix: it is part of every name"),
        );
    }
    for metric in &scope.document.metrics {
        let Some(word) = naming::type_word(&metric.name, scope.document) else {
            continue;
        };
        let described = naming::described(metric);
        let message = format!("{described} contains the metric type `{word}`");
        let diagnostic = TYPE_IN_NAME.at(metric.name.span, message);
        let fallback_help = || "use a name that describes what is measured".to_owned();
        report.push(proposal::with_rename_help(
            diagnostic,
            metric,
            scope,
            fallback_help,
        ));
    }
}

pub(crate) static GENERIC_NAME: Rule = Rule {
    id: "generic_name",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    page: include_str!("generic_name.md"),
};

pub(super) fn generic_name(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        if let Some(word) = naming::generic_word(&metric.name, scope.document) {
            let described = naming::described(metric);
            let message = format!("{described} consists only of the generic word `{word}`");
            report.push(
                GENERIC_NAME
                    .at(metric.name.span, message)
                    .help("use a name that describes what is measured"),
            );
        }
    }
}
