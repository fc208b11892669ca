//! A thread's turn to change what is known of open labels: one at a time, also where it calls itself.
//!
//! To make a table or to keep a text allocates. A global allocator that counts by an open label then comes here again
//! on the same thread, and would wait for itself, or call itself without end.

use std::cell::Cell;

thread_local! {
    // Without a destructor, so that it can be used in those of others.
    static IS_TAKEN: Cell<bool> = const { Cell::new(false) };
}

/// The calling thread's turn, which ends when this is dropped.
pub(super) struct Turn(());

impl Turn {
    /// None if the thread has it already.
    pub(super) fn take() -> Option<Self> {
        // A thread that has no thread-locals any more is left without this protection.
        let is_taken = IS_TAKEN.try_with(|taken| taken.replace(true));
        if is_taken.unwrap_or(false) {
            return None;
        }
        Some(Self(()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let _ = IS_TAKEN.try_with(|taken| taken.set(false));
    }
}
