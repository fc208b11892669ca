//! The tables of buckets.

use super::Need::Required;
use super::Takes::{Either, Integer, List, Number, Table as Fixed, Text};
use super::keys::{key, needed, table};
use super::{Table, Takes};

/// Bounds by a formula, in `[buckets]` and in `buckets` of a histogram.
pub static BUCKETS: Table = Table {
    header: "bounds by a formula",
    keys: &[
        key(
            "linear",
            Fixed(&LINEAR),
            "Bounds with equal distances: `start`, `start + width`, …",
        ),
        key(
            "exponential",
            Fixed(&EXPONENTIAL),
            "Bounds that grow by a factor: `start`, `start × factor`, …",
        ),
    ],
    one_of: &["linear", "exponential"],
};

pub(super) const BOUNDS: Takes = Either(&[Text, List(&Number), Fixed(&BUCKETS)]);
pub(super) const SHAPE: Takes = Either(&[List(&Number), Fixed(&BUCKETS)]);

/// `linear = { … }`.
pub static LINEAR: Table = table(
    "linear",
    &[
        needed("start", Required("…"), Number, "The lowest bound."),
        needed(
            "width",
            Required("…"),
            Number,
            "The distance between two bounds.",
        ),
        needed(
            "count",
            Required("…"),
            Integer(2),
            "Number of bounds, at most 40.",
        ),
    ],
);

/// `exponential = { … }`.
pub static EXPONENTIAL: Table = table(
    "exponential",
    &[
        needed("start", Required("…"), Number, "The lowest bound, above 0."),
        needed(
            "factor",
            Required("…"),
            Number,
            "Ratio of a bound to the previous one, above 1.",
        ),
        needed(
            "count",
            Required("…"),
            Integer(2),
            "Number of bounds, at most 40.",
        ),
    ],
);

/// `native` of a histogram.
pub static NATIVE: Table = table(
    "native",
    &[
        needed(
            "factor",
            Required("1.1"),
            Number,
            "Maximum ratio of a bucket bound to the previous one.",
        ),
        key(
            "max_buckets",
            Integer(64),
            "Maximum number of buckets of all series together, at most 1024. Default: 256.",
        ),
        key(
            "zero_threshold",
            Number,
            "Values whose distance from 0 is at most this count as 0. Default: 2^-128.",
        ),
    ],
);
