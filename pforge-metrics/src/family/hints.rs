//! Methods of a series on a family, which has none: each is a compile error that says to write `.with(…)`.

use super::{CounterFamily, GaugeFamily, HistogramFamily, StateSetFamily};

/// Implemented by nothing: a bound by it is an error where the method is called.
#[diagnostic::on_unimplemented(
    message = "a metric with labels is updated and read series by series",
    label = "choose a series first, by `.with(…)`",
    note = "`.with(…)` takes a value for each label: `REQUESTS_TOTAL.with((Method::Get, Status::V2xx)).inc()`"
)]
pub trait OneSeries {}

macro_rules! of_a_series {
    ($family:ident<$($of:ident),*>: $($method:ident($($argument:ident),*))*) => {
        #[doc(hidden)]
        impl<$($of),*> $family<$($of),*> {
            $(
                pub fn $method(&self, $($argument: impl Sized),*)
                where
                    Self: OneSeries,
                {
                    $(drop($argument);)*
                }
            )*
        }
    };
}

of_a_series!(CounterFamily<C, L, V, P>: inc() inc_by(amount) get());
of_a_series!(GaugeFamily<C, L, V, P>: set(value) inc() dec() add(amount) sub(amount) get());
of_a_series!(StateSetFamily<C, L, S>: set(state) enable(state) disable(state) clear() get());

/// Written out: one of its parameters is a constant.
#[doc(hidden)]
impl<C, L, const N: usize, P: crate::cells::place::Place> HistogramFamily<C, L, N, P> {
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
}
