//! Which bucket each of the cells counts.

use super::index::{MAX_STEPS, coarser};
use crate::sync::{AtomicU32, Ordering};

/// A bucket: its index in the schema that the histogram begins with, and the sign of what it counts.
///
/// As a number it is never 0. Those of neighbours follow each other, in 21 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(pub(super) u32);

/// Indexes are below this, and not below its negative.
const INDEXES: i32 = 1 << 19;

const NEGATIVE: u32 = 1 << 20;

impl Key {
    #[inline]
    pub(super) fn new(index: i32, is_negative: bool) -> Self {
        Self((index + INDEXES).cast_unsigned() | (u32::from(is_negative) * NEGATIVE))
    }

    pub(super) fn is_negative(self) -> bool {
        self.0 & NEGATIVE != 0
    }

    pub(super) fn index(self) -> i32 {
        (self.0 & !NEGATIVE).cast_signed() - INDEXES
    }

    /// The bucket of a schema so many steps coarser that it is a part of.
    pub(super) fn coarser(self, steps: u32) -> Self {
        Self::new(coarser(self.index(), steps), self.is_negative())
    }
}

/// The keys of a histogram's cells, given out in the order in which values come up and never taken back, and how many steps
/// coarser than at the beginning buckets have to be taken for these cells to suffice.
///
/// The first five eighths of the cells are for buckets as fine as they were asked for. When these are used up, buckets are taken
/// twice as wide: whatever lies in one with a bucket that has a cell is counted there, and so needs none. Three tenths of the
/// cells that are left may then be used, and so on: each step makes room for about 1.4 times the range, if it is filled from one
/// end to the other, which is the worst case. A cell keeps its key: that buckets got wider changes only how they are read.
///
/// No thread waits for another one.
pub(super) struct Keys<'a> {
    pub(super) cells: &'a [AtomicU32],
    pub(super) widened: &'a AtomicU32,
    /// How many steps coarser than the finest schema the histogram begins.
    pub(super) steps: u32,
}

impl<'a> Keys<'a> {
    /// The cell that counts a bucket, found or taken now, and by how many steps buckets are widened. Where no cell is left, it is
    /// the one of the nearest bucket; none if there is none with the same sign.
    pub(super) fn claim(&self, key: Key) -> Option<(usize, u32)> {
        loop {
            let widened = self.widened.load(Ordering::Acquire);
            if let Some(cell) = self.claim_as_wide(key, widened) {
                return Some((cell, widened));
            }
            if self.steps + widened == MAX_STEPS {
                return self.nearest(key).map(|cell| (cell, widened));
            }
            // Another thread may have been quicker, which is as good.
            let _ = self.widened.compare_exchange(
                widened,
                widened + 1,
                Ordering::AcqRel,
                Ordering::Acquire,
            );
        }
    }

    fn claim_as_wide(&self, key: Key, widened: u32) -> Option<usize> {
        let wide = key.coarser(widened);
        for (cell, known) in self.cells.iter().enumerate() {
            let mut found = known.load(Ordering::Acquire);
            if found == 0 {
                if cell >= self.budget(widened) {
                    return None;
                }
                let claimed = known.compare_exchange(0, key.0, Ordering::AcqRel, Ordering::Acquire);
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

    /// How many cells may be in use with buckets as wide.
    fn budget(&self, widened: u32) -> usize {
        let all = self.cells.len();
        if self.steps + widened == MAX_STEPS {
            return all;
        }
        let most = all * 3 / 8;
        let reserve = (0..widened).fold(most, |reserve, _| reserve * 7 / 10);
        // At least one for each step that is left.
        let steps = (MAX_STEPS - self.steps - widened) as usize;
        all - reserve.max(steps.min(most))
    }

    fn nearest(&self, key: Key) -> Option<usize> {
        let known = self.known();
        let same = known.filter(|(_, known)| known.is_negative() == key.is_negative());
        let nearest = same.min_by_key(|(_, known)| known.index().abs_diff(key.index()));
        nearest.map(|(cell, _)| cell)
    }

    /// The cells that have a key.
    pub(super) fn known(&self) -> impl Iterator<Item = (usize, Key)> + use<'a> {
        let keys = self.cells.iter().map(|key| key.load(Ordering::Acquire));
        let known = keys.enumerate().take_while(|(_, key)| *key != 0);
        known.map(|(cell, key)| (cell, Key(key)))
    }
}
