//! Numbers that labels keep within. Nothing larger is ever generated.

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
