//! The tables about metrics, and about what they share.

use super::Need::{Optional, Required, Ruled, Unless};
use super::Takes::{
    Choice, Either, Flag, Integer, Lints, List, Map, Number, Pair, Table as Fixed, Text, Version,
};
use super::{Key, Need, Table, Takes};

pub(super) const fn key(name: &'static str, takes: Takes, about: &'static str) -> Key {
    needed(name, Optional, takes, about)
}

pub(super) const fn needed(
    name: &'static str,
    need: Need,
    takes: Takes,
    about: &'static str,
) -> Key {
    Key {
        name,
        takes,
        need,
        about,
    }
}

pub(super) const fn table(header: &'static str, keys: &'static [Key]) -> Table {
    Table {
        header,
        keys,
        one_of: &[],
    }
}

/// `[group.X]`.
pub static GROUP: Table = table(
    "[group.X]",
    &[
        needed("title", Required("\"…\""), Text, "The heading."),
        key("help", Text, "What its metrics have in common."),
    ],
);

/// `[owner.X]`.
pub static OWNER: Table = table(
    "[owner.X]",
    &[
        needed(
            "contact",
            Required("\"…\""),
            Text,
            "Where to reach them: an address, a channel.",
        ),
        key("team", Text, "Who they are."),
    ],
);

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

const BOUNDS: Takes = Either(&[Text, List(&Number), Fixed(&BUCKETS)]);
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
        needed("count", Required("…"), Integer(2), "How many bounds."),
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
            "How much each bound is of the one before, above 1.",
        ),
        needed("count", Required("…"), Integer(2), "How many bounds."),
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
            "How much each bound is of the one before, at most.",
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
const HELP: Key = needed("help", Ruled, Text, "What is measured, in a sentence.");
const METRIC_LABELS: Key = key(
    "labels",
    Either(&[List(&Text), Map(&Text)]),
    "Its labels: a list, or a table of role = label.",
);
const UNIT: Key = key(
    "unit",
    Text,
    "The base unit, with which the name ends, or `{thing}`.",
);
const IN_GROUP: Key = key("group", Text, "The section it belongs to.");
const OWNED_BY: Key = key("owner", Text, "Who answers for it.");
const STABILITY: Key = key(
    "stability",
    Choice(&["internal", "alpha", "beta", "stable"]),
    "How much others may rely on it; alpha unless stated.",
);
const BETTER: Key = key(
    "better",
    Choice(&["higher", "lower"]),
    "Which direction is good news.",
);
const IS_DEPRECATED: Key = key(
    "deprecated",
    Fixed(&DEPRECATED),
    "That it is on its way out.",
);
const EXEMPLARS: Key = key(
    "exemplars",
    Flag,
    "Whether its series keep exemplars, the traces of their newest updates; false unless stated.",
);
const NOTE: Key = key("note", Text, "More about it, as long as it takes.");
const REFS: Key = key("refs", List(&Text), "URLs that tell more.");

/// `[counter.X]`.
pub static COUNTER: Table = table(
    "[counter.X]",
    &[
        HELP,
        METRIC_LABELS,
        key(
            "value",
            Choice(&["int", "float"]),
            "`int` (u64) unless stated.",
        ),
        UNIT,
        IN_GROUP,
        OWNED_BY,
        STABILITY,
        BETTER,
        IS_DEPRECATED,
        EXEMPLARS,
        NOTE,
        REFS,
        ALLOW,
    ],
);

/// `[gauge.X]`.
pub static GAUGE: Table = table(
    "[gauge.X]",
    &[
        HELP,
        METRIC_LABELS,
        key(
            "value",
            Choice(&["int", "float"]),
            "`float` (f64) unless stated, or `int` (i64).",
        ),
        key(
            "range",
            Pair(&Number),
            "The lowest and the highest value that make sense.",
        ),
        key(
            "init",
            Choice(&["zero", "unset"]),
            "`zero` unless stated, or `unset`: not exposed until first set.",
        ),
        UNIT,
        IN_GROUP,
        OWNED_BY,
        STABILITY,
        BETTER,
        IS_DEPRECATED,
        NOTE,
        REFS,
        ALLOW,
    ],
);

/// `[histogram.X]`.
pub static HISTOGRAM: Table = table(
    "[histogram.X]",
    &[
        HELP,
        needed(
            "buckets",
            Unless("native"),
            BOUNDS,
            "The name of a preset, or bounds.",
        ),
        key(
            "native",
            Fixed(&NATIVE),
            "Native buckets, beside those of `buckets` or instead of them.",
        ),
        METRIC_LABELS,
        UNIT,
        IN_GROUP,
        OWNED_BY,
        STABILITY,
        BETTER,
        IS_DEPRECATED,
        EXEMPLARS,
        NOTE,
        REFS,
        ALLOW,
    ],
);

/// `[stateset.X]`.
pub static STATESET: Table = table(
    "[stateset.X]",
    &[
        HELP,
        needed(
            "states",
            Required("\"…\""),
            Text,
            "The label whose values are the states.",
        ),
        METRIC_LABELS,
        IN_GROUP,
        OWNED_BY,
        STABILITY,
        IS_DEPRECATED,
        NOTE,
        REFS,
        ALLOW,
    ],
);

/// `[info.X]`.
pub static INFO: Table = table(
    "[info.X]",
    &[
        HELP,
        needed(
            "labels",
            Required("{ version = { env = \"CARGO_PKG_VERSION\" } }"),
            Map(&VALUE_OF_CONSTANT),
            "The facts: strings, or environment variables read when the crate is compiled.",
        ),
        IN_GROUP,
        OWNED_BY,
        STABILITY,
        IS_DEPRECATED,
        NOTE,
        REFS,
        ALLOW,
    ],
);

/// `[state.X]`.
pub static STATE: Table = table(
    "[state.X]",
    &[
        needed("help", Ruled, Text, "What the state is."),
        needed(
            "fields",
            Required("[\"…\"]"),
            Either(&[List(&Text), Map(&Text)]),
            "Its gauges: a list of gauges by their full names, whose Rust fields are named without the prefix; or a table of field = gauge.",
        ),
        key(
            "type",
            Text,
            "The path of a struct of yours that derives `State`, in place of a generated one.",
        ),
        key(
            "update",
            Text,
            "The name of the function that publishes it; default: `update_X_state`.",
        ),
    ],
);
