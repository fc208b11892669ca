//! Families of other libraries, gathered: from a `prometheus::Registry`, or from a function that returns [`MetricFamily`] values.
//!
//! [`collector`], [`gather`] and [`model`] are the only modules that name the `prometheus` crate, all of them behind the feature
//! `registry`. Its data model has two shapes: structs of its own, or messages of the crate `protobuf` when its feature
//! `protobuf` is on, which any crate of a build can switch on. [`model`] compiles with either of them. What only messages have,
//! in fields that they don't know, is read and written by [`unknown_fields`], behind the feature `registry-protobuf`.

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
pub(crate) use source::{FamilySource, Found, FoundFamily};
