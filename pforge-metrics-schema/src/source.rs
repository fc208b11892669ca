//! The text of a schema file, and positions in it.

use std::iter;
use std::ops::Range;

/// May begin a file; it takes no column.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// A schema file: its text, and the path by which diagnostics name it.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as the user knows it, for example `metrics.toml`. It is shown, never opened.
    pub path: String,
    /// The whole text of the file.
    pub text: String,
}

/// A range of bytes in the text of a [`Source`], on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

/// A position as an editor shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
}

/// Where each line of a text begins: positions in logarithmic time.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

impl Source {
    /// The position of a byte offset; past the end of the text it is the end of the text.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        Lines::new(&self.text).place(offset)
    }
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            text,
            starts: iter::once(0)
                .chain(newlines.map(|(offset, _)| offset + 1))
                .collect(),
        }
    }

    pub(crate) fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset);
        let before = self
            .text
            .get(self.starts[line - 1]..offset)
            .unwrap_or_else(|| &self.text[self.starts[line - 1]..]);
        Place {
            line,
            column: before.trim_start_matches(BYTE_ORDER_MARK).chars().count() + 1,
        }
    }
}
