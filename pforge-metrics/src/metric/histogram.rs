//! Histograms.
//!
//! Finding the bucket of an observation takes two steps: a comparison with every fourth bound, then with the three
//! bounds after the last one below the value. This takes 5 comparisons for 11 bounds and 13 for 40, and no branch
//! depends on the value.

use super::reject;
use crate::exemplar::Exemplar;
use crate::storage::place::{KeepsExemplars, Lanes, Place};
use crate::storage::store::Store;
use std::marker::PhantomData;

/// One series of a histogram with `N` bounds: the counts of observations in buckets, and their sum.
///
/// A histogram that is declared with `native = { … }` has [native buckets](crate::generic::Native) in addition to
/// `buckets`, or instead of them.
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

    /// Observes `value`: adds one to the first bucket whose bound is not less, and adds the value to the sum.
    ///
    /// `value` is in the unit of the metric.
    ///
    /// Infinities and NaN are rejected, since they would make the sum useless: the histogram does not change, and
    /// [`Catalog::rejected`](crate::Catalog::rejected) increases by one.
    ///
    /// The sum is an `f64`. If finite values overflow it, it becomes infinite, or NaN after overflows in both
    /// directions. The buckets stay exact. Real measurements do not reach this limit.
    #[inline]
    pub fn observe(&self, value: f64) {
        if !value.is_finite() {
            return reject::<C>();
        }
        P::observe::<C>(self.first, N + 1, bucket(self.bounds, value), value);
        P::observe_native::<C>(self.native, self.first + N + 2, value);
    }

    /// Observes `value` like [`observe`](Self::observe), and stores the exemplar in its bucket, which links it to a
    /// trace.
    ///
    /// A rejected value stores no exemplar. The call reads the clock. If two threads store an exemplar of the same
    /// bucket at the same time, one of the exemplars may be dropped; both observations are counted.
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
        P::store_exemplar::<C>(self.first + 1 + bucket, value, exemplar);
    }

    /// Returns the number of observations, including every observation that happened before this call.
    ///
    /// It reads each bucket in each lane.
    #[must_use]
    pub fn count(&self) -> u64 {
        (0..=N)
            .map(|bucket| P::get::<C, u64>(self.first + 1 + bucket))
            .sum()
    }

    /// Returns the sum of the observed values in the unit of the metric, including every observation that happened
    /// before this call.
    ///
    /// The sum is infinite or NaN if finite values have overflowed an `f64`.
    #[must_use]
    pub fn sum(&self) -> f64 {
        P::get::<C, f64>(self.first)
    }

    /// Returns the sum and the buckets. They may contain only a part of a concurrent observation.
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

/// Returns the number of bounds below `value`, which is the position of its bucket.
///
/// It counts every fourth bound that is below the value, then those of the next three bounds. This takes `N / 4 + 3`
/// comparisons, and no branch depends on the value. Near the last bound it may compare bounds twice, which is correct
/// since bounds are sorted.
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

/// The sum and the buckets of a histogram at one time. [`Histogram::get`] returns it.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [histogram.job_duration_seconds]
///     help    = "Time that a job took."
///     buckets = [0.1, 1]
/// "#);
/// # }
/// # use metrics::*;
/// JOB_DURATION_SECONDS.observe(0.5);
/// let jobs = JOB_DURATION_SECONDS.get();
/// assert_eq!((jobs.count(), jobs.sum()), (1, 0.5));
/// let buckets: Vec<(f64, u64)> = jobs.buckets().collect();
/// assert_eq!(buckets, [(0.1, 0), (1.0, 1), (f64::INFINITY, 0)]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    sum: f64,
    bounds: &'static [f64],
    counts: Vec<u64>,
}

impl Distribution {
    /// Creates a distribution from the cells of a series: the sum, then the buckets.
    pub(crate) fn from_cells(bounds: &'static [f64], cells: &[u64]) -> Self {
        let (sum, counts) = cells.split_first().unwrap_or((&0, &[]));
        Self {
            sum: f64::from_bits(*sum),
            bounds,
            counts: counts.to_vec(),
        }
    }

    /// Returns the number of observations.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.counts
            .iter()
            .fold(0, |sum, count| sum.wrapping_add(*count))
    }

    /// Returns the sum of the observed values in the unit of the metric.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.sum
    }

    /// Iterates over the buckets: the upper bound of each, and its number of observations. Counts are not cumulative,
    /// and the last bound is infinite.
    pub fn buckets(&self) -> impl Iterator<Item = (f64, u64)> + '_ {
        let bounds = self.bounds.iter().copied().chain([f64::INFINITY]);
        bounds.zip(self.counts.iter().copied())
    }

    /// Adds two distributions with the same bounds.
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

    /// Checks values on, below and above each of the bounds 1, 2, 3, ….
    fn check_bounds<const N: usize>() {
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
        check_bounds::<0>();
        check_bounds::<1>();
        check_bounds::<2>();
        check_bounds::<3>();
        check_bounds::<4>();
        check_bounds::<5>();
        check_bounds::<6>();
        check_bounds::<7>();
        check_bounds::<8>();
        check_bounds::<11>();
        check_bounds::<14>();
        check_bounds::<40>();
    }
}
