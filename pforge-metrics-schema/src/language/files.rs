//! What stands in a file.

use super::Takes::{Choice, Integer, Lints, List, Map, Named, Table as Fixed, Text};
use super::buckets::SHAPE;
use super::keys::{key, table};
use super::labels::{LABEL, VALUE_OF_CONSTANT};
use super::metrics::{COUNTER, GAUGE, GROUP, HISTOGRAM, INFO, OWNER, STATE, STATESET};
use super::monitoring::{ALERT, DASHBOARD, PROMQL, RECORD, VERIFY};
use super::{Key, Table};

/// The file that `include_metrics!` names.
pub static ROOT: Table = table(
    "the file",
    &[
        SCHEMA,
        key(
            "prefix",
            Text,
            "What the name of every metric begins with, for example `pforge_`.",
        ),
        INCLUDE,
        key(
            "const_labels",
            Map(&VALUE_OF_CONSTANT),
            "Labels that every series has, each with one value.",
        ),
        key(
            "lint",
            Lints(&Choice(LEVELS)),
            "How strict each lint is in this schema.",
        ),
        key(
            "cardinality",
            Fixed(&CARDINALITY),
            "How many series the schema may have.",
        ),
        PROMQL_SETTINGS,
        VERIFY_SETTINGS,
        GROUPS,
        OWNERS,
        PRESETS,
        LABELS,
        COUNTERS,
        GAUGES,
        HISTOGRAMS,
        STATESETS,
        INFOS,
        STATES,
        RECORDS,
        ALERTS,
        DASHBOARDS,
    ],
);

/// A file that another one includes: what holds for the whole catalog is not for it to say.
pub static INCLUDED: Table = table(
    "an included file",
    &[
        SCHEMA, INCLUDE, GROUPS, OWNERS, PRESETS, LABELS, COUNTERS, GAUGES, HISTOGRAMS, STATESETS,
        INFOS, STATES, RECORDS, ALERTS, DASHBOARDS,
    ],
);

const SCHEMA: Key = key(
    "schema",
    Integer(1),
    "Version of the language; there is one so far, 1.",
);
const INCLUDE: Key = key(
    "include",
    List(&Text),
    "More files of this kind, relative to this one.",
);
const GROUPS: Key = key(
    "group",
    Named(&GROUP),
    "Sections of the documentation, in this order.",
);
const OWNERS: Key = key("owner", Named(&OWNER), "Who answers for metrics.");
const PRESETS: Key = key(
    "buckets",
    Map(&SHAPE),
    "Bounds of histograms, 2 to 40 each, named for their use.",
);
const LABELS: Key = key(
    "label",
    Named(&LABEL),
    "Labels, each a Rust type. Metrics share them.",
);
const COUNTERS: Key = key(
    "counter",
    Named(&COUNTER),
    "Numbers that only grow, by their exported names.",
);
const GAUGES: Key = key(
    "gauge",
    Named(&GAUGE),
    "Numbers that go up and down, by their exported names.",
);
const HISTOGRAMS: Key = key(
    "histogram",
    Named(&HISTOGRAM),
    "Observations counted in buckets, by their exported names.",
);
const STATESETS: Key = key(
    "stateset",
    Named(&STATESET),
    "Which of several states something is in, by their exported names.",
);
const INFOS: Key = key(
    "info",
    Named(&INFO),
    "Facts about the process that do not change, by their exported names.",
);
const STATES: Key = key(
    "state",
    Named(&STATE),
    "Gauges that are published together.",
);

const PROMQL_SETTINGS: Key = key(
    "promql",
    Fixed(&PROMQL),
    "What expressions may ask for that the schema does not declare.",
);
const VERIFY_SETTINGS: Key = key(
    "verify",
    Fixed(&VERIFY),
    "What `pforge-metrics verify` does not report.",
);
const RECORDS: Key = key(
    "record",
    Named(&RECORD),
    "Recording rules, by the names of the series that they record.",
);
const ALERTS: Key = key("alert", Named(&ALERT), "Alerts, by their names.");
const DASHBOARDS: Key = key("dashboard", Named(&DASHBOARD), "Dashboards.");

const LEVELS: &[&str] = &["deny", "warn", "allow"];

/// `[cardinality]`.
pub static CARDINALITY: Table = table(
    "[cardinality]",
    &[
        key(
            "max_per_metric",
            Integer(0),
            "The most series of one metric, 2000 unless stated.",
        ),
        key(
            "max_total",
            Integer(0),
            "The most series of the whole schema, 10000 unless stated.",
        ),
    ],
);
