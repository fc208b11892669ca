//! The tables about labels, their values, and constants.

use super::Need::{Required, Ruled};
use super::Takes::{
    Choice, Either, Integer, Lints, List, Map, Pair, Table as Fixed, Text, Version,
};
use super::keys::{key, needed, table};
use super::{Key, Table, Takes};

/// `[label.X]`.
pub static LABEL: Table = Table {
    header: "[label.X]",
    keys: &[
        needed("help", Ruled, Text, "What the label tells."),
        key(
            "values",
            VALUES,
            "The values that it can take: a list, or a table that says what each means.",
        ),
        key(
            "open",
            Fixed(&OPEN),
            "Values that are known at run time only, up to a limit.",
        ),
        key("type", Choice(&["bool"]), "`bool`: true and false."),
        key(
            "range",
            Pair(&Integer(i64::MIN)),
            "Whole numbers from the first to the second.",
        ),
        key(
            "rename",
            Text,
            "The exported name, where it is not the name of the table.",
        ),
        ALLOW,
    ],
    one_of: &["values", "open", "type", "range"],
};

const VALUES: Takes = Either(&[List(&Text), Map(&MEANING)]);
const MEANING: Takes = Either(&[Text, Fixed(&VALUE)]);

/// A label value that is a table.
pub static VALUE: Table = table(
    "a label value",
    &[
        key("help", Text, "What the value means."),
        key(
            "variant",
            Text,
            "The Rust variant, where the value itself suggests none.",
        ),
        key(
            "deprecated",
            Fixed(&DEPRECATED_VALUE),
            "That the value is on its way out.",
        ),
    ],
);

/// `open = { … }`.
pub static OPEN: Table = table(
    "open",
    &[
        needed(
            "max",
            Required("50"),
            Integer(1),
            "How many values are told apart.",
        ),
        key(
            "max_len",
            Integer(4),
            "Where a value is cut, in bytes; 128 unless stated.",
        ),
        key(
            "overflow",
            Text,
            "Under which value all others count; `_other` unless stated.",
        ),
    ],
);

/// `deprecated` of a metric.
pub static DEPRECATED: Table = table(
    "deprecated",
    &[
        SINCE,
        key(
            "renamed_to",
            Text,
            "The metric that takes its place: both are exported, from the same cells.",
        ),
        WHY,
        REMOVE_IN,
    ],
);

/// `deprecated` of a label value.
pub static DEPRECATED_VALUE: Table = table("a deprecated label value", &[SINCE, WHY, REMOVE_IN]);

const SINCE: Key = needed("since", Ruled, Version, "The version that deprecates it.");
const WHY: Key = key("note", Text, "What to do instead.");
const REMOVE_IN: Key = key(
    "remove_in",
    Version,
    "The version of the crate from which on the build fails until this is deleted.",
);

/// A constant that is a table: taken from the environment of the compiler.
pub static CONSTANT: Table = table(
    "a value from the environment",
    &[
        needed(
            "env",
            Required("\"…\""),
            Text,
            "An environment variable, read when the crate is compiled.",
        ),
        key(
            "default",
            Text,
            "The value where it is not set or empty; without a default that is an error.",
        ),
    ],
);

pub(super) const VALUE_OF_CONSTANT: Takes = Either(&[Text, Fixed(&CONSTANT)]);

pub(super) const ALLOW: Key = key(
    "allow",
    Lints(&Text),
    "Lints that do not apply here, each with the reason.",
);
