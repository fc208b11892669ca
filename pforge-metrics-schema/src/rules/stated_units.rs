//! Checks `unit` and compares it with the name.

use crate::diagnostic::Correction;
use crate::document::{Metric, Text};
use crate::naming;
use crate::proposal;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;
use crate::suggest;
use crate::units::{self, BASE, abbreviated_unit, base_unit, is_annotation};

pub(crate) static UNIT_UNKNOWN: Rule = Rule {
    id: "unit_unknown",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unit_unknown.md"),
};

pub(super) fn unit_unknown(scope: &Scope<'_>, report: &mut Report) {
    let metrics = scope.document.metrics.iter();
    for unit in metrics.filter_map(|metric| metric.unit.value()) {
        if BASE.contains(&unit.as_str()) || is_annotation(unit) {
            continue;
        }
        if let Some(meant) = intended(unit) {
            let message = format!("unknown unit `{}`", unit.value);
            let diagnostic = UNIT_UNKNOWN.at(unit.span, message);
            report.push(diagnostic.help(format!("write `unit = \"{meant}\"`")));
            continue;
        }
        let base = base_unit(unit).or_else(|| abbreviated_unit(unit).filter(|it| !it.is_empty()));
        let (message, help) = if let Some(base) = base {
            let message = format!("unit `{}` is not a base unit", unit.value);
            (message, format!("measure in {base}: `unit = \"{base}\"`"))
        } else if let Some(near) = suggest::nearest(unit, BASE.iter().copied()) {
            let message = format!("unknown unit `{}`", unit.value);
            (message, format!("did you mean `{near}`?"))
        } else {
            let message = format!("unknown unit `{}`", unit.value);
            (message, all_units(unit))
        };
        report.push(UNIT_UNKNOWN.at(unit.span, message).help(help));
    }
}

/// Returns the unit that a sign stands for, or a word for a counted thing in braces.
fn intended(unit: &str) -> Option<String> {
    if unit == "%" {
        return Some("ratio".to_owned());
    }
    let is_word = unit.ends_with('s') && unit.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_unit = base_unit(unit).is_some()
        || abbreviated_unit(unit).is_some()
        || suggest::nearest(unit, BASE.iter().copied()).is_some();
    (is_word && !is_unit).then(|| format!("{{{unit}}}"))
}

fn all_units(unit: &str) -> String {
    let thing = format!("{{{}}}", unit.trim_matches(['{', '}']));
    let example = Some(thing.as_str()).filter(|it| is_annotation(it));
    format!(
        "use `{}` for a count, or one of the base units {}",
        example.unwrap_or("{thing}"),
        suggest::either_quoted(BASE.iter().copied())
    )
}

pub(crate) static UNIT_SUFFIX: Rule = Rule {
    id: "unit_suffix",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unit_suffix.md"),
};

pub(super) fn unit_suffix(scope: &Scope<'_>, report: &mut Report) {
    let base = with_unit(scope).filter(|(_, unit)| BASE.contains(&unit.as_str()));
    for (metric, unit) in base.filter(|(metric, _)| !ends_in_any_unit(&metric.name)) {
        let message = format!(
            "{} does not end in its unit `{}`",
            naming::described(metric),
            unit.value
        );
        let diagnostic = UNIT_SUFFIX
            .at(metric.name.span, message)
            .related(unit.span, "declared unit");
        let fallback_help = || format!("use a name that ends in `_{}`", unit.value);
        report.push(proposal::with_rename_help(
            diagnostic,
            metric,
            scope,
            fallback_help,
        ));
    }
}

/// Returns whether a name ends in any unit. If it is the wrong one, another lint proposes the replacement.
fn ends_in_any_unit(name: &str) -> bool {
    let stem = name.strip_suffix("_total").unwrap_or(name);
    let last = stem.rsplit_once('_').map(|(_, last)| last);
    units::of_name(name).is_some()
        || last.is_some_and(|it| base_unit(it).is_some() || abbreviated_unit(it).is_some())
}

pub(crate) static UNIT_MISMATCH: Rule = Rule {
    id: "unit_mismatch",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unit_mismatch.md"),
};

pub(super) fn unit_mismatch(scope: &Scope<'_>, report: &mut Report) {
    for (metric, unit) in with_unit(scope) {
        let known = BASE.contains(&unit.as_str()) || is_annotation(unit);
        let Some(other) =
            units::of_name(&metric.name).filter(|other| known && other != &unit.value)
        else {
            continue;
        };
        let message = format!(
            "{} ends in `{other}`, but its unit is `{}`",
            naming::described(metric),
            unit.value
        );
        let thing = unit.trim_matches(['{', '}']);
        let is_thing = thing == other;
        let help = match proposal::rename_help(metric, scope) {
            _ if is_thing => format!("write `unit = \"{other}\"`"),
            Some(rename) => format!("{rename}, or correct the unit"),
            None => "correct the unit or the name".to_owned(),
        };
        report.push(
            UNIT_MISMATCH
                .at(metric.name.span, message)
                .related(unit.span, "declared unit")
                .help(help)
                .correct_if_any(
                    is_thing.then(|| Correction::name(unit.span, unit.value.clone(), other)),
                ),
        );
    }
}

/// Returns the metrics that have a `unit`.
fn with_unit<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (&'a Metric, &'a Text)> {
    let metrics = scope.document.metrics.iter();
    metrics.filter_map(|metric| Some((metric, metric.unit.value()?)))
}
