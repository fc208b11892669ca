//! Families: a metric with labels, and the way from a label set to its series.
//!
//! Where not all series of a family are exposed from the start, each has a flag behind its cells. For a family whose
//! series are all exposed, none of that is left in what the compiler makes of it.

mod hints;
mod state_set;

pub use state_set::StateSetFamily;

use crate::label::LabelSet;
use crate::metric::by::Dense;
use crate::metric::counter::Counter;
use crate::metric::gauge::Gauge;
use crate::metric::histogram::Histogram;
use crate::storage::place::{Lanes, Place, Publish, Settable, Shared, Update};
use crate::storage::store::Store;
use crate::value::Value;
use std::marker::PhantomData;

/// A counter with labels.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.method]
///     help   = "HTTP method."
///     values = ["get", "post"]
///
///     [label.status]
///     help   = "Class of the HTTP status."
///     values = ["2xx", "5xx"]
///
///     [counter.requests_total]
///     help   = "Requests served."
///     labels = ["method", "status"]
/// "#);
/// # }
/// # use metrics::*;
/// REQUESTS_TOTAL.with((Method::Get, Status::V2xx)).inc();
/// REQUESTS_TOTAL.with((Method::Post, Status::V5xx)).inc_by(2);
/// assert_eq!(REQUESTS_TOTAL.with((Method::Post, Status::V5xx)).get(), 2);
/// assert_eq!(REQUESTS_TOTAL.total(), 3);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CounterFamily<C, L, V = u64, P = Lanes> {
    first: usize,
    of: PhantomData<(C, L, V, P)>,
}

impl<C: Store, L: LabelSet, V: Value, P: Place> CounterFamily<C, L, V, P> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(first: usize) -> Self {
        Self {
            first,
            of: PhantomData,
        }
    }

    /// The series of one label set.
    ///
    /// To ask for a series with an [open](LabelSet::OPEN) label exposes it, at 0 until it is counted in. To read what may not
    /// be there, look the label's value up by `get`.
    #[inline]
    #[must_use]
    pub fn with(&self, labels: L) -> Counter<C, V, P> {
        let series = self.series(labels.index());
        if L::OPEN {
            P::expose::<C>(series.cell + 1);
        }
        series
    }

    /// The sum over all label sets, every increment that happened before included.
    ///
    /// It reads each series in each lane: cheap enough for a budget check per call, not per instruction.
    #[must_use]
    pub fn total(&self) -> V {
        total((0..L::SERIES).map(|series| self.series(series).get()))
    }

    #[inline]
    fn series(self, series: usize) -> Counter<C, V, P> {
        Counter::new(self.first + series * stride(1, L::OPEN))
    }
}

/// A gauge with labels.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.role]
///     help   = "Role of a worker."
///     values = ["reader", "writer"]
///
///     [gauge.workers_active]
///     help   = "Workers at work."
///     value  = "int"
///     labels = ["role"]
/// "#);
/// # }
/// # use metrics::*;
/// WORKERS_ACTIVE.with(Role::Reader).set(4);
/// WORKERS_ACTIVE.with(Role::Writer).inc();
/// assert_eq!(WORKERS_ACTIVE.total(), 5);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct GaugeFamily<C, L, V = f64, P = Shared> {
    first: usize,
    of: PhantomData<(C, L, V, P)>,
}

impl<C: Store, L: LabelSet, V: Value, P: Settable> GaugeFamily<C, L, V, P> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(first: usize) -> Self {
        Self {
            first,
            of: PhantomData,
        }
    }

    /// The series of one label set.
    ///
    /// To ask for a series with an [open](LabelSet::OPEN) label exposes it, at 0 until it is set. Where 0 would mislead,
    /// declare the gauge with `init = "unset"`: then it is its first update that exposes it. Either way the label's value
    /// stays exposed, so look it up by `get` where that is not meant.
    #[inline]
    #[must_use]
    pub fn with(&self, labels: L) -> Gauge<C, V, P> {
        let series = self.series(labels.index());
        if L::OPEN {
            P::expose::<C>(series.cell + 1);
        }
        series
    }

    /// The sum over all label sets.
    #[must_use]
    pub fn total(&self) -> V {
        total((0..L::SERIES).map(|series| self.series(series).get()))
    }

    #[inline]
    fn series(self, series: usize) -> Gauge<C, V, P> {
        Gauge::new(self.first + series * stride(1, L::OPEN || P::UNSET))
    }
}

/// What `update_…_state` does with each field.
#[doc(hidden)]
impl<C: Store, L: LabelSet, V: Value, P: Publish> GaugeFamily<C, L, V, P> {
    pub fn store<T: Dense<V>>(&self, values: &T, update: &Update) {
        const {
            assert!(T::LEN == L::SERIES, "a value for each label set");
        }
        let mut series = 0;
        values.for_each(&mut |value| {
            self.series(series).store(value, update);
            series += 1;
        });
    }
}

/// A histogram with labels.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.query]
///     help   = "Kind of query."
///     values = ["read", "write"]
///
///     [histogram.query_duration_seconds]
///     help    = "Time that a query took."
///     labels  = ["query"]
///     buckets = [0.01, 0.1, 1]
/// "#);
/// # }
/// # use metrics::*;
/// QUERY_DURATION_SECONDS.with(Query::Read).observe(0.25);
/// assert_eq!(QUERY_DURATION_SECONDS.with(Query::Read).sum(), 0.25);
/// assert_eq!(QUERY_DURATION_SECONDS.total().count(), 1);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct HistogramFamily<C, L, const N: usize, P: Place = Lanes> {
    first: usize,
    bounds: &'static [f64; N],
    native: P::Native,
    of: PhantomData<(C, L, P)>,
}

#[doc(hidden)]
impl<C: Store, L: LabelSet, const N: usize, P: Place<Native = ()>> HistogramFamily<C, L, N, P> {
    #[must_use]
    pub const fn new(first: usize, bounds: &'static [f64; N]) -> Self {
        Self::with_native(first, bounds, ())
    }
}

impl<C: Store, L: LabelSet, const N: usize, P: Place> HistogramFamily<C, L, N, P> {
    #[doc(hidden)]
    #[must_use]
    pub const fn with_native(first: usize, bounds: &'static [f64; N], native: P::Native) -> Self {
        Self {
            first,
            bounds,
            native,
            of: PhantomData,
        }
    }

    /// The series of one label set.
    ///
    /// To ask for a series with an [open](LabelSet::OPEN) label exposes it, at 0 until something is observed.
    #[inline]
    #[must_use]
    pub fn with(&self, labels: L) -> Histogram<C, N, P> {
        let series = self.series(labels.index());
        if L::OPEN {
            P::expose::<C>(series.first + N + 2 + P::NATIVE_CELLS);
        }
        series
    }

    /// The observations of all label sets together, every one that happened before included.
    #[must_use]
    pub fn total(&self) -> crate::Distribution {
        (1..L::SERIES)
            .map(|series| self.series(series).get())
            .fold(self.series(0).get(), |all, one| all.plus(&one))
    }

    #[inline]
    fn series(&self, series: usize) -> Histogram<C, N, P> {
        let each = stride(N + 2 + P::NATIVE_CELLS, L::OPEN);
        Histogram::with_native(self.first + series * each, self.bounds, self.native)
    }
}

/// From one series to the next: its cells, and the flag if there is one.
#[inline]
fn stride(cells: usize, has_flag: bool) -> usize {
    cells + usize::from(has_flag)
}

fn total<V: Value>(values: impl Iterator<Item = V>) -> V {
    values.fold(V::from_bits(0), V::plus)
}
