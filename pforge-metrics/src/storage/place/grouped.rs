//! Shared cells that are published together under the state lock.

use super::{Place, Settable, Shared, add_to_own};
use crate::storage::store::{Storage, Store};
use crate::value::Value;

/// Storage of the gauges of a state group: shared cells that are published together.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [gauge.queue_length]
///     help  = "Jobs that wait."
///     value = "int"
///
///     [gauge.queue_age_seconds]
///     help = "Age of the oldest job that waits."
///
///     [state.queue]
///     help   = "Snapshot of the queue."
///     fields = { length = "queue_length", age = "queue_age_seconds" }
/// "#);
/// # }
/// # use metrics::*;
/// update_queue_state(&QueueState { length: 3, age: 1.5 });
/// assert_eq!(QUEUE_LENGTH.get(), 3);
/// ```
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

/// The proof that the state lock is held. All stores under one lock become visible together.
#[derive(Debug)]
pub struct Update(());

/// Runs `store` under the state lock. A scrape sees either all of its stores or none.
pub fn publish<C: Store>(store: impl FnOnce(&Update)) {
    C::storage().state.write(|| store(&Update(())));
}

/// A [`Place`] for the gauges of a state group.
pub trait Publish: Settable {
    /// Stores a value while the state lock is held.
    fn store<C: Store, V: Value>(cell: usize, value: V, update: &Update);
}

impl Publish for Grouped {
    fn store<C: Store, V: Value>(cell: usize, value: V, _: &Update) {
        Shared::set::<C, V>(cell, value);
    }
}
