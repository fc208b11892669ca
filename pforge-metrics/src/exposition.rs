//! From values to bytes: one walk over series, and the writers of the formats.

#[cfg(feature = "exporter")]
pub(crate) mod family;
pub(crate) mod series;
pub(crate) mod text;
