//! Units in names, as promlint looks for them. Infos and statesets have none.

use crate::diagnostic::Severity;
use crate::document::Metric;
use crate::naming;
use crate::proposal;
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
        let found = naming::foreign_unit(&metric.name, metric.kind, scope.document);
        let Some((unit, base)) = found else { continue };
        let message = format!(
            "{} is in `{unit}`, which is not a base unit",
            metric.described()
        );
        report.push(
            UNIT_BASE
                .at(metric.name.span, message)
                .help(measure_in(base, metric, scope)),
        );
    }
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
        let found = naming::abbreviation(&metric.name, metric.kind, scope.document);
        let Some((word, base)) = found else { continue };
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
