//! Lanes: a copy of a catalog's cells that one thread at a time writes, and everyone may read.
//!
//! Since a lane has one writer, an increment is a relaxed load, an addition and a relaxed store: no lock prefix, no
//! cache line that two writers fight over. A reader adds up all lanes. A lane is never freed: the thread that ends
//! gives it back with its counts in it, and the next thread goes on counting there, so no count is ever folded or lost.

use crate::sync::{AtomicBool, AtomicU64, AtomicUsize, OnceLock, Ordering, const_unless_loom};
use crate::value::Value;

/// How many lanes a catalog makes at most: threads beyond it share the spill lane.
///
/// Only threads alive at the same time count. It bounds the memory (cells × 8 bytes × lanes) and the time of a scrape;
/// tokio's blocking pool, the largest one that is common, stops at 512.
pub(crate) const MAX_LANES: usize = 640;

/// Cells left unused around a lane, so that two lanes never share a cache line, nor the pair that processors prefetch.
const PADDING: usize = 128 / size_of::<AtomicU64>();

/// One lane, and the way to the next.
pub struct Lane {
    pub(crate) cells: &'static [AtomicU64],
    /// What the holder added to shared cells: one cell for each. Tests alone read it.
    #[cfg(feature = "testing")]
    pub(crate) shadow: &'static [AtomicU64],
    taken: AtomicBool,
    next: OnceLock<&'static Lane>,
}

impl Lane {
    /// A lane that the caller has taken, all zero.
    ///
    /// Behind its cells lie those of the shadow, which are none outside of tests.
    fn leak(len: usize, shadow: usize) -> &'static Self {
        let cells = len + shadow + 2 * PADDING;
        let padded: Vec<AtomicU64> = (0..cells).map(|_| AtomicU64::new(0)).collect();
        let padded: &'static [AtomicU64] = padded.leak();
        Box::leak(Box::new(Self {
            cells: &padded[PADDING..PADDING + len],
            #[cfg(feature = "testing")]
            shadow: &padded[PADDING + len..PADDING + len + shadow],
            taken: AtomicBool::new(true),
            next: OnceLock::new(),
        }))
    }

    /// Takes the lane if nobody has it. `Acquire` makes the counts of the thread that gave it back visible.
    fn try_take(&self) -> bool {
        !self.taken.load(Ordering::Relaxed) && !self.taken.swap(true, Ordering::Acquire)
    }
}

/// All lanes of a catalog: a list that only grows, with the spill lane at its head.
pub(crate) struct LaneList {
    /// Shared by the threads that have no lane of their own, and so written with `fetch_add`.
    spill: Lane,
    /// How many cells the shadow of a lane has.
    shadow: usize,
    made: AtomicUsize,
    max: usize,
    /// At least the number of lanes that nobody has: added to before a lane is free, taken from after it is taken.
    free: AtomicUsize,
}

impl LaneList {
    const_unless_loom! {
        /// A list of at most `max` lanes and the spill lane, whose cells the caller provides.
        pub(crate) fn new(spill: &'static [AtomicU64], max: usize) -> Self {
            Self {
                spill: Lane {
                    cells: spill,
                    #[cfg(feature = "testing")]
                    shadow: &[],
                    taken: AtomicBool::new(true),
                    next: OnceLock::new(),
                },
                shadow: 0,
                made: AtomicUsize::new(0),
                max,
                free: AtomicUsize::new(0),
            }
        }
    }

    /// The same, with lanes that have so many cells in their shadow.
    #[cfg(feature = "testing")]
    pub(crate) const fn shadowing(mut self, cells: usize) -> Self {
        self.shadow = cells;
        self
    }

    /// A lane for the calling thread alone: one that was given back, or a new one; none past the limit.
    pub(crate) fn take(&'static self) -> Option<&'static Lane> {
        if self.free.load(Ordering::Relaxed) == 0 && self.made.load(Ordering::Relaxed) >= self.max {
            return None;
        }
        let mut last = &self.spill;
        while let Some(&lane) = last.next.get() {
            if lane.try_take() {
                self.free.fetch_sub(1, Ordering::Relaxed);
                return Some(lane);
            }
            last = lane;
        }
        if self.made.fetch_add(1, Ordering::Relaxed) >= self.max {
            self.made.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        Some(append(
            last,
            Lane::leak(self.spill.cells.len(), self.shadow),
        ))
    }

    /// Gives a lane back, with its counts in it. `Release` hands them to the thread that takes it next.
    pub(crate) fn give_back(&self, lane: &Lane) {
        self.free.fetch_add(1, Ordering::Relaxed);
        lane.taken.store(false, Ordering::Release);
    }

    /// Adds to a cell on behalf of a thread without a lane.
    pub(crate) fn spill<V: Value>(&self, cell: usize, amount: V) {
        amount.fetch_add(self.spilled(cell));
    }

    /// A cell of the spill lane, which other threads write too.
    pub(crate) fn spilled(&self, cell: usize) -> &AtomicU64 {
        &self.spill.cells[cell]
    }

    /// The spill lane, then all others.
    pub(crate) fn iter(&'static self) -> impl Iterator<Item = &'static [AtomicU64]> {
        std::iter::successors(Some(&self.spill), |lane| lane.next.get().copied())
            .map(|lane| lane.cells)
    }

    /// What all lanes together hold in a cell.
    pub(crate) fn sum<V: Value>(&'static self, cell: usize) -> V {
        self.iter()
            .map(|cells| V::from_bits(cells[cell].load(Ordering::Relaxed)))
            .fold(V::from_bits(0), V::plus)
    }
}

/// Puts a lane at the end of the list, behind those that other threads put there meanwhile.
fn append(mut last: &'static Lane, lane: &'static Lane) -> &'static Lane {
    while last.next.set(lane).is_err() {
        last = last.next.get().copied().unwrap_or(last);
    }
    lane
}
