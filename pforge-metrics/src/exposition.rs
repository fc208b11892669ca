//! From values to bytes: one walk over series, and the writers of the formats.

pub mod model;
#[cfg(feature = "exporter")]
pub(crate) mod protobuf;
pub(crate) mod series;
pub(crate) mod text;
