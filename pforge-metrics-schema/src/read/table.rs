//! One TOML table with a fixed set of keys.

use std::fmt::Display;

use toml::de::DeTable;

use super::dotted;
use super::entry::{Entry, entries};
use super::kinds;
use super::node::Node;
use super::shape::{MISSING_KEY, UNKNOWN_KEY};
use super::value::{mismatch, string, strings, type_mismatch};
use super::written::is_bare_key;
use crate::diagnostic::Diagnostic;
use crate::document::{Given, Kind, List, Spanned, Text};
use crate::language::{self, Need, Takes};
use crate::report::Report;
use crate::source::Span;
use crate::suggest;

/// A table whose keys have been checked: none is unknown, and those that it needs are there.
///
/// A misspelt key is reported once and then read as the key that it resembles, and one that says nothing here is left
/// out: the mistake causes no other.
pub(super) struct Table<'a> {
    entries: Vec<Entry<'a>>,
    /// Whether every key is known. The meaning of an unknown key cannot be checked.
    pub whole: bool,
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
        for entry in &mut entries {
            entry.known = language.key(&entry.key);
            if entry.known.is_none() {
                let elsewhere = kinds_with(&entry.key, language);
                if elsewhere.is_empty() {
                    entry.known = language.meant(&entry.key);
                }
                report.push(unknown_key(entry, what, language, &elsewhere));
            }
        }
        // What stands in the wrong file is known all the same.
        let is_known =
            |entry: &Entry<'_>| entry.known.is_some() || is_for_the_root(entry, language);
        let whole = entries.iter().all(is_known);
        entries.retain(|entry| entry.known.is_some());
        let table = Self { entries, whole };
        for key in language.keys {
            if let (Need::Required(example), None) = (key.need, table.entry(key.name)) {
                let message = format!("missing key `{}` in {what}", key.name);
                report.push(
                    MISSING_KEY
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
        let before = report.len();
        let what = what.to_string();
        let table = match entry.node.as_table() {
            Some(table) => Some(Self::open(&what, entry.span, table, language, report)),
            None => mismatch(entry.node, &what, "a table", report),
        };
        entry.advise(before, report);
        table
    }

    /// The entry of a key, or else the first of those that misspell it.
    pub fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        let exact = self.entries.iter().find(|entry| entry.key == key);
        exact.or_else(|| self.all(key).next())
    }

    /// The entry of a key and all that misspell it: each says something.
    fn all(&self, key: &str) -> impl Iterator<Item = &Entry<'a>> {
        let entries = self.entries.iter();
        entries.filter(move |entry| entry.is_of(key))
    }

    /// The value of a key, by a function that reads it.
    pub fn get<T>(
        &self,
        key: &str,
        report: &mut Report,
        read: impl FnOnce(Node<'a>, &str, &mut Report) -> T,
    ) -> Option<T> {
        self.entry(key).map(|entry| entry.read(report, read))
    }

    /// The same where each value is one that can't be read, or one that can.
    pub fn value<T>(
        &self,
        key: &str,
        report: &mut Report,
        read: impl FnOnce(Node<'a>, &str, &mut Report) -> Option<Spanned<T>>,
    ) -> Given<T> {
        self.get(key, report, read)
            .map_or(Given::Absent, Given::read)
    }

    pub fn string(&self, key: &str, report: &mut Report) -> Given<String> {
        self.value(key, report, string)
    }

    /// The strings of the array under a key; `each` is how messages name one.
    pub fn strings(&self, key: &str, each: &str, report: &mut Report) -> List<Text> {
        let mut all = List::ABSENT;
        for entry in self.all(key) {
            let read =
                |node: Node<'a>, what: &str, report: &mut Report| strings(node, what, each, report);
            let strings = entry.read(report, read);
            all.whole &= strings.whole;
            all.items.extend(strings.items);
        }
        all
    }

    /// The entries of the table of named things under `key`, in the order of the file.
    pub fn named(&self, key: &str, report: &mut Report) -> Vec<Entry<'a>> {
        let mut named = Vec::new();
        for entry in self.all(key) {
            let entries = entry.read(report, |node, what, report| {
                let entries = node.entries();
                entries.or_else(|| mismatch(node, what, "a table", report))
            });
            named.extend(entries.unwrap_or_default());
        }
        named
    }

    /// The same where each named thing is a table: others are reported and left out.
    pub fn named_tables(&self, key: &str, report: &mut Report) -> List<Entry<'a>> {
        let mut named = List::ABSENT;
        for entry in self.all(key) {
            let things = things(key, entry, report);
            named.whole &= things.whole;
            named.items.extend(things.items);
        }
        named
    }
}

