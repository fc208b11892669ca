//! One TOML table with a fixed set of keys, and the values that keys take.

use std::fmt::Display;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::document::{Given, Spanned, Text};
use crate::report::Report;
use crate::rules;
use crate::source::Span;
use crate::suggest;

/// A TOML value with its place.
pub(super) type Node<'a> = toml::Spanned<DeValue<'a>>;

/// A key and its value.
pub(super) struct Entry<'a> {
    pub key: &'a str,
    pub span: Span,
    pub node: &'a Node<'a>,
    /// The known key that a misspelt one was probably meant to be.
    meant: Option<&'static str>,
}

/// A table whose keys have been checked.
///
/// A misspelt key is reported once and then read as the key that it resembles: the mistake causes no other.
pub(super) struct Table<'a> {
    /// How messages name the table, for example "counter `pforge_ticks_total`".
    what: String,
    /// Where to report what the table lacks.
    name: Span,
    entries: Vec<Entry<'a>>,
}

impl<'a> Table<'a> {
    pub fn open(
        what: impl Into<String>,
        name: Span,
        table: &'a DeTable<'a>,
        known: &'static [&'static str],
        report: &mut Report,
    ) -> Self {
        let what = what.into();
        let mut entries = entries(table);
        for entry in entries
            .iter_mut()
            .filter(|entry| !known.contains(&entry.key))
        {
            entry.meant = suggest::nearest(entry.key, known.iter().copied());
            report.push(unknown_key(entry, &what, known));
        }
        Self {
            what,
            name,
            entries,
        }
    }

    /// Opens the table that an entry holds.
    pub fn open_entry(
        what: impl Display,
        entry: &Entry<'a>,
        known: &'static [&'static str],
        report: &mut Report,
    ) -> Option<Self> {
        let table = table(entry.node, &what, report)?;
        Some(Self::open(
            what.to_string(),
            entry.span,
            table,
            known,
            report,
        ))
    }

    pub fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        let exact = self.entries.iter().find(|entry| entry.key == key);
        exact.or_else(|| self.entries.iter().find(|entry| entry.meant == Some(key)))
    }

    pub fn get(&self, key: &str) -> Option<&'a Node<'a>> {
        self.entry(key).map(|entry| entry.node)
    }

    /// Reports a key that must be there and is not.
    pub fn require(&self, key: &str, report: &mut Report) {
        if self.get(key).is_none() {
            report.push(rules::MISSING_KEY.at(self.name, format!("{} has no `{key}`", self.what)));
        }
    }

    /// The value of a key, by a function that reads it.
    pub fn value<T>(
        &self,
        key: &str,
        report: &mut Report,
        read: impl FnOnce(&'a Node<'a>, &str, &mut Report) -> Option<Spanned<T>>,
    ) -> Given<T> {
        match self.get(key) {
            None => Given::Absent,
            Some(node) => Given::read(read(node, &format!("`{key}`"), report)),
        }
    }

    pub fn string(&self, key: &str, report: &mut Report) -> Given<String> {
        self.value(key, report, string)
    }

    /// A value that must be there: `None`, and a report, if it is missing or unreadable.
    pub fn required<T>(
        &self,
        key: &str,
        report: &mut Report,
        read: impl FnOnce(&'a Node<'a>, &str, &mut Report) -> Option<T>,
    ) -> Option<T> {
        self.require(key, report);
        read(self.get(key)?, &format!("`{key}`"), report)
    }

    /// The entries of the table of named things under `key`, in the order of the file.
    pub fn named(&self, key: &str, report: &mut Report) -> Vec<Entry<'a>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        table(node, format!("`{key}`"), report).map_or_else(Vec::new, entries)
    }
}

impl Entry<'_> {
    pub fn name(&self) -> Text {
        Spanned {
            value: self.key.to_owned(),
            span: self.span,
        }
    }
}

/// The entries of a table in the order of the file; the TOML crate sorts them by key.
pub(super) fn entries<'a>(table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let entry = |(key, node): (&'a toml::Spanned<_>, &'a Node<'a>)| {
        let text: &std::borrow::Cow<'a, str> = key.get_ref();
        Entry {
            key: text,
            span: key.span().into(),
            node,
            meant: None,
        }
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.span);
    entries
}

pub(super) fn table<'a>(
    node: &'a Node<'a>,
    what: impl Display,
    report: &mut Report,
) -> Option<&'a DeTable<'a>> {
    match node.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => mismatch(node, what, "a table", report),
    }
}

pub(super) fn string(node: &Node<'_>, what: &str, report: &mut Report) -> Option<Text> {
    match node.get_ref() {
        DeValue::String(text) => Some(Spanned {
            value: text.clone().into_owned(),
            span: node.span().into(),
        }),
        _ => mismatch(node, what, "a string", report),
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
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a datetime",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    let message = format!("{what} must be {expected}, found {found}");
    rules::TYPE_MISMATCH
        .at(node.span().into(), message)
        .label(format!("expected {expected}"))
}

fn unknown_key(entry: &Entry<'_>, what: &str, known: &'static [&'static str]) -> Diagnostic {
    let diagnostic =
        rules::UNKNOWN_KEY.at(entry.span, format!("{what} has no key `{}`", entry.key));
    match entry.meant {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help(format!("its keys are {}", suggest::all(known))),
    }
}
