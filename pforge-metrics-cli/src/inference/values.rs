//! The values of a label.

use std::collections::HashSet;

/// Values in the order in which they come up: a scrape can have a great many of them.
#[derive(Default)]
pub(super) struct Values<'a> {
    list: Vec<&'a str>,
    known: HashSet<&'a str>,
}

impl<'a> Values<'a> {
    pub fn list(&self) -> &[&'a str] {
        &self.list
    }

    pub fn insert(&mut self, value: &'a str) {
        if self.known.insert(value) {
            self.list.push(value);
        }
    }

    /// Whether it has all values of another.
    pub fn hold(&self, other: &Self) -> bool {
        self.known.is_superset(&other.known)
    }

    /// Whether some value is in both.
    pub fn meet(&self, other: &Self) -> bool {
        !self.known.is_disjoint(&other.known)
    }
}
