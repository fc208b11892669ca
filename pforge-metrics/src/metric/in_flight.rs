//! Guards that count things in flight.

use super::gauge::Gauge;
use super::handle::GaugeHandle;
use crate::storage::place::Settable;
use crate::storage::store::Store;
use crate::value::Value;

/// Something in flight: made by [`Gauge::track_in_flight`], it subtracts one from the gauge when it is dropped.
///
/// `G` is the type of the gauge's series: a struct holds a guard of the metric `x` as `InFlight<XSeries>`, see
/// [the example](crate::include_metrics#metrics-in-a-struct).
///
/// Bind it to a name, as in `let _in_flight = …`: with `let _ = …` it is dropped at once.
#[must_use = "a guard that is dropped at once counts nothing: bind it with `let _in_flight = …`"]
#[derive(Debug)]
pub struct InFlight<G: GaugeHandle> {
    gauge: G,
}

impl<C: Store, V: Value, P: Settable> Gauge<C, V, P> {
    /// Adds one until the guard is dropped: counts things in flight, whichever way they end.
    ///
    /// ```
    /// # mod metrics {
    /// # pforge_metrics::include_metrics!(inline = r#"
    /// #     [gauge.requests_in_flight]
    /// #     help  = "Requests being served."
    /// #     value = "int"
    /// # "#);
    /// # }
    /// # use metrics::*;
    /// {
    ///     let _in_flight = REQUESTS_IN_FLIGHT.track_in_flight();
    ///     assert_eq!(REQUESTS_IN_FLIGHT.get(), 1);
    /// }
    /// assert_eq!(REQUESTS_IN_FLIGHT.get(), 0);
    /// ```
    pub fn track_in_flight(&self) -> InFlight<Self> {
        self.inc();
        InFlight { gauge: *self }
    }
}

impl<G: GaugeHandle> Drop for InFlight<G> {
    fn drop(&mut self) {
        self.gauge.subtract_one();
    }
}
