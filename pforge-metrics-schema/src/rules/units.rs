//! Checks units in names as promlint does: in every word including those of the prefix, for all kinds.

use crate::diagnostic::Diagnostic;
use crate::document::Metric;
use crate::naming;
use crate::proposal;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static UNIT_BASE: Rule = Rule {
    id: "unit_base",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unit_base.md"),
};

pub(super) fn unit_base(scope: &Scope<'_>, report: &mut Report) {
    if let Some(prefix) = &scope.document.prefix
        && let Some((unit, base)) = naming::non_base_unit_of_prefix(prefix)
    {
        let message = format!(
            "prefix `{}` contains the unit `{unit}`, which is not a base unit",
            prefix.value
        );
        let help = format!("choose another prefix: promlint expects `{base}` in every name");
        report.push(UNIT_BASE.at(prefix.span, message).help(help));
    }
    for metric in &scope.document.metrics {
        let Some((unit, base)) = naming::non_base_unit(&metric.name, scope.document) else {
            continue;
        };
        let diagnostic = if metric.kind.has_unit() {
            let message = format!(
                "{} contains the unit `{unit}`, which is not a base unit",
                naming::described(metric)
            );
            UNIT_BASE
                .at(metric.name.span, message)
                .help(measure_in(base, metric, scope))
        } else {
            looks_like_unit(&UNIT_BASE, unit, metric)
        };
        report.push(diagnostic);
    }
}

/// Reports a word that promlint reads as a unit, for a kind that has no unit.
fn looks_like_unit(rule: &'static Rule, word: &str, metric: &Metric) -> Diagnostic {
    let message = format!(
        "{} contains `{word}`, which promlint reads as a unit",
        naming::described(metric)
    );
    rule.at(metric.name.span, message).help("use another word")
}

pub(crate) static UNIT_ABBREV: Rule = Rule {
    id: "unit_abbrev",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unit_abbrev.md"),
};

pub(super) fn unit_abbrev(scope: &Scope<'_>, report: &mut Report) {
    if let Some(prefix) = &scope.document.prefix
        && let Some((word, _)) = naming::abbreviation_of_prefix(prefix)
    {
        let message = format!(
            "prefix `{}` contains the abbreviated unit `{word}`",
            prefix.value
        );
        let help = "choose another prefix: promlint expects the full unit in every name";
        report.push(UNIT_ABBREV.at(prefix.span, message).help(help));
    }
    for metric in &scope.document.metrics {
        let Some((word, base)) = naming::abbreviation(&metric.name, scope.document) else {
            continue;
        };
        if !metric.kind.has_unit() {
            report.push(looks_like_unit(&UNIT_ABBREV, word, metric));
            continue;
        }
        let described = naming::described(metric);
        let message = format!("{described} contains the abbreviated unit `{word}`");
        let help = match base {
            "" => "write the unit in full, for example `seconds` or `meters`".to_owned(),
            base => measure_in(base, metric, scope),
        };
        report.push(UNIT_ABBREV.at(metric.name.span, message).help(help));
    }
}

/// Proposes the base unit and the name that goes with it.
fn measure_in(base: &str, metric: &Metric, scope: &Scope<'_>) -> String {
    let measure = match base {
        "ratio" => "measure a ratio from 0 to 1".to_owned(),
        _ => format!("measure in {base}"),
    };
    match proposal::rename_help(metric, scope) {
        Some(rename) => format!("{measure} and {rename}"),
        None => measure,
    }
}
