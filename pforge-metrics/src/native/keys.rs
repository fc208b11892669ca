//! The assignment of buckets to the cells of a histogram with native buckets.
//!
//! # Protocol
//!
//! Cells get their keys in order: a thread walks the cells from the first one, and claims the first cell whose key is
//! 0 with a compare-exchange. A key never changes again, so all threads agree on the cell of a bucket. If the budget
//! of the current width is used up, a thread increments `widened` with a compare-exchange and starts again. `widened`
//! only grows. No operation waits for another thread: a failed exchange means that another thread has made progress.
//!
//! # Memory ordering
//!
//! - **Keys and `widened`** are exchanged with `AcqRel` and loaded with `Acquire`, and so is the `cache` of
//!   [`NativeBuckets`](super::NativeBuckets), with a `Release` store. A thread that finds a bucket by the store of another thread
//!   has therefore also seen the key and the width that this thread saw.
//! - **A count** is incremented with `Release` (`count_in_bucket` in `storage/place.rs`), and a scrape runs an
//!   `Acquire` fence after it has loaded all counts. It then loads the keys, and `widened` last. A scrape that sees a
//!   count therefore sees the key of its cell, and at least the width by which the observation was counted. With a
//!   relaxed increment, a count could be attributed to no key, or to a bucket that is too narrow. `Release` is needed
//!   although the counting thread may not have stored the key: it passes on what the thread acquired from others.
//!
//! Tests, in `native/model.rs`: `two_threads_agree_on_the_cell_of_a_bucket`, `two_buckets_get_a_cell_each`,
//! `a_count_is_never_seen_without_the_width_of_its_bucket`, `a_count_in_a_cached_bucket_is_never_seen_without_its_key`.

use super::index::{MAX_STEPS, coarser};
use crate::sync::{AtomicU32, Ordering};

/// A bucket: its index in the initial schema of the histogram, and the sign of its values.
///
/// The number has 21 bits and is never 0. The keys of neighbouring buckets are consecutive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(pub(super) u32);

/// Indexes are in `-MAX_INDEX..MAX_INDEX`.
const MAX_INDEX: i32 = 1 << 19;

/// The bit of keys of negative values.
const NEGATIVE: u32 = 1 << 20;

impl Key {
    #[inline]
    pub(super) fn new(index: i32, is_negative: bool) -> Self {
        Self((index + MAX_INDEX).cast_unsigned() | (u32::from(is_negative) * NEGATIVE))
    }

    pub(super) fn is_negative(self) -> bool {
        self.0 & NEGATIVE != 0
    }

    pub(super) fn index(self) -> i32 {
        (self.0 & !NEGATIVE).cast_signed() - MAX_INDEX
    }

    /// Returns the bucket that contains this one in a schema that is `steps` steps coarser.
    pub(super) fn coarser(self, steps: u32) -> Self {
        Self::new(coarser(self.index(), steps), self.is_negative())
    }
}

/// The keys of a histogram's cells, and the number of steps by which its buckets were widened.
///
/// The first five eighths of the cells are for buckets of the declared width. When they are used up, the width
/// doubles: a value then counts in any cell whose bucket lies in the same wide bucket, and needs no cell of its own.
/// Three tenths of the remaining cells may then be used, and so on for each step. In the worst case, a range that is
/// filled from one end to the other, a step makes room for about 1.4 times the range. A cell keeps its key: widening
/// changes only how the cells are read.
pub(super) struct Keys<'a> {
    pub(super) cells: &'a [AtomicU32],
    pub(super) widened: &'a AtomicU32,
    /// The number of steps by which the initial schema is coarser than the finest one.
    pub(super) steps: u32,
}

impl<'a> Keys<'a> {
    /// Finds or claims the cell of a bucket. Returns it with the number of steps by which buckets are widened.
    ///
    /// If no cell is left, returns the cell of the nearest bucket with the same sign, or `None` if no cell has this
    /// sign.
    pub(super) fn claim(&self, key: Key) -> Option<(usize, u32)> {
        loop {
            let widened = self.widened.load(Ordering::Acquire);
            if let Some(cell) = self.claim_at_width(key, widened) {
                return Some((cell, widened));
            }
            if self.steps + widened == MAX_STEPS {
                return self.nearest(key).map(|cell| (cell, widened));
            }
            // A failure means that another thread has widened the buckets.
            let _ = self.widened.compare_exchange(
                widened,
                widened + 1,
                Ordering::AcqRel,
                Ordering::Acquire,
            );
        }
    }

    /// Finds or claims the cell of a bucket at this width. Returns `None` if the budget of the width is used up.
    fn claim_at_width(&self, key: Key, widened: u32) -> Option<usize> {
        let wide = key.coarser(widened);
        for (cell, slot) in self.cells.iter().enumerate() {
            let mut found = slot.load(Ordering::Acquire);
            if found == 0 {
                if cell >= self.budget(widened) {
                    return None;
                }
                let claimed = slot.compare_exchange(0, key.0, Ordering::AcqRel, Ordering::Acquire);
                match claimed {
                    Ok(_) => return Some(cell),
                    Err(other) => found = other,
                }
            }
            if Key(found).coarser(widened) == wide {
                return Some(cell);
            }
        }
        None
    }

    /// Returns how many cells may be in use at this width.
    fn budget(&self, widened: u32) -> usize {
        let all = self.cells.len();
        if self.steps + widened == MAX_STEPS {
            return all;
        }
        let initial_reserve = all * 3 / 8;
        let reserve = (0..widened).fold(initial_reserve, |reserve, _| reserve * 7 / 10);
        // Each remaining step gets at least one cell.
        let steps = (MAX_STEPS - self.steps - widened) as usize;
        all - reserve.max(steps.min(initial_reserve))
    }

    fn nearest(&self, key: Key) -> Option<usize> {
        let assigned = self.assigned();
        let same_sign = assigned.filter(|(_, other)| other.is_negative() == key.is_negative());
        let nearest = same_sign.min_by_key(|(_, other)| other.index().abs_diff(key.index()));
        nearest.map(|(cell, _)| cell)
    }

    /// Iterates over the cells that have a key, with their keys.
    pub(super) fn assigned(&self) -> impl Iterator<Item = (usize, Key)> + use<'a> {
        let keys = self.cells.iter().map(|key| key.load(Ordering::Acquire));
        let assigned = keys.enumerate().take_while(|(_, key)| *key != 0);
        assigned.map(|(cell, key)| (cell, Key(key)))
    }
}
