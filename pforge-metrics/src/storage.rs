//! Storage of metric values.
//!
//! A catalog has a fixed number of numbered cells. A cell is an atomic `u64`: a `u64` value, or the bits of an `i64`
//! or `f64`.
//!
//! - Counters and histograms are stored in [`lane`]s: each thread has its own lane, and only that thread writes to it.
//! - Gauges, and families too large to be copied per thread, are stored in cells that all threads share.
//! - The gauges of a state group are shared cells that are published together under the [`state`] lock.
//! - A cell that can have an exemplar also has a [`slot`].
//!
//! The types in [`place`] select one of these strategies at compile time, as a parameter of the metric's type.
//!
//! [`store`] combines the parts of one catalog. It also holds the descriptors, the optional function that updates values before
//! they are read ([`refresh`]), and the state of counters that follow an external source ([`mirror`]). With the
//! feature `testing`, `store/attribution.rs` records which thread updated which cell. Storage deals only with
//! numbers: names, labels and text belong to the layers that read it.
//!
//! # Memory ordering
//!
//! Each module documents its own protocol and the loom test in `storage/model.rs` that checks it:
//!
//! | data | writers | protocol |
//! |---|---|---|
//! | cells of a lane | the thread that holds the lane | relaxed load and store, see [`lane`] |
//! | cells of the spill lane, shared cells | all threads | relaxed read-modify-write operations, or a relaxed store |
//! | flag of an unset gauge | all threads | release store after the value, see `place/unset.rs` |
//! | count of a native bucket | as its lane or shared cell | release, see `native/keys.rs` |
//! | cells of state groups | one thread at a time | sequence lock, see [`state`] |
//! | exemplars | one thread at a time per slot | sequence lock, see [`slot`] |
//!
//! A scrape is not a consistent cut through all cells: it may contain an update and miss an earlier update of another
//! cell. Only state groups are read as a whole.

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
