//! Lanes: a copy of a catalog's cells that one thread at a time writes and any thread reads.
//!
//! A lane has one writer, so an increment is a relaxed load, an addition and a relaxed store: no lock prefix, and no
//! cache line that two writers fight over. A reader adds up all lanes.
//!
//! # What a lane costs
//!
//! Lanes are allocated in slabs, each as large as all slabs before it. The memory of a slab comes zeroed from the
//! allocator, and the large ones come from the kernel, so pages that no thread counts in are never resident. Slabs
//! are never freed.
//!
//! A thread that ends gives its lane back with its counts in it. The next reader of the whole catalog *folds* such
//! lanes: it moves their counts to the spill lane. A folded lane is empty, and readers skip it. A burst of threads
//! thus slows one scrape down, not all later ones.
//!
//! # Protocol
//!
//! The state of a lane determines which thread may write its cells:
//!
//! | state | cells | next |
//! |---|---|---|
//! | `EMPTY` | all zero, not written | `HELD` by a thread that takes the lane |
//! | `HELD` | the thread that took the lane writes, or the reader that folds it | `COUNTED`, `EMPTY` after a fold |
//! | `COUNTED` | counts of ended threads, not written | `HELD` by a thread, or by a reader that folds it |
//!
//! - The stores of `COUNTED` and `EMPTY` are `Release`, and the exchange to `HELD` is `Acquire`: each writer sees the
//!   cells as the last one left them. With a weaker ordering a thread could go on from an old count.
//! - An increment that happened before a read happened after its thread took the lane, so the reader sees `HELD` or a
//!   later state, never the `EMPTY` from before.
//! - A fold writes the spill lane and the folded one under a sequence lock, so that no reader counts an amount twice
//!   or misses it. The fence of that lock also orders the reader's `Relaxed` load of the state: a reader that sees
//!   the `EMPTY` after a fold sees that the lock has moved, and reads again.
//!
//! The model tests in `model.rs` cover this: `no_increment_is_lost_however_threads_take_and_give_back_lanes`,
//! `a_reader_never_sees_a_count_decrease`, `a_reader_sees_folded_counts_exactly_once` and
//! `no_increment_is_lost_if_a_thread_starts_during_a_fold`.

use super::state::StateLock;
use crate::sync::{
    AtomicU32, AtomicU64, AtomicUsize, OnceLock, Ordering, const_unless_loom, repeat,
};
use crate::value::Value;

/// The maximum number of lanes of a catalog. Threads beyond it share the spill lane.
///
/// Only threads alive at the same time count. It bounds the memory (cells × 8 bytes × lanes) and the time of a scrape.
/// tokio's blocking pool, the largest common one, stops at 512 threads.
pub(crate) const MAX_LANES: usize = 640;

/// The number of slabs that hold [`MAX_LANES`]: 1, 1, 2, 4, … lanes.
const SLABS: usize = if cfg!(all(test, model)) { 2 } else { 11 };

/// Unused cells around a lane, so that two lanes never share a cache line, nor the pair of lines that processors
/// prefetch.
const PADDING: usize = 128 / size_of::<AtomicU64>();

const EMPTY: u32 = 0;
const COUNTED: u32 = 1;
const HELD: u32 = 2;

/// A copy of the cells.
pub struct Lane {
    pub(crate) cells: &'static [AtomicU64],
    /// What the holder added to shared cells, one cell for each. Only tests read it.
    #[cfg(feature = "testing")]
    pub(crate) shadow: &'static [AtomicU64],
    state: AtomicU32,
}

impl Lane {
    /// Takes the lane unless it is held.
    fn try_take(&self) -> bool {
        self.state.load(Ordering::Relaxed) != HELD
            && self.state.swap(HELD, Ordering::Acquire) != HELD
    }

