//! Units in names.
//!
//! The tables are those of promlint (`client_golang`, `testutil/promlint/validations/units.go`), so that whatever
//! compiles passes `promtool check metrics`, and what else "Metric and label naming" asks for
//! (<https://prometheus.io/docs/practices/naming/#base-units>): ratios instead of percentages, units in the plural.

use crate::diagnostic::Severity;
use crate::document::Metric;
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;

pub(crate) static UNIT_BASE: Rule = Rule {
    id: "unit_base",
    title: "units are base units",
    severity: Severity::Error,
    fixed: false,
    explanation: "\
Seconds, not minutes or milliseconds; bytes, not bits or kilobytes; ratios from 0 to 1, not percent; meters, grams, \
joules, celsius. With one unit for each quantity two metrics can be divided without a table of factors, and dashboards \
scale the axis by themselves. See https://prometheus.io/docs/practices/naming/#base-units; promlint refuses the same.",
    wrong: "\
[gauge.pforge_uptime_minutes]
help = \"Time since the start.\"
",
    right: "\
[gauge.pforge_uptime_seconds]
help = \"Time since the start.\"
",
    check: Some(unit_base),
};

fn unit_base(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let Some((unit, base)) = metric
            .name
            .split('_')
            .find_map(|word| Some((word, base_unit(word)?)))
        else {
            continue;
        };
        let message = format!(
            "{} is in `{unit}`, which is not a base unit",
            metric.described()
        );
        report.push(
            UNIT_BASE
                .at(metric.name.span, message)
                .help(measure_in(metric, unit, base)),
        );
    }
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
const BASE: &[(&str, &str)] = &[
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
pub(super) fn base_unit(word: &str) -> Option<&'static str> {
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
    BASE.iter()
        .find(|(unit, _)| *unit == singular)
        .map(|(_, base)| *base)
}

pub(crate) static UNIT_ABBREV: Rule = Rule {
    id: "unit_abbrev",
    title: "units are written in full",
    severity: Severity::Error,
    fixed: false,
    explanation: "\
`_ms`, `_sec`, `_kb`, `_s`: `m` is minutes to one reader and meters to the next, and of two spellings of one unit every \
query guesses the wrong one. promlint refuses the same.",
    wrong: "\
[gauge.pforge_cache_kb]
help = \"Size of the cache.\"
",
    right: "\
[gauge.pforge_cache_bytes]
help = \"Size of the cache.\"
",
    check: Some(unit_abbrev),
};

fn unit_abbrev(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let mut words = metric.name.split('_').skip(1);
        let Some((word, base)) = words.find_map(|word| Some((word, abbreviated_unit(word)?)))
        else {
            continue;
        };
        let message = format!("{} abbreviates its unit to `{word}`", metric.described());
        let help = match base {
            "" => "write the unit in full, for example `seconds` or `meters`".to_owned(),
            base => measure_in(metric, word, base),
        };
        report.push(UNIT_ABBREV.at(metric.name.span, message).help(help));
    }
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

pub(super) fn abbreviated_unit(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    ABBREVIATIONS
        .iter()
        .find(|(abbreviations, _)| abbreviations.contains(&word.as_str()))
        .map(|(_, base)| *base)
}

/// Proposes the name with another unit.
fn measure_in(metric: &Metric, unit: &str, base: &str) -> String {
    let words: Vec<_> = metric
        .name
        .split('_')
        .map(|word| if word == unit { base } else { word })
        .collect();
    let renamed = words.join("_");
    match base {
        "ratio" => format!("measure a ratio from 0 to 1 and rename it to `{renamed}`"),
        _ => format!("measure in {base} and rename it to `{renamed}`"),
    }
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
