//! What to write in place of a value of the wrong type: a way of writing what seems to be meant, else the shape alone.

use std::fmt::Display;

use toml::de::DeValue;

use super::node::Node;
use super::shape::TYPE_MISMATCH;
use super::written::{is_bare_key, written};
use crate::diagnostic::Correction;
use crate::language::{Key, Need, Table, Takes};
use crate::quote;
use crate::report::Report;

/// Adds to what was reported about the value of a key as a whole what to write instead. `before` is how much had been reported
/// when it was read.
pub(super) fn advise(key: &Key, node: Node<'_>, before: usize, report: &mut Report) {
    let span = node.span();
    report.revise(before, |diagnostic| {
        let is_about_the_value = diagnostic.rule.id == TYPE_MISMATCH.id
            && diagnostic.primary.span == span
            && diagnostic.help.is_none();
        let instead = is_about_the_value.then(|| instead(key, node.value()));
        match instead.flatten() {
            Some((help, exact)) => diagnostic
                .help(help)
                .correct_if_any(exact.map(|text| Correction::text(span, text))),
            None => diagnostic,
        }
    });
}

/// What to write, and the new value where that is certain.
fn instead(key: &Key, value: &DeValue<'_>) -> Option<(String, Option<String>)> {
    if let (Takes::Duration, DeValue::Integer(number)) = (&key.takes, value) {
        let help = format!(
            "add a unit: `{0} = \"{number}s\"` for seconds, `{0} = \"{number}m\"` for minutes",
            key.name
        );
        return Some((help, None));
    }
    let given = match key.need {
        Need::Required(example) if example != "…" => Some(example.to_owned()),
        Need::Required(_) | Need::Optional | Need::Ruled | Need::Unless(_) => None,
    };
    let exact = kept(&key.takes, value).or_else(|| converted(&key.takes, value));
    let shown = exact.clone().or(given).or_else(|| shape(&key.takes))?;
    // Placeholders are not proposed as edits.
    let exact = exact.filter(|text| !text.contains('…'));
    if let Some(text) = value
        .as_str()
        .filter(|_| matches!(key.takes, Takes::Pair(_)))
    {
        // In Rust, `0..7` ends before 7: the user has to say which is meant.
        let exact = exact.filter(|_| !text.contains("..") || text.contains("..="));
        let help = format!(
            "write `{} = {shown}`: the range includes both ends",
            key.name
        );
        return Some((help, exact));
    }
    Some((format!("write `{} = {shown}`", key.name), exact))
}

/// The same value in the list or table that the key expects.
fn kept(takes: &Takes, value: &DeValue<'_>) -> Option<String> {
    match takes {
        Takes::List(Takes::List(_)) if value.as_array().is_some() => {
            Some(format!("[{}]", written(value)?))
        }
        Takes::List(of) => Some(format!("[{}]", listed(of, value)?)),
        Takes::Lints(of) => {
            let first = value.as_array()?.iter().next()?;
            let lint = first.get_ref().as_str().filter(|it| is_bare_key(it))?;
            let setting = match of {
                Takes::Choice(words) => quote::string(words.first()?),
                of => shape(of)?,
            };
            Some(format!("{{ {lint} = {setting} }}"))
        }
        Takes::Table(table) => {
            let key = main_key(table)?;
            Some(format!("{{ {} = {} }}", key.name, same(&key.takes, value)?))
        }
        Takes::Either(any) => any.iter().find_map(|takes| kept(takes, value)),
        _ => None,
    }
}

/// The items of a list that is written as one value: words between commas, or the value itself.
fn listed(of: &Takes, value: &DeValue<'_>) -> Option<String> {
    let text = value.as_str().unwrap_or_default();
    let words: Vec<&str> = text.split(',').map(str::trim).collect();
    if words.len() > 1 && words.iter().all(|word| is_bare_key(word)) {
        let words = words.into_iter().map(quote::string);
        return Some(words.collect::<Vec<_>>().join(", "));
    }
    same(of, value)
}

