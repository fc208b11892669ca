//! Catalogs, as users hold them: all metrics of one schema, and the values of all their series.

pub(crate) mod catalog;
pub(crate) mod snapshot;
pub mod text;
