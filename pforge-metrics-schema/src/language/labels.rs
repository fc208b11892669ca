//! The tables of labels, label values and constants.

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
        needed("help", Ruled, Text, "Meaning of the label."),
        key(
            "values",
            VALUES,
            "The values: a list, or a table of values with help texts.",
        ),
        key(
            "open",
            Fixed(&OPEN),
            "Values that are known only at run time, up to a limit.",
        ),
        key(
            "type",
            Choice(&["bool"]),
            "`bool`: the values `true` and `false`.",
        ),
        key(
            "range",
            Pair(&Integer(i64::MIN)),
            "Integers from the first to the second, inclusive.",
        ),
        key(
            "rename",
            Text,
            "Exported name. Default: the name of the table.",
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
        key("help", Text, "Meaning of the value."),
        key(
            "variant",
            Text,
            "Name of the Rust variant. Default: the value in camel case.",
        ),
        key(
            "deprecated",
            Fixed(&DEPRECATED_VALUE),
            "Marks the value as deprecated.",
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
            "Maximum number of values with a series of their own.",
        ),
        key(
            "max_len",
            Integer(4),
            "Maximum length of a value in bytes; longer values are truncated. Default: 128.",
        ),
        key(
            "overflow",
            Text,
            "Label value for everything beyond `max`. Default: `_other`.",
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
            "Metric that replaces it. Both names are exported from the same cells.",
        ),
        WHY,
        REMOVE_IN,
    ],
);

/// `deprecated` of a label value.
pub static DEPRECATED_VALUE: Table = table("a deprecated label value", &[SINCE, WHY, REMOVE_IN]);

const SINCE: Key = needed("since", Ruled, Version, "Version that deprecates it.");
const WHY: Key = key("note", Text, "What to use instead.");
const REMOVE_IN: Key = key(
    "remove_in",
    Version,
    "Version of the crate from which the build fails until this is removed.",
);

/// A constant from the environment of the compiler.
pub static CONSTANT: Table = table(
    "a value from the environment",
    &[
        needed(
            "env",
            Required("\"…\""),
            Text,
            "Environment variable, read when the crate is compiled.",
        ),
        key(
            "default",
            Text,
            "Value if the variable is unset or empty. Without a default, that is an error.",
        ),
    ],
);

pub(super) const VALUE_OF_CONSTANT: Takes = Either(&[Text, Fixed(&CONSTANT)]);

pub(super) const ALLOW: Key = key(
    "allow",
    Lints(&Text),
    "Lints that do not apply here, each with a reason.",
);
