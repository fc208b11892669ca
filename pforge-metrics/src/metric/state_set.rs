//! State sets: which of several states are active.
//!
//! The states of a set are bits of one cell, so a scrape never sees a partial update.

use crate::label::ClosedLabel;
use crate::storage::store::Store;
use crate::sync::{AtomicU64, Ordering::Relaxed};
use std::marker::PhantomData;

/// One label set of a state set: which of the states `S` are active. Initially no state is active.
///
/// All states of a label set are bits of one number, so a scrape never sees a partial change from one state to
/// another. A state set has at most 64 states; more are a compile error. In the text format 0.0.4 each state is a
/// gauge with the value 1 or 0; the state is the value of a label with the name of the metric.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.phase]
///     help   = "Phase of an orchestrator."
///     values = ["planning", "repairing", "idle"]
///
///     [stateset.phase]
///     help   = "Current phase of the orchestrator."
///     states = "phase"
/// "#);
/// # }
/// # use metrics::*;
/// PHASE.set(Phase::Planning);
/// PHASE.set(Phase::Idle);
/// assert!(!PHASE.is_active(Phase::Planning));
/// assert_eq!(PHASE.get(), [Phase::Idle]);
/// assert!(CATALOG.snapshot().to_string().contains("phase{phase=\"idle\"} 1\n"));
/// ```
#[derive(Clone, Copy)]
pub struct StateSet<C, S> {
    pub(crate) cell: usize,
    of: PhantomData<(C, S)>,
}

impl<C: Store, S: ClosedLabel> StateSet<C, S> {
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub const fn new(cell: usize) -> Self {
        const {
            assert!(S::COUNT <= 64, "a state set has at most 64 states");
        }
        Self {
            cell,
            of: PhantomData,
        }
    }

    /// Makes this state active and all others inactive.
    #[inline]
    pub fn set(&self, state: S) {
        self.active().store(bit(state), Relaxed);
    }

    /// Makes a state active without changing the others.
    #[inline]
    pub fn enable(&self, state: S) {
        self.active().fetch_or(bit(state), Relaxed);
    }

    /// Makes a state inactive without changing the others.
    #[inline]
    pub fn disable(&self, state: S) {
        self.active().fetch_and(!bit(state), Relaxed);
    }

    /// Makes all states inactive.
    #[inline]
    pub fn clear(&self) {
        self.active().store(0, Relaxed);
    }

    /// Returns whether a state is active.
    #[inline]
    #[must_use]
    pub fn is_active(&self, state: S) -> bool {
        self.active().load(Relaxed) & bit(state) != 0
    }

    /// Returns the active states, in the order of their declaration.
    #[must_use]
    pub fn get(&self) -> Vec<S> {
        Self::states(self.active().load(Relaxed))
    }

    /// Returns the states whose bit is set in a cell.
    pub(crate) fn states(mask: u64) -> Vec<S> {
        let all = S::ALL.iter().copied();
        all.filter(|state| mask & bit(*state) != 0).collect()
    }

    #[inline]
    fn active(self) -> &'static AtomicU64 {
        &C::shared()[self.cell]
    }
}

#[inline]
fn bit<S: ClosedLabel>(state: S) -> u64 {
    1 << state.index()
}
