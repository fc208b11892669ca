//! Units: the base units, with which the names of metrics end, and those that are not to be used.
//!
//! The base units are those of OpenMetrics and of Prometheus' naming practices
//! (<https://prometheus.io/docs/practices/naming/#base-units>). What to use instead of others is from the tables of
//! promlint (`client_golang`, `testutil/promlint/validations/units.go`), so that whatever compiles passes
//! `promtool check metrics`, and what else "Metric and label naming" asks for: ratios instead of percentages, units in
//! the plural.

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
    if !metric.kind.has_unit() {
        return None;
    }
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
        thing.contains(|c: char| c.is_ascii_alphabetic())
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}

/// Units that are not base units, with the base unit of their quantity.
const NOT_BASE: &[(&str, &str)] = &[
    ("minutes", "seconds"),
    ("hours", "seconds"),
    ("days", "seconds"),
    ("weeks", "seconds"),
    ("kelvins", "kelvin"),
    ("fahrenheit", "celsius"),
    ("rankine", "celsius"),
    ("inches", "meters"),
    ("yards", "meters"),
    ("miles", "meters"),
    // promlint takes both spellings; the same quantity under two names can't be divided.
    ("metres", "meters"),
    ("bits", "bytes"),
    ("calories", "joules"),
    ("pounds", "grams"),
    ("ounces", "grams"),
    ("percent", "ratio"),
    ("percentage", "ratio"),
];

/// Base units that can be had with a metric prefix, in the singular: `millisecond`, `kilobytes`.
const PREFIXED: &[(&str, &str)] = &[
    ("ampere", "amperes"),
    ("byte", "bytes"),
    ("bit", "bytes"),
    ("celsiu", "celsius"),
    ("gram", "grams"),
    ("joule", "joules"),
    ("kelvin", "kelvin"),
    ("meter", "meters"),
    ("metre", "meters"),
    ("second", "seconds"),
    ("volt", "volts"),
    ("calorie", "joules"),
];

const PREFIXES: &[&str] = &[
    "pico", "nano", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo", "kibi", "mega",
    "mebi", "mibi", "giga", "gibi", "tera", "tebi", "peta", "pebi",
];

/// The base unit to use instead of a unit.
pub(crate) fn base_unit(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    if let Some((_, base)) = NOT_BASE.iter().find(|(unit, _)| *unit == word) {
        return Some(base);
    }
    let unit = PREFIXES
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix))?;
    if let Some((_, base)) = NOT_BASE.iter().find(|(name, _)| *name == unit) {
        return Some(base);
    }
    let singular = unit.strip_suffix('s').unwrap_or(unit);
    PREFIXED
        .iter()
        .find(|(unit, _)| *unit == singular)
        .map(|(_, base)| *base)
}

/// Abbreviations, with the base unit of their quantity; none where the quantity is unclear. `min` is missing: it is a
/// minimum more often than minutes.
const ABBREVIATIONS: &[(&[&str], &str)] = &[
    (
        &[
            "s", "sec", "secs", "ms", "msec", "msecs", "us", "usec", "usecs", "ns", "nsec", "nsecs",
        ],
        "seconds",
    ),
    (&["mins", "h", "hr", "hrs", "d"], "seconds"),
    (
        &[
            "b", "kb", "mb", "gb", "tb", "pb", "kib", "mib", "gib", "tib", "pib",
        ],
        "bytes",
    ),
    (&["pct"], "ratio"),
    (&["m"], ""),
];

pub(crate) fn abbreviated_unit(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    ABBREVIATIONS
        .iter()
        .find(|(abbreviations, _)| abbreviations.contains(&word.as_str()))
        .map(|(_, base)| *base)
}

#[cfg(test)]
mod tests {
    use super::base_unit;

    #[test]
    fn prefixed_and_foreign_units_lead_to_the_base_unit_and_base_units_stand() {
        for (unit, base) in [
            ("milliseconds", "seconds"),
            ("millisecond", "seconds"),
            ("days", "seconds"),
            ("kilobytes", "bytes"),
            ("mebibytes", "bytes"),
            ("megabits", "bytes"),
            ("kilometers", "meters"),
            ("millicelsius", "celsius"),
            ("kilocalories", "joules"),
            ("percent", "ratio"),
            ("metres", "meters"),
            ("kilometres", "meters"),
        ] {
            assert_eq!(base_unit(unit), Some(base), "{unit}");
        }
        for unit in [
            "seconds",
            "bytes",
            "celsius",
            "ratio",
            "grams",
            "program",
            "micro",
            "decisions",
            "bit",
            "day",
        ] {
            assert_eq!(base_unit(unit), None, "{unit}");
        }
    }
}
