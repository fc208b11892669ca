//! Native buckets: bounds that are powers of one number. A bucket gets a cell when a value first falls into it.
//!
//! [`index`] computes the bucket of a value, [`buckets`] finds the cell of a bucket, [`keys`] assigns cells to buckets, and
//! [`merged`] converts the cells of a series to Prometheus' representation.
//!
//! The terms are those of Prometheus, <https://prometheus.io/docs/specs/native_histograms/>: the bounds of *schema* n
//! are the powers of 2^(2^-n), and bucket i contains the values above the bound i - 1, up to and including the bound
//! i. Schema 8 is the finest. Each coarser schema merges pairs of neighbouring buckets.

mod buckets;
mod index;
mod keys;
pub(crate) mod merged;

pub use buckets::{NativeBuckets, NativeTable};

#[cfg(all(test, model))]
mod model;
#[cfg(test)]
mod tests;
