//! The values that keys take.

use std::fmt::Display;

use toml::de::DeValue;

use super::entry::Entry;
use super::node::Node;
use super::shape::TYPE_MISMATCH;
use super::written::plain;
use crate::diagnostic::{Correction, Diagnostic};
use crate::document::{List, Range, Spanned, Text};
use crate::quote;
use crate::report::Report;
use crate::rule::Rule;
use crate::suggest;

pub(super) fn string(node: Node<'_>, what: &str, report: &mut Report) -> Option<Text> {
    match node.value().as_str() {
        Some(text) => Some(node.spanned(text.to_owned())),
        None => mismatch(node, what, "a string", report),
    }
}

pub(super) fn flag(node: Node<'_>, what: &str, report: &mut Report) -> Option<Spanned<bool>> {
    match node.value() {
        DeValue::Boolean(flag) => Some(node.spanned(*flag)),
        _ => mismatch(node, what, "`true` or `false`", report),
    }
}

/// A number; integers count.
pub(super) fn number(node: Node<'_>, what: &str, report: &mut Report) -> Option<Spanned<f64>> {
    let value = match node.value() {
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
        _ => None,
    };
    match value {
        Some(value) => Some(node.spanned(value)),
        None => mismatch(node, what, "a decimal number", report),
    }
}

/// Reads a non-negative integer, saturating.
pub(super) fn count(node: Node<'_>, what: &str, report: &mut Report) -> Option<Spanned<u64>> {
    match node.value() {
        DeValue::Integer(integer) if !integer.as_str().starts_with('-') => {
            let value = u64::from_str_radix(integer.as_str(), integer.radix()).unwrap_or(u64::MAX);
            Some(node.spanned(value))
        }
        _ => mismatch(node, what, "a non-negative integer", report),
    }
}

/// A whole number.
fn integer(node: Node<'_>, what: &str, report: &mut Report) -> Option<Spanned<i64>> {
    let DeValue::Integer(integer) = node.value() else {
        return mismatch(node, what, "an integer", report);
    };
    let value = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
    if value.is_none() {
        let message = format!("{what} must fit into 64 bits, found `{integer}`");
        report.push(TYPE_MISMATCH.at(node.span(), message));
    }
    value.map(|value| node.spanned(value))
}

