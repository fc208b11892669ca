//! Checks that names start with the prefix of the schema.

use crate::naming;
use crate::proposal;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static PREFIX_REQUIRED: Rule = Rule {
    id: "prefix_required",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("prefix_required.md"),
};

pub(super) fn prefix_required(scope: &Scope<'_>, report: &mut Report) {
    let Some(prefix) = &scope.document.prefix else {
        return;
    };
    // `name_format` reports `shop-x` and proposes a name with the prefix.
    let has_misspelled_prefix = |name: &str| {
        !naming::has_only_name_characters(name) && naming::snake(name).starts_with(prefix.as_str())
    };
    let has_prefix = |name: &str| name.starts_with(prefix.as_str()) || has_misspelled_prefix(name);
    let metrics = scope.document.metrics.iter();
    for metric in metrics.filter(|metric| !has_prefix(&metric.name)) {
        let described = naming::described(metric);
        let message = format!("{described} does not start with `{}`", prefix.value);
        let diagnostic = PREFIX_REQUIRED
            .at(metric.name.span, message)
            .related(prefix.span, "prefix of this schema");
        let fallback_help = || name_after(prefix);
        report.push(proposal::with_rename_help(
            diagnostic,
            metric,
            scope,
            fallback_help,
        ));
    }
}

pub(crate) static REDUNDANT_PREFIX: Rule = Rule {
    id: "redundant_prefix",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("redundant_prefix.md"),
};

pub(super) fn redundant_prefix(scope: &Scope<'_>, report: &mut Report) {
    let Some(prefix) = scope
        .document
        .prefix
        .as_ref()
        .filter(|prefix| !prefix.is_empty())
    else {
        return;
    };
    for metric in &scope.document.metrics {
        let Some(rest) = metric.name.strip_prefix(prefix.as_str()) else {
            continue;
        };
        if rest.starts_with(prefix.as_str()) {
            let described = naming::described(metric);
            let message = format!("{described} repeats the prefix `{}`", prefix.value);
            let diagnostic = REDUNDANT_PREFIX.at(metric.name.span, message);
            let fallback_help = || name_after(prefix);
            report.push(proposal::with_rename_help(
                diagnostic,
                metric,
                scope,
                fallback_help,
            ));
        }
    }
}

fn name_after(prefix: &str) -> String {
    format!("describe what is measured after `{prefix}`")
}
