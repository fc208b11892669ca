//! The tables of metrics, states, groups and owners.

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
        needed("title", Required("\"…\""), Text, "Heading."),
        key("help", Text, "Description of the group."),
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
            "Mail address, chat channel or similar.",
        ),
        key("team", Text, "Name of the team."),
    ],
);

const HELP: Key = needed(
    "help",
    Ruled,
    Text,
    "What the metric measures, in one sentence.",
);
const METRIC_LABELS: Key = key(
    "labels",
    Either(&[List(&Text), Map(&Text)]),
    "Labels: a list, or a table of role = label.",
);
const UNIT: Key = key(
    "unit",
    Text,
    "Base unit. The name must end with it. Or an annotation such as `{order}`.",
);
const IN_GROUP: Key = key("group", Text, "Group of the metric.");
const OWNED_BY: Key = key("owner", Text, "Owner of the metric.");
const STABILITY: Key = key(
    "stability",
    Choice(&["internal", "alpha", "beta", "stable"]),
    "Stability of the metric. Default: `alpha`.",
);
const BETTER: Key = key(
    "better",
    Choice(&["higher", "lower"]),
    "Direction of improvement.",
);
const IS_DEPRECATED: Key = key(
    "deprecated",
    Fixed(&DEPRECATED),
    "Marks the metric as deprecated.",
);
const EXEMPLARS: Key = key(
    "exemplars",
    Flag,
    "Whether series keep exemplars: trace ids of recent updates. Default: `false`.",
);
const NOTE: Key = key("note", Text, "Further documentation.");
const REFS: Key = key("refs", List(&Text), "URLs of further documentation.");

/// `[counter.X]`.
pub static COUNTER: Table = table(
    "[counter.X]",
    &[
        HELP,
        METRIC_LABELS,
        key(
            "value",
            Choice(&["int", "float"]),
            "Number type: `int` (u64) or `float` (f64). Default: `int`.",
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
            "Number type: `float` (f64) or `int` (i64). Default: `float`.",
        ),
        key("range", Pair(&Number), "Minimum and maximum value."),
        key(
            "init",
            Choice(&["zero", "unset"]),
            "`zero`: exposed from the start. `unset`: exposed after the first update. Default: `zero`.",
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
            "2 to 40 bounds, or the name of a preset in `[buckets]`.",
        ),
        key(
            "native",
            Fixed(&NATIVE),
            "Native buckets, in addition to `buckets` or instead of them.",
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
            "Label whose values are the states. It is exported with the name of the metric.",
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
            "The facts: strings, or environment variables that are read when the crate is compiled.",
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
        needed("help", Ruled, Text, "Description of the state."),
        needed(
            "fields",
            Required("[\"…\"]"),
            Either(&[List(&Text), Map(&Text)]),
            "Gauges: a list of full names, which without the prefix become field names, or a table of field = gauge.",
        ),
        key(
            "type",
            Text,
            "Path of your own struct that derives `State`. Default: a generated struct.",
        ),
        key(
            "update",
            Text,
            "Name of the function that publishes it. Default: `update_X_state`.",
        ),
    ],
);
