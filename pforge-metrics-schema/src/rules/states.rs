//! Checks states, which publish several gauges together.

use std::collections::HashMap;

use crate::diagnostic::{Correction, Diagnostic};
use crate::document::{Field, Kind, Metric, State};
use crate::naming::snake;
use crate::renaming;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::rust_names::{is_function_name, is_path, update_fn_of};
use crate::scope::Scope;

pub(crate) static STATE_KIND: Rule = Rule {
    id: "state_kind",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("state_kind.md"),
};

pub(super) fn state_kind(scope: &Scope<'_>, report: &mut Report) {
    let mut first_uses = HashMap::new();
    let states = scope.document.states.iter().enumerate();
    // A state that repeats the name of an earlier one is reported as a duplicate.
    for (_, state) in states.filter(|(position, _)| scope.states.is_first(*position)) {
        if let Some(span) = state
            .fields
            .span
            .filter(|_| state.fields.whole && state.fields.items.is_empty())
        {
            let message = format!("state `{}` has no fields", state.name.value);
            report.push(STATE_KIND.at(span, message).help("list at least one gauge"));
        }
        for field in &state.fields.items {
            let Some(metric) = scope.metric(&field.gauge) else {
                continue;
            };
            report.extend(invalid_field(state, field, metric, scope));
            let first_use = *first_uses
                .entry(field.gauge.as_str())
                .or_insert((state, field));
            report.extend(second_use(first_use, state, field, metric));
        }
    }
}

/// Reports a metric that cannot be a field.
fn invalid_field(
    state: &State,
    field: &Field,
    metric: &Metric,
    scope: &Scope<'_>,
) -> Option<Diagnostic> {
    let message = if metric.kind != Kind::Gauge {
        format!(
            "a field of state `{}` must be a gauge, found {}",
            state.name.value,
            metric.described()
        )
    } else if scope.is_open(metric) {
        format!(
            "{} has an open label and cannot be a field of a state",
            metric.described()
        )
    } else if let Some(target) = renaming::alias_of(metric, scope) {
        let message = format!(
            "{} is the old name of `{}`",
            metric.described(),
            target.name.value
        );
        return Some(
            STATE_KIND
                .at(field.gauge.span, message)
                .related(metric.name.span, "declared here")
                .help(format!("use the new name `{}`", target.name.value))
                .correct(Correction::name(
                    field.gauge.span,
                    field.gauge.value.clone(),
                    target.name.value.clone(),
                )),
        );
    } else {
        return None;
    };
    Some(
        STATE_KIND
            .at(field.gauge.span, message)
            .related(metric.name.span, "declared here")
            .help("remove it from the state"),
    )
}

/// Reports a gauge that is already a field of this or another state.
fn second_use(
    first_use: (&State, &Field),
    state: &State,
    field: &Field,
    metric: &Metric,
) -> Option<Diagnostic> {
    let (first_state, first_field) = first_use;
    if first_field.gauge.span == field.gauge.span {
        return None;
    }
    let message = if first_state.name.span == state.name.span {
        format!(
            "duplicate {} in state `{}`",
            metric.described(),
            state.name.value
        )
    } else {
        format!(
            "{} is already a field of state `{}`",
            metric.described(),
            first_state.name.value
        )
    };
    Some(
        STATE_KIND
            .at(field.gauge.span, message)
            .related(first_field.gauge.span, "first used here")
            .help("remove one of them"),
    )
}

pub(crate) static STATE_TYPE: Rule = Rule {
    id: "state_type",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("state_type.md"),
};

pub(super) fn state_type(scope: &Scope<'_>, report: &mut Report) {
    let states = scope.document.states.iter();
    let paths = states.filter_map(|state| state.path.value());
    for path in paths.filter(|path| !is_path(path)) {
        report.push(
            STATE_TYPE
                .at(path.span, format!("invalid struct path `{}`", path.value))
                .help("write it as in a `use` declaration, for example `crate::PuzzleState`"),
        );
    }
}

pub(crate) static STATE_UPDATE: Rule = Rule {
    id: "state_update",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("state_update.md"),
};

pub(super) fn state_update(scope: &Scope<'_>, report: &mut Report) {
    for state in &scope.document.states {
        let Some(name) = state.update.value().filter(|name| !is_function_name(name)) else {
            continue;
        };
        let message = format!("invalid function name `{}`", name.value);
        let written = name
            .rsplit("::")
            .next()
            .map(snake)
            .filter(|it| is_function_name(it));
        let example = written.or_else(|| update_fn_of(&state.name));
        let example = example.unwrap_or_else(|| "update_state".to_owned());
        report.push(
            STATE_UPDATE
                .at(name.span, message)
                .help(format!("use a name in snake_case, such as `{example}`")),
        );
    }
}