/// One of a few words.
pub(super) fn choice<T: Copy>(
    choices: &[(&'static str, T)],
) -> impl FnOnce(Node<'_>, &str, &mut Report) -> Option<Spanned<T>> {
    move |node, what, report| {
        let mut words = Vec::with_capacity(choices.len());
        for (word, _) in choices {
            words.push(*word);
        }
        let position = word(&words, node, what, report)?;
        Some(node.spanned(choices[position].1))
    }
}

/// Returns the index of a word in the list of choices.
fn word(words: &[&'static str], node: Node<'_>, what: &str, report: &mut Report) -> Option<usize> {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let expected = suggest::either(&quoted);
    let Some(text) = node.value().as_str() else {
        let meant = plain(node.value()).and_then(|it| synonym(&it, words));
        let diagnostic = type_mismatch(node, what, &expected);
        report.push(match meant.map(quote::string) {
            Some(meant) => diagnostic
                .help(format!("write `{meant}`"))
                .correct(Correction::text(node.span(), meant)),
            None => diagnostic,
        });
        return None;
    };
    let position = words.iter().position(|word| *word == text);
    if position.is_none() {
        let message = format!("{what} must be {expected}, found \"{text}\"");
        let begins =
            |word: &&str| !text.is_empty() && (word.starts_with(text) || text.starts_with(word));
        let all = || words.iter().copied();
        let meant = synonym(text, words)
            .or_else(|| suggest::nearest(text, all()))
            .or_else(|| all().find(begins));
        let diagnostic = TYPE_MISMATCH.at(node.span(), message);
        report.push(match meant {
            Some(word) => {
                let is_exact = suggest::is_misspelling(text, word, all());
                diagnostic.did_you_mean_if(text, word, is_exact)
            }
            None => diagnostic,
        });
    }
    position
}

/// What other tools and languages call the words of this language.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("int", &["integer", "i32", "i64", "u32", "u64", "long"]),
    ("float", &["f32", "f64", "double", "number"]),
    ("zero", &["0", "0.0"]),
    ("unset", &["none", "null", "absent", "nan"]),
    ("higher", &["up", "high", "more", "increasing", "max"]),
    ("lower", &["down", "low", "less", "decreasing", "min"]),
    ("alpha", &["experimental", "unstable", "development"]),
    ("beta", &["preview"]),
    ("internal", &["private"]),
    ("stable", &["ga"]),
    ("allow", &["false", "off", "ignore", "disable", "disabled"]),
    ("warn", &["warning"]),
    ("deny", &["error", "forbid"]),
];

/// The word that another one means.
fn synonym(text: &str, words: &[&'static str]) -> Option<&'static str> {
    let text = text.to_ascii_lowercase();
    let found = words.iter().find(|word| {
        let mut of_word = SYNONYMS.iter().filter(|(it, _)| it == *word);
        of_word.any(|(_, synonyms)| synonyms.contains(&text.as_str()))
    });
    found.copied()
}

/// Two numbers: the ends of a range.
pub(super) fn numbers(
    node: Node<'_>,
    what: &str,
    report: &mut Report,
) -> Option<Spanned<Range<f64>>> {
    range(node, what, "two numbers", number, report)
}

/// Two whole numbers: the ends of a range.
pub(super) fn integers(
    node: Node<'_>,
    what: &str,
    report: &mut Report,
) -> Option<Spanned<Range<i64>>> {
    range(node, what, "two integers", integer, report)
}

fn range<T: Copy>(
    node: Node<'_>,
    what: &str,
    ends: &str,
    read: fn(Node<'_>, &str, &mut Report) -> Option<Spanned<T>>,
    report: &mut Report,
) -> Option<Spanned<Range<T>>> {
    match node.value() {
        DeValue::Array(array) if array.len() == 2 => {
            let mut ends = node
                .items(array)
                .map(|end| read(end, "an end of a range", report));
            let (first, last) = (ends.next()?, ends.next()?);
            Some(node.spanned(Range {
                first: first?.value,
                last: last?.value,
            }))
        }
        DeValue::Array(array) => {
            let message = format!(
                "{what} must be an array of {ends}, found an array of {}",
                array.len()
            );
            report.push(TYPE_MISMATCH.at(node.span(), message));
            None
        }
        _ => mismatch(node, what, &format!("an array of {ends}"), report),
    }
}

/// An array of strings.
pub(super) fn strings(node: Node<'_>, what: &str, each: &str, report: &mut Report) -> List<Text> {
    let DeValue::Array(array) = node.value() else {
        mismatch::<()>(node, what, "an array of strings", report);
        return List::unreadable(node.span());
    };
    let items = node.items(array).map(|item| string(item, each, report));
    List::read(node.span(), items)
}

/// Reports a value of the wrong type, and returns `None`.
pub(super) fn mismatch<T>(
    node: Node<'_>,
    what: impl Display,
    expected: &str,
    report: &mut Report,
) -> Option<T> {
    report.push(type_mismatch(node, what, expected));
    None
}

/// Adds the quoted value as help for a number or a boolean.
pub(super) fn in_quotes(entry: &Entry<'_>, diagnostic: Diagnostic) -> Diagnostic {
    let Some(plain) = plain(entry.node.value()) else {
        return diagnostic;
    };
    let quoted = quote::string(&plain);
    diagnostic
        .help(format!("write `{} = {quoted}`", entry.key))
        .correct(Correction::text(entry.node.span(), quoted))
}

pub(super) fn type_mismatch(node: Node<'_>, what: impl Display, expected: &str) -> Diagnostic {
    breach(&TYPE_MISMATCH, node, &what, expected)
}

pub(super) fn breach(
    rule: &'static Rule,
    node: Node<'_>,
    what: &dyn Display,
    expected: &str,
) -> Diagnostic {
    let found = match node.value() {
        DeValue::String(_) => "a string",
        DeValue::Integer(integer) if integer.as_str().starts_with('-') => "a negative integer",
        DeValue::Integer(integer) if integer.radix() != 10 => "an integer that is not decimal",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a datetime",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    rule.at(
        node.span(),
        format!("{what} must be {expected}, found {found}"),
    )
}
