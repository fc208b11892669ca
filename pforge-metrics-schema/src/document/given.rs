//! Values with their places, and what became of those that could not be read.

use std::ops::Deref;

use crate::source::Span;

pub(crate) type Text = Spanned<String>;

/// A value and where it is written.
#[derive(Clone)]
pub(crate) struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// The value of a key.
pub(crate) enum Given<T> {
    Absent,
    /// There is a value, but not one that the key can take. This has been reported.
    Unreadable,
    Value(Spanned<T>),
}

/// A list or table of things.
pub(crate) struct List<T> {
    /// Where the list is; `None` if there is none.
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

    /// The items that could be read; `None` stands for one that could not.
    pub fn read(span: Span, items: impl Iterator<Item = Option<T>>) -> Self {
        let mut whole = true;
        let items = items
            .inspect(|item| whole &= item.is_some())
            .flatten()
            .collect();
        Self {
            span: Some(span),
            items,
            whole,
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::ABSENT
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
