//! Slots: where the newest exemplar of a cell is kept.
//!
//! Cells with slots are the first cells of a lane and the last of the shared cells. A handle therefore finds its
//! slot from the number of its cell and is no larger than one without a slot.

use crate::exemplar::{Exemplar, Kept};
use crate::sync::{AtomicU64, Ordering, const_unless_loom, fence, pause, repeat};

/// How often a reader tries before it goes without.
const TRIES: usize = 64;

/// One exemplar that all threads may replace, under a sequence lock of its own.
///
/// The number is odd while a writer holds the slot, and 0 as long as there is nothing in it. The protocol is that of the
/// lock of state groups, but nobody waits: a writer that comes second goes away, for an exemplar is a sample, and one about
/// as new is just being stored.
#[derive(Debug)]
pub struct Slot {
    sequence: AtomicU64,
    words: [AtomicU64; 5],
}

impl Slot {
    const_unless_loom! {
        /// An empty slot.
        #[must_use]
        #[expect(clippy::new_without_default, reason = "only generated statics have slots")]
        pub fn new() -> Self {
            Self {
                sequence: AtomicU64::new(0),
                words: repeat!(AtomicU64::new(0); 5),
            }
        }
    }

    /// Stores what `newest` makes, unless another thread is storing; whether it did. It is made while the slot is held: what is stored later
    /// was made later, so the timestamps of a slot follow each other as the clock does.
    pub(crate) fn keep(&self, newest: impl FnOnce() -> Kept) -> bool {
        let before = self.sequence.load(Ordering::Relaxed);
        let held = before.wrapping_add(1);
        let is_free = before.is_multiple_of(2);
        let take = || {
            self.sequence
                .compare_exchange(before, held, Ordering::Acquire, Ordering::Relaxed)
        };
        if !is_free || take().is_err() {
            return false;
        }
        fence(Ordering::Release);
        for (word, value) in self.words.iter().zip(to_words(&newest())) {
            word.store(value, Ordering::Relaxed);
        }
        self.sequence.store(held.wrapping_add(1), Ordering::Release);
        true
    }

    /// The newest exemplar, whole; none if there is none, or if writers leave no time to read one.
    pub(crate) fn read(&self) -> Option<Kept> {
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

/// Which slot a shared cell has: the last cell has the last one.
#[inline]
pub(crate) fn slot_of_shared(cell: usize, slots: &[Slot], shared: usize) -> Option<usize> {
    (slots.len() + cell).checked_sub(shared)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the halves of the trace's id, each in a word"
)]
fn to_words(kept: &Kept) -> [u64; 5] {
    let trace_id = kept.exemplar.trace_id();
    [
        (trace_id >> 64) as u64,
        trace_id as u64,
        kept.exemplar.span_id(),
        kept.value.to_bits(),
        kept.timestamp_ms,
    ]
}

fn from_words([high, low, span_id, value, timestamp_ms]: [u64; 5]) -> Kept {
    Kept {
        exemplar: Exemplar::new(u128::from(high) << 64 | u128::from(low), span_id),
        value: f64::from_bits(value),
        timestamp_ms,
    }
}
