//! The public types of catalogs: `Catalog`, `Snapshot` and the text writer.

pub(crate) mod catalog;
pub(crate) mod snapshot;
pub mod text;
