//! The tables about buckets.

use super::Need::Required;
use super::Takes::{Either, Integer, List, Number, Table as Fixed, Text};
use super::keys::{key, needed, table};
use super::{Table, Takes};

/// A table of bounds: what `[buckets]` holds, and `buckets` of a histogram takes besides lists and names.
pub static BUCKETS: Table = Table {
    header: "bounds by a formula",
    keys: &[
        key(
            "linear",
            Fixed(&LINEAR),
            "Bounds at equal distances: `start`, `start + width`, …",
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
            "Ratio of each bound to the one before, above 1.",
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
            "Largest ratio of a bucket's upper bound to the one before.",
        ),
        key(
            "max_buckets",
            Integer(64),
            "How many buckets all series of the histogram use together, at most 1024; default: 256.",
        ),
        key(
            "zero_threshold",
            Number,
            "What is no further than this from 0 counts as 0; 2 to the power of -128 unless stated.",
        ),
    ],
);
