//! Values that nobody reports, and that are looked up when they are read.

use std::cell::Cell;
use std::sync::{Mutex, PoisonError};

/// What brings a catalog's values up to date.
pub(crate) struct Refresh {
    pub(super) function: Option<fn()>,
    /// Held while it runs: it may add to a counter what is missing there, which two at once would add twice.
    turn: Mutex<()>,
}

thread_local! {
    static IS_RUNNING: Cell<bool> = const { Cell::new(false) };
}

impl Refresh {
    /// Somebody reports all values.
    #[cfg(not(all(test, model)))]
    pub(super) const fn none() -> Self {
        Self {
            function: None,
            turn: Mutex::new(()),
        }
    }

    /// Runs the function if there is one, after others that run it now; not if it is such a function itself that reads a catalog, which
    /// would wait for itself.
    pub(crate) fn run(&self) {
        let Some(function) = self.function else {
            return;
        };
        if IS_RUNNING.replace(true) {
            return;
        }
        let _restore = Restore;
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        function();
    }
}

/// Tells that it runs no longer, also when it panics.
struct Restore;

impl Drop for Restore {
    fn drop(&mut self) {
        IS_RUNNING.set(false);
    }
}
