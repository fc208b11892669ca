//! Metrics with a misplaced or missing kind: `[metrics.x] type = "counter"`, or `[x]`.

use super::entry::Entry;
use super::written::as_text;
use crate::diagnostic::{Correction, Diagnostic};
use crate::document::Kind;
use crate::language;

/// Adds what to write where an unknown table of a file seems to be a metric or to hold some.
pub(super) fn advised(diagnostic: Diagnostic, entry: &Entry<'_>) -> Diagnostic {
    if is_metric(entry) {
        return header(diagnostic, entry, entry);
    }
    let things = entry.node.entries().unwrap_or_default();
    match things.iter().find(|thing| is_metric(thing)) {
        Some(first) => header(diagnostic, entry, first),
        None => diagnostic,
    }
}

/// Whether a table has keys of a metric.
fn is_metric(entry: &Entry<'_>) -> bool {
    let entries = entry.node.entries().unwrap_or_default();
    let has = |key: &str| entries.iter().any(|it| it.key == key);
    ["help", "type", "kind", "labels", "buckets", "description"]
        .into_iter()
        .any(has)
}

/// Moves the kind of a metric into its header, which begins at `from`.
fn header(diagnostic: Diagnostic, from: &Entry<'_>, metric: &Entry<'_>) -> Diagnostic {
    let entries = metric.node.entries().unwrap_or_default();
    let mut stated = entries
        .iter()
        .filter(|it| ["type", "kind"].contains(&&*it.key));
    let stated = stated.next();
    let word = stated.and_then(|it| as_text(it.node.value()));
    let known = word.as_deref().and_then(kind);
    let has_bounds = entries.iter().any(|it| it.key == "buckets");
    let kind = known.unwrap_or_else(|| kind_of_name(&metric.key, has_bounds));
    let header = format!("{kind}.{}", metric.key);
    let is_bare = super::written::is_bare_key(&metric.key);
    let diagnostic = diagnostic.help(format!(
        "the table header determines the kind: write `[{header}]`"
    ));
    let is_one_header = from.span == metric.span || from.span.end + 1 == metric.span.start;
    match (stated, known) {
        (Some(stated), Some(kind)) if is_bare && is_one_header => diagnostic
            .guess_if(word.is_some_and(|word| !word.eq_ignore_ascii_case(kind)))
            .correct(Correction::text(from.span.to(metric.span), header))
            .correct(Correction::Remove(stated.written())),
        _ => diagnostic,
    }
}

/// The kind that a word means.
fn kind(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    let mut kinds = Kind::ALL.iter().map(|kind| kind.name());
    let known = kinds.find(|kind| *kind == word);
    known.or_else(|| language::ROOT.meant(&word).map(|key| key.name))
}

fn kind_of_name(name: &str, has_bounds: bool) -> &'static str {
    if has_bounds {
        "histogram"
    } else if name.ends_with("_total") {
        "counter"
    } else if name.ends_with("_info") {
        "info"
    } else {
        "gauge"
    }
}
