//! The model of metric families, and the writers of the exposition formats.

pub mod model;
#[cfg(feature = "exporter")]
pub(crate) mod protobuf;
pub(crate) mod series;
pub(crate) mod text;
