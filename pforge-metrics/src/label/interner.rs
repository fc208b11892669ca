//! The values of an open label: at most so many get numbers, and no more memory is taken whatever comes.
//!
//! Here is what becomes of a text: which are repaired, which refused. [`table`] remembers those that got a number.

#[cfg(all(test, model))]
mod model;
mod table;

use std::borrow::Cow;
use std::sync::OnceLock;
use table::Table;

/// The values of one open label. They are numbered in the order of their first use, and never forgotten; the number `max`
/// stands for all that find no room.
pub struct Interner {
    label: &'static str,
    max: u32,
    max_len: usize,
    overflow: &'static str,
    /// Made at first use.
    table: OnceLock<Table>,
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
        }
    }

    /// The name of the label in metrics.toml.
    #[cfg(not(all(test, model)))]
    pub(crate) fn label(&self) -> &'static str {
        self.label
    }

    /// The number of a value; `max` for the overflow and for what counts as such.
    pub fn intern(&'static self, value: &str) -> u32 {
        let table = self.table();
        // What is in the table needs no repair, so only what is not has to be looked at.
        if value.len() <= self.max_len
            && let Some(number) = table.find(value)
        {
            return number;
        }
        let value = self.repaired(value);
        if value == self.overflow {
            return self.max;
        }
        let number = (!value.is_empty()).then(|| table.insert(&value)).flatten();
        number.unwrap_or_else(|| self.refuse())
    }

    /// The text of a number that [`intern`](Self::intern) gave out.
    pub fn text(&'static self, number: u32) -> &'static str {
        let table = self.table.get();
        let text = table.and_then(|table| table.text(number));
        text.unwrap_or(self.overflow)
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

    fn table(&'static self) -> &'static Table {
        let mut is_first = false;
        let table = self.table.get_or_init(|| {
            is_first = true;
            Table::new(self.max)
        });
        if is_first {
            report::first_use(self);
        }
        table
    }

    /// A value as it may be shown: control characters replaced, then cut to the length.
    fn repaired<'a>(&self, value: &'a str) -> Cow<'a, str> {
        if value.len() <= self.max_len && !value.contains(char::is_control) {
            return Cow::Borrowed(value);
        }
        let mut repaired = String::new();
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

    #[cold]
    fn refuse(&'static self) -> u32 {
        report::overflow(self);
        self.max
    }
}

/// Overflows are counted by a metric of the runtime itself; under the model checker there are no catalogs.
mod report {
    #[cfg(not(all(test, model)))]
    pub(super) use crate::own::{first_use, overflow};

    #[cfg(all(test, model))]
    pub(super) fn first_use(_: &'static super::Interner) {}

    #[cfg(all(test, model))]
    pub(super) fn overflow(_: &'static super::Interner) {}
}