/// The things that an entry of a file declares, by their names.
fn things<'a>(key: &str, entry: &Entry<'a>, report: &mut Report) -> List<Entry<'a>> {
    let span = entry.node.span();
    let header = format!("write `[{key}.<name>]`");
    let Some(things) = entry.node.entries() else {
        let diagnostic = type_mismatch(entry.node, format!("`{key}`"), "a table of tables");
        let named = name_in_array(entry.node);
        let help = named.map_or(header, |name| format!("write `[{key}.{name}]`"));
        report.push(diagnostic.help(help));
        return List::unreadable(span);
    };
    let mut whole = true;
    let mut sound = Vec::with_capacity(things.len());
    for thing in things {
        if thing.node.as_table().is_none() {
            let what = format!("{key} `{}`", thing.key);
            report.push(type_mismatch(thing.node, what, "a table").help(header.clone()));
            whole = false;
        } else if let Some(Takes::Named(language)) = entry.known.map(|key| &key.takes) {
            sound.extend(dotted::joined(key, thing, language, report));
        }
    }
    List {
        span: Some(span),
        items: sound,
        whole,
    }
}

/// The `name` of the first of several tables: `[[counter]]` with `name = "…"`.
fn name_in_array(node: Node<'_>) -> Option<String> {
    let first = node.value().as_array()?.iter().next()?;
    let name = first.get_ref().as_table()?.get("name")?.get_ref();
    Some(name.as_str().filter(|it| is_bare_key(it))?.to_owned())
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

/// Whether a key of an included file is one that the file that was asked for can have.
fn is_for_the_root(entry: &Entry<'_>, language: &'static language::Table) -> bool {
    let included = std::ptr::eq(language, &raw const language::INCLUDED);
    included && language::ROOT.key(&entry.key).is_some()
}

/// Whether a table is the top of a file.
fn is_of_a_file(language: &'static language::Table) -> bool {
    [&raw const language::ROOT, &raw const language::INCLUDED]
        .into_iter()
        .any(|file| std::ptr::eq(language, file))
}

/// Whether a key is one of the whole schema that has no header of its own.
fn is_setting(key: &str) -> bool {
    ["schema", "include", "prefix", "const_labels"].contains(&key)
}

fn unknown_key(
    entry: &Entry<'_>,
    what: &str,
    language: &'static language::Table,
    elsewhere: &[String],
) -> Diagnostic {
    let diagnostic = UNKNOWN_KEY.at(entry.span, format!("unknown key `{}` in {what}", entry.key));
    if !elsewhere.is_empty() {
        return diagnostic.help(format!("this key belongs to {}", suggest::both(elsewhere)));
    }
    if let Some(advice) = language::advice(&entry.key) {
        return diagnostic.help(advice);
    }
    if is_setting(&entry.key) && language.key(&entry.key).is_none() && !is_of_a_file(language) {
        return diagnostic.help("move it to the top of the file, before the first table header");
    }
    if let Some(meant) = entry.known {
        let is_exact = suggest::is_misspelling(&entry.key, meant.name, language.names());
        return diagnostic.did_you_mean_if(&entry.key, meant.name, is_exact);
    }
    if is_for_the_root(entry, language) {
        return diagnostic.help("move it to the root file: it applies to all files");
    }
    let keys = format!("the keys are {}", suggest::all(language.names()));
    if is_of_a_file(language) {
        kinds::advised(diagnostic, entry).help_if_none(Some(keys))
    } else {
        diagnostic.help(keys)
    }
}
