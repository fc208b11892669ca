//! The interner of an open label: assigns numbers to a limited number of values, in a limited amount of memory.
//!
//! This module repairs and rejects values. [`table`] stores the values that have a number. [`reentrancy`] protects
//! against global allocators that update a metric with an open label.
//!
//! # Memory ordering
//!
//! The table of a label and the list of used labels are built from `OnceLock`s, which are set once and publish their
//! content. `get` may miss a value that another thread has set. Where a number has already reached the caller,
//! `seen_table` therefore calls `get_or_init`, which sees the latest state. The counter of overflows is relaxed,
//! because no other data depends on it.
//! [`table`] describes the lookup without a lock.

#[cfg(all(test, model))]
mod model;
mod reentrancy;
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::OnceLock;
// These are std's types, not those of `crate::sync`: a counter that is only incremented needs no model check.
use reentrancy::ReentrancyGuard;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use table::Table;

/// The values of one open label, numbered in the order of their first use. Values are never removed. The number `max`
/// is the overflow, which all values share that have no number of their own.
pub struct Interner {
    label: &'static str,
    max: u32,
    max_len: usize,
    overflow: &'static str,
    /// Created at the first use.
    table: OnceLock<Table>,
    /// The number of calls that returned the overflow instead of a number.
    overflows: AtomicU64,
    /// The next label in the list of used labels.
    next: OnceLock<&'static Interner>,
}

impl Interner {
    /// Creates an empty interner. It allocates nothing before its first use.
    #[must_use]
    pub const fn new(
        label: &'static str,
        max: u32,
        max_len: usize,
        overflow: &'static str,
    ) -> Self {
        Self {
            label,
            max,
            max_len,
            overflow,
            table: OnceLock::new(),
            overflows: AtomicU64::new(0),
            next: OnceLock::new(),
        }
    }

    /// The name of the label in metrics.toml.
    pub(crate) fn label(&self) -> &'static str {
        self.label
    }

    /// Returns how many calls returned the overflow because the label was full or the value empty.
    pub(crate) fn overflows(&self) -> u64 {
        self.overflows.load(Relaxed)
    }

    /// Returns the number of a value, and assigns one if there is room. Returns `max` for the overflow.
    pub fn intern(&'static self, value: &str) -> u32 {
        let number = self.find_verbatim(value).or_else(|| self.insert(value));
        number.unwrap_or_else(|| self.reject())
    }

    /// Returns the number of a value if it already has one, and `max` for the text of the overflow.
    pub fn find(&'static self, value: &str) -> Option<u32> {
        self.find_verbatim(value).or_else(|| {
            let _guard = ReentrancyGuard::enter()?;
            self.table.get()?.find(&self.repaired(value))
        })
    }

    /// Returns the text of a number that [`intern`](Self::intern) returned.
    pub fn text(&'static self, number: u32) -> &'static str {
        if number == self.max {
            return self.overflow;
        }
        self.seen_table().text(number).unwrap_or(self.overflow)
    }

    /// Returns when a value got its number, in milliseconds since the Unix epoch. Returns `None` for the overflow,
    /// which exists from the start of the process.
    pub(crate) fn interned_ms(&'static self, number: u32) -> Option<u64> {
        if number == self.max {
            return None;
        }
        self.seen_table().interned_ms(number)
    }

    /// Iterates over the values that have a number, then the overflow.
    pub(crate) fn texts(&'static self) -> impl Iterator<Item = &'static str> {
        let table = self.table.get();
        let len = table.map_or(0, Table::len);
        (0..len).chain([self.max]).map(|number| self.text(number))
    }

    /// Returns the maximum number of values, including the overflow.
    pub(crate) fn count(&self) -> usize {
        self.max as usize + 1
    }

    /// Returns the table, for a caller that already has one of its numbers.
    ///
    /// A scrape can read a number from the relaxed flag of a series before it sees the table. `get` could then miss
    /// the table; `get_or_init` synchronizes with the thread that created it.
    fn seen_table(&'static self) -> &'static Table {
        self.table.get_or_init(|| Table::new(self.max))
    }

    /// Returns the number of a value that the table contains verbatim. Values in the table need no repair, so only
    /// other values are checked for characters to replace.
    fn find_verbatim(&'static self, value: &str) -> Option<u32> {
        if value == self.overflow {
            return Some(self.max);
        }
        let fits = value.len() <= self.max_len;
        self.table.get().filter(|_| fits)?.find(value)
    }

    /// Returns the number of a value, and assigns one if there is room.
    fn insert(&'static self, value: &str) -> Option<u32> {
        let table = self.table()?;
        let _guard = ReentrancyGuard::enter()?;
        let value = self.repaired(value);
        // A value that only the repair turns into the text of the overflow counts as a rejected value.
        if value.is_empty() || value == self.overflow {
            return None;
        }
        table.insert(&value)
    }

    fn table(&'static self) -> Option<&'static Table> {
        let existing = self.table.get();
        existing.or_else(|| {
            let mut is_first = false;
            let guard = ReentrancyGuard::enter()?;
            let table = self.table.get_or_init(|| {
                is_first = true;
                Table::new(self.max)
            });
            drop(guard);
            if is_first {
                self.append_to_used();
            }
            Some(table)
        })
    }

    /// Returns the value with control characters replaced by U+FFFD, cut to the maximum length.
    fn repaired<'a>(&self, value: &'a str) -> Cow<'a, str> {
        let mut end = value.len().min(self.max_len);
        while !value.is_char_boundary(end) {
            end -= 1;
        }
        // U+FFFD is at least as long as a control character, so no text after the cut moves before it.
        let value = &value[..end];
        if !value.contains(char::is_control) {
            return Cow::Borrowed(value);
        }
        let mut repaired = String::with_capacity(self.max_len);
        for c in value.chars() {
            let c = if c.is_control() {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            };
            if repaired.len() + c.len_utf8() > self.max_len {
                break;
            }
            repaired.push(c);
        }
        Cow::Owned(repaired)
    }

    /// Appends this label to the list of used labels. It neither allocates nor locks, since the caller may be a
    /// global allocator.
    fn append_to_used(&'static self) {
        let mut end = &FIRST_USED;
        while end.set(self).is_err() {
            match end.get() {
                Some(other) => end = &other.next,
                None => return,
            }
        }
    }

    /// Counts a value that gets no number of its own, and returns the number of the overflow.
    #[cold]
    fn reject(&'static self) -> u32 {
        self.overflows.fetch_add(1, Relaxed);
        self.max
    }
}

/// The head of the list of used labels, which [`used`] iterates over.
static FIRST_USED: OnceLock<&'static Interner> = OnceLock::new();

/// Iterates over the open labels that were used since the start of the process, in the order of their first use.
pub(crate) fn used() -> impl Iterator<Item = &'static Interner> {
    let first = FIRST_USED.get().copied();
    std::iter::successors(first, |it| it.next.get().copied())
}
