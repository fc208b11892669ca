//! Base units: those with which the names of metrics end.
//!
//! The list is that of OpenMetrics and of Prometheus' naming practices
//! (<https://prometheus.io/docs/practices/naming/#base-units>).

use crate::document::Metric;

/// The base units.
pub(crate) const BASE: &[&str] = &[
    "amperes", "bytes", "celsius", "grams", "joules", "kelvin", "meters", "ratio", "seconds",
    "volts",
];

/// The unit of a metric: the one it states, else the base unit with which its name ends.
///
/// A stated unit with which the name does not end is none: `OpenMetrics` refuses the two side by side.
pub(crate) fn of(metric: &Metric) -> Option<&str> {
    match metric.unit.value() {
        Some(unit) => (is_annotation(unit) || ends_in(&metric.name, unit)).then_some(unit.as_str()),
        None => of_name(&metric.name),
    }
}

/// Whether a name ends in a unit, before `_total`.
pub(crate) fn ends_in(name: &str, unit: &str) -> bool {
    let name = name.strip_suffix("_total").unwrap_or(name);
    let stem = name.strip_suffix(unit);
    !unit.is_empty() && stem.is_some_and(|stem| stem.len() > 1 && stem.ends_with('_'))
}

/// The base unit with which a name ends, before `_total`.
pub(crate) fn of_name(name: &str) -> Option<&'static str> {
    let name = name.strip_suffix("_total").unwrap_or(name);
    let last = name.rsplit('_').next()?;
    let unit = BASE.iter().find(|unit| **unit == last)?;
    (last.len() < name.len()).then_some(*unit)
}

/// Whether a unit is of the form `{thing}`: what is counted, without a unit of its own.
pub(crate) fn is_annotation(unit: &str) -> bool {
    let thing = unit
        .strip_prefix('{')
        .and_then(|unit| unit.strip_suffix('}'));
    thing.is_some_and(|thing| {
        let mut bytes = thing.bytes();
        !thing.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}
