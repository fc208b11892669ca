//! A key of a TOML table and its value.

use std::borrow::Cow;

use toml::de::{DeTable, DeValue};

use super::advice::advise;
use super::node::Node;
use crate::document::{Spanned, Text};
use crate::language::{self, Key};
use crate::report::Report;
use crate::source::{SourceId, Span, sorted};

/// A key and its value.
pub(super) struct Entry<'a> {
    pub key: Cow<'a, str>,
    pub span: Span,
    pub node: Node<'a>,
    /// In a table with a fixed set of keys the one that this is, or was probably meant to be.
    pub known: Option<&'static Key>,
}

impl<'a> Entry<'a> {
    /// An entry of whatever name.
    pub fn new(key: impl Into<Cow<'a, str>>, span: Span, node: Node<'a>) -> Self {
        Self {
            key: key.into(),
            span,
            node,
            known: None,
        }
    }

    /// The value, by a function that reads it.
    pub fn read<T>(
        &self,
        report: &mut Report,
        read: impl FnOnce(Node<'a>, &str, &mut Report) -> T,
    ) -> T {
        let before = report.len();
        let value = read(self.node, &self.described(), report);
        self.advise(before, report);
        value
    }

    /// How messages name its value.
    fn described(&self) -> String {
        let key = self.known.map_or(&*self.key, |key| key.name);
        format!("`{key}`")
    }

    /// Adds what to write instead to what was reported about the value since then.
    pub fn advise(&self, before: usize, report: &mut Report) {
        if let Some(key) = self.known {
            advise(key, self.node, before, report);
        }
    }

    pub fn is_of(&self, key: &str) -> bool {
        self.known.is_some_and(|known| known.name == key)
    }

    /// An entry of the table that this one holds, which is one with these keys.
    pub fn inner(&self, key: &str, language: &'static language::Table) -> Option<Self> {
        let mut entries = self.node.entries()?;
        for entry in &mut entries {
            entry.known = language.meant(&entry.key);
        }
        let exact = entries.iter().position(|entry| entry.key == key);
        let position = exact.or_else(|| entries.iter().position(|entry| entry.is_of(key)));
        position.map(|position| entries.swap_remove(position))
    }

    pub fn name(&self) -> Text {
        Spanned {
            value: self.key.clone().into_owned(),
            span: self.span,
        }
    }

    /// From the key to the end of the value.
    pub fn written(&self) -> Span {
        self.span.to(self.node.span())
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

impl<'a> Node<'a> {
    pub fn entries(self) -> Option<Vec<Entry<'a>>> {
        Some(entries(self.as_table()?, self.source))
    }
}

/// The entries of a table in the order of the file; the TOML crate sorts them by key.
pub(super) fn entries<'a>(table: &'a DeTable<'a>, source: SourceId) -> Vec<Entry<'a>> {
    let mut entries = Vec::with_capacity(table.len());
    for (key, node) in table {
        let span = Span::new(source, key.span());
        entries.push(Entry::new(
            key.get_ref().as_ref(),
            span,
            Node::new(node, source),
        ));
    }
    sorted(entries, |entry| entry.span)
}
