//! What is wrong with a text, and where.

use crate::printable::printable;
use std::fmt;

/// A text that breaks its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The line, from 1.
    pub line: usize,
    /// The character on it, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// A rule that a family breaks. Its lines follow the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The name of the family as Prometheus stores it.
    pub family: String,
    /// The rule, and the place.
    pub malformed: Malformed,
}

/// The same within a line whose number is not known yet.
#[derive(Debug)]
pub(super) struct Unreadable {
    /// In bytes.
    pub offset: usize,
    pub message: String,
}

/// A line of the text, and its number from 1.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub number: usize,
    pub line: &'a str,
}

impl Unreadable {
    pub fn new(offset: usize, message: impl Into<String>) -> Self {
        Self {
            offset,
            message: message.into(),
        }
    }
}

impl Place<'_> {
    /// The start of a line, without its text.
    pub fn start_of(number: usize) -> Self {
        Self { number, line: "" }
    }

    pub fn malformed(self, error: &Unreadable) -> Malformed {
        let before = self.line.get(..error.offset).unwrap_or(self.line);
        Malformed {
            line: self.number,
            column: before.chars().count() + 1,
            message: printable(&error.message),
        }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for Malformed {}
