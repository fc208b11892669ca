//! The built-in variables of Grafana.

/// Each variable with an example value. A name precedes the names that it starts with.
const VARIABLES: &[(&str, &str)] = &[
    ("__rate_interval_ms", "1"),
    ("__rate_interval", "1m"),
    ("__interval_ms", "1"),
    ("__interval", "1m"),
    ("__range_ms", "1"),
    ("__range_s", "1"),
    ("__range", "1m"),
];

/// Replaces variables with example values. The offsets of all other bytes stay the same.
pub(super) fn substitute(expr: &str) -> String {
    let mut substituted = expr.to_owned();
    for (name, value) in VARIABLES {
        for variable in [format!("${{{name}}}"), format!("${name}")] {
            // The value is right-aligned, because a unit can follow: `${__range_s}s`.
            let value = format!("{value:>0$}", variable.len());
            substituted = substituted.replace(&variable, &value);
        }
    }
    substituted
}
