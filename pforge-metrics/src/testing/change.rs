//! What some threads counted.

use crate::Distribution;
use crate::catalogs::snapshot::{Snapshot, sealed};
use crate::metric::counter::Counter;
use crate::metric::histogram::Histogram;
use crate::storage::place::Place;
use crate::storage::store::Store;
use crate::value::Value;
use std::fmt;

/// What one thread or one runtime counted: made by [`thread_delta`](super::thread_delta) and
/// [`runtime_delta`](super::runtime_delta).
///
/// Two changes are equal when all counts are, bit by bit. `Debug` shows the series that are not zero.
///
/// It has no gauges and no state sets: they show what was set last, by whichever thread. Asking for one does not compile:
///
/// ```compile_fail
/// # mod metrics {
/// # pforge_metrics::include_metrics!(inline = r#"
/// #     [gauge.queue_length]
/// #     help = "Jobs that wait."
/// # "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::testing::thread_delta;
///
/// let change = thread_delta(&CATALOG, || QUEUE_LENGTH.inc());
/// assert_eq!(change.get(QUEUE_LENGTH), 1.0);
/// ```
#[derive(Clone)]
pub struct Change<C> {
    counts: Snapshot<C>,
}

impl<C: Store> Change<C> {
    pub(super) fn new(tally: &[u64]) -> Self {
        Self {
            counts: Snapshot::of(C::storage().exposed(tally)),
        }
    }

    /// Returns by how much a series grew: `u64` or `f64` as a counter was declared, a
    /// [`Distribution`](crate::Distribution) of a histogram.
    #[must_use]
    pub fn get<R: Counted<C>>(&self, series: R) -> R::Value {
        series.counted(&self.counts)
    }
}

impl<C: Store> PartialEq for Change<C> {
    fn eq(&self, other: &Self) -> bool {
        self.counts == other.counts
    }
}

impl<C: Store> Eq for Change<C> {}

impl<C: Store> fmt::Debug for Change<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.counts.fmt(f)
    }
}

/// A series that threads add to, each its own part: [`Counter`] and [`Histogram`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be attributed to one thread",
    label = "no counter and no histogram of this catalog",
    note = "`.with(…)` chooses a series of a family",
    note = "a gauge or a state set shows what was set last: read it with `.get()`, or measure with `delta`, in a test that has its process to itself"
)]
pub trait Counted<C>: sealed::Sealed {
    /// What is counted.
    // Of its own, not that of `Read`: a type without either trait would be two errors.
    type Value;

    #[doc(hidden)]
    fn counted(self, counts: &Snapshot<C>) -> Self::Value;
}

impl<C: Store, V: Value, P: Place> Counted<C> for Counter<C, V, P> {
    type Value = V;

    fn counted(self, counts: &Snapshot<C>) -> V {
        counts.get(self)
    }
}

impl<C: Store, const N: usize, P: Place> Counted<C> for Histogram<C, N, P> {
    type Value = Distribution;

    fn counted(self, counts: &Snapshot<C>) -> Distribution {
        counts.get(self)
    }
}
