//! Families: metrics with labels, and the mapping from a label set to its series.
//!
//! If some series of a family are not exposed from the start, each series has a flag after its cells. For other
//! families, the compiler removes all code for flags.
//!
//! [`Family`] is the same type for all kinds of series. It contains the first series and computes the others.
//! Methods that only some kinds have are in an `impl` for each kind, so rustc offers them for that kind only.

mod hints;

use crate::label::LabelSet;
use crate::metric::by::Dense;
use crate::metric::counter::Counter;
use crate::metric::gauge::Gauge;
use crate::metric::handle::Handle;
use crate::metric::histogram::{Distribution, Histogram};
use crate::storage::place::{Place, Publish, Settable, Update};
use crate::storage::store::Store;
use crate::value::Value;
use std::marker::PhantomData;

/// A metric with labels: one series `S` for each label set `L`.
///
/// `S` is a [`Counter`], [`Gauge`], [`Histogram`] or [`StateSet`](crate::StateSet). `L` is the type of the label, a
/// tuple of several, or the struct of labels with roles.
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
///     [label.health]
///     help   = "Health of a backend."
///     values = ["up", "down"]
///
///     [counter.requests_total]
///     help   = "Requests served."
///     labels = ["method", "status"]
///
///     [gauge.requests_in_flight]
///     help   = "Requests being served."
///     value  = "int"
///     labels = ["method"]
///
///     [histogram.request_duration_seconds]
///     help    = "Time to serve a request."
///     labels  = ["method"]
///     buckets = [0.01, 0.1, 1]
///
///     [stateset.backend_health]
///     help   = "Health of the backend that serves a method."
///     states = "health"
///     labels = ["method"]
/// "#);
/// # }
/// # use metrics::*;
/// REQUESTS_TOTAL.with((Method::Get, Status::V2xx)).inc();
/// REQUESTS_TOTAL.with((Method::Post, Status::V5xx)).inc_by(2);
/// assert_eq!(REQUESTS_TOTAL.with((Method::Post, Status::V5xx)).get(), 2);
/// assert_eq!(REQUESTS_TOTAL.total(), 3);
///
/// REQUESTS_IN_FLIGHT.with(Method::Get).set(4);
/// REQUESTS_IN_FLIGHT.with(Method::Post).inc();
/// assert_eq!(REQUESTS_IN_FLIGHT.total(), 5);
///
/// REQUEST_DURATION_SECONDS.with(Method::Get).observe(0.25);
/// assert_eq!(REQUEST_DURATION_SECONDS.with(Method::Get).sum(), 0.25);
/// assert_eq!(REQUEST_DURATION_SECONDS.total().count(), 1);
///
/// BACKEND_HEALTH.with(Method::Get).set(Health::Down);
/// assert_eq!(BACKEND_HEALTH.with(Method::Get).get(), [Health::Down]);
/// ```
///
/// To store a series or a whole family in a struct, use the types that [`include_metrics!`](crate::include_metrics)
/// generates for the metric. See [the example](crate::include_metrics#metrics-in-a-struct).
#[derive(Clone, Copy)]
pub struct Family<S, L> {
    /// The series of the first label set.
    pub(super) first: S,
    labels: PhantomData<L>,
}

impl<S, L> Family<S, L> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(first: S) -> Self {
        Self {
            first,
            labels: PhantomData,
        }
    }
}

impl<S: Handle, L: LabelSet> Family<S, L> {
    /// Returns the series of one label set.
    ///
    /// If a label is [open](LabelSet::OPEN), this call exposes the series with the value 0. The first update exposes
    /// a gauge that is declared with `init = "unset"`. An exposed series stays exposed until the process ends.
    ///
    /// `Label::new` of an open label assigns a handle to a new value. To read a series without adding its value, look
    /// the value up with `get` of the label.
    #[inline]
    #[must_use]
    pub fn with(&self, labels: L) -> S {
        let series = self.series(labels.index());
        if L::OPEN {
            series.expose();
        }
        series
    }

    #[inline]
    fn series(&self, index: usize) -> S {
        self.first.plus(index, L::OPEN)
    }

    fn all(&self) -> impl Iterator<Item = S> + use<'_, S, L> {
        (0..L::SERIES).map(|index| self.series(index))
    }
}

impl<C: Store, L: LabelSet, V: Value, P: Place> Family<Counter<C, V, P>, L> {
    /// Returns the sum over all label sets, including every increment that happened before this call.
    ///
    /// It reads each series in each lane. This is cheap enough for a check per request, but not for a hot loop.
    #[must_use]
    pub fn total(&self) -> V {
        sum(self.all().map(|series| series.get()))
    }
}

impl<C: Store, L: LabelSet, V: Value, P: Settable> Family<Gauge<C, V, P>, L> {
    /// Returns the sum over all label sets.
    #[must_use]
    pub fn total(&self) -> V {
        sum(self.all().map(|series| series.get()))
    }
}

impl<C: Store, L: LabelSet, const N: usize, P: Place> Family<Histogram<C, N, P>, L> {
    /// Returns the combined observations of all label sets, including every observation that happened before this call.
    #[must_use]
    pub fn total(&self) -> Distribution {
        let others = self.all().skip(1).map(|series| series.get());
        others.fold(self.first.get(), |all, one| all.plus(&one))
    }
}

fn sum<V: Value>(values: impl Iterator<Item = V>) -> V {
    values.fold(V::from_bits(0), V::plus)
}

/// Called by the generated `update_…_state` function for each field.
#[doc(hidden)]
impl<C: Store, L: LabelSet, V: Value, P: Publish> Family<Gauge<C, V, P>, L> {
    pub fn store<T: Dense<V>>(&self, values: &T, update: &Update) {
        const {
            assert!(
                T::LEN == L::SERIES,
                "one value is required for each label set"
            );
        }
        let mut index = 0;
        values.for_each(&mut |value| {
            self.series(index).store(value, update);
            index += 1;
        });
    }
}
