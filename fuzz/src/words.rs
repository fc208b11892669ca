//! The words of the schema language.

use std::collections::BTreeSet;

use pforge_metrics_schema::language::{ROOT, Table, Takes};
use pforge_metrics_schema::rules;

/// Words that are not in the tables of the language: edge cases of values, and syntax.
const OTHER_WORDS: &[&str] = &[
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "#",
    "\\",
    "\\u0000",
    "\u{feff}",
    "\r",
    "0",
    "1",
    "-1",
    "1e308",
    "1e-320",
    "nan",
    "inf",
    "9223372036854775807",
    "18446744073709551616",
    "true",
    "1979-05-27",
    "_",
    "le",
    "self",
    "Self",
    "crate",
    "type",
    "CATALOG",
    "cells",
    "all",
    "r#type",
    "_total",
    "_count",
    "_ms",
    "é",
    "日本",
    "1.4.0",
    "99.0.0",
    "1.toml",
    "../x/2.toml",
    "metrics.toml",
    "*.toml",
    "https://example.org/",
    "rate",
    "sum",
    "by",
    "without",
    "on",
    "group_left",
    "bool",
    "offset",
    "histogram_quantile",
    "label_replace",
    "(",
    ")",
    "[5m]",
    "[1h:]",
    "=~",
    "{{ $labels.x }}",
    "a:b:c",
    "ALERTS",
];

/// Returns the keys, choices and lints of the language, and other words.
pub fn all() -> Vec<&'static str> {
    let mut words: BTreeSet<&str> = OTHER_WORDS.iter().copied().collect();
    words.extend(rules::all().map(|rule| rule.id));
    add_table(&ROOT, &mut words);
    words.into_iter().collect()
}

fn add_table(table: &'static Table, words: &mut BTreeSet<&'static str>) {
    for key in table.keys {
        words.insert(key.name);
        add(&key.takes, words);
    }
}

fn add(takes: &'static Takes, words: &mut BTreeSet<&'static str>) {
    match takes {
        Takes::Text
        | Takes::Version
        | Takes::Duration
        | Takes::Flag
        | Takes::Integer(_)
        | Takes::Number => {}
        Takes::Choice(choices) => words.extend(*choices),
        Takes::List(of) | Takes::Pair(of) | Takes::Map(of) | Takes::Lints(of) => add(of, words),
        Takes::Table(table) | Takes::Named(table) => add_table(table, words),
        Takes::Either(any) => any.iter().for_each(|takes| add(takes, words)),
    }
}
