//! The values of an open label: a table that gives out at most so many numbers, and takes no more memory whatever comes.

use std::borrow::Cow;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// The table of one open label. Values are numbered in the order of their first use, and never forgotten; the number `max`
/// stands for all that find no room.
#[derive(Debug)]
pub struct Interner {
    label: &'static str,
    max: u32,
    max_len: usize,
    overflow: &'static str,
    /// Made at first use.
    table: OnceLock<Table>,
}

/// A hash table with open addressing. Entries are added under a lock and looked up without one.
///
/// The hash is keyed, so that whoever chooses the values can't choose those that collide.
#[derive(Debug)]
struct Table {
    hasher: RandomState,
    /// At least twice as many as there can be values, so that each search ends at an empty one.
    slots: Box<[AtomicU64]>,
    texts: Box<[OnceLock<Box<str>>]>,
    len: AtomicU32,
    insertion: Mutex<()>,
}

/// Where a search ended.
enum Found {
    Number(u32),
    EmptySlot(usize),
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

    /// The number of a value; `max` for the overflow and for what counts as such.
    pub fn intern(&'static self, value: &str) -> u32 {
        let table = self.table();
        // What is in the table needs no repair, so only what is not has to be looked at.
        if value.len() <= self.max_len
            && let Found::Number(number) = table.find(value)
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
        let len = table.map_or(0, |table| table.len.load(Ordering::Acquire));
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
            report::first_use(self.label);
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
    fn refuse(&self) -> u32 {
        report::overflow(self.label);
        self.max
    }
}

impl Table {
    fn new(max: u32) -> Self {
        let slots = (max as usize * 2).next_power_of_two().max(2);
        Self {
            hasher: RandomState::new(),
            slots: (0..slots).map(|_| AtomicU64::new(0)).collect(),
            texts: (0..max).map(|_| OnceLock::new()).collect(),
            len: AtomicU32::new(0),
            insertion: Mutex::new(()),
        }
    }

    fn find(&self, text: &str) -> Found {
        let hash = self.hasher.hash_one(text);
        let mask = self.slots.len() - 1;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the lower bits choose the slot"
        )]
        let mut slot = hash as usize & mask;
        loop {
            let entry = self.slots[slot].load(Ordering::Acquire);
            if entry == 0 {
                return Found::EmptySlot(slot);
            }
            if let Some(number) = number_in(entry, hash)
                && self.texts[number as usize]
                    .get()
                    .is_some_and(|found| **found == *text)
            {
                return Found::Number(number);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The number of a text, which is given one if there still is room.
    fn insert(&self, text: &str) -> Option<u32> {
        // Asked first: what is not found in a table that was full before will never be in it.
        let is_full = self.is_full();
        if let Found::Number(number) = self.find(text) {
            return Some(number);
        }
        if is_full {
            return None;
        }
        let lock = self.insertion.lock();
        let _lock = lock.unwrap_or_else(PoisonError::into_inner);
        let slot = match self.find(text) {
            Found::Number(number) => return Some(number),
            Found::EmptySlot(slot) => slot,
        };
        if self.is_full() {
            return None;
        }
        let number = self.len.load(Ordering::Relaxed);
        self.texts[number as usize].get_or_init(|| text.into());
        let entry = entry(number, self.hasher.hash_one(text));
        self.slots[slot].store(entry, Ordering::Release);
        self.len.store(number + 1, Ordering::Release);
        Some(number)
    }

    fn is_full(&self) -> bool {
        self.len.load(Ordering::Acquire) as usize >= self.texts.len()
    }

    fn text(&self, number: u32) -> Option<&str> {
        let text = self.texts.get(number as usize)?;
        // A scrape may come by a number before it sees the text. Whoever gave the number out held the lock before.
        let seen = text.get().or_else(|| {
            let lock = self.insertion.lock();
            let _lock = lock.unwrap_or_else(PoisonError::into_inner);
            text.get()
        });
        seen.map(|text| &**text)
    }
}

/// What stands in the slot of a text: half of its hash, which saves most comparisons of texts, and its number plus one.
fn entry(number: u32, hash: u64) -> u64 {
    (hash >> 32 << 32) | (u64::from(number) + 1)
}

/// The number in a slot, if that can be the slot of a text with this hash.
fn number_in(entry: u64, hash: u64) -> Option<u32> {
    let is_near = entry >> 32 == hash >> 32;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the lower half is the number"
    )]
    is_near.then(|| (entry as u32).wrapping_sub(1))
}

/// Overflows are counted by a metric of the runtime itself; under the model checker there are no catalogs.
mod report {
    #[cfg(not(all(test, model)))]
    pub(super) use crate::own::{first_use, overflow};

    #[cfg(all(test, model))]
    pub(super) fn first_use(_: &'static str) {}

    #[cfg(all(test, model))]
    pub(super) fn overflow(_: &'static str) {}
}
