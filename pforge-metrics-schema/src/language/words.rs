//! Names that other tools use for the keys of this language.

/// Names in other tools, each with its equivalents here. The first one that the table has is proposed.
const WORDS: &[(&str, &[&str])] = &[
    // Metrics and labels.
    ("description", &["help"]),
    ("desc", &["help"]),
    ("doc", &["help"]),
    ("docs", &["help"]),
    ("documentation", &["help"]),
    ("comment", &["help", "note"]),
    ("tags", &["labels"]),
    ("dimensions", &["labels"]),
    ("label_names", &["labels"]),
    ("labelnames", &["labels"]),
    ("attributes", &["labels"]),
    ("bounds", &["buckets"]),
    ("initial", &["init"]),
    ("initial_value", &["init"]),
    ("boundaries", &["buckets"]),
    ("enum", &["values", "stateset"]),
    ("variants", &["values"]),
    ("options", &["values"]),
    ("choices", &["values"]),
    ("allowed", &["values"]),
    ("allowed_values", &["values"]),
    ("variable", &["env"]),
    ("limit", &["max"]),
    // Alerts, rules and dashboards.
    ("query", &["expr"]),
    ("promql", &["expr"]),
    ("expression", &["expr"]),
    ("condition", &["expr"]),
    ("duration", &["for"]),
    ("hold", &["for"]),
    ("pending", &["for"]),
    ("priority", &["severity"]),
    ("runbook_url", &["runbook"]),
    ("message", &["summary"]),
    ("eval_time", &["at"]),
    ("input_series", &["input"]),
    ("series", &["input"]),
    ("expected", &["fires"]),
    ("name", &["title"]),
    ("panels", &["rows"]),
    ("graphs", &["rows"]),
    ("charts", &["rows"]),
    ("visualization", &["view"]),
    // Files.
    ("namespace", &["prefix"]),
    ("constant_labels", &["const_labels"]),
    ("global_labels", &["const_labels"]),
    ("rule", &["record"]),
    ("recording_rule", &["record"]),
    ("summary", &["histogram"]),
    ("timer", &["histogram"]),
    ("untyped", &["gauge"]),
];

/// Returns the keys that a name in another tool can mean.
pub(super) fn meant(word: &str) -> impl Iterator<Item = &'static str> + use<> {
    let meanings = WORDS.iter().find(|(it, _)| *it == word);
    meanings.into_iter().flat_map(|(_, keys)| *keys).copied()
}

/// Returns what to do instead of a feature that this language lacks on purpose.
pub(crate) fn advice(word: &str) -> Option<&'static str> {
    Some(match word {
        "summary" => {
            "write `histogram` and add `buckets`: queries compute quantiles with `histogram_quantile`"
        }
        "quantiles" | "objectives" | "percentiles" => {
            "remove it: queries compute quantiles from `buckets` with `histogram_quantile`"
        }
        _ => return None,
    })
}
