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

/// The same within a line whose number is not known yet.
#[derive(Debug)]
pub(super) struct Unreadable {
    /// In bytes.
    pub offset: usize,
    pub message: String,
}

impl Malformed {
    pub(super) fn new(number: usize, line: &str, offset: usize, message: &str) -> Self {
        let before = line.get(..offset).unwrap_or(line);
        Self {
            line: number,
            column: before.chars().count() + 1,
            message: printable(message),
        }
    }
}

impl Unreadable {
    pub(super) fn on(self, number: usize, line: &str) -> Malformed {
        Malformed::new(number, line, self.offset, &self.message)
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for Malformed {}
