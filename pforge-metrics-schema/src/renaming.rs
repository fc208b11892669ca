//! Metrics that are exported under an old name too: what the new one must have in common with it.

use crate::document::{Given, Init, Kind, LabelUse, Metric};
use crate::schema::{Native, Number};
use crate::scope::Scope;
use crate::units;

/// The metric that a deprecated one names as its successor, unless that is the same, or deprecated itself.
pub(crate) fn target<'a>(metric: &'a Metric, scope: &Scope<'a>) -> Option<&'a Metric> {
    let name = metric.deprecated.as_ref()?.renamed_to.value()?;
    let target = scope.metric(name)?;
    (target.deprecated.is_none() && target.name.span != metric.name.span).then_some(target)
}

/// The metric whose cells a deprecated one shows under its old name.
pub(crate) fn alias_of<'a>(metric: &'a Metric, scope: &Scope<'a>) -> Option<&'a Metric> {
    target(metric, scope).filter(|target| differences(metric, target, scope).is_empty())
}

/// In what the cells of two metrics differ, in words: nothing, if one can be exported from the cells of the other.
///
/// Parts that are missing because of other errors are ignored: the errors are reported, and the metric is left out.
pub(crate) fn differences(
    metric: &Metric,
    target: &Metric,
    scope: &Scope<'_>,
) -> Vec<&'static str> {
    let numbers = [metric, target].map(number);
    let inits = [metric, target].map(|it| {
        it.init
            .value()
            .is_some_and(|init| init.value == Init::Unset)
    });
    let states = [metric, target].map(|it| it.states.value().map(|label| label.as_str()));
    let facts = !metric.facts.items.is_empty() || !target.facts.items.is_empty();
    let all = [
        ("kind", metric.kind != target.kind),
        ("unit", units::of(metric) != units::of(target)),
        (
            "labels",
            differ(labels(metric, scope), labels(target, scope)),
        ),
        ("value", numbers[0] != numbers[1]),
        ("init", inits[0] != inits[1]),
        (
            "buckets",
            differ(bounds(metric, scope), bounds(target, scope)),
        ),
        (
            "native",
            is_absent(&metric.native) != is_absent(&target.native)
                || differ(native(metric), native(target)),
        ),
        ("states", differ(states[0], states[1])),
        ("facts", facts),
    ];
    let differing = all.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(what, _)| what).collect()
}

/// How the value of a metric is stored, where its kind leaves a choice.
fn number(metric: &Metric) -> Option<Number> {
    let default = match metric.kind {
        Kind::Counter => Number::Int,
        Kind::Gauge => Number::Float,
        Kind::Histogram | Kind::StateSet | Kind::Info => return None,
    };
    Some(metric.number.value().map_or(default, |it| it.value))
}

/// The labels of a metric, each by its exported name and its own; `None` if one of them is unknown.
fn labels<'a>(metric: &'a Metric, scope: &Scope<'a>) -> Option<Vec<(&'a str, &'a str)>> {
    let label = |used: &'a LabelUse| {
        let label = scope.label(&used.label)?;
        Some((scope.exported(metric, used).as_str(), label.name.as_str()))
    };
    let labels = metric.labels.items.iter().map(label);
    labels
        .collect::<Option<_>>()
        .filter(|_| metric.labels.whole)
}

fn bounds(metric: &Metric, scope: &Scope<'_>) -> Option<Vec<f64>> {
    let shape = scope.shape(&metric.buckets.value()?.value)?;
    crate::bounds::sound_bounds(shape)
}

fn native(metric: &Metric) -> Option<Native> {
    crate::native::lowered(&metric.native.value()?.value)
}

fn is_absent<T>(given: &Given<T>) -> bool {
    matches!(given, Given::Absent)
}

fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one != other)
}
