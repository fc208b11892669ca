//! Lanes: copies of a catalog's cells, each written by one thread at a time and readable by all threads.
//!
//! Since a lane has only one writer, an increment is a relaxed load, an addition and a relaxed store. It needs no atomic
//! read-modify-write operation, and no two writers contend for a cache line. A reader adds up all lanes.
//!
//! A lane is never freed. A thread that ends gives its lane back with the counts in it, and the next thread that takes the lane
//! continues from these counts. Counts therefore never have to be moved.
//!
//! # Memory ordering
//!
//! - **`taken`** hands a lane from one thread to the next. [`LaneList::give_back`] stores `false` with `Release` after the last
//!   update, and `Lane::try_take` swaps in `true` with `Acquire` before the first one. With relaxed operations the new holder
//!   could load an old value of a cell, add to it, and so overwrite counts of the previous holder. The swap is a
//!   read-modify-write operation, so only one thread takes a free lane; the relaxed load before it only avoids a useless swap.
//!   Tests: `no_increment_is_lost_however_threads_take_and_give_back_lanes`, `a_lane_that_two_threads_contend_for_loses_nothing`.
//! - **`next`** publishes a new lane: a `OnceLock` that is set once, so a reader that sees the lane sees it initialized. The list
//!   only grows, and loads of one atomic never go back in its modification order. A reader that sums a cell twice therefore never
//!   sees an integer count decrease, although it loads the cells with `Relaxed`. Test: `a_scrape_never_sees_a_count_go_down`.
//! - **`free` and `made`** are relaxed. `made` limits the number of lanes, for which an atomic addition suffices. `free` is a
//!   hint: a thread that reads an old value searches the list in vain or uses the spill lane, and loses no count. It does not
//!   wrap below 0, because the addition in `give_back` happens before the subtraction of the thread that takes the lane.
//! - **The spill lane** has many writers, so they update it with a relaxed `fetch_add`, or a compare-exchange loop for floats.
//!   Test: `two_threads_that_spill_at_once_lose_nothing`.

use crate::sync::{AtomicBool, AtomicU64, AtomicUsize, OnceLock, Ordering, const_unless_loom};
use crate::value::Value;

/// The maximum number of lanes of a catalog. Threads beyond it share the spill lane.
///
/// Only threads that are alive at the same time count. The limit bounds the memory (cells × 8 bytes × lanes) and the duration of
/// a scrape. It is above 512, the default maximum of tokio's blocking pool, the largest pool in common use.
pub(crate) const MAX_LANES: usize = 640;

/// Unused cells before and after a lane. They keep two lanes off the same cache line, and off the pair of lines that processors
/// prefetch together.
const PADDING: usize = 128 / size_of::<AtomicU64>();

/// One lane, and a link to the next one.
pub struct Lane {
    pub(crate) cells: &'static [AtomicU64],
    /// What the holding threads added to shared cells, one cell for each shared cell. Only tests read it.
    #[cfg(feature = "testing")]
    pub(crate) shadow: &'static [AtomicU64],
    taken: AtomicBool,
    next: OnceLock<&'static Lane>,
}

impl Lane {
    /// Allocates a lane of zeros that the calling thread holds, and leaks it.
    ///
    /// The shadow cells follow the cells of the lane. Their number is 0 without the feature `testing`.
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

    /// Takes the lane if no thread holds it. `Acquire` makes the counts of the previous holder visible.
    fn try_take(&self) -> bool {
        !self.taken.load(Ordering::Relaxed) && !self.taken.swap(true, Ordering::Acquire)
    }
}

/// All lanes of a catalog: a list that only grows, with the spill lane at its head.
pub(crate) struct LaneList {
    /// Shared by the threads that hold no lane, and therefore written with `fetch_add`.
    spill: Lane,
    /// The number of shadow cells of a lane.
    shadow: usize,
    made: AtomicUsize,
    max: usize,
    /// An upper bound of the number of free lanes: incremented before a lane becomes free, decremented after it is taken.
    free: AtomicUsize,
}

impl LaneList {
    const_unless_loom! {
        /// Creates a list of at most `max` lanes, next to a spill lane with the given cells.
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

    /// Sets the number of shadow cells of each lane.
    #[cfg(feature = "testing")]
    pub(crate) const fn with_shadow(mut self, cells: usize) -> Self {
        self.shadow = cells;
        self
    }

    /// Takes a free lane, or appends a new one. Returns `None` if all lanes are held and their number has reached the limit.
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

    /// Gives a lane back with its counts in it. `Release` makes them visible to the next holder.
    pub(crate) fn give_back(&self, lane: &Lane) {
        self.free.fetch_add(1, Ordering::Relaxed);
        lane.taken.store(false, Ordering::Release);
    }

    /// Adds to a cell of the spill lane, for a thread that holds no lane.
    pub(crate) fn spill<V: Value>(&self, cell: usize, amount: V) {
        amount.fetch_add(self.spilled(cell));
    }

    /// Returns a cell of the spill lane. Other threads write to it at the same time.
    pub(crate) fn spilled(&self, cell: usize) -> &AtomicU64 {
        &self.spill.cells[cell]
    }

    /// Iterates over the cells of the spill lane, then of all other lanes.
    pub(crate) fn iter(&'static self) -> impl Iterator<Item = &'static [AtomicU64]> {
        std::iter::successors(Some(&self.spill), |lane| lane.next.get().copied())
            .map(|lane| lane.cells)
    }

    /// Returns the sum of a cell over all lanes.
    pub(crate) fn sum<V: Value>(&'static self, cell: usize) -> V {
        self.iter()
            .map(|cells| V::from_bits(cells[cell].load(Ordering::Relaxed)))
            .fold(V::from_bits(0), V::plus)
    }
}

/// Appends a lane to the list, after lanes that other threads append at the same time.
fn append(mut last: &'static Lane, lane: &'static Lane) -> &'static Lane {
    while last.next.set(lane).is_err() {
        last = last.next.get().copied().unwrap_or(last);
    }
    lane
}
