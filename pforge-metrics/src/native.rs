//! Native buckets: bounds that are the powers of one number, as many of them as values come up.
//!
//! [`index`] finds the bucket of a value, [`buckets`] gives it one of the cells of its series, and [`merged`] reads
//! the cells of a series as Prometheus has them.
//!
//! Terms are Prometheus' own, <https://prometheus.io/docs/specs/native_histograms/>: the bounds of *schema* n are the powers
//! of 2^(2^-n), and bucket i reaches from above the bound with the exponent i - 1 up to that with i. Schema 8 is the finest;
//! a coarser one joins neighbours, two by two for each step.

mod buckets;
mod index;
mod keys;
pub(crate) mod merged;

pub use buckets::{NativeBuckets, NativeTable};

#[cfg(all(test, model))]
mod model;
#[cfg(test)]
mod tests;
