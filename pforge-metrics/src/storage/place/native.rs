//! Histograms with native buckets.

use super::{KeepsExemplars, Place};
use crate::exemplar::Exemplar;
use crate::native::NativeBuckets;
use crate::storage::store::{Storage, Store};
use crate::value::Value;
use std::marker::PhantomData;

/// Storage of a histogram that is declared with `native = { … }`: the cells of `P`, then for each series a zero
/// bucket and `T` native buckets.
///
/// The bounds of [native buckets][spec] are powers of one number, so no bounds have to be chosen. Prometheus stores
/// all native buckets of a series as one sample, and the relative error of
/// `histogram_quantile(0.99, rate(job_duration_seconds[5m]))` is less than the declared `factor`. Only the protobuf
/// format can represent them. Prometheus requests it with `--enable-feature=native-histograms`, or since 3.8 with
/// `scrape_native_histograms: true`. Other formats show the declared `buckets`, or only `+Inf`.
///
/// # Resolution
///
/// `max_buckets` limits the number of buckets, which all series of the histogram share. A bucket gets a cell in every
/// series when a value first falls into it in any series. The buckets keep the declared width while five eighths of
/// `max_buckets` suffice. With 256 buckets and a factor of 1.1, this is a range from the smallest to a million times
/// the smallest value.
///
/// Beyond that, the width of all buckets doubles, repeatedly if necessary, so 256 buckets never run out in practice.
/// If they do, a value counts in the nearest bucket with the same sign, or in the zero bucket. No count is moved or
/// lost, and an update takes no lock.
///
/// Series with very different ranges, such as microseconds of one operation and hours of another, widen the buckets
/// of each other. In this case, raise `max_buckets` or declare two histograms.
///
/// # Exemplars and memory
///
/// Exemplars are stored for the declared `buckets` and for `+Inf`. A series without declared `buckets` stores one
/// exemplar.
///
/// A series takes 8 bytes per bucket in every thread that observes, which is 2 KiB with 256 buckets. If all series
/// together have more than about 4,000 buckets, all threads [share](super::Shared) them.
///
/// [spec]: https://prometheus.io/docs/specs/native_histograms/
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [histogram.job_duration_seconds]
///     help   = "Time that a job took."
///     native = { factor = 1.1 }
/// "#);
/// # }
/// # use metrics::*;
/// let duration: JobDurationSecondsSeries = JOB_DURATION_SECONDS;
/// duration.observe(0.25);
/// assert_eq!((duration.count(), duration.sum()), (1, 0.25));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Native<P, const T: usize>(PhantomData<P>);

impl<P: Place, const T: usize> Place for Native<P, T> {
    type Native = &'static NativeBuckets<T>;

    const NATIVE_CELLS: usize = T + 1;

    delegate_values_to!(P);

    #[inline]
    fn observe_native<C: Store>(native: Self::Native, first: usize, value: f64) {
        P::count_in_bucket::<C>(first + native.cell(value));
    }
}

impl<P: KeepsExemplars, const T: usize> KeepsExemplars for Native<P, T> {
    #[inline]
    fn store_exemplar<C: Store>(cell: usize, value: f64, exemplar: &Exemplar) {
        P::store_exemplar::<C>(cell, value, exemplar);
    }
}
