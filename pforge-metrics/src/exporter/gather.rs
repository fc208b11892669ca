//! Gathers the sources of an exporter and encodes the result.
//!
//! [`sources`] gathers the sources into a [`Gathered`](gathered::Gathered), and [`body`] encodes that in a format, without side
//! effects. [`bodies`] caches encoded bodies. [`shared`] shares one gather among concurrent scrapes. [`read`] converts the result
//! into families for bridges. [`families`] resolves conflicts between families: [`names`] tracks used names, [`difference`]
//! compares metadata and series, and [`catalogs`] precomputes the families of the catalogs.

pub(super) mod bodies;
pub(super) mod body;
mod catalogs;
mod difference;
pub(super) mod families;
pub(super) mod filter;
pub(super) mod gathered;
mod names;
mod read;
pub(super) mod shared;
pub(super) mod sources;
