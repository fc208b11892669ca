//! Histograms with native buckets.

use super::{KeepsExemplars, Place};
use crate::exemplar::Exemplar;
use crate::native::NativeBuckets;
use crate::storage::store::{Storage, Store};
use crate::value::Value;
use std::marker::PhantomData;

/// Cells of a histogram that is declared with `native = { … }`: those of its place, and for each series `T` for native
/// buckets behind them, and one for what counts as zero.
///
/// [Native buckets][spec] have bounds that are the powers of one number, so that they fit whatever is measured. Prometheus
/// stores all those of a series as one, and `histogram_quantile(0.99, rate(job_duration_seconds[5m]))` is off by less than
/// the declared `factor`. They are served as protobuf alone, which Prometheus asks for with
/// `--enable-feature=native-histograms`, and from 3.8 on with `scrape_native_histograms: true`; other formats show the
/// `buckets` that are declared beside them, or `+Inf` alone.
///
/// `max_buckets` limits the buckets of all series of the histogram together. A bucket takes its cell when a value first comes
/// up in it in any series, and then has that cell in all of them. Buckets stay as fine as declared while five eighths of
/// `max_buckets` suffice: with 256 and a factor of 1.1 for the greatest values that are a million times the least, over all
/// series. Beyond that the buckets of every series are read as twice as wide, and again; so 256 of them never run out in
/// practice. Where they do, values count in the nearest bucket that there is with their sign, or as zero. Nothing is ever
/// moved or lost, and an update takes no lock.
///
/// Series of very different ranges, such as microseconds of one operation and hours of another, make the buckets of all of them
/// wider than either needs: raise `max_buckets`, or declare two histograms.
///
/// Exemplars are kept for the `buckets` beside them and for `+Inf`: one for each series, where there are none.
///
/// A series takes 8 bytes for each of its buckets in every thread that observes, 2 KiB with 256 of them. With more than about
/// 4,000 in all series together they are [`Shared`](super::Shared) by all threads.
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

    values_kept_as_in!(P);

    #[inline]
    fn observe_native<C: Store>(native: Self::Native, first: usize, value: f64) {
        P::count_in_bucket::<C>(first + native.cell(value));
    }
}

impl<P: KeepsExemplars, const T: usize> KeepsExemplars for Native<P, T> {
    #[inline]
    fn keep<C: Store>(cell: usize, value: f64, exemplar: &Exemplar) {
        P::keep::<C>(cell, value, exemplar);
    }
}
