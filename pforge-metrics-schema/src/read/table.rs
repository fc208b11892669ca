//! One TOML table with a fixed set of keys.

use std::borrow::Cow;
use std::fmt::Display;

use toml::de::{DeTable, DeValue};

use super::value::{Node, mismatch, string, type_mismatch};
use crate::diagnostic::Diagnostic;
use crate::document::{Given, Kind, Spanned, Text};
use crate::language::{self, Need};
use crate::report::Report;
use crate::rules;
use crate::source::{SourceId, Span};
use crate::suggest;

/// A key and its value.
pub(super) struct Entry<'a> {
    pub key: &'a str,
    pub span: Span,
    pub node: Node<'a>,
    /// The known key that a misspelt one was probably meant to be.
    meant: Option<&'static str>,
}

/// A table whose keys have been checked: none is unknown, and those that it needs are there.
///
/// A misspelt key is reported once and then read as the key that it resembles: the mistake causes no other.
pub(super) struct Table<'a> {
    entries: Vec<Entry<'a>>,
}

impl<'a> Table<'a> {
    /// Checks a table; `what` is how messages name it, and `span` where to report what it lacks.
    pub fn open(
        what: &str,
        span: Span,
        table: &'a DeTable<'a>,
        language: &'static language::Table,
        report: &mut Report,
    ) -> Self {
        let mut entries = entries(table, span.source);
        for entry in entries
            .iter_mut()
            .filter(|entry| language.key(entry.key).is_none())
        {
            let elsewhere = kinds_with(entry.key, language);
            if elsewhere.is_empty() {
                entry.meant = suggest::nearest(entry.key, language.names());
            }
            report.push(unknown_key(entry, what, language, &elsewhere));
        }
        let table = Self { entries };
        for key in language.keys {
            if let (Need::Required(example), None) = (key.need, table.entry(key.name)) {
                let message = format!("{what} has no `{}`", key.name);
                report.push(
                    rules::MISSING_KEY
                        .at(span, message)
                        .help(format!("add `{} = {example}`", key.name)),
                );
            }
        }
        table
    }

    /// Opens the table that an entry holds.
    pub fn open_entry(
        what: impl Display,
        entry: &Entry<'a>,
        language: &'static language::Table,
        report: &mut Report,
    ) -> Option<Self> {
        match entry.node.as_table() {
            Some(table) => Some(Self::open(
                &what.to_string(),
                entry.span,
                table,
                language,
                report,
            )),
            None => mismatch(entry.node, what, "a table", report),
        }
    }

    pub fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        let exact = self.entries.iter().find(|entry| entry.key == key);
        exact.or_else(|| self.entries.iter().find(|entry| entry.meant == Some(key)))
    }

    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        self.entry(key).map(|entry| entry.node)
    }

    /// The value of a key, by a function that reads it.
    pub fn value<T>(
        &self,
        key: &str,
        report: &mut Report,
        read: impl FnOnce(Node<'a>, &str, &mut Report) -> Option<Spanned<T>>,
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
        node.entries().unwrap_or_else(|| {
            mismatch::<()>(node, format!("`{key}`"), "a table", report);
            Vec::new()
        })
    }

    /// The same where each named thing is a table: others are reported and left out.
    pub fn named_tables(&self, key: &str, report: &mut Report) -> Vec<Entry<'a>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let write_so = format!("write `[{key}.<name>]`");
        let Some(mut things) = node.entries() else {
            report
                .push(type_mismatch(node, format!("`{key}`"), "a table of tables").help(write_so));
            return Vec::new();
        };
        things.retain(|thing| {
            let sound = thing.node.as_table().is_some();
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
        self.node.as_table().is_some() && self.node.span() == self.span
    }

    /// Every place where the entry is written: its key, its value, and what is below, which a header of its own may
    /// have taken elsewhere.
    pub fn extent(&self) -> Vec<Span> {
        let mut extent = vec![self.span, self.node.span()];
        let mut open = vec![self.node];
        while let Some(node) = open.pop() {
            match node.value() {
                DeValue::Table(_) => {
                    for entry in node.entries().unwrap_or_default() {
                        extent.extend([entry.span, entry.node.span()]);
                        open.push(entry.node);
                    }
                }
                DeValue::Array(array) => open.extend(node.items(array)),
                _ => {}
            }
        }
        extent
    }
}

/// The entries of a table in the order of the file; the TOML crate sorts them by key.
pub(super) fn entries<'a>(table: &'a DeTable<'a>, source: SourceId) -> Vec<Entry<'a>> {
    let entry = |(key, node): (
        &'a toml::Spanned<Cow<'a, str>>,
        &'a toml::Spanned<DeValue<'a>>,
    )| {
        Entry {
            key: key.get_ref(),
            span: Span::new(source, key.span()),
            node: Node::new(node, source),
            meant: None,
        }
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.span);
    entries
}

/// The kinds of metrics that have a key which a metric of another kind has not.
fn kinds_with(key: &str, language: &'static language::Table) -> Vec<String> {
    let is_of = |kind: &Kind| std::ptr::eq(kind.table(), language);
    if !Kind::ALL.iter().any(is_of) {
        return Vec::new();
    }
    let kinds = Kind::ALL
        .iter()
        .filter(|kind| kind.table().key(key).is_some());
    kinds.map(|kind| format!("{}s", kind.name())).collect()
}

fn unknown_key(
    entry: &Entry<'_>,
    what: &str,
    language: &'static language::Table,
    elsewhere: &[String],
) -> Diagnostic {
    let diagnostic =
        rules::UNKNOWN_KEY.at(entry.span, format!("{what} has no key `{}`", entry.key));
    if !elsewhere.is_empty() {
        return diagnostic.help(format!("it is a key of {}", suggest::both(elsewhere)));
    }
    if let Some(meant) = entry.meant {
        return diagnostic.help(format!("did you mean `{meant}`?"));
    }
    let of_the_root = language::ROOT.key(entry.key).is_some();
    if std::ptr::eq(language, &raw const language::INCLUDED) && of_the_root {
        return diagnostic
            .help("it holds for all files: write it in the one that includes the others");
    }
    diagnostic.help(format!("its keys are {}", suggest::all(language.names())))
}
