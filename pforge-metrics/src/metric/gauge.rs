//! Gauges.

use crate::storage::place::{Publish, Settable, Shared, Update};
use crate::storage::store::Store;
use crate::value::Value;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime};

/// One series of a gauge: a number that increases and decreases.
///
/// A gauge that is declared with `init = "unset"` is not exposed before its first update. Until then [`get`](Self::get)
/// returns 0.
///
/// Updates are atomic. An update of a gauge in a state group takes a lock, and waits for other updates of the
/// catalog's state groups.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [gauge.queue_length]
///     help  = "Jobs that wait."
///     value = "int"
///
///     [gauge.load_ratio]
///     help = "Share of the workers that are busy."
/// "#);
/// # }
/// # use metrics::*;
/// QUEUE_LENGTH.set(7);
/// QUEUE_LENGTH.dec();
/// LOAD_RATIO.set(0.5);
/// LOAD_RATIO.add(0.25);
/// assert_eq!(QUEUE_LENGTH.get(), 6);
/// assert_eq!(LOAD_RATIO.get(), 0.75);
/// ```
#[derive(Clone, Copy)]
pub struct Gauge<C, V = f64, P = Shared> {
    pub(crate) cell: usize,
    of: PhantomData<(C, V, P)>,
}

impl<C: Store, V: Value, P: Settable> Gauge<C, V, P> {
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub const fn new(cell: usize) -> Self {
        Self {
            cell,
            of: PhantomData,
        }
    }

    /// Sets the value.
    #[inline]
    pub fn set(&self, value: V) {
        P::set::<C, V>(self.cell, value);
    }

    /// Adds one.
    #[inline]
    pub fn inc(&self) {
        self.add(V::ONE);
    }

    /// Subtracts one.
    #[inline]
    pub fn dec(&self) {
        self.sub(V::ONE);
    }

    /// Adds `amount`. An integer wraps around at its limits; an `f64` becomes infinite beyond [`f64::MAX`].
    #[inline]
    pub fn add(&self, amount: V) {
        P::add::<C, V>(self.cell, amount);
    }

    /// Subtracts `amount`. An integer wraps around at its limits; an `f64` becomes infinite beyond [`f64::MIN`].
    #[inline]
    pub fn sub(&self, amount: V) {
        P::add::<C, V>(self.cell, V::from_bits(0).minus(amount));
    }

    /// Sets the gauge to the current Unix time in seconds, or to 0 if the clock is set to a time before the epoch.
    pub fn set_to_current_time(&self) {
        let since_epoch = SystemTime::UNIX_EPOCH.elapsed().unwrap_or(Duration::ZERO);
        self.set(V::from_duration(since_epoch));
    }

    /// Returns the current value.
    #[inline]
    #[must_use]
    pub fn get(&self) -> V {
        P::get::<C, V>(self.cell)
    }
}

/// Called by the generated `update_…_state` function for each field.
#[doc(hidden)]
impl<C: Store, V: Value, P: Publish> Gauge<C, V, P> {
    pub fn store(&self, value: V, update: &Update) {
        P::store::<C, V>(self.cell, value, update);
    }
}
