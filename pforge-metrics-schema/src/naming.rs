//! Properties of metric names that rules check and that a proposed name must not have.

use crate::document::{Document, Kind, Metric};
use crate::units;

/// The metric types that promlint looks for in names.
const TYPES: &[&str] = &["counter", "gauge", "histogram", "summary"];

/// Words that fit every metric.
const GENERIC: &[&str] = &["data", "value", "info", "stats"];

/// Suffixes that the exposition adds to names.
const RESERVED: &[&str] = &["_bucket", "_count", "_sum", "_created", "_info"];

/// Describes the name of a metric, for example "counter name `x`".
pub(crate) fn described(metric: &Metric) -> String {
    format!("{} name `{}`", metric.kind.name(), metric.name.value)
}

/// Returns the words of a name without the prefix that follow an underscore, including the underscore of the prefix.
pub(crate) fn inner_words<'a>(name: &'a str, document: &Document) -> impl Iterator<Item = &'a str> {
    let own = document.without_prefix(name);
    own.split('_').skip(usize::from(own.len() == name.len()))
}

/// Returns the word of a name that is a metric type.
pub(crate) fn type_word<'a>(name: &'a str, document: &Document) -> Option<&'a str> {
    inner_words(name, document).find(|word| is_type(word))
}

/// Returns the word of a prefix that is a metric type.
pub(crate) fn type_word_of_prefix(prefix: &str) -> Option<&str> {
    prefix.split('_').skip(1).find(|word| is_type(word))
}

pub(crate) fn is_type(word: &str) -> bool {
    TYPES.contains(&word)
}

/// Returns the only word of a name if it is a generic one.
pub(crate) fn generic_word<'a>(name: &'a str, document: &Document) -> Option<&'a str> {
    let own = document.without_prefix(name);
    let word = own.strip_suffix("_total").unwrap_or(own);
    GENERIC.contains(&word).then_some(word)
}

/// Returns the reserved suffix of a name, not counting the suffix that its kind requires.
pub(crate) fn reserved_suffix(name: &str, kind: Kind) -> Option<&'static str> {
    let family = match kind {
        Kind::Info => kind.family(name),
        _ => name.strip_suffix("_total").unwrap_or(name),
    };
    RESERVED.iter().copied().find(|it| family.ends_with(it))
}

pub(crate) fn is_reserved_suffix(word: &str) -> bool {
    RESERVED.iter().any(|suffix| suffix[1..] == *word)
}

/// Returns the unit in a name that is not a base unit, and its base unit.
pub(crate) fn non_base_unit<'a>(
    name: &'a str,
    document: &Document,
) -> Option<(&'a str, &'static str)> {
    non_base_unit_among(document.without_prefix(name).split('_'))
}

/// Returns the unit in a prefix that is not a base unit, and its base unit.
pub(crate) fn non_base_unit_of_prefix(prefix: &str) -> Option<(&str, &'static str)> {
    non_base_unit_among(prefix.split('_'))
}

fn non_base_unit_among<'a>(
    mut words: impl Iterator<Item = &'a str>,
) -> Option<(&'a str, &'static str)> {
    words.find_map(|word| Some((word, units::base_unit(word)?)))
}

/// Returns the abbreviated unit in a name and its base unit, which is empty if the quantity is unclear.
pub(crate) fn abbreviation<'a>(
    name: &'a str,
    document: &Document,
) -> Option<(&'a str, &'static str)> {
    abbreviation_among(inner_words(name, document))
}

/// Returns the abbreviated unit in a prefix and its base unit, which is empty if the quantity is unclear.
pub(crate) fn abbreviation_of_prefix(prefix: &str) -> Option<(&str, &'static str)> {
    abbreviation_among(prefix.split('_').skip(1))
}

fn abbreviation_among<'a>(words: impl Iterator<Item = &'a str>) -> Option<(&'a str, &'static str)> {
    // A name ends in its unit: `ms` in `x_h_ms`.
    let units = words.filter_map(|word| Some((word, units::abbreviated_unit(word)?)));
    units.last()
}

/// Returns whether Prometheus reserves the name of a label.
pub(crate) fn is_reserved_label(name: &str) -> bool {
    ["le", "quantile", "job", "instance"].contains(&name) || name.starts_with("__")
}

/// Returns whether a metric name consists of characters that Prometheus allows.
pub(crate) fn has_only_name_characters(name: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    name.chars().all(is_allowed)
}

pub(crate) fn is_snake_case(name: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let word = |word: &str| !word.is_empty() && word.bytes().all(is_allowed);
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('_').all(word)
}

/// Converts a name to `snake_case`. Characters other than ASCII letters and digits become `_`.
pub(crate) fn snake(name: &str) -> String {
    let mut snake = String::new();
    let mut after_lower = false;
    for c in name.chars() {
        let word_starts = !c.is_ascii_alphanumeric() || (after_lower && c.is_ascii_uppercase());
        if word_starts && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        if c.is_ascii_alphanumeric() {
            snake.push(c.to_ascii_lowercase());
        }
        after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    snake.trim_matches('_').to_owned()
}
