//! Hints for methods of a series that are called on a family. Each such call is a compile error that suggests
//! `.with(…)`.

use super::Family;
use crate::metric::counter::Counter;
use crate::metric::gauge::Gauge;
use crate::metric::histogram::Histogram;
use crate::metric::state_set::StateSet;
use crate::storage::place::Place;

/// No type implements this trait, so a call of a method with this bound is an error at the call.
#[diagnostic::on_unimplemented(
    message = "a metric with labels is updated and read series by series",
    label = "choose a series with `.with(…)`",
    note = "`.with(…)` takes a value for each label: `REQUESTS_TOTAL.with((Method::Get, Status::V2xx)).inc()`"
)]
pub trait OneSeries {}

/// Like [`OneSeries`], for methods whose result `.total()` returns for all series together.
#[diagnostic::on_unimplemented(
    message = "a metric with labels is updated and read series by series",
    label = "choose a series with `.with(…)`, or sum over all series with `.total()`",
    note = "`.with(…)` takes a value for each label: `REQUESTS_TOTAL.with((Method::Get, Status::V2xx)).get()`",
    note = "`.total()` takes no argument: `REQUESTS_TOTAL.total()`"
)]
pub trait OneSeriesOrTotal {}

#[doc(hidden)]
impl<C, L, V, P> Family<Counter<C, V, P>, L> {
    pub fn inc(&self)
    where
        Self: OneSeries,
    {
    }

    pub fn inc_by(&self, amount: impl Sized)
    where
        Self: OneSeries,
    {
        drop(amount);
    }

    pub fn inc_with_exemplar(&self, exemplar: impl Sized)
    where
        Self: OneSeries,
    {
        drop(exemplar);
    }

    pub fn inc_by_with_exemplar(&self, amount: impl Sized, exemplar: impl Sized)
    where
        Self: OneSeries,
    {
        drop((amount, exemplar));
    }

    pub fn mirror(&self, total: impl Sized)
    where
        Self: OneSeries,
    {
        drop(total);
    }

    pub fn get(&self)
    where
        Self: OneSeriesOrTotal,
    {
    }
}

#[doc(hidden)]
impl<C, L, V, P> Family<Gauge<C, V, P>, L> {
    pub fn set(&self, value: impl Sized)
    where
        Self: OneSeries,
    {
        drop(value);
    }

    pub fn inc(&self)
    where
        Self: OneSeries,
    {
    }

    pub fn dec(&self)
    where
        Self: OneSeries,
    {
    }

    pub fn add(&self, amount: impl Sized)
    where
        Self: OneSeries,
    {
        drop(amount);
    }

    pub fn sub(&self, amount: impl Sized)
    where
        Self: OneSeries,
    {
        drop(amount);
    }

    pub fn set_to_current_time(&self)
    where
        Self: OneSeries,
    {
    }

    pub fn track_in_flight(&self)
    where
        Self: OneSeries,
    {
    }

    pub fn get(&self)
    where
        Self: OneSeriesOrTotal,
    {
    }
}

#[doc(hidden)]
impl<C, L, const N: usize, P: Place> Family<Histogram<C, N, P>, L> {
    pub fn observe(&self, value: impl Sized)
    where
        Self: OneSeries,
    {
        drop(value);
    }

    pub fn observe_with_exemplar(&self, value: impl Sized, exemplar: impl Sized)
    where
        Self: OneSeries,
    {
        drop((value, exemplar));
    }

    pub fn start_timer(&self)
    where
        Self: OneSeries,
    {
    }

    pub fn time(&self, work: impl Sized)
    where
        Self: OneSeries,
    {
        drop(work);
    }

    pub fn time_future(&self, future: impl Sized)
    where
        Self: OneSeries,
    {
        drop(future);
    }

    pub fn count(&self)
    where
        Self: OneSeriesOrTotal,
    {
    }

    pub fn sum(&self)
    where
        Self: OneSeriesOrTotal,
    {
    }

    pub fn get(&self)
    where
        Self: OneSeriesOrTotal,
    {
    }
}

#[doc(hidden)]
impl<C, L, S> Family<StateSet<C, S>, L> {
    pub fn set(&self, state: impl Sized)
    where
        Self: OneSeries,
    {
        drop(state);
    }

    pub fn enable(&self, state: impl Sized)
    where
        Self: OneSeries,
    {
        drop(state);
    }

    pub fn disable(&self, state: impl Sized)
    where
        Self: OneSeries,
    {
        drop(state);
    }

    pub fn clear(&self)
    where
        Self: OneSeries,
    {
    }

    pub fn is_active(&self, state: impl Sized)
    where
        Self: OneSeries,
    {
        drop(state);
    }

    pub fn get(&self)
    where
        Self: OneSeries,
    {
    }
}
