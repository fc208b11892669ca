//! Which catalogs the calling thread serves directly while it gathers a registry: their collectors return nothing.

use crate::panics::Panicked;
use crate::storage::store::Storage;
use std::cell::{Cell, RefCell};

thread_local! {
    /// The catalogs that this thread serves directly while it gathers.
    static SERVED: RefCell<Vec<&'static Storage>> = const { RefCell::new(Vec::new()) };
    /// Whether the refresh function of a catalog that a registry holds has panicked in the gather of this thread.
    static IS_STALE: Cell<bool> = const { Cell::new(false) };
}

/// Whether the thread gathers for an exporter that serves this catalog by itself.
pub(super) fn is_served_already(storage: &Storage) -> bool {
    SERVED.with_borrow(|served| served.iter().any(|served| std::ptr::eq(*served, storage)))
}

/// Records whether a catalog is gathered with stale values, which a [`Collector`](prometheus::core::Collector) cannot return.
pub(super) fn note(refreshed: &Result<(), Panicked>) {
    if refreshed.is_err() {
        IS_STALE.set(true);
    }
}

/// Runs a gather, and returns its result and whether values are stale.
pub(super) fn while_served<T>(
    served: &[&'static Storage],
    gather: impl FnOnce() -> T,
) -> (T, bool) {
    let _restore = Restore(SERVED.replace(served.to_vec()));
    IS_STALE.set(false);
    let gathered = gather();
    (gathered, IS_STALE.take())
}

/// Puts the catalogs back, also when a collector panics.
struct Restore(Vec<&'static Storage>);

impl Drop for Restore {
    fn drop(&mut self) {
        SERVED.set(std::mem::take(&mut self.0));
    }
}
