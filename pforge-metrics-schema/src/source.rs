//! The texts of a schema's files, and positions in them.

use std::iter;
use std::ops::{Deref, Index, Range};

/// May begin a file; it takes no column.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// A schema file: its text, and the path by which diagnostics name it.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as the user knows it, for example `metrics.toml`. Paths in `include` are relative to its directory.
    pub path: String,
    /// The whole text of the file.
    pub text: String,
}

/// The files of a schema: the one that was asked for, then those that it includes, in the order in which they are named. Last
/// is its lock, if there is one.
#[derive(Debug, Clone)]
pub struct Sources {
    files: Vec<Source>,
    /// Where the lines of each file begin: positions in logarithmic time.
    lines: Vec<Vec<usize>>,
}

/// One of the [`Sources`] of a schema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(crate) usize);

/// A range of bytes in the text of a [`Source`], on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

/// A position as an editor shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub source: SourceId,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
}

/// The positions in all files.
pub(crate) struct Lines<'a>(&'a Sources);

pub(crate) type Text = Spanned<String>;

/// A value and where it is written.
#[derive(Clone)]
pub(crate) struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl Sources {
    pub(crate) fn new(files: Vec<Source>) -> Self {
        Self {
            lines: files
                .iter()
                .map(|file| starts_of_lines(&file.text))
                .collect(),
            files,
        }
    }

    /// The files in their order, the one that was asked for first.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }

    /// The file that was asked for.
    #[must_use]
    pub fn root(&self) -> &Source {
        &self.files[0]
    }

    /// The position of the beginning of a span.
    #[must_use]
    pub fn place(&self, Span { source, start, .. }: Span) -> Place {
        let (text, starts) = (&self[source].text, &self.lines[source.0]);
        let line = starts.partition_point(|offset| *offset <= start);
        let before = text
            .get(starts[line - 1]..start)
            .unwrap_or_else(|| &text[starts[line - 1]..]);
        Place {
            source,
            line,
            column: before.trim_start_matches(BYTE_ORDER_MARK).chars().count() + 1,
        }
    }

    /// Adds a file behind all others.
    pub(crate) fn push(&mut self, source: Source) -> SourceId {
        self.lines.push(starts_of_lines(&source.text));
        self.files.push(source);
        SourceId(self.files.len() - 1)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..self.files.len()).map(SourceId)
    }
}

impl Index<SourceId> for Sources {
    type Output = Source;

    fn index(&self, id: SourceId) -> &Source {
        &self.files[id.0]
    }
}

/// Sorts items by where they are, those at one place in their order. The sort is compiled once for all types of items.
pub(crate) fn sorted<T>(items: Vec<T>, span: fn(&T) -> Span) -> Vec<T> {
    let mut order = Vec::with_capacity(items.len());
    let mut unsorted = Vec::with_capacity(items.len());
    for (position, item) in items.into_iter().enumerate() {
        order.push((span(&item), position));
        unsorted.push(Some(item));
    }
    order.sort_unstable();
    let mut sorted = Vec::with_capacity(order.len());
    for (_, position) in order {
        sorted.extend(unsorted[position].take());
    }
    sorted
}

impl Span {
    pub(crate) fn new(source: SourceId, range: Range<usize>) -> Self {
        Self {
            source,
            start: range.start,
            end: range.end,
        }
    }

    /// The beginning of a file.
    pub(crate) fn beginning(source: SourceId) -> Self {
        Self::new(source, 0..0)
    }

    /// From the beginning of this one to the end of another one of the same file.
    pub(crate) fn to(self, other: Self) -> Self {
        Self {
            end: other.end,
            ..self
        }
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }
}

impl<'a> Lines<'a> {
    pub(crate) fn new(sources: &'a Sources) -> Self {
        Self(sources)
    }

    pub(crate) fn place(&self, span: Span) -> Place {
        self.0.place(span)
    }
}

fn starts_of_lines(text: &str) -> Vec<usize> {
    let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    let starts = newlines.map(|(offset, _)| offset + 1);
    iter::once(0).chain(starts).collect()
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
