//! Where values live.
//!
//! A catalog is a run of numbered cells, each a `u64` or the bits of an `i64` or `f64`. Counters and histograms are
//! kept in [`lane`]s, one per thread and written by that thread alone; gauges, and families too large to be copied
//! per thread, in cells that all threads share. Gauges of a state group are shared cells published under the
//! [`state`] lock. [`store`] joins the three for one catalog, [`place`] is how a metric's type says which one it uses.
//!
//! Names, labels and text are not known here: a cell is a number with a value in it.

pub(crate) mod catalog;
mod generated;
pub(crate) mod lane;
pub(crate) mod place;
pub(crate) mod state;
pub(crate) mod store;
pub(crate) mod sync;
pub(crate) mod value;

#[cfg(all(test, model))]
mod model;
