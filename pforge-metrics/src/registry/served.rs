//! The catalogs that the calling thread serves directly while it gathers a registry. Their collectors return no families.

use crate::panics::Panicked;
use crate::storage::store::Storage;
use std::cell::{Cell, RefCell};

thread_local! {
    /// The catalogs that this thread serves directly while it gathers a registry.
    static SERVED: RefCell<Vec<&'static Storage>> = const { RefCell::new(Vec::new()) };
    /// Whether the `refresh` function of a catalog in the registry panicked during the gather of this thread.
    static IS_STALE: Cell<bool> = const { Cell::new(false) };
}

/// Returns whether the thread gathers for an exporter that serves this catalog directly.
pub(super) fn is_served_already(storage: &Storage) -> bool {
    SERVED.with_borrow(|served| served.iter().any(|served| std::ptr::eq(*served, storage)))
}

/// Records whether a catalog has stale values, because a [`Collector`](prometheus::core::Collector) cannot return an
/// error.
pub(super) fn record_refresh(refreshed: &Result<(), Panicked>) {
    if refreshed.is_err() {
        IS_STALE.set(true);
    }
}

/// Calls `gather` while the collectors of the `served` catalogs return nothing. Returns its result and whether values
/// are stale.
pub(super) fn without_served<T>(
    served: &[&'static Storage],
    gather: impl FnOnce() -> T,
) -> (T, bool) {
    let _restore = Restore(SERVED.replace(served.to_vec()));
    IS_STALE.set(false);
    let gathered = gather();
    (gathered, IS_STALE.take())
}

/// Restores the previous catalogs, even if a collector panics.
struct Restore(Vec<&'static Storage>);

impl Drop for Restore {
    fn drop(&mut self) {
        SERVED.set(std::mem::take(&mut self.0));
    }
}
