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

/// A catalog's cells as a type: the parameter that ties a handle to the catalog that it was declared in.
///
/// [`include_metrics!`](crate::include_metrics) implements it for the `Cells` that it generates; nothing else does.
pub trait Store: Copy + std::fmt::Debug + Send + Sync + 'static {
    #[doc(hidden)]
    fn storage() -> &'static Storage;

    #[doc(hidden)]
    fn shared() -> &'static [AtomicU64];

    #[doc(hidden)]
    fn exemplars() -> &'static [Slot];

    /// The cells of this thread's lane; `None` before the first update and during thread teardown.
    ///
    /// Implementations keep a reference to an array, so that its length is a constant where this is inlined.
    #[doc(hidden)]
    fn lane() -> Option<&'static [AtomicU64]>;

    #[doc(hidden)]
    fn set_lane(cells: Option<&'static [AtomicU64]>);

    /// Passes this thread's hold on its lane, or nothing once the thread has dropped it.
    #[doc(hidden)]
    fn with_hold(take: fn(&LaneHold<Self>) -> Option<&'static Lane>) -> Option<&'static Lane>;
}

/// The values of a catalog, and their descriptors.
pub struct Storage {
    pub(crate) descriptors: &'static [Descriptor],
    pub(crate) lanes: LaneList,
    lane_cells: usize,
    families_in_lanes: OnceLock<FamiliesInLanes>,
    shared: &'static [AtomicU64],
    /// The first so many shared cells belong to state groups.
    grouped: usize,
    exemplars: &'static [Slot],
    pub(crate) state: StateLock,
    pub(crate) rejected: AtomicU64,
    refresh: Refresh,
    pub(crate) mirrors: Mirrors,
    #[cfg(feature = "testing")]
    pub(crate) attribution: Attribution,
    attached: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl Storage {
    const_unless_loom! {
        /// Storage for the cells that a catalog's descriptors lay claim to.
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
                refresh: Refresh::none(),
                mirrors: Mirrors::new(),
                #[cfg(feature = "testing")]
                attribution: Attribution::new(),
                attached: OnceLock::new(),
            }
        }
    }

    const_unless_loom! {
        /// The same, with a function that brings the values up to date before they are copied.
        #[must_use]
        pub fn refreshed_by(mut self, refresh: fn()) -> Self {
            self.refresh.function = Some(refresh);
            self
        }
    }

    /// Copies the value of every cell, up to date: lanes added up, state groups whole. Lane cells come first, then the shared ones.
    ///
    /// If the refresh function panics, that is the error, and the values are copied as they are.
    pub(crate) fn copy_into(&'static self, values: &mut Vec<u64>) -> Result<(), Panicked> {
        let refreshed = self.refresh.run();
        self.copy_as_it_is_into(values);
        refreshed
    }

    /// The same without the refresh.
    pub(crate) fn copy_as_it_is_into(&'static self, values: &mut Vec<u64>) {
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
        // Pairs with the `Release` of `Place::count_in_bucket`. It stands here, since the values may be read on another thread.
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

    /// Where a family's cells stand in what [`copy_into`](Self::copy_into) copies.
    pub(crate) fn range(&self, descriptor: &Descriptor) -> Range<usize> {
        let start = match descriptor.placement {
            Placement::Lanes(start) => start,
            Placement::Shared(start) => self.lane_cells + start,
        };
        start..start + descriptor.cells()
    }

    /// The slots of a family's cells, if it keeps exemplars. They are read when they are shown, not copied with the values.
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

    /// What the layer of expositions keeps with this catalog, made at the first call. There is room for one value: one of another
    /// type is leaked.
    pub(crate) fn attached<T: Any + Send + Sync>(&'static self, make: fn() -> T) -> &'static T {
        let attached = self.attached.get_or_init(|| Box::new(make()));
        let attached = attached.downcast_ref();
        attached.unwrap_or_else(|| Box::leak(Box::new(make())))
    }

    /// How many times the refresh function has panicked.
    pub(crate) fn refresh_panics(&self) -> u64 {
        self.refresh.panics.load(Relaxed)
    }

    #[cfg(feature = "testing")]
    pub(super) fn cells(&self) -> usize {
        self.lane_cells + self.shared.len()
    }

    pub(crate) fn lane_cells(&self) -> usize {
        self.lane_cells
    }
}

/// Copies cells, the last one first: a flag is seen before the value in front of it, which was stored before the flag.
pub(super) fn copy(cells: &[AtomicU64], values: &mut [u64]) {
    for (value, cell) in values.iter_mut().zip(cells).rev() {
        *value = cell.load(Acquire);
    }
}

/// A thread's hold on its lane: dropped when the thread ends, which gives the lane back.
pub struct LaneHold<C: Store> {
    lane: Cell<Option<&'static Lane>>,
    taking: Cell<bool>,
    catalog: PhantomData<C>,
}

impl<C: Store> LaneHold<C> {
    /// A hold on nothing yet.
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "only the generated thread-local makes one"
    )]
    pub const fn new() -> Self {
        Self {
            lane: Cell::new(None),
            taking: Cell::new(false),
            catalog: PhantomData,
        }
    }

    /// This thread's lane, taken now if it has none yet.
    #[cfg(feature = "testing")]
    pub(crate) fn held(&self) -> Option<&'static Lane> {
        self.lane.get().or_else(|| self.take())
    }

    /// Takes a lane for this thread, if there is one to be had.
    fn take(&self) -> Option<&'static Lane> {
        // Making a lane allocates, and an allocator that counts with our metrics comes back to here.
        if self.taking.replace(true) {
            return None;
        }
        let lane = C::storage().lanes.take();
        #[cfg(feature = "testing")]
        C::storage().attribution.thread_began(lane);
        if let Some(lane) = lane {
            self.lane.set(Some(lane));
            C::set_lane(Some(lane.cells));
        }
        self.taking.set(false);
        lane
    }
}

impl<C: Store> Drop for LaneHold<C> {
    fn drop(&mut self) {
        if let Some(lane) = self.lane.take() {
            C::set_lane(None);
            #[cfg(feature = "testing")]
            C::storage().attribution.thread_ends(C::storage(), lane);
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

/// A lane's cells as an array, whose length the compiler knows.
#[must_use]
pub fn sized<const N: usize>(
    cells: Option<&'static [AtomicU64]>,
) -> Option<&'static [AtomicU64; N]> {
    cells?.try_into().ok()
}
