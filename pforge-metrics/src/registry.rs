//! Gathers families of other libraries from a `prometheus::Registry` or from a function that returns [`MetricFamily`]
//! values.
//!
//! [`collector`], [`gather`], [`model`] and [`unknown_fields`] are the only modules that use the `prometheus` crate.
//! They are behind the feature `registry`. The data model of `prometheus` has two variants: plain structs, or messages
//! of the crate `protobuf` if the feature `protobuf` of `prometheus` is enabled, which any crate of a build can do.
//! [`model`] compiles with both variants. [`unknown_fields`], behind the feature `registry-protobuf`, reads and writes
//! data for which the messages have no fields.

#[cfg(feature = "registry")]
mod collector;
#[cfg(all(feature = "registry", feature = "exporter"))]
pub(crate) mod gather;
#[cfg(all(feature = "registry", feature = "exporter"))]
mod model;
#[cfg(all(feature = "registry", feature = "exporter"))]
mod served;
#[cfg(feature = "exporter")]
mod source;
#[cfg(feature = "registry-protobuf")]
mod unknown_fields;

#[cfg(feature = "registry")]
pub use collector::CatalogCollector;
#[cfg(feature = "exporter")]
pub use source::SourceKind;
#[cfg(feature = "exporter")]
pub(crate) use source::{FamilySource, SourceFamilies, SourceFamily};
