//! Where values live.
//!
//! A catalog is a run of numbered cells, each a `u64` or the bits of an `i64` or `f64`. Counters and histograms are
//! kept in [`lane`]s, one per thread and written by that thread alone; gauges, and families too large to be copied
//! per thread, in cells that all threads share. Gauges of a state group are shared cells published under the
//! [`state`] lock; a cell that may have an exemplar has a [`slot`] for it. [`place`] is how a metric's type says which of
//! them it uses.
//!
//! [`store`] joins them for one catalog, with the table that tells what each cell means, and with the
//! function that brings the values up to date ([`refresh`]) where there is one, and what counters follow of other
//! sources ([`mirror`]). With the feature `testing`, `store/attribution.rs` knows which thread
//! counted what. Lanes, locks and places know of numbers alone: names, labels and text are for those who read.

mod generated;
pub(crate) mod lane;
mod lane_families;
mod mirror;
pub(crate) mod place;
pub(crate) mod refresh;
pub(crate) mod slot;
pub(crate) mod state;
pub(crate) mod store;

#[cfg(all(test, model))]
mod model;