/// The value itself, where it is of the type that is asked for.
fn same(takes: &Takes, value: &DeValue<'_>) -> Option<String> {
    match (takes, value) {
        (Takes::Text | Takes::Version | Takes::Duration, DeValue::String(text)) => {
            Some(quote::string(text))
        }
        (Takes::Number, DeValue::Float(number)) => Some(number.to_string()),
        (Takes::Number | Takes::Integer(_), DeValue::Integer(number)) => Some(number.to_string()),
        _ => None,
    }
}

/// The value as another type that says the same.
fn converted(takes: &Takes, value: &DeValue<'_>) -> Option<String> {
    let quoted = |shown: &dyn Display| Some(quote::string(&shown.to_string()));
    match (takes, value) {
        (Takes::Version, DeValue::Integer(number)) => quoted(number),
        (Takes::Version, DeValue::Float(number)) => quoted(number),
        (Takes::Text, DeValue::Array(array)) if array.len() == 1 => same(takes, array[0].get_ref()),
        (Takes::Flag, DeValue::String(text)) => {
            flag(&text.to_ascii_lowercase()).map(|flag| flag.to_string())
        }
        (Takes::Pair(_), DeValue::String(text)) => pair(text),
        (Takes::Number, DeValue::String(text)) => {
            let number = text.parse().ok().filter(|it: &f64| it.is_finite());
            number.map(|number| number.to_string())
        }
        (Takes::Integer(least), DeValue::String(text)) => {
            let number = text.parse().ok().filter(|number: &i64| number >= least);
            number.map(|number| number.to_string())
        }
        (Takes::Either(any), _) => any.iter().find_map(|takes| converted(takes, value)),
        _ => None,
    }
}

fn flag(word: &str) -> Option<bool> {
    match word {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// Two numbers that are written as one text: `0..7`, `0-1`, `0, 1`.
fn pair(text: &str) -> Option<String> {
    let separators = ["..=", "..", ",", " to ", ":", "-"];
    let mut splits = separators.iter().filter_map(|it| {
        // What begins with a sign is split behind it.
        let at = text.get(1..)?.find(it)? + 1;
        let end = |part: &str| part.trim().parse::<f64>().ok().filter(|it| it.is_finite());
        Some((end(&text[..at])?, end(&text[at + it.len()..])?))
    });
    let (first, last) = splits.next()?;
    Some(format!("[{first}, {last}]"))
}

/// The shape of an expected value. Messages already describe words and numbers.
fn shape(takes: &Takes) -> Option<String> {
    match takes {
        Takes::Text => Some("\"…\"".to_owned()),
        Takes::Version => Some("\"1.4.0\"".to_owned()),
        Takes::Duration => Some("\"5m\"".to_owned()),
        Takes::List(of) => Some(format!("[{}]", shape(of).as_deref().unwrap_or("…"))),
        Takes::Pair(_) => Some("[…, …]".to_owned()),
        Takes::Table(table) => {
            let key = main_key(table)?;
            let value = match key.need {
                Need::Required(example) => example.to_owned(),
                Need::Optional | Need::Ruled | Need::Unless(_) => shape(&key.takes)?,
            };
            Some(format!("{{ {} = {value} }}", key.name))
        }
        Takes::Map(of) | Takes::Lints(of) => Some(format!("{{ … = {} }}", shape(of)?)),
        Takes::Either(any) => any.iter().find_map(shape),
        Takes::Choice(_) | Takes::Flag | Takes::Integer(_) | Takes::Number | Takes::Named(_) => {
            None
        }
    }
}

/// The one key that a table can't do without; of a table without such a key the first.
fn main_key(table: &'static Table) -> Option<&'static Key> {
    let mut needed = table.keys.iter().filter(|it| it.need != Need::Optional);
    match (needed.next(), needed.next()) {
        (Some(key), None) => Some(key),
        (None, _) => table.keys.first(),
        (Some(_), Some(_)) => None,
    }
}
