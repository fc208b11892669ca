//! Counts that are attributed to a thread or to a runtime.

use crate::Distribution;
use crate::catalogs::snapshot::{Snapshot, sealed};
use crate::metric::counter::Counter;
use crate::metric::histogram::Histogram;
use crate::storage::place::Place;
use crate::storage::store::Store;
use crate::value::Value;
use std::fmt;

/// The counts of one thread or one runtime, returned by [`thread_delta`](super::thread_delta) and
/// [`runtime_delta`](super::runtime_delta).
///
/// Two changes are equal if all their counts are equal bit by bit. `Debug` writes the series that are not zero.
///
/// A change contains counters and histograms only. The value of a gauge or a state set cannot be attributed to a
/// thread, because any thread may have set it. Reading one does not compile:
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
            counts: Snapshot::from_values(C::storage().exposed(tally)),
        }
    }

    /// Returns the increase of a series: the declared number type `u64` or `f64` for a counter, and a
    /// [`Distribution`](crate::Distribution) for a histogram.
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

/// A handle of a series with increases that can be attributed to a thread: a [`Counter`] or [`Histogram`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be attributed to one thread",
    label = "not a counter or histogram of this catalog",
    note = "`.with(…)` selects a series of a family",
    note = "any thread can set a gauge or a state set: read it with `.get()`, or use `delta` in a test that runs in its own process"
)]
pub trait Counted<C>: sealed::Sealed {
    /// The type of the increase.
    // This does not reuse `Read::Value`, because the compiler would report two errors for a type that implements
    // neither trait.
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