    /// Takes the lane if it is free and has counts.
    fn try_take_counted(&self) -> bool {
        self.state
            .compare_exchange(COUNTED, HELD, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }
}

/// The lanes of a catalog.
pub(crate) struct LaneList {
    /// Written with `fetch_add`: by threads that have no lane of their own, and by folds.
    spill: Lane,
    /// The number of cells in the shadow of a lane.
    shadow: usize,
    /// Filled in order.
    slabs: [OnceLock<Box<[Lane]>>; SLABS],
    max: usize,
    /// The number of lanes that threads hold or are about to take.
    held: AtomicUsize,
    /// Guards the cells that a fold writes.
    folds: StateLock,
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
                    state: AtomicU32::new(HELD),
                },
                shadow: 0,
                slabs: repeat!(OnceLock::new(); SLABS),
                max,
                held: AtomicUsize::new(0),
                folds: StateLock::new(),
            }
        }
    }

    /// The same list with a shadow of this many cells for each lane.
    #[cfg(feature = "testing")]
    pub(crate) const fn with_shadow(mut self, cells: usize) -> Self {
        self.shadow = cells;
        self
    }

    /// Takes a lane for the calling thread. Returns `None` if `max` lanes are held, a fold included.
    pub(crate) fn take(&'static self) -> Option<&'static Lane> {
        // Threads without a lane come here at each update. While all lanes are held, they only load.
        if self.held.load(Ordering::Relaxed) >= self.max {
            return None;
        }
        if self.held.fetch_add(1, Ordering::Relaxed) < self.max {
            let mut lanes = (0..SLABS).flat_map(|slab| self.slab(slab));
            if let Some(lane) = lanes.find(|lane| lane.try_take()) {
                return Some(lane);
            }
        }
        self.held.fetch_sub(1, Ordering::Relaxed);
        None
    }

    /// A slab, allocated by the first call.
    fn slab(&'static self, index: usize) -> &'static [Lane] {
        self.slabs[index].get_or_init(|| {
            let before = if index == 0 { 0 } else { 1 << (index - 1) };
            let count = before.max(1).min(self.max.saturating_sub(before));
            self.new_slab(count)
        })
    }

    /// Empty lanes. Behind the cells of each is its shadow, which is empty outside of tests.
    fn new_slab(&self, count: usize) -> Box<[Lane]> {
        let len = self.spill.cells.len();
        let stride = len + self.shadow + PADDING;
        let cells = leak_zeros(PADDING + count * stride);
        let lanes = (0..count).map(|lane| {
            let cells = &cells[PADDING + lane * stride..][..len + self.shadow];
            Lane {
                cells: &cells[..len],
                #[cfg(feature = "testing")]
                shadow: &cells[len..],
                state: AtomicU32::new(EMPTY),
            }
        });
        lanes.collect()
    }

    /// Gives a lane back with its counts in it.
    pub(crate) fn give_back(&self, lane: &Lane) {
        lane.state.store(COUNTED, Ordering::Release);
        self.held.fetch_sub(1, Ordering::Relaxed);
    }

    /// Adds to a cell on behalf of a thread without a lane.
    pub(crate) fn spill<V: Value>(&self, cell: usize, amount: V) {
        amount.fetch_add(self.spilled(cell));
    }

    /// A cell of the spill lane. Several threads write it.
    pub(crate) fn spilled(&self, cell: usize) -> &AtomicU64 {
        &self.spill.cells[cell]
    }

    /// The number of lanes that are allocated.
    #[cfg(feature = "exporter")]
    pub(crate) fn len(&self) -> usize {
        let slabs = self.slabs.iter().map_while(OnceLock::get);
        slabs.map(|slab| slab.len()).sum()
    }

    /// The spill lane, then all lanes that are not empty.
    fn counted(&'static self) -> impl Iterator<Item = &'static Lane> {
        let slabs = self.slabs.iter().map_while(OnceLock::get);
        let lanes = slabs.flat_map(|slab| slab.iter());
        let counted = lanes.filter(|lane| lane.state.load(Ordering::Relaxed) != EMPTY);
        std::iter::once(&self.spill).chain(counted)
    }

    /// Calls `read` with an iterator over the cells of all lanes that are not empty. If a fold interferes, it calls
    /// `read` again: only what the last call has read is consistent.
    pub(crate) fn read(
        &'static self,
        mut read: impl FnMut(&mut dyn Iterator<Item = &'static [AtomicU64]>),
    ) {
        self.folds
            .read(|| read(&mut self.counted().map(|lane| lane.cells)));
    }

    /// What all lanes together hold in a cell.
    pub(crate) fn sum<V: Value>(&'static self, cell: usize) -> V {
        let mut sum = V::from_bits(0);
        self.folds.read(|| sum = self.sum_during_fold(cell));
        sum
    }

    /// The same for the thread that folds a lane.
    pub(super) fn sum_during_fold<V: Value>(&'static self, cell: usize) -> V {
        self.counted()
            .map(|lane| V::from_bits(lane.cells[cell].load(Ordering::Relaxed)))
            .fold(V::from_bits(0), V::plus)
    }

    /// Empties the lanes of threads that have ended. `fold` moves the counts in these cells to the spill lane and
    /// stores zeros.
    pub(crate) fn fold(&'static self, fold: impl Fn(&'static [AtomicU64])) {
        for slab in self.slabs.iter().map_while(OnceLock::get) {
            for lane in slab.iter().filter(|lane| lane.try_take_counted()) {
                self.folds.write(|| fold(lane.cells));
                lane.state.store(EMPTY, Ordering::Release);
            }
        }
    }
}

/// Cells that are all zero and never freed. Their memory is not touched before they are written.
#[cfg(not(all(test, model)))]
fn leak_zeros(len: usize) -> &'static [AtomicU64] {
    Box::leak(bytemuck::zeroed_slice_box(len))
}

#[cfg(all(test, model))]
fn leak_zeros(len: usize) -> &'static [AtomicU64] {
    let zeros: Vec<_> = (0..len).map(|_| AtomicU64::new(0)).collect();
    zeros.leak()
}
