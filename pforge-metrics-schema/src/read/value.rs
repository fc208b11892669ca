//! The values that keys take.

use std::fmt::Display;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::document::{Spanned, Text};
use crate::report::Report;
use crate::rules;

/// A TOML value with its place.
pub(super) type Node<'a> = toml::Spanned<DeValue<'a>>;

pub(super) fn table<'a>(
    node: &'a Node<'a>,
    what: impl Display,
    report: &mut Report,
) -> Option<&'a DeTable<'a>> {
    is_table(node).or_else(|| mismatch(node, what, "a table", report))
}

pub(super) fn is_table<'a>(node: &'a Node<'a>) -> Option<&'a DeTable<'a>> {
    node.get_ref().as_table()
}

pub(super) fn string(node: &Node<'_>, what: &str, report: &mut Report) -> Option<Text> {
    match node.get_ref().as_str() {
        Some(text) => Some(Spanned {
            value: text.to_owned(),
            span: node.span().into(),
        }),
        None => mismatch(node, what, "a string", report),
    }
}

/// A number; integers count.
pub(super) fn number(node: &Node<'_>, what: &str, report: &mut Report) -> Option<Spanned<f64>> {
    let value = match node.get_ref() {
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
        _ => None,
    };
    match value {
        Some(value) => Some(Spanned {
            value,
            span: node.span().into(),
        }),
        None => mismatch(node, what, "a decimal number", report),
    }
}

/// A whole number from 0; the largest one stands for all that are larger.
pub(super) fn count(node: &Node<'_>, what: &str, report: &mut Report) -> Option<Spanned<u64>> {
    match node.get_ref() {
        DeValue::Integer(integer) if !integer.as_str().starts_with('-') => {
            let value = u64::from_str_radix(integer.as_str(), integer.radix()).unwrap_or(u64::MAX);
            Some(Spanned {
                value,
                span: node.span().into(),
            })
        }
        _ => mismatch(node, what, "an integer of 0 or more", report),
    }
}

/// Reports a value of the wrong type; `None` stands for the value that can't be read.
pub(super) fn mismatch<T>(
    node: &Node<'_>,
    what: impl Display,
    expected: &str,
    report: &mut Report,
) -> Option<T> {
    report.push(type_mismatch(node, what, expected));
    None
}

pub(super) fn type_mismatch(node: &Node<'_>, what: impl Display, expected: &str) -> Diagnostic {
    let found = match node.get_ref() {
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
    rules::TYPE_MISMATCH.at(
        node.span().into(),
        format!("{what} must be {expected}, found {found}"),
    )
}
