//! Histograms.
//!
//! The bucket of an observation is found in two steps: every fourth bound, then the three bounds after it. That is
//! 5 comparisons for 11 bounds and 13 for 40, and no branch depends on the value.

use super::reject;
use crate::exemplar::Exemplar;
use crate::storage::place::{KeepsExemplars, Lanes, Place};
use crate::storage::store::Store;
use std::marker::PhantomData;

/// Observations counted in buckets: one series of a histogram with `N` bounds.
///
/// With `native = { … }` it has [native buckets](crate::generic::Native) as well, or instead.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [histogram.job_duration_seconds]
///     help    = "Time that a job took."
///     buckets = [0.1, 1, 10]
/// "#);
/// # }
/// # use metrics::*;
/// JOB_DURATION_SECONDS.observe(0.5);
/// let sum = JOB_DURATION_SECONDS.time(|| 1 + 1);
/// assert_eq!(sum, 2);
/// assert_eq!(JOB_DURATION_SECONDS.count(), 2);
/// ```
#[derive(Clone, Copy)]
pub struct Histogram<C, const N: usize, P: Place = Lanes> {
    pub(crate) first: usize,
    pub(crate) bounds: &'static [f64; N],
    pub(crate) native: P::Native,
    of: PhantomData<(C, P)>,
}

#[doc(hidden)]
impl<C: Store, const N: usize, P: Place<Native = ()>> Histogram<C, N, P> {
    #[inline]
    #[must_use]
    pub const fn new(first: usize, bounds: &'static [f64; N]) -> Self {
        Self::with_native(first, bounds, ())
    }
}

impl<C: Store, const N: usize, P: Place> Histogram<C, N, P> {
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub const fn with_native(first: usize, bounds: &'static [f64; N], native: P::Native) -> Self {
        Self {
            first,
            bounds,
            native,
            of: PhantomData,
        }
    }

    /// Counts `value`, in the unit of the metric's name, in its bucket, the first whose bound is not less, and adds it to
    /// the sum.
    ///
    /// An infinity or NaN would stay in the sum for good: it is refused, and
    /// [`Catalog::rejected`](crate::Catalog::rejected) counts one more.
    ///
    /// The sum is an `f64`. Finite values can overflow it: beyond [`f64::MAX`] it becomes infinite, and NaN if values overflow in
    /// both directions. The buckets stay exact. Real measurements do not come near that limit.
    #[inline]
    pub fn observe(&self, value: f64) {
        if !value.is_finite() {
            return reject::<C>();
        }
        P::observe::<C>(self.first, N + 1, bucket(self.bounds, value), value);
        P::observe_native::<C>(self.native, self.first + N + 2, value);
    }

    /// Counts `value` as [`observe`](Self::observe) does, and keeps for its bucket in which trace that was: see [`Exemplar`]. Of
    /// what is refused nothing is kept.
    ///
    /// It reads the clock. Of two threads that do so at the same time one may leave no exemplar; both are counted.
    #[inline]
    pub fn observe_with_exemplar(&self, value: f64, exemplar: &Exemplar)
    where
        P: KeepsExemplars,
    {
        if !value.is_finite() {
            return reject::<C>();
        }
        let bucket = bucket(self.bounds, value);
        P::observe::<C>(self.first, N + 1, bucket, value);
        P::observe_native::<C>(self.native, self.first + N + 2, value);
        P::keep::<C>(self.first + 1 + bucket, value, exemplar);
    }

    /// The number of observations, with every one that happened before. It reads each bucket in each lane.
    #[must_use]
    pub fn count(&self) -> u64 {
        (0..=N)
            .map(|bucket| P::get::<C, u64>(self.first + 1 + bucket))
            .sum()
    }

    /// The sum of the observed values, in the unit of the metric, with every one that happened before. It is infinite or NaN if
    /// finite values have overflowed an `f64`.
    #[must_use]
    pub fn sum(&self) -> f64 {
        P::get::<C, f64>(self.first)
    }

    /// Sum and buckets. Of an observation that is made meanwhile they may hold a part.
    #[must_use]
    pub fn get(&self) -> Distribution {
        Distribution {
            sum: self.sum(),
            bounds: self.bounds,
            counts: (0..=N)
                .map(|bucket| P::get::<C, u64>(self.first + 1 + bucket))
                .collect(),
        }
    }
}

/// How many bounds are below `value`: the number of its bucket.
///
/// First of every fourth bound, then of the three that follow the last of those: `N / 4 + 3` comparisons, and no branch
/// that depends on the value. Bounds are sorted, so a few looked at twice do no harm where the last stretch is short.
#[inline]
fn bucket<const N: usize>(bounds: &[f64; N], value: f64) -> usize {
    const STRIDE: usize = 4;
    let below = |i: usize| usize::from(bounds[i] < value);
    if N < STRIDE {
        return (0..N).map(below).sum();
    }
    let mut strides = 0;
    let mut i = STRIDE - 1;
    while i < N {
        strides += below(i);
        i += STRIDE;
    }
    let start = (strides * STRIDE).min(N - (STRIDE - 1));
    start + below(start) + below(start + 1) + below(start + 2)
}

/// What a histogram held when it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    sum: f64,
    bounds: &'static [f64],
    counts: Vec<u64>,
}

impl Distribution {
    /// From cells as they are stored: the sum, then the buckets.
    pub(crate) fn from_cells(bounds: &'static [f64], cells: &[u64]) -> Self {
        let (sum, counts) = cells.split_first().unwrap_or((&0, &[]));
        Self {
            sum: f64::from_bits(*sum),
            bounds,
            counts: counts.to_vec(),
        }
    }

    /// The number of observations.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.counts
            .iter()
            .fold(0, |sum, count| sum.wrapping_add(*count))
    }

    /// The sum of the observed values, in the unit of the metric.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.sum
    }

    /// Each bucket's upper bound, the last one infinite, and the number of observations in it alone (not cumulative).
    pub fn buckets(&self) -> impl Iterator<Item = (f64, u64)> + '_ {
        let bounds = self.bounds.iter().copied().chain([f64::INFINITY]);
        bounds.zip(self.counts.iter().copied())
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        let both = self.counts.iter().zip(&other.counts);
        Self {
            sum: self.sum + other.sum,
            bounds: self.bounds,
            counts: both.map(|(a, b)| a.wrapping_add(*b)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bucket;

    /// Bounds 1, 2, 3, … and values on, below and above each.
    fn finds_every_bucket<const N: usize>() {
        let bounds: [f64; N] = std::array::from_fn(|i| (1..).nth(i).map_or(0.0, f64::from));
        for (i, bound) in bounds.iter().enumerate() {
            assert_eq!(bucket(&bounds, *bound), i, "{bound} of {N}");
            assert_eq!(bucket(&bounds, bound - 0.5), i, "below {bound} of {N}");
            assert_eq!(bucket(&bounds, bound + 0.5), i + 1, "above {bound} of {N}");
        }
        assert_eq!(bucket(&bounds, f64::MIN), 0);
        assert_eq!(bucket(&bounds, f64::MAX), N);
    }

    #[test]
    fn a_value_falls_into_the_first_bucket_whose_bound_is_not_less() {
        finds_every_bucket::<0>();
        finds_every_bucket::<1>();
        finds_every_bucket::<2>();
        finds_every_bucket::<3>();
        finds_every_bucket::<4>();
        finds_every_bucket::<5>();
        finds_every_bucket::<6>();
        finds_every_bucket::<7>();
        finds_every_bucket::<8>();
        finds_every_bucket::<11>();
        finds_every_bucket::<14>();
        finds_every_bucket::<40>();
    }
}
