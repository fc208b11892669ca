//! A guard against reentrant changes of open labels on one thread.
//!
//! Creating a table or storing a text allocates. If the global allocator updates a metric with an open label, it
//! calls the interner again on the same thread. Without the guard it would deadlock, or recurse without end.

use std::cell::Cell;

thread_local! {
    // The value has no destructor, so destructors of other thread-locals can use it.
    static IS_INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Marks the calling thread as changing an interner, until it is dropped.
pub(super) struct ReentrancyGuard(());

impl ReentrancyGuard {
    /// Returns `None` if the thread already holds a guard.
    pub(super) fn enter() -> Option<Self> {
        // A thread whose thread-locals are destroyed has no protection.
        let was_inside = IS_INSIDE.try_with(|inside| inside.replace(true));
        if was_inside.unwrap_or(false) {
            return None;
        }
        Some(Self(()))
    }
}

impl Drop for ReentrancyGuard {
    fn drop(&mut self) {
        let _ = IS_INSIDE.try_with(|inside| inside.set(false));
    }
}
