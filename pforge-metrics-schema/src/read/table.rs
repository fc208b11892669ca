//! One TOML table with a fixed set of keys.

use std::borrow::Cow;
use std::fmt::Display;

use toml::de::DeTable;

use super::value::{Node, is_table, string, table, type_mismatch};
use crate::diagnostic::Diagnostic;
use crate::document::{Given, Spanned, Text};
use crate::report::Report;
use crate::rules;
use crate::source::Span;
use crate::suggest;

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
    span: Span,
    entries: Vec<Entry<'a>>,
}

impl<'a> Table<'a> {
    pub fn open(
        what: impl Into<String>,
        span: Span,
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
            span,
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
    pub fn require(&self, key: &str, example: &str, report: &mut Report) {
        if self.get(key).is_none() {
            let message = format!("{} has no `{key}`", self.what);
            report.push(
                rules::MISSING_KEY
                    .at(self.span, message)
                    .help(format!("add `{key} = {example}`")),
            );
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

    /// The entries of the table of named things under `key`, in the order of the file.
    pub fn named(&self, key: &str, report: &mut Report) -> Vec<Entry<'a>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        table(node, format!("`{key}`"), report).map_or_else(Vec::new, entries)
    }

    /// The same where each named thing is a table: others are reported and left out.
    pub fn named_tables(&self, key: &str, report: &mut Report) -> Vec<Entry<'a>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let write_so = format!("write `[{key}.<name>]`");
        let Some(things) = is_table(node) else {
            report
                .push(type_mismatch(node, format!("`{key}`"), "a table of tables").help(write_so));
            return Vec::new();
        };
        let mut things = entries(things);
        things.retain(|thing| {
            let sound = is_table(thing.node).is_some();
            if !sound {
                let what = format!("{key} `{}`", thing.key);
                report.push(type_mismatch(thing.node, what, "a table").help(write_so.clone()));
            }
            sound
        });
        things
    }
}

impl Entry<'_> {
    pub fn name(&self) -> Text {
        Spanned {
            value: self.key.to_owned(),
            span: self.span,
        }
    }

    /// Whether the value is a table that exists because of a dot after the key, as `b` does in `a.b.c = 1`.
    pub fn is_dotted(&self) -> bool {
        is_table(self.node).is_some() && Span::from(self.node.span()) == self.span
    }
}

/// The entries of a table in the order of the file; the TOML crate sorts them by key.
pub(super) fn entries<'a>(table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let entry = |(key, node): (&'a toml::Spanned<Cow<'a, str>>, &'a Node<'a>)| Entry {
        key: key.get_ref(),
        span: key.span().into(),
        node,
        meant: None,
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.span);
    entries
}

fn unknown_key(entry: &Entry<'_>, what: &str, known: &'static [&'static str]) -> Diagnostic {
    let diagnostic =
        rules::UNKNOWN_KEY.at(entry.span, format!("{what} has no key `{}`", entry.key));
    match entry.meant {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help(format!("its keys are {}", suggest::all(known))),
    }
}
