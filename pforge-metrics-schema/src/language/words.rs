//! What other tools call the keys of this language.

/// Words that people bring along, each with the keys that it can mean: the first that the table has.
const WORDS: &[(&str, &[&str])] = &[
    // Of metrics and labels.
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
    // Of alerts, rules and dashboards.
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
    // Of the file.
    ("namespace", &["prefix"]),
    ("constant_labels", &["const_labels"]),
    ("global_labels", &["const_labels"]),
    ("rule", &["record"]),
    ("recording_rule", &["record"]),
    ("summary", &["histogram"]),
    ("timer", &["histogram"]),
    ("untyped", &["gauge"]),
];

/// The keys that a word of other tools can mean.
pub(super) fn meant(word: &str) -> impl Iterator<Item = &'static str> + use<> {
    let meanings = WORDS.iter().find(|(it, _)| *it == word);
    meanings.into_iter().flat_map(|(_, keys)| *keys).copied()
}

/// What to do instead where this language has no such thing on purpose.
pub(crate) fn advice(word: &str) -> Option<&'static str> {
    Some(match word {
        "summary" => {
            "write `histogram` and add `buckets`: queries compute quantiles from them by `histogram_quantile`"
        }
        "quantiles" | "objectives" | "percentiles" => {
            "remove it: queries compute quantiles from `buckets` by `histogram_quantile`"
        }
        _ => return None,
    })
}
