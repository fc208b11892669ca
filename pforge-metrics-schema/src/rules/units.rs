//! Units in names, as promlint looks for them: in every word, those of the prefix too, and whatever the kind.

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
        && let Some((unit, base)) = naming::foreign_unit_of_prefix(prefix)
    {
        let message = format!(
            "prefix `{}` has the unit `{unit}`, which is not a base unit",
            prefix.value
        );
        let help = format!("take another prefix: promlint asks for `{base}` in every name");
        report.push(UNIT_BASE.at(prefix.span, message).help(help));
    }
    for metric in &scope.document.metrics {
        let Some((unit, base)) = naming::foreign_unit(&metric.name, scope.document) else {
            continue;
        };
        let diagnostic = if metric.kind.has_unit() {
            let message = format!(
                "{} is in `{unit}`, which is not a base unit",
                metric.described()
            );
            UNIT_BASE
                .at(metric.name.span, message)
                .help(measure_in(base, metric, scope))
        } else {
            taken_for_a_unit(&UNIT_BASE, unit, metric)
        };
        report.push(diagnostic);
    }
}

/// What to say of kinds that have no unit, and of which promlint looks at no more than the name.
fn taken_for_a_unit(rule: &'static Rule, word: &str, metric: &Metric) -> Diagnostic {
    let message = format!(
        "{} has `{word}` in its name, which is taken for a unit",
        metric.described()
    );
    rule.at(metric.name.span, message)
        .help("use another word: promlint takes it for a unit of its gauge")
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
            "prefix `{}` has `{word}`, which abbreviates a unit",
            prefix.value
        );
        let help = "take another prefix: promlint asks for the unit in full in every name";
        report.push(UNIT_ABBREV.at(prefix.span, message).help(help));
    }
    for metric in &scope.document.metrics {
        let Some((word, base)) = naming::abbreviation(&metric.name, scope.document) else {
            continue;
        };
        if !metric.kind.has_unit() {
            report.push(taken_for_a_unit(&UNIT_ABBREV, word, metric));
            continue;
        }
        let message = format!("{} abbreviates its unit to `{word}`", metric.described());
        let help = match base {
            "" => "write the unit in full, for example `seconds` or `meters`".to_owned(),
            base => measure_in(base, metric, scope),
        };
        report.push(UNIT_ABBREV.at(metric.name.span, message).help(help));
    }
}

/// What to measure in, and what to call it then.
fn measure_in(base: &str, metric: &Metric, scope: &Scope<'_>) -> String {
    let measure = match base {
        "ratio" => "measure a ratio from 0 to 1".to_owned(),
        _ => format!("measure in {base}"),
    };
    match proposal::rename(metric, scope) {
        Some(rename) => format!("{measure} and {rename}"),
        None => measure,
    }
}
