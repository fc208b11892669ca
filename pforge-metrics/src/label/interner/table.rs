//! A hash table from texts to numbers, with lookups that take no lock.
//!
//! # Protocol
//!
//! Insertions hold the `insertion` mutex. An insertion stores the text and its time in `values`, then publishes the
//! number in a slot of the hash table, then increments `len`. Entries are never removed or moved. A lookup probes the
//! slots from the position of the hash until it finds the text or an empty slot.
//!
//! # Memory ordering
//!
//! - **The slots** are stored with `Release` and loaded with `Acquire`: a lookup that sees a number also sees its
//!   text. With relaxed operations a lookup could miss a text that is in the table. An insertion would still find it,
//!   because it searches again under the mutex. Test: `two_threads_agree_on_the_number_of_a_text`.
//! - **`len`** is stored with `Release` after the slot and loaded with `Acquire`. A thread that sees a full table
//!   therefore sees all of its slots, and [`Table::insert`] can reject a text without the mutex. Test:
//!   `only_one_of_two_texts_gets_the_last_number`.
//! - **A number can arrive without synchronization**, in the relaxed flag of a series. Then [`Table::text`] may not
//!   see the text yet, and takes the mutex once: the insertion of this number released the mutex before the flag was
//!   raised. Test: `finds_the_text_of_a_number_that_was_read_from_a_flag`.

use crate::clock::now_ms;
use crate::sync::{AtomicU32, AtomicU64, HashKeys, Mutex, OnceLock, Ordering};
use std::hash::BuildHasher;
use std::sync::PoisonError;

/// A hash table with open addressing.
///
/// The hash is keyed, so a client that chooses the values cannot choose colliding ones.
pub(super) struct Table {
    hasher: HashKeys,
    /// At least twice as many as the maximum number of values, so each search ends at an empty slot. An entry is 0 if
    /// empty.
    slots: Box<[AtomicU64]>,
    values: Box<[OnceLock<InternedText>]>,
    len: AtomicU32,
    insertion: Mutex<()>,
}

/// A text that has a number.
struct InternedText {
    text: Box<str>,
    /// When the text was interned, in milliseconds since the Unix epoch.
    interned_ms: u64,
}

/// The result of a search.
enum SearchResult {
    Number(u32),
    EmptySlot(usize),
}

impl Table {
    pub(super) fn new(max: u32) -> Self {
        let slots = (max as usize * 2).next_power_of_two().max(2);
        Self {
            hasher: HashKeys::default(),
            slots: (0..slots).map(|_| AtomicU64::new(0)).collect(),
            values: (0..max).map(|_| OnceLock::new()).collect(),
            len: AtomicU32::new(0),
            insertion: Mutex::new(()),
        }
    }

    /// Returns the number of a text. It takes no lock.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        match self.search(text) {
            SearchResult::Number(number) => Some(number),
            SearchResult::EmptySlot(_) => None,
        }
    }

    fn search(&self, text: &str) -> SearchResult {
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
                return SearchResult::EmptySlot(slot);
            }
            if let Some(number) = number_in(entry, hash)
                && self.values[number as usize]
                    .get()
                    .is_some_and(|interned| *interned.text == *text)
            {
                return SearchResult::Number(number);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Returns the number of a text, and assigns one if there is room.
    pub(super) fn insert(&self, text: &str) -> Option<u32> {
        // This is read before the search: a text that is not found in a full table will never be in it.
        let is_full = self.is_full();
        let existing = self.find(text);
        if existing.is_some() || is_full {
            return existing;
        }
        // The text is neither allocated nor freed under the mutex: a global allocator that uses this label may wait
        // for the mutex.
        let mut unused = Some(InternedText {
            text: Box::from(text),
            interned_ms: now_ms(),
        });
        let lock = self.insertion.lock();
        let _lock = lock.unwrap_or_else(PoisonError::into_inner);
        let slot = match self.search(text) {
            SearchResult::Number(number) => return Some(number),
            SearchResult::EmptySlot(slot) => slot,
        };
        if self.is_full() {
            return None;
        }
        let number = self.len.load(Ordering::Relaxed);
        if let Some(value) = unused.take() {
            // The cell is unset: the mutex is held, and `len` counts the cells that are set.
            let _ = self.values[number as usize].set(value);
        }
        let entry = entry(number, self.hasher.hash_one(text));
        self.slots[slot].store(entry, Ordering::Release);
        self.len.store(number + 1, Ordering::Release);
        Some(number)
    }

    /// Returns how many texts have a number.
    pub(super) fn len(&self) -> u32 {
        self.len.load(Ordering::Acquire)
    }

    fn is_full(&self) -> bool {
        self.len() as usize >= self.values.len()
    }

    /// Returns the text of a number.
    pub(super) fn text(&self, number: u32) -> Option<&str> {
        self.value(number).map(|value| &*value.text)
    }

    /// Returns when a number was assigned to its text, in milliseconds since the Unix epoch.
    pub(super) fn interned_ms(&self, number: u32) -> Option<u64> {
        self.value(number).map(|value| value.interned_ms)
    }

    fn value(&self, number: u32) -> Option<&InternedText> {
        let value = self.values.get(number as usize)?;
        // A scrape can have a number before it sees the text: see the module documentation.
        value.get().or_else(|| {
            let lock = self.insertion.lock();
            let _lock = lock.unwrap_or_else(PoisonError::into_inner);
            value.get()
        })
    }
}

/// Returns the entry in the slot of a text: the upper half of its hash, which avoids most text comparisons, and its
/// number plus one.
fn entry(number: u32, hash: u64) -> u64 {
    (hash >> 32 << 32) | (u64::from(number) + 1)
}

/// Returns the number in an entry, if the entry can belong to a text with this hash.
fn number_in(entry: u64, hash: u64) -> Option<u32> {
    let matches = entry >> 32 == hash >> 32;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the lower half is the number"
    )]
    matches.then(|| (entry as u32).wrapping_sub(1))
}
