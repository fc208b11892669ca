//! Methods of a series on a family, which has none: each is a compile error that says to write `.with(…)`.

use super::{CounterFamily, GaugeFamily, HistogramFamily, StateSetFamily};
use crate::cells::place::Place;

/// Implemented by nothing: a bound by it is an error where the method is called.
#[diagnostic::on_unimplemented(
    message = "a metric with labels is updated and read series by series",
    label = "choose a series first, by `.with(…)`",
    note = "`.with(…)` takes a value for each label: `REQUESTS_TOTAL.with((Method::Get, Status::V2xx)).inc()`"
)]
pub trait OneSeries {}

#[doc(hidden)]
impl<C, L, V, P> CounterFamily<C, L, V, P> {
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

    pub fn get(&self)
    where
        Self: OneSeries,
    {
    }
}

#[doc(hidden)]
impl<C, L, V, P> GaugeFamily<C, L, V, P> {
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

    pub fn get(&self)
    where
        Self: OneSeries,
    {
    }
}

#[doc(hidden)]
impl<C, L, const N: usize, P: Place> HistogramFamily<C, L, N, P> {
    pub fn observe(&self, value: impl Sized)
    where
        Self: OneSeries,
    {
        drop(value);
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

    pub fn get(&self)
    where
        Self: OneSeries,
    {
    }
}

#[doc(hidden)]
impl<C, L, S> StateSetFamily<C, L, S> {
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

    pub fn get(&self)
    where
        Self: OneSeries,
    {
    }
}
