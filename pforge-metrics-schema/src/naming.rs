//! What the names of metrics are made of: what rules find in them, and what a proposal has to avoid.

use crate::document::{Document, Kind};
use crate::units;

/// The types of Prometheus, as promlint looks for them.
const TYPES: &[&str] = &["counter", "gauge", "histogram", "summary"];

/// Words that fit every metric.
const GENERIC: &[&str] = &["data", "value", "info", "stats"];

/// Suffixes that the exposition gives to names.
const RESERVED: &[&str] = &["_bucket", "_count", "_sum", "_created", "_info"];

/// The words of a name that are its own and follow an underscore, be it that of the prefix.
pub(crate) fn inner_words<'a>(name: &'a str, document: &Document) -> impl Iterator<Item = &'a str> {
    let own = document.without_prefix(name);
    own.split('_').skip(usize::from(own.len() == name.len()))
}

/// The word of a name that tells its type.
pub(crate) fn type_word<'a>(name: &'a str, document: &Document) -> Option<&'a str> {
    inner_words(name, document).find(|word| is_type(word))
}

/// The same in the prefix.
pub(crate) fn type_word_of_prefix(prefix: &str) -> Option<&str> {
    prefix.split('_').skip(1).find(|word| is_type(word))
}

pub(crate) fn is_type(word: &str) -> bool {
    TYPES.contains(&word)
}

/// The word of a name that says nothing, if it is all that there is.
pub(crate) fn generic_word<'a>(name: &'a str, document: &Document) -> Option<&'a str> {
    let own = document.without_prefix(name);
    let word = own.strip_suffix("_total").unwrap_or(own);
    GENERIC.contains(&word).then_some(word)
}

/// The suffix of the exposition that a name has by itself, apart from what its kind ends in.
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

/// The unit in a name that is no base unit, and the one to use instead.
pub(crate) fn foreign_unit<'a>(
    name: &'a str,
    document: &Document,
) -> Option<(&'a str, &'static str)> {
    foreign_unit_among(document.without_prefix(name).split('_'))
}

/// The same in the prefix, which is a part of every name.
pub(crate) fn foreign_unit_of_prefix(prefix: &str) -> Option<(&str, &'static str)> {
    foreign_unit_among(prefix.split('_'))
}

fn foreign_unit_among<'a>(
    mut words: impl Iterator<Item = &'a str>,
) -> Option<(&'a str, &'static str)> {
    words.find_map(|word| Some((word, units::base_unit(word)?)))
}

/// The unit in a name that is abbreviated, and the one to use instead; none where the quantity is unclear.
pub(crate) fn abbreviation<'a>(
    name: &'a str,
    document: &Document,
) -> Option<(&'a str, &'static str)> {
    abbreviation_among(inner_words(name, document))
}

/// The same in the prefix.
pub(crate) fn abbreviation_of_prefix(prefix: &str) -> Option<(&str, &'static str)> {
    abbreviation_among(prefix.split('_').skip(1))
}

fn abbreviation_among<'a>(words: impl Iterator<Item = &'a str>) -> Option<(&'a str, &'static str)> {
    // A name ends in its unit: `ms` in `x_h_ms`.
    let units = words.filter_map(|word| Some((word, units::abbreviated_unit(word)?)));
    units.last()
}

/// Whether Prometheus keeps the name of a label for itself.
pub(crate) fn is_reserved_label(name: &str) -> bool {
    ["le", "quantile", "job", "instance"].contains(&name) || name.starts_with("__")
}

/// Whether a name of a metric consists of the characters that Prometheus takes.
pub(crate) fn has_only_name_characters(name: &str) -> bool {
    let may_have = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    name.chars().all(may_have)
}

pub(crate) fn is_snake_case(name: &str) -> bool {
    let may_have = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let word = |word: &str| !word.is_empty() && word.bytes().all(may_have);
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('_').all(word)
}

/// A name put into `snake_case`, as far as it consists of ASCII letters and digits.
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
