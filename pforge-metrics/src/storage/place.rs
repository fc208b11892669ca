//! Places: types that select how the cells of a metric are stored. The place is a type parameter of the handle, so it
//! is known at compile time.

/// Implements the methods of a wrapping place, which stores its values in the place `$inner`.
macro_rules! delegate_values_to {
    ($inner:ident) => {
        #[inline]
        fn add<C: Store, V: Value>(cell: usize, amount: V) {
            $inner::add::<C, V>(cell, amount);
        }

        #[inline]
        fn get<C: Store, V: Value>(cell: usize) -> V {
            $inner::get::<C, V>(cell)
        }

        #[inline]
        fn expose<C: Store>(flag: usize) {
            $inner::expose::<C>(flag);
        }

        fn offset(storage: &Storage) -> usize {
            $inner::offset(storage)
        }

        #[inline]
        fn observe<C: Store>(first: usize, buckets: usize, bucket: usize, value: f64) {
            $inner::observe::<C>(first, buckets, bucket, value);
        }

        #[inline]
        fn count_in_bucket<C: Store>(cell: usize) {
            $inner::count_in_bucket::<C>(cell);
        }
    };
}

mod grouped;
mod native;
mod traced;
pub(super) mod unset;

pub use grouped::{Grouped, Publish, Update, publish};
pub use native::Native;
pub use traced::{KeepsExemplars, Traced};
pub use unset::Unset;

#[cfg(feature = "testing")]
use super::store::LaneHold;
use super::store::{Storage, Store, own_lane};
use crate::sync::{AtomicU64, Ordering::Relaxed, Ordering::Release};
use crate::value::Value;

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Lanes {}
    impl Sealed for super::Shared {}
    impl Sealed for super::Grouped {}
    impl<P> Sealed for super::Unset<P> {}
    impl<P> Sealed for super::Traced<P> {}
    impl<P, const T: usize> Sealed for super::Native<P, T> {}
}

/// Selects how the cells of a metric are stored and updated.
///
/// Sealed. The implementations are [`Lanes`], [`Shared`], [`Grouped`], [`Unset`], [`Traced`] and [`Native`].
pub trait Place: Copy + std::fmt::Debug + Send + Sync + sealed::Sealed + 'static {
    /// Whether a series is exposed only after its first update.
    #[doc(hidden)]
    const UNSET: bool = false;

    /// Finds the native bucket of a value, for histograms with native buckets. `()` for all other metrics.
    #[doc(hidden)]
    type Native: Copy + std::fmt::Debug + Send + Sync + 'static;

    /// The number of cells for the native buckets of a series.
    #[doc(hidden)]
    const NATIVE_CELLS: usize = 0;

    /// Adds to a cell.
    #[doc(hidden)]
    fn add<C: Store, V: Value>(cell: usize, amount: V);

    /// Returns the value of a cell.
    #[doc(hidden)]
    fn get<C: Store, V: Value>(cell: usize) -> V;

    /// Raises the flag of a series with an open label, which exposes the series. Does nothing if the series has no
    /// flag, or if its updates raise the flag.
    #[doc(hidden)]
    #[inline]
    fn expose<C: Store>(_flag: usize) {}

    /// Returns the position of the first cell of this place in a snapshot.
    #[doc(hidden)]
    fn offset(storage: &Storage) -> usize;

    /// Counts one observation. The sum is in the first cell, and the buckets follow.
    #[doc(hidden)]
    #[inline]
    fn observe<C: Store>(first: usize, _buckets: usize, bucket: usize, value: f64) {
        Self::add::<C, u64>(first + 1 + bucket, 1);
        Self::add::<C, f64>(first, value);
    }

    /// Adds one to a native bucket, with `Release`. A reader that sees the count also sees the key and the width with
    /// which the thread found the bucket. Other threads may have stored these, and a relaxed store would not order
    /// them before the count.
    #[doc(hidden)]
    fn count_in_bucket<C: Store>(cell: usize);

    /// Counts an observation in its native bucket. `first` is the first cell of the native buckets.
    #[doc(hidden)]
    #[inline]
    fn observe_native<C: Store>(_native: Self::Native, _first: usize, _value: f64) {}
}

/// A [`Place`] whose values can be set. Gauges require it.
pub trait Settable: Place {
    #[doc(hidden)]
    fn set<C: Store, V: Value>(cell: usize, value: V);
}

/// One copy of the cells per thread, added up when they are read. The default for counters and histograms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lanes;

/// One set of cells for all threads. Used for gauges, and for counters and histograms with very many series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shared;

