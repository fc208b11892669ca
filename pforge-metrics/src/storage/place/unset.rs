//! Gauges that are not exposed before they are first set.
//!
//! A flag follows each value. For shared cells, an update stores the value and then the flag with `Release`, and a
//! scrape loads the cells with `Acquire` from the last to the first, so the flag before the value. A scrape that sees
//! the flag therefore sees that value or a later one. With a relaxed flag, or in the other order, it could expose a
//! gauge with the value 0 that was never set. Test: `a_flag_is_never_seen_without_the_value_before_it`. In a state
//! group the [`state`](crate::storage::state) lock publishes both.

use super::{Grouped, Place, Publish, Settable, Shared, Update, add_to_own, publish};
use crate::storage::store::{Storage, Store};
use crate::sync::{AtomicU64, Ordering::Release};
use crate::value::Value;
use std::marker::PhantomData;

/// Storage of a gauge that is declared with `init = "unset"`: its series are not exposed before they are first set.
///
/// `P` is [`Shared`] or [`Grouped`]. A flag follows each value.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [gauge.last_merge_timestamp_seconds]
///     help = "When the last patch was merged."
///     init = "unset"
/// "#);
/// # }
/// # use metrics::*;
/// let exposed = || CATALOG.snapshot().to_string().contains("\nlast_merge_timestamp_seconds ");
/// assert!(!exposed());
/// LAST_MERGE_TIMESTAMP_SECONDS.set_to_current_time();
/// assert!(exposed());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unset<P>(PhantomData<P>);

#[inline]
fn expose_after_value<C: Store>(cell: usize) {
    raise_after_value(&C::shared()[cell + 1]);
}

/// Raises the flag of a value that was just stored. A thread that sees the flag sees that value or a later one.
#[inline]
pub(crate) fn raise_after_value(flag: &AtomicU64) {
    flag.store(1, Release);
}

impl Place for Unset<Shared> {
    type Native = ();

    const UNSET: bool = true;

    #[inline]
    fn add<C: Store, V: Value>(cell: usize, amount: V) {
        Shared::add::<C, V>(cell, amount);
        expose_after_value::<C>(cell);
    }

    #[inline]
    fn get<C: Store, V: Value>(cell: usize) -> V {
        Shared::get::<C, V>(cell)
    }

    fn offset(storage: &Storage) -> usize {
        Shared::offset(storage)
    }

    fn count_in_bucket<C: Store>(cell: usize) {
        Shared::count_in_bucket::<C>(cell);
    }
}

impl Settable for Unset<Shared> {
    #[inline]
    fn set<C: Store, V: Value>(cell: usize, value: V) {
        Shared::set::<C, V>(cell, value);
        expose_after_value::<C>(cell);
    }
}

impl Place for Unset<Grouped> {
    type Native = ();

    const UNSET: bool = true;

    fn add<C: Store, V: Value>(cell: usize, amount: V) {
        publish::<C>(|_| {
            add_to_own(&C::shared()[cell], amount);
            Shared::expose::<C>(cell + 1);
        });
    }

    fn get<C: Store, V: Value>(cell: usize) -> V {
        Shared::get::<C, V>(cell)
    }

    fn offset(storage: &Storage) -> usize {
        Shared::offset(storage)
    }

    fn count_in_bucket<C: Store>(cell: usize) {
        Grouped::count_in_bucket::<C>(cell);
    }
}

impl Settable for Unset<Grouped> {
    fn set<C: Store, V: Value>(cell: usize, value: V) {
        publish::<C>(|update| Self::store::<C, V>(cell, value, update));
    }
}

/// The state lock orders value and flag, so the flag can be relaxed.
impl Publish for Unset<Grouped> {
    fn store<C: Store, V: Value>(cell: usize, value: V, update: &Update) {
        Grouped::store::<C, V>(cell, value, update);
        Shared::expose::<C>(cell + 1);
    }
}
