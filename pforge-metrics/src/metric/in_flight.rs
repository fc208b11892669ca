//! Guards that count operations in flight.

use super::gauge::Gauge;
use super::handle::GaugeHandle;
use crate::storage::place::Settable;
use crate::storage::store::Store;
use crate::value::Value;

/// A guard that counts an operation in flight. It subtracts one from the gauge when it is dropped.
///
/// [`Gauge::track_in_flight`] adds one and creates the guard.
///
/// `G` is the type of the gauge's series. The guard of a metric `x` has the type `InFlight<XSeries>`, see
/// [the example](crate::include_metrics#metrics-in-a-struct).
///
/// Bind it to a name: `let _in_flight = …` keeps it until the end of the block, `let _ = …` drops it at once.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [gauge.requests_in_flight]
///     help  = "Requests being served."
///     value = "int"
/// "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::InFlight;
///
/// struct Request {
///     _in_flight: InFlight<RequestsInFlightSeries>,
/// }
///
/// let request = Request { _in_flight: REQUESTS_IN_FLIGHT.track_in_flight() };
/// assert_eq!(REQUESTS_IN_FLIGHT.get(), 1);
/// drop(request);
/// assert_eq!(REQUESTS_IN_FLIGHT.get(), 0);
/// ```
#[must_use = "a guard that is dropped at once counts nothing: bind it with `let _in_flight = …`"]
#[derive(Debug)]
pub struct InFlight<G: GaugeHandle> {
    gauge: G,
}

impl<C: Store, V: Value, P: Settable> Gauge<C, V, P> {
    /// Adds one, and returns a guard that subtracts one when it is dropped. The count is therefore right even if the
    /// operation fails or panics.
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
