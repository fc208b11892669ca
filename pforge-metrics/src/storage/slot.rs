//! Slots: storage for the newest exemplar of a cell.
//!
//! Cells with slots are the first cells of a lane and the last of the shared cells. A handle therefore finds its
//! slot from the number of its cell and is no larger than one without a slot.
//!
//! # Protocol
//!
//! Each slot is a sequence lock without a mutex. The sequence number is 0 until the first exemplar is stored, odd
//! while a writer holds the slot, and even otherwise. A writer makes the number odd with a compare-exchange. If it
//! finds an odd number, or if the exchange fails, it gives up without waiting: exemplars are samples, and another
//! thread is storing one that is about as new. The caller counts such exemplars as dropped. A reader copies the words
//! between two loads of the number, and tries again if it was odd or has changed.
//!
//! # Memory ordering
//!
//! - **The `Acquire` of the compare-exchange** pairs with the `Release` store of the previous writer's even number.
//!   It orders the words of two writers: without it, a later reader could find words of both.
//! - **The release fence after it** pairs with the acquire fence of a reader: a reader that copied a word of this
//!   writer also sees its odd number, or a later one, and rejects the copy.
//! - **The `Release` store of the even number** pairs with the first `Acquire` load of a reader, which then sees all
//!   words.
//!
//! Tests: `an_exemplar_is_seen_whole_or_not_at_all`, `one_of_two_concurrent_exemplars_is_stored_whole`.

use crate::exemplar::{Exemplar, StoredExemplar};
use crate::sync::{AtomicU64, Ordering, const_unless_loom, fence, pause, repeat};

/// The number of attempts of a reader before it returns no exemplar.
const TRIES: usize = 64;

/// One exemplar, which all threads may replace.
#[derive(Debug)]
pub struct Slot {
    sequence: AtomicU64,
    words: [AtomicU64; 5],
}

impl Slot {
    const_unless_loom! {
        /// Creates an empty slot.
        #[must_use]
        #[expect(clippy::new_without_default, reason = "only generated statics have slots")]
        pub fn new() -> Self {
            Self {
                sequence: AtomicU64::new(0),
                words: repeat!(AtomicU64::new(0); 5),
            }
        }
    }

    /// Stores the result of `newest` and returns `true`, or returns `false` if another thread is storing.
    ///
    /// `newest` runs while the slot is held. Since it reads the clock, a later exemplar never has an earlier
    /// timestamp than the one it replaces, unless the clock is set back.
    pub(crate) fn store(&self, newest: impl FnOnce() -> StoredExemplar) -> bool {
        let before = self.sequence.load(Ordering::Relaxed);
        let held = before.wrapping_add(1);
        let is_free = before.is_multiple_of(2);
        let acquire = || {
            self.sequence
                .compare_exchange(before, held, Ordering::Acquire, Ordering::Relaxed)
        };
        if !is_free || acquire().is_err() {
            return false;
        }
        fence(Ordering::Release);
        for (word, value) in self.words.iter().zip(to_words(&newest())) {
            word.store(value, Ordering::Relaxed);
        }
        self.sequence.store(held.wrapping_add(1), Ordering::Release);
        true
    }

    /// Returns the newest exemplar, or `None` if the slot is empty or every attempt overlapped with a writer.
    pub(crate) fn read(&self) -> Option<StoredExemplar> {
        for _ in 0..TRIES {
            let before = self.sequence.load(Ordering::Acquire);
            if before == 0 {
                return None;
            }
            if before.is_multiple_of(2) {
                let words = self
                    .words
                    .each_ref()
                    .map(|word| word.load(Ordering::Relaxed));
                fence(Ordering::Acquire);
                if self.sequence.load(Ordering::Relaxed) == before {
                    return Some(from_words(words));
                }
            }
            pause();
        }
        None
    }
}

/// Returns the slot of a shared cell. The slots belong to the last shared cells, in the same order.
#[inline]
pub(crate) fn slot_of_shared(cell: usize, slots: &[Slot], shared: usize) -> Option<usize> {
    (slots.len() + cell).checked_sub(shared)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "each half of the trace id is one word"
)]
fn to_words(stored: &StoredExemplar) -> [u64; 5] {
    let trace_id = stored.exemplar.trace_id();
    [
        (trace_id >> 64) as u64,
        trace_id as u64,
        stored.exemplar.span_id(),
        stored.value.to_bits(),
        stored.timestamp_ms,
    ]
}

fn from_words([high, low, span_id, value, timestamp_ms]: [u64; 5]) -> StoredExemplar {
    StoredExemplar {
        exemplar: Exemplar::new(u128::from(high) << 64 | u128::from(low), span_id),
        value: f64::from_bits(value),
        timestamp_ms,
    }
}