/// Adds to a cell that no other thread writes at the same time.
#[inline]
fn add_to_own<V: Value>(cell: &AtomicU64, amount: V) {
    cell.store(
        V::from_bits(cell.load(Relaxed)).plus(amount).to_bits(),
        Relaxed,
    );
}

/// Adds one to a native bucket that no other thread writes at the same time. See [`Place::count_in_bucket`].
#[inline]
pub(crate) fn count_in_bucket(cell: &AtomicU64) {
    cell.store(cell.load(Relaxed).wrapping_add(1), Release);
}

/// Raises a flag. Does not write to the cache line if the flag is already up.
#[inline]
fn raise(flag: &AtomicU64) {
    if flag.load(Relaxed) == 0 {
        flag.store(1, Relaxed);
    }
}

impl Place for Lanes {
    type Native = ();

    #[inline]
    fn add<C: Store, V: Value>(cell: usize, amount: V) {
        match C::lane() {
            Some(own) if cell < own.len() => add_to_own(&own[cell], amount),
            _ => add_without_lane::<C, V>(cell, amount),
        }
    }

    /// Includes every addition that happened before this call. Costs about one cache miss per lane.
    fn get<C: Store, V: Value>(cell: usize) -> V {
        C::storage().lanes.sum(cell)
    }

    #[inline]
    fn expose<C: Store>(flag: usize) {
        match C::lane() {
            Some(own) if flag < own.len() => raise(&own[flag]),
            _ => expose_without_lane::<C>(flag),
        }
    }

    fn offset(_: &Storage) -> usize {
        0
    }

    #[inline]
    fn observe<C: Store>(first: usize, buckets: usize, bucket: usize, value: f64) {
        match C::lane() {
            Some(own) if first + buckets < own.len() && bucket < buckets => {
                add_to_own(&own[first + 1 + bucket], 1_u64);
                add_to_own(&own[first], value);
            }
            _ => observe_without_lane::<C>(first, bucket, value),
        }
    }

    #[inline]
    fn count_in_bucket<C: Store>(cell: usize) {
        match C::lane() {
            Some(own) if cell < own.len() => count_in_bucket(&own[cell]),
            _ => count_without_lane::<C>(cell),
        }
    }
}

#[cold]
#[inline(never)]
fn add_without_lane<C: Store, V: Value>(cell: usize, amount: V) {
    match own_lane::<C>() {
        Some(own) => add_to_own(&own[cell], amount),
        None => C::storage().lanes.spill(cell, amount),
    }
}

#[cold]
#[inline(never)]
fn observe_without_lane<C: Store>(first: usize, bucket: usize, value: f64) {
    add_without_lane::<C, u64>(first + 1 + bucket, 1);
    add_without_lane::<C, f64>(first, value);
}

#[cold]
#[inline(never)]
fn count_without_lane<C: Store>(cell: usize) {
    match own_lane::<C>() {
        Some(own) => count_in_bucket(&own[cell]),
        None => _ = C::storage().lanes.spilled(cell).fetch_add(1, Release),
    }
}

#[cold]
#[inline(never)]
fn expose_without_lane<C: Store>(flag: usize) {
    match own_lane::<C>() {
        Some(own) => raise(&own[flag]),
        None => raise(C::storage().lanes.spilled(flag)),
    }
}

/// Records an addition to a shared cell in the shadow of the thread's lane, so that tests can attribute it to the
/// thread.
#[cfg(feature = "testing")]
fn add_to_shadow<C: Store, V: Value>(cell: usize, amount: V) {
    if let Some(lane) = C::with_hold(LaneHold::get_or_take) {
        add_to_own(&lane.shadow[cell], amount);
    }
}

impl Place for Shared {
    type Native = ();

    #[inline]
    fn add<C: Store, V: Value>(cell: usize, amount: V) {
        amount.fetch_add(&C::shared()[cell]);
        #[cfg(feature = "testing")]
        add_to_shadow::<C, V>(cell, amount);
    }

    #[inline]
    fn get<C: Store, V: Value>(cell: usize) -> V {
        V::from_bits(C::shared()[cell].load(Relaxed))
    }

    #[inline]
    fn expose<C: Store>(flag: usize) {
        raise(&C::shared()[flag]);
    }

    #[inline]
    fn count_in_bucket<C: Store>(cell: usize) {
        C::shared()[cell].fetch_add(1, Release);
        #[cfg(feature = "testing")]
        add_to_shadow::<C, u64>(cell, 1);
    }

    fn offset(storage: &Storage) -> usize {
        storage.lane_cells()
    }
}

impl Settable for Shared {
    #[inline]
    fn set<C: Store, V: Value>(cell: usize, value: V) {
        C::shared()[cell].store(value.to_bits(), Relaxed);
    }
}
