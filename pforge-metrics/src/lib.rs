#![forbid(unsafe_code)]
#![doc = include_str!("../README.md")]

mod bridge;
mod cells;
mod descriptor;
#[cfg(feature = "exporter")]
pub mod exporter;
mod family;
#[cfg(feature = "exporter")]
mod foreign;
mod label;
mod metric;
mod series;
mod snapshot;
#[cfg(feature = "testing")]
pub mod testing;
pub mod text;

pub use bridge::CatalogCollector;
pub use cells::catalog::Catalog;
pub use cells::place::{Grouped, Lanes, Place, Shared};
pub use cells::value::Value;
pub use descriptor::{Descriptor, Kind, LabelDescriptor};
pub use family::{CounterFamily, GaugeFamily, HistogramFamily};
pub use label::{Label, LabelSet, UnknownLabelValue};
pub use metric::counter::Counter;
pub use metric::gauge::{Gauge, InFlight};
pub use metric::histogram::{Distribution, Histogram};
pub use metric::timer::Timer;
pub use pforge_metrics_macros::include_metrics;
pub use snapshot::{Read, Snapshot};

/// What generated code is made of. Not part of the public interface: it may change in any release.
#[doc(hidden)]
pub mod __private;

/// pForge's own metrics, as its `metrics.toml` declares them.
///
/// ```
/// use pforge_metrics::catalog::{PFORGE_TOKENS_USED_TOTAL, Vendor};
///
/// PFORGE_TOKENS_USED_TOTAL.with(Vendor::Openai).inc_by(1_240);
/// assert!(PFORGE_TOKENS_USED_TOTAL.total() >= 1_240);
/// ```
#[cfg(feature = "catalog")]
pub mod catalog {
    crate::include_metrics!("metrics.toml", crate = crate);
}
