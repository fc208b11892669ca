//! The traits of series that families and guards require.

use crate::descriptor::Descriptor;
use crate::label::ClosedLabel;
use crate::metric::counter::Counter;
use crate::metric::gauge::Gauge;
use crate::metric::histogram::Histogram;
use crate::metric::lookup::series_at;
use crate::metric::state_set::StateSet;
use crate::storage::place::{Place, Settable, Shared};
use crate::storage::store::Store;
use crate::value::Value;

mod sealed {
    pub trait Sealed {}
}

/// One series of a metric: a [`Counter`], [`Gauge`], [`Histogram`] or [`StateSet`]. Sealed.
///
/// The series of a [`Family`](crate::Family) must implement it. It has no public methods: code that updates a series
/// requires the type of the series, such as `Counter<C, u64, P>`. Use this trait in code that only passes families
/// and series on.
///
/// Two handles are equal if they refer to the same series. `Debug` shows the name and the labels of the series, as in
/// `Counter(requests_total{method="get"})`.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.method]
///     help   = "HTTP method."
///     values = ["get", "post"]
///
///     [counter.requests_total]
///     help   = "Requests served."
///     labels = ["method"]
/// "#);
/// # }
/// # use metrics::*;
/// let series = REQUESTS_TOTAL.with(Method::Get);
/// assert_eq!(series, REQUESTS_TOTAL.with(Method::Get));
/// assert_eq!(format!("{series:?}"), r#"Counter(requests_total{method="get"})"#);
/// ```
pub trait Handle:
    Copy + std::fmt::Debug + Eq + std::hash::Hash + Send + Sync + sealed::Sealed + 'static
{
    /// Returns the series that is `index` series after this one. Each series with an open label has a flag.
    #[doc(hidden)]
    #[must_use]
    fn plus(self, index: usize, is_open: bool) -> Self;

    /// Raises the flag of a series with an open label, which exposes it.
    #[doc(hidden)]
    fn expose(self);

    /// Returns the metric of this series.
    #[doc(hidden)]
    fn metric(self) -> Option<&'static Descriptor>;
}

/// One series of a gauge in any [`Place`]. An [`InFlight`](crate::InFlight) guard contains it. Sealed, without public
/// methods.
pub trait GaugeHandle: Handle {
    #[doc(hidden)]
    fn subtract_one(self);
}

/// One series of a histogram with any buckets. A [`Timer`](crate::Timer) contains it. Sealed, without public methods.
pub trait HistogramHandle: Handle {
    #[doc(hidden)]
    fn add_observation(self, value: f64);
}

/// Returns the number of cells from one series to the next: the cells of the series, and its flag if it has one.
#[inline]
fn stride(cells: usize, has_flag: bool) -> usize {
    cells + usize::from(has_flag)
}

impl<C, V, P> sealed::Sealed for Counter<C, V, P> {}
impl<C, V, P> sealed::Sealed for Gauge<C, V, P> {}
impl<C, const N: usize, P: Place> sealed::Sealed for Histogram<C, N, P> {}
impl<C, S> sealed::Sealed for StateSet<C, S> {}

impl<C: Store, V: Value, P: Place> Handle for Counter<C, V, P> {
    #[inline]
    fn plus(self, index: usize, is_open: bool) -> Self {
        Self::new(self.cell + index * stride(1, is_open))
    }

    #[inline]
    fn expose(self) {
        P::expose::<C>(self.cell + 1);
    }

    fn metric(self) -> Option<&'static Descriptor> {
        series_at::<C, P>(self.cell).map(|(metric, _)| metric)
    }
}

impl<C: Store, V: Value, P: Settable> Handle for Gauge<C, V, P> {
    #[inline]
    fn plus(self, index: usize, is_open: bool) -> Self {
        Self::new(self.cell + index * stride(1, is_open || P::UNSET))
    }

    #[inline]
    fn expose(self) {
        P::expose::<C>(self.cell + 1);
    }

    fn metric(self) -> Option<&'static Descriptor> {
        series_at::<C, P>(self.cell).map(|(metric, _)| metric)
    }
}

impl<C: Store, const N: usize, P: Place> Handle for Histogram<C, N, P> {
    #[inline]
    fn plus(self, index: usize, is_open: bool) -> Self {
        let each = stride(N + 2 + P::NATIVE_CELLS, is_open);
        Self::with_native(self.first + index * each, self.bounds, self.native)
    }

    #[inline]
    fn expose(self) {
        P::expose::<C>(self.first + N + 2 + P::NATIVE_CELLS);
    }

    fn metric(self) -> Option<&'static Descriptor> {
        series_at::<C, P>(self.first).map(|(metric, _)| metric)
    }
}

impl<C: Store, S: ClosedLabel> Handle for StateSet<C, S> {
    #[inline]
    fn plus(self, index: usize, is_open: bool) -> Self {
        Self::new(self.cell + index * stride(1, is_open))
    }

    #[inline]
    fn expose(self) {
        Shared::expose::<C>(self.cell + 1);
    }

    fn metric(self) -> Option<&'static Descriptor> {
        series_at::<C, Shared>(self.cell).map(|(metric, _)| metric)
    }
}

impl<C: Store, V: Value, P: Settable> GaugeHandle for Gauge<C, V, P> {
    #[inline]
    fn subtract_one(self) {
        self.dec();
    }
}

impl<C: Store, const N: usize, P: Place> HistogramHandle for Histogram<C, N, P> {
    #[inline]
    fn add_observation(self, value: f64) {
        self.observe(value);
    }
}
