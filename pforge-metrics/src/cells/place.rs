//! The three ways to keep a metric's values, as types: a handle knows at compile time which one it uses.

use super::store::{Storage, Store, own_lane};
use super::sync::{AtomicU64, Ordering::Relaxed};
use super::value::Value;

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Lanes {}
    impl Sealed for super::Shared {}
    impl Sealed for super::Grouped {}
}

/// How a metric's cells are written. Sealed: [`Lanes`], [`Shared`] and [`Grouped`] are all there are.
pub trait Place: Copy + std::fmt::Debug + Send + Sync + sealed::Sealed + 'static {
    #[doc(hidden)]
    fn add<C: Store, V: Value>(cell: usize, amount: V);

    #[doc(hidden)]
    fn get<C: Store, V: Value>(cell: usize) -> V;

    /// Where cells of this kind begin in a snapshot.
    #[doc(hidden)]
    fn offset(storage: &Storage) -> usize;

    /// Counts one observation: the sum stands in the first cell, the buckets behind it.
    #[doc(hidden)]
    #[inline]
    fn observe<C: Store>(first: usize, _buckets: usize, bucket: usize, value: f64) {
        Self::add::<C, u64>(first + 1 + bucket, 1);
        Self::add::<C, f64>(first, value);
    }
}

/// A [`Place`] whose cells can be overwritten, as gauges are.
pub trait Settable: Place {
    #[doc(hidden)]
    fn set<C: Store, V: Value>(cell: usize, value: V);
}

/// A copy of the cells per thread, added up when they are read: counters and histograms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lanes;

/// One set of cells for all threads: gauges, and counters and histograms with a great many series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared;

/// Shared cells that are published together: gauges of a state group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grouped;

/// Adds to a cell that only this thread writes.
#[inline]
fn add_to_own<V: Value>(cell: &AtomicU64, amount: V) {
    cell.store(
        V::from_bits(cell.load(Relaxed)).plus(amount).to_bits(),
        Relaxed,
    );
}

impl Place for Lanes {
    #[inline]
    fn add<C: Store, V: Value>(cell: usize, amount: V) {
        match C::lane() {
            Some(own) if cell < own.len() => add_to_own(&own[cell], amount),
            _ => add_without_lane::<C, V>(cell, amount),
        }
    }

    /// Sees every addition that happened before it, and costs a cache miss for each lane.
    fn get<C: Store, V: Value>(cell: usize) -> V {
        C::storage().lanes.sum(cell)
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

impl Place for Shared {
    #[inline]
    fn add<C: Store, V: Value>(cell: usize, amount: V) {
        amount.fetch_add(&C::shared()[cell]);
    }

    #[inline]
    fn get<C: Store, V: Value>(cell: usize) -> V {
        V::from_bits(C::shared()[cell].load(Relaxed))
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

impl Place for Grouped {
    fn add<C: Store, V: Value>(cell: usize, amount: V) {
        C::storage()
            .state
            .write(|| add_to_own(&C::shared()[cell], amount));
    }

    fn get<C: Store, V: Value>(cell: usize) -> V {
        Shared::get::<C, V>(cell)
    }

    fn offset(storage: &Storage) -> usize {
        Shared::offset(storage)
    }
}

impl Settable for Grouped {
    fn set<C: Store, V: Value>(cell: usize, value: V) {
        C::storage()
            .state
            .write(|| Shared::set::<C, V>(cell, value));
    }
}

/// Publishes a state: new values for cells that are grouped, all of them or none in the eyes of a scrape.
pub fn publish<C: Store, const N: usize>(fields: [(usize, u64); N]) {
    C::storage().state.write(|| {
        for (cell, bits) in fields {
            C::shared()[cell].store(bits, Relaxed);
        }
    });
}
