//! The tables about metrics and states, and about groups and owners.

use super::Need::{Required, Ruled, Unless};
use super::Takes::{Choice, Either, Flag, List, Map, Number, Pair, Table as Fixed, Text};
use super::buckets::{BOUNDS, NATIVE};
use super::keys::{key, needed, table};
use super::labels::{ALLOW, DEPRECATED, VALUE_OF_CONSTANT};
use super::{Key, Table};

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
            "The name of a preset, or 2 to 40 bounds.",
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
            "The label whose values are the states. It is exposed as a label with the name of the metric.",
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
