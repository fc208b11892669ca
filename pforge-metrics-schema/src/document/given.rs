//! Values with their places, and what became of those that could not be read.

use crate::source::{Span, Spanned, Text};

/// The value of a key.
pub(crate) enum Given<T> {
    Absent,
    /// There is a value, but not one that the key can take. This has been reported.
    Unreadable,
    Value(Spanned<T>),
}

/// A list or table of things.
pub(crate) struct List<T> {
    /// The location of the list, or `None` if it is missing.
    pub span: Option<Span>,
    pub items: Vec<T>,
    /// False if something in it could not be read. This has been reported.
    pub whole: bool,
}

impl<T> Given<T> {
    pub fn value(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// What became of a value that was there.
    pub fn read(value: Option<Spanned<T>>) -> Self {
        value.map_or(Self::Unreadable, Self::Value)
    }
}

impl<T> List<T> {
    pub const ABSENT: Self = Self {
        span: None,
        items: Vec::new(),
        whole: true,
    };

    pub fn unreadable(span: Span) -> Self {
        Self {
            span: Some(span),
            items: Vec::new(),
            whole: false,
        }
    }

    /// The items; `None` for an invalid one.
    pub fn read(span: Span, items: impl Iterator<Item = Option<T>>) -> Self {
        let mut list = Self {
            span: Some(span),
            items: Vec::new(),
            whole: true,
        };
        for item in items {
            match item {
                Some(item) => list.items.push(item),
                None => list.whole = false,
            }
        }
        list
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::ABSENT
    }
}

impl Text {
    /// Returns whether it is a placeholder: a note to write it later, or the `…` of our own messages.
    pub fn is_placeholder(&self) -> bool {
        let words = self.trim();
        let text = words.trim_end_matches(['.', ':', '!', '?', '…']);
        let is_left_out = words.starts_with('…') || words.contains('.') && text.is_empty();
        is_left_out
            || ["todo", "tbd", "fixme", "xxx"]
                .iter()
                .any(|placeholder| text.eq_ignore_ascii_case(placeholder))
    }
}
