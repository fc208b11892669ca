//! Counters.

use super::reject;
use crate::cells::place::{Lanes, Place};
use crate::cells::store::Store;
use crate::cells::value::Value;
use std::marker::PhantomData;

/// A number that only grows: one series of a counter.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [counter.jobs_total]
///     help = "Jobs done."
///
///     [counter.cpu_seconds_total]
///     help  = "CPU time used by jobs."
///     value = "float"
/// "#);
/// # }
/// # use metrics::*;
/// JOBS_TOTAL.inc();
/// JOBS_TOTAL.inc_by(2);
/// CPU_SECONDS_TOTAL.inc_by(0.25);
/// assert_eq!(JOBS_TOTAL.get(), 3);
/// assert_eq!(CPU_SECONDS_TOTAL.get(), 0.25);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Counter<C, V = u64, P = Lanes> {
    pub(crate) cell: usize,
    of: PhantomData<(C, V, P)>,
}

impl<C: Store, V: Value, P: Place> Counter<C, V, P> {
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub const fn new(cell: usize) -> Self {
        Self {
            cell,
            of: PhantomData,
        }
    }

    /// Adds one.
    #[inline]
    pub fn inc(&self) {
        P::add::<C, V>(self.cell, V::ONE);
    }

    /// Adds `amount`. A counter of `u64` wraps around past its limit, which takes 584 years at one increment a
    /// nanosecond.
    ///
    /// A counter of `f64` refuses a negative number, an infinity and NaN: the counter stays as it is, and
    /// [`Catalog::rejected`](crate::Catalog::rejected) counts one more.
    #[inline]
    pub fn inc_by(&self, amount: V) {
        if amount.is_increment() {
            P::add::<C, V>(self.cell, amount);
        } else {
            reject::<C>();
        }
    }

    /// The value now, with every increment that happened before.
    ///
    /// It reads one cell of each lane, and so costs about a cache miss for each of the most threads that ever counted at the
    /// same time.
    #[must_use]
    pub fn get(&self) -> V {
        P::get::<C, V>(self.cell)
    }
}
