//! Numbers that labels and native buckets keep within. Nothing larger is ever generated.

use std::ops::RangeInclusive;

/// How many values a label may have that is a range of integers.
pub(crate) const RANGE_COUNT: RangeInclusive<u128> = 2..=1_000;

/// How many values an open label may tell apart.
pub(crate) const OPEN_MAX: RangeInclusive<u64> = 1..=10_000;

/// How long a value of an open label may be, in bytes. Any character fits into the least of them.
pub(crate) const OPEN_MAX_LEN: RangeInclusive<u64> = 4..=1_024;

/// Where a value of an open label is cut unless the schema says otherwise.
pub(crate) const OPEN_MAX_LEN_DEFAULT: u64 = 128;

/// Under which value the values past the limit count unless the schema says otherwise.
pub(crate) const OVERFLOW_DEFAULT: &str = "_other";

/// The most states of a stateset: they are bits of one cell.
pub(crate) const STATES: u128 = 64;

/// How many native buckets a series may have.
pub(crate) const NATIVE_BUCKETS: RangeInclusive<u64> = 64..=1_024;

/// How many it has unless the schema says otherwise.
pub(crate) const NATIVE_BUCKETS_DEFAULT: u16 = 256;

/// How fine native buckets can be, by Prometheus' number for it.
pub(crate) const NATIVE_SCHEMA: RangeInclusive<i8> = -4..=8;

/// Up to where observations count as zero unless the schema says otherwise: 2^-128, as in Prometheus' own libraries.
pub(crate) const ZERO_THRESHOLD_DEFAULT: f64 = f64::from_bits((1_023 - 128) << 52);

/// The most labels that a metric can have: the runtime knows tuples of so many.
pub(crate) const MAX_LABELS: usize = 8;
