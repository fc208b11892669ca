//! The refresh function of a catalog, which updates values before they are read.
//!
//! A panic of the function is caught. Readers then get the values as they are, and an error.

use crate::panics::{Panicked, catch_panic};
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

/// The refresh function of a catalog, its lock and its number of panics.
pub(crate) struct Refresh {
    pub(super) function: Option<fn()>,
    /// Held while the function runs. Two concurrent runs could both add the same increase to a counter.
    running: Mutex<()>,
    pub(super) panics: AtomicU64,
}

thread_local! {
    static IS_RUNNING: Cell<bool> = const { Cell::new(false) };
}

impl Refresh {
    /// Creates the state of a catalog without a refresh function.
    pub(super) const fn without_function() -> Self {
        Self {
            function: None,
            running: Mutex::new(()),
            panics: AtomicU64::new(0),
        }
    }

    /// Runs the function, if the catalog has one. Waits for concurrent runs of other threads first.
    ///
    /// Does nothing if this thread is already running a refresh function: a refresh function that reads its catalog
    /// would deadlock.
    pub(super) fn run(&self) -> Result<(), Panicked> {
        let Some(function) = self.function else {
            return Ok(());
        };
        if IS_RUNNING.replace(true) {
            return Ok(());
        }
        let guard = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let result = catch_panic(function);
        drop(guard);
        IS_RUNNING.set(false);
        result.inspect_err(|_| {
            self.panics.fetch_add(1, Relaxed);
        })
    }
}
