//! The values of an open label: at most so many get numbers, and no more memory is taken whatever comes.
//!
//! Here is what becomes of a text: which are repaired, which refused. [`table`] remembers those that got a number, and
//! [`turn`] keeps allocators that count by an open label from coming back to where they were called.

#[cfg(all(test, model))]
mod model;
mod table;
#[cfg(test)]
mod tests;
mod turn;

use std::borrow::Cow;
use std::sync::OnceLock;
// Not those of `crate::sync`: counts that are only added up need no model check.
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use table::Table;
use turn::Turn;

/// The values of one open label. They are numbered in the order of their first use, and never forgotten; the number `max`
/// stands for all that find no room.
pub struct Interner {
    label: &'static str,
    max: u32,
    max_len: usize,
    overflow: &'static str,
    /// Made at first use.
    table: OnceLock<Table>,
    /// How many values counted under the overflow.
    overflows: AtomicU64,
    /// The label that was used first after this one.
    next: OnceLock<&'static Interner>,
}

impl Interner {
    /// A table that is still empty, and takes no memory before its first use.
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

    /// How many values counted under the overflow, for want of room or because they are empty.
    pub(crate) fn overflows(&self) -> u64 {
        self.overflows.load(Relaxed)
    }

    /// The number of a value; `max` for the overflow and for what counts as such.
    pub fn intern(&'static self, value: &str) -> u32 {
        let number = self.known(value).or_else(|| self.insert(value));
        number.unwrap_or_else(|| self.refuse())
    }

    /// The number of a value that has one by now, and `max` of the overflow itself.
    pub fn find(&'static self, value: &str) -> Option<u32> {
        self.known(value).or_else(|| {
            let _turn = Turn::take()?;
            self.table.get()?.find(&self.repaired(value))
        })
    }

    /// The text of a number that [`intern`](Self::intern) gave out.
    pub fn text(&'static self, number: u32) -> &'static str {
        if number == self.max {
            return self.overflow;
        }
        self.seen_table().text(number).unwrap_or(self.overflow)
    }

    /// When a value got its number, in milliseconds since the epoch. None of the overflow: it counts from the start.
    pub(crate) fn came_up_ms(&'static self, number: u32) -> Option<u64> {
        if number == self.max {
            return None;
        }
        self.seen_table().came_up_ms(number)
    }

    /// The values that have a number by now, and then the overflow.
    pub(crate) fn texts(&'static self) -> impl Iterator<Item = &'static str> {
        let table = self.table.get();
        let len = table.map_or(0, Table::len);
        (0..len).chain([self.max]).map(|number| self.text(number))
    }

    /// How many numbers there can be, the overflow's included.
    pub(crate) fn count(&self) -> usize {
        self.max as usize + 1
    }

    /// The table, for who came by one of its numbers. A scrape may do so, in the flag of a series, before it sees the table:
    /// `get` could miss it, and to find it missing `get_or_init` has to look at its latest state.
    fn seen_table(&'static self) -> &'static Table {
        self.table.get_or_init(|| Table::new(self.max))
    }

    /// The number of a value that needs no repair. What is in the table needs none, so only what is not has to be looked at.
    fn known(&'static self, value: &str) -> Option<u32> {
        if value == self.overflow {
            return Some(self.max);
        }
        let fits = value.len() <= self.max_len;
        self.table.get().filter(|_| fits)?.find(value)
    }

    /// The number of a value, which is given one if that is still possible.
    fn insert(&'static self, value: &str) -> Option<u32> {
        let table = self.table()?;
        let _turn = Turn::take()?;
        let value = self.repaired(value);
        // What only the repair made the overflow's text is no value either, but was not meant.
        if value.is_empty() || value == self.overflow {
            return None;
        }
        table.insert(&value)
    }

    fn table(&'static self) -> Option<&'static Table> {
        let known = self.table.get();
        known.or_else(|| {
            let mut is_first = false;
            let turn = Turn::take()?;
            let table = self.table.get_or_init(|| {
                is_first = true;
                Table::new(self.max)
            });
            drop(turn);
            if is_first {
                self.enter_used();
            }
            Some(table)
        })
    }

    /// A value as it may be shown: control characters replaced, then cut to the length.
    fn repaired<'a>(&self, value: &'a str) -> Cow<'a, str> {
        let mut end = value.len().min(self.max_len);
        while !value.is_char_boundary(end) {
            end -= 1;
        }
        // A replacement is no shorter than what it stands for, so nothing behind the cut gets in front of it.
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

    /// Adds this label to those that were used. Neither allocates nor locks: an allocator that uses a label may have called.
    fn enter_used(&'static self) {
        let mut end = &FIRST_USED;
        while end.set(self).is_err() {
            match end.get() {
                Some(other) => end = &other.next,
                None => return,
            }
        }
    }

    #[cold]
    fn refuse(&'static self) -> u32 {
        self.overflows.fetch_add(1, Relaxed);
        self.max
    }
}

/// The labels that were used, each with the way to the next: [`used`] walks them.
static FIRST_USED: OnceLock<&'static Interner> = OnceLock::new();

/// The open labels that have been used since the start of the process, in the order of their first use.
pub(crate) fn used() -> impl Iterator<Item = &'static Interner> {
    let first = FIRST_USED.get().copied();
    std::iter::successors(first, |it| it.next.get().copied())
}
