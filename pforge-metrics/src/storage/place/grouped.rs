//! Shared cells that are published together, under the sequence lock.

use super::{Place, Settable, Shared, add_to_own};
use crate::storage::store::{Storage, Store};
use crate::value::Value;

/// Shared cells that are published together: gauges of a state group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grouped;

impl Place for Grouped {
    type Native = ();

    fn add<C: Store, V: Value>(cell: usize, amount: V) {
        publish::<C>(|_| add_to_own(&C::shared()[cell], amount));
    }

    fn get<C: Store, V: Value>(cell: usize) -> V {
        Shared::get::<C, V>(cell)
    }

    fn offset(storage: &Storage) -> usize {
        Shared::offset(storage)
    }

    fn count_in_bucket<C: Store>(cell: usize) {
        publish::<C>(|_| Shared::count_in_bucket::<C>(cell));
    }
}

impl Settable for Grouped {
    fn set<C: Store, V: Value>(cell: usize, value: V) {
        publish::<C>(|update| Self::store::<C, V>(cell, value, update));
    }
}

/// The proof that a state is being published: what is stored meanwhile becomes visible as a whole.
#[derive(Debug)]
pub struct Update(());

/// Runs `store`, of whose stores a scrape sees all or none.
pub fn publish<C: Store>(store: impl FnOnce(&Update)) {
    C::storage().state.write(|| store(&Update(())));
}

/// A [`Place`] of gauges that a state group publishes.
pub trait Publish: Settable {
    fn store<C: Store, V: Value>(cell: usize, value: V, update: &Update);
}

impl Publish for Grouped {
    fn store<C: Store, V: Value>(cell: usize, value: V, _: &Update) {
        Shared::set::<C, V>(cell, value);
    }
}
