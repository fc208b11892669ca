//! Families of state sets.

use super::stride;
use crate::label::{ClosedLabel, LabelSet};
use crate::metric::state_set::StateSet;
use crate::storage::place::{Place, Shared};
use crate::storage::store::Store;
use std::marker::PhantomData;

/// A state set with labels.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.role]
///     help   = "Role of an agent."
///     values = ["planner", "fixer"]
///
///     [label.mood]
///     help   = "How it is getting on."
///     values = ["calm", "stuck"]
///
///     [stateset.agent_mood]
///     help   = "How the agents of a role are getting on."
///     states = "mood"
///     labels = ["role"]
/// "#);
/// # }
/// # use metrics::*;
/// AGENT_MOOD.with(Role::Fixer).set(Mood::Stuck);
/// assert_eq!(AGENT_MOOD.with(Role::Fixer).get(), [Mood::Stuck]);
/// assert_eq!(AGENT_MOOD.with(Role::Planner).get(), []);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct StateSetFamily<C, L, S> {
    first: usize,
    of: PhantomData<(C, L, S)>,
}

impl<C: Store, L: LabelSet, S: ClosedLabel> StateSetFamily<C, L, S> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(first: usize) -> Self {
        Self {
            first,
            of: PhantomData,
        }
    }

    /// The states of one label set.
    ///
    /// To ask for those of a set with an [open](LabelSet::OPEN) label exposes them, none active until one is made so.
    #[inline]
    #[must_use]
    pub fn with(&self, labels: L) -> StateSet<C, S> {
        let states = StateSet::new(self.first + labels.index() * stride(1, L::OPEN));
        if L::OPEN {
            Shared::expose::<C>(states.cell + 1);
        }
        states
    }
}
