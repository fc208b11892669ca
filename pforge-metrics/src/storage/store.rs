//! The storage of one catalog, and the thread-local access to its lanes.

#[cfg(feature = "testing")]
pub(crate) mod attribution;

use super::lane::{Lane, LaneList, MAX_LANES};
use super::lane_families::FamiliesInLanes;
use super::mirror::Mirrors;
use super::refresh::Refresh;
use super::slot::{Slot, slot_of_shared};
use super::state::StateLock;
use crate::descriptor::{Descriptor, Placement};
use crate::panics::Panicked;
use crate::sync::{AtomicU64, Ordering::Acquire, Ordering::Relaxed, const_unless_loom, fence};
#[cfg(feature = "testing")]
use attribution::Attribution;
use std::any::Any;
use std::cell::Cell;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::OnceLock;

/// The storage of a catalog as a type. It is a parameter of each handle and identifies the catalog.
///
/// Only [`include_metrics!`](crate::include_metrics) implements it, for the generated type `Cells`.
pub trait Store: Copy + std::fmt::Debug + Send + Sync + 'static {
    /// Returns the storage of the catalog.
    #[doc(hidden)]
    fn storage() -> &'static Storage;

    /// Returns the cells that all threads share.
    #[doc(hidden)]
    fn shared() -> &'static [AtomicU64];

    /// Returns the slots for exemplars.
    #[doc(hidden)]
    fn exemplars() -> &'static [Slot];

    /// Returns the cells of this thread's lane. Returns `None` before the first update and during thread teardown.
    ///
    /// Implementations store a reference to an array, so its length is a constant where this method is inlined.
    #[doc(hidden)]
    fn lane() -> Option<&'static [AtomicU64]>;

    /// Sets the cells that [`lane`](Self::lane) returns.
    #[doc(hidden)]
    fn set_lane(cells: Option<&'static [AtomicU64]>);

    /// Calls `take` with this thread's hold on its lane. Returns `None` during thread teardown, when the hold is
    /// already dropped.
    #[doc(hidden)]
    fn with_hold(take: fn(&LaneHold<Self>) -> Option<&'static Lane>) -> Option<&'static Lane>;
}

/// The values and descriptors of a catalog.
pub struct Storage {
    pub(crate) descriptors: &'static [Descriptor],
    pub(crate) lanes: LaneList,
    lane_cells: usize,
    families_in_lanes: OnceLock<FamiliesInLanes>,
    shared: &'static [AtomicU64],
    /// The number of shared cells that belong to state groups. They are the first ones.
    grouped: usize,
    exemplars: &'static [Slot],
    pub(crate) state: StateLock,
    pub(crate) rejected: AtomicU64,
    refresh: Refresh,
    pub(crate) mirrors: Mirrors,
    #[cfg(feature = "testing")]
    pub(crate) attribution: Attribution,
    /// See [`attached`](Self::attached).
    attached: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl Storage {
    const_unless_loom! {
        /// Creates the storage for the cells of a catalog's descriptors.
        #[must_use]
        pub fn new(
            descriptors: &'static [Descriptor],
            spill: &'static [AtomicU64],
            shared: &'static [AtomicU64],
            grouped: usize,
            exemplars: &'static [Slot],
        ) -> Self {
            let lanes = LaneList::new(spill, MAX_LANES);
            #[cfg(feature = "testing")]
            let lanes = lanes.with_shadow(shared.len());
            Self {
                descriptors,
                lanes,
                lane_cells: spill.len(),
                families_in_lanes: OnceLock::new(),
                shared,
                grouped,
                exemplars,
                state: StateLock::new(),
                rejected: AtomicU64::new(0),
                refresh: Refresh::without_function(),
                mirrors: Mirrors::new(),
                #[cfg(feature = "testing")]
                attribution: Attribution::new(),
                attached: OnceLock::new(),
            }
        }
    }

    const_unless_loom! {
        /// Adds a function that updates the values before they are copied.
        #[must_use]
        pub fn with_refresh(mut self, refresh: fn()) -> Self {
            self.refresh.function = Some(refresh);
            self
        }
    }

    /// Runs the refresh function, then copies the value of every cell: first the sums of the lane cells, then the
    /// shared cells. State groups are copied as a whole.
    ///
    /// # Errors
    ///
    /// Returns the panic of the refresh function, if it panics. The values are copied in this case too.
    pub(crate) fn copy_into(&'static self, values: &mut Vec<u64>) -> Result<(), Panicked> {
        let refreshed = self.refresh.run();
        self.copy_unrefreshed_into(values);
        refreshed
    }

    /// Copies the value of every cell without running the refresh function.
    pub(crate) fn copy_unrefreshed_into(&'static self, values: &mut Vec<u64>) {
        values.clear();
        values.resize(self.lane_cells + self.shared.len(), 0);
        let (lane_values, shared_values) = values.split_at_mut(self.lane_cells);
        let families = self.families_in_lanes();
        self.lanes.fold(|lane| families.fold(lane, &self.lanes));
        self.lanes.read(|lanes| {
            lane_values.fill(0);
            for lane in lanes {
                families.add(lane, lane_values);
            }
        });
        // Pairs with the `Release` of `Place::count_in_bucket`. The fence is here because another thread may read the
        // values.
        fence(Acquire);
        let (grouped, single) = self.shared.split_at(self.grouped);
        let (grouped_values, single_values) = shared_values.split_at_mut(self.grouped);
        self.state.read(|| copy(grouped, grouped_values));
        copy(single, single_values);
    }

    fn families_in_lanes(&self) -> &FamiliesInLanes {
        self.families_in_lanes
            .get_or_init(|| FamiliesInLanes::new(self.descriptors))
    }

    /// Returns the range of a family's cells in the values that [`copy_into`](Self::copy_into) copies.
    pub(crate) fn range(&self, descriptor: &Descriptor) -> Range<usize> {
        let start = match descriptor.placement {
            Placement::Lanes(start) => start,
            Placement::Shared(start) => self.lane_cells + start,
        };
        start..start + descriptor.cells()
    }

    /// Returns the slots of a family's cells, if it stores exemplars. Slots are not copied with the values; the
    /// exposition reads them.
    pub(crate) fn exemplars(&self, descriptor: &Descriptor) -> Option<&'static [Slot]> {
        if !descriptor.has_exemplars() {
            return None;
        }
        let start = match descriptor.placement {
            Placement::Lanes(start) => start,
            Placement::Shared(start) => slot_of_shared(start, self.exemplars, self.shared.len())?,
        };
        self.exemplars.get(start..start + descriptor.cells())
    }

    /// Returns the value that the exposition layer attaches to this catalog. The first call creates it.
    ///
    /// A catalog stores one attached value. Each call with another type creates a new value and leaks it.
    pub(crate) fn attached<T: Any + Send + Sync>(&'static self, create: fn() -> T) -> &'static T {
        let attached = self.attached.get_or_init(|| Box::new(create()));
        let attached = attached.downcast_ref();
        attached.unwrap_or_else(|| Box::leak(Box::new(create())))
    }

    /// Returns the number of panics of the refresh function.
    pub(crate) fn refresh_panics(&self) -> u64 {
        self.refresh.panics.load(Relaxed)
    }

    /// Returns the number of cells of a snapshot.
    #[cfg(feature = "testing")]
    pub(super) fn cells(&self) -> usize {
        self.lane_cells + self.shared.len()
    }

    /// Returns the number of cells of a lane.
    pub(crate) fn lane_cells(&self) -> usize {
        self.lane_cells
    }
}

/// Copies cells from the last to the first. A flag is stored after the value in front of it, so it must be loaded
/// before the value.
pub(super) fn copy(cells: &[AtomicU64], values: &mut [u64]) {
    for (value, cell) in values.iter_mut().zip(cells).rev() {
        *value = cell.load(Acquire);
    }
}

/// A thread's hold on its lane. When the thread ends, `Drop` gives the lane back.
pub struct LaneHold<C: Store> {
    lane: Cell<Option<&'static Lane>>,
    /// Whether [`take`](Self::take) is running.
    is_taking: Cell<bool>,
    catalog: PhantomData<C>,
}

impl<C: Store> LaneHold<C> {
    /// Creates a hold without a lane.
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "only the generated thread-local creates one"
    )]
    pub const fn new() -> Self {
        Self {
            lane: Cell::new(None),
            is_taking: Cell::new(false),
            catalog: PhantomData,
        }
    }

    /// Returns this thread's lane, and takes one if it has none.
    #[cfg(feature = "testing")]
    pub(crate) fn get_or_take(&self) -> Option<&'static Lane> {
        self.lane.get().or_else(|| self.take())
    }

    /// Takes a lane for this thread. Returns `None` if no lane is available.
    fn take(&self) -> Option<&'static Lane> {
        // Creating a lane allocates. A global allocator that updates metrics of this catalog calls this method again.
        if self.is_taking.replace(true) {
            return None;
        }
        let lane = C::storage().lanes.take();
        #[cfg(feature = "testing")]
        C::storage().attribution.thread_started(lane);
        if let Some(lane) = lane {
            self.lane.set(Some(lane));
            C::set_lane(Some(lane.cells));
        }
        self.is_taking.set(false);
        lane
    }
}

impl<C: Store> Drop for LaneHold<C> {
    fn drop(&mut self) {
        if let Some(lane) = self.lane.take() {
            C::set_lane(None);
            #[cfg(feature = "testing")]
            C::storage().attribution.thread_ending(C::storage(), lane);
            C::storage().lanes.give_back(lane);
        }
    }
}

/// Returns this thread's lane, and takes one if it has none. Returns `None` if no lane is available.
#[cold]
#[inline(never)]
pub(crate) fn own_lane<C: Store>() -> Option<&'static [AtomicU64]> {
    C::lane().or_else(|| C::with_hold(LaneHold::take).map(|lane| lane.cells))
}

/// Returns the cells of a lane as an array, whose length is known to the compiler.
#[must_use]
pub fn as_array<const N: usize>(
    cells: Option<&'static [AtomicU64]>,
) -> Option<&'static [AtomicU64; N]> {
    cells?.try_into().ok()
}
