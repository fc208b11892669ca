//! The variables that Grafana itself fills in.

/// Each with something that it can stand for; names that begin with others stand before those.
const VARIABLES: &[(&str, &str)] = &[
    ("__rate_interval_ms", "1"),
    ("__rate_interval", "1m"),
    ("__interval_ms", "1"),
    ("__interval", "1m"),
    ("__range_ms", "1"),
    ("__range_s", "1"),
    ("__range", "1m"),
];

/// An expression with numbers and durations in place of variables: every other byte stays where it is.
pub(super) fn filled_in(expr: &str) -> String {
    let mut filled_in = expr.to_owned();
    for (name, value) in VARIABLES {
        for variable in [format!("${{{name}}}"), format!("${name}")] {
            // A unit may follow: `${__range_s}s`.
            let value = format!("{value:>0$}", variable.len());
            filled_in = filled_in.replace(&variable, &value);
        }
    }
    filled_in
}
