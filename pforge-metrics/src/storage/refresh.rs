//! Values computed when they are read, by a function of the user's.
//!
//! A panic of that function ends here: readers get the values as they are, and are told.

use crate::panics::{Panicked, contained};
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

/// What brings a catalog's values up to date.
pub(crate) struct Refresh {
    pub(super) function: Option<fn()>,
    /// Held while it runs: it may add to a counter what is missing there, which two at once would add twice.
    turn: Mutex<()>,
    pub(super) panics: AtomicU64,
}

thread_local! {
    static IS_RUNNING: Cell<bool> = const { Cell::new(false) };
}

impl Refresh {
    /// Somebody reports all values.
    pub(super) const fn none() -> Self {
        Self {
            function: None,
            turn: Mutex::new(()),
            panics: AtomicU64::new(0),
        }
    }

    /// Runs the function if there is one, after others that run it now; not if it is such a function itself that reads a catalog, which
    /// would wait for itself.
    pub(super) fn run(&self) -> Result<(), Panicked> {
        let Some(function) = self.function else {
            return Ok(());
        };
        if IS_RUNNING.replace(true) {
            return Ok(());
        }
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = contained(function);
        drop(turn);
        IS_RUNNING.set(false);
        outcome.inspect_err(|_| {
            self.panics.fetch_add(1, Relaxed);
        })
    }
}
