//! A table of texts that is looked up without a lock.

use crate::clock::now_ms;
use crate::sync::{AtomicU32, AtomicU64, HashKeys, Mutex, OnceLock, Ordering};
use std::hash::BuildHasher;
use std::sync::PoisonError;

/// A hash table with open addressing. Entries are added under a lock and looked up without one.
///
/// The hash is keyed, so that whoever chooses the values can't choose those that collide.
pub(super) struct Table {
    hasher: HashKeys,
    /// At least twice as many as there can be values, so that each search ends at an empty one.
    slots: Box<[AtomicU64]>,
    values: Box<[OnceLock<Value>]>,
    len: AtomicU32,
    insertion: Mutex<()>,
}

/// What is known of a number that was given out.
struct Value {
    text: Box<str>,
    /// When that was, in milliseconds since the epoch.
    came_up_ms: u64,
}

/// Where a search ended.
enum Found {
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

    /// The number of a text. It takes no lock.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        match self.search(text) {
            Found::Number(number) => Some(number),
            Found::EmptySlot(_) => None,
        }
    }

    fn search(&self, text: &str) -> Found {
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
                && self.values[number as usize]
                    .get()
                    .is_some_and(|found| *found.text == *text)
            {
                return Found::Number(number);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The number of a text, which is given one if there still is room.
    pub(super) fn insert(&self, text: &str) -> Option<u32> {
        // Asked first: what is not found in a table that was full before will never be in it.
        let is_full = self.is_full();
        let known = self.find(text);
        if known.is_some() || is_full {
            return known;
        }
        // Neither allocated nor freed under the lock, which an allocator might be waiting for that counts by this label.
        let mut kept = Some(Value {
            text: Box::from(text),
            came_up_ms: now_ms(),
        });
        let lock = self.insertion.lock();
        let _lock = lock.unwrap_or_else(PoisonError::into_inner);
        let slot = match self.search(text) {
            Found::Number(number) => return Some(number),
            Found::EmptySlot(slot) => slot,
        };
        if self.is_full() {
            return None;
        }
        let number = self.len.load(Ordering::Relaxed);
        if let Some(value) = kept.take() {
            // Never set before, since the lock is held.
            let _ = self.values[number as usize].set(value);
        }
        let entry = entry(number, self.hasher.hash_one(text));
        self.slots[slot].store(entry, Ordering::Release);
        self.len.store(number + 1, Ordering::Release);
        Some(number)
    }

    /// How many texts have a number.
    pub(super) fn len(&self) -> u32 {
        self.len.load(Ordering::Acquire)
    }

    fn is_full(&self) -> bool {
        self.len() as usize >= self.values.len()
    }

    /// The text of a number that was given out.
    pub(super) fn text(&self, number: u32) -> Option<&str> {
        self.value(number).map(|value| &*value.text)
    }

    /// When it was.
    pub(super) fn came_up_ms(&self, number: u32) -> Option<u64> {
        self.value(number).map(|value| value.came_up_ms)
    }

    fn value(&self, number: u32) -> Option<&Value> {
        let value = self.values.get(number as usize)?;
        // A scrape may come by a number before it sees the value. Whoever gave the number out held the lock before.
        value.get().or_else(|| {
            let lock = self.insertion.lock();
            let _lock = lock.unwrap_or_else(PoisonError::into_inner);
            value.get()
        })
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
