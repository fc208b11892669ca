//! The tables of a file.

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
            "Prefix of all metric names, for example `pforge_`.",
        ),
        INCLUDE,
        key(
            "const_labels",
            Map(&VALUE_OF_CONSTANT),
            "Labels of all series, each with one value.",
        ),
        key(
            "lint",
            Lints(&Choice(LEVELS)),
            "Level of each lint in this schema.",
        ),
        key("cardinality", Fixed(&CARDINALITY), "Budget of series."),
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

/// A file that another one includes. It has no settings of the whole catalog.
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
    "Version of the language. The only version is 1.",
);
const INCLUDE: Key = key(
    "include",
    List(&Text),
    "Further schema files, relative to this one.",
);
const GROUPS: Key = key(
    "group",
    Named(&GROUP),
    "Sections of documentation and dashboards, in this order.",
);
const OWNERS: Key = key("owner", Named(&OWNER), "Owners of metrics and alerts.");
const PRESETS: Key = key(
    "buckets",
    Map(&SHAPE),
    "Named bucket bounds for histograms, 2 to 40 each.",
);
const LABELS: Key = key("label", Named(&LABEL), "Labels. Each becomes a Rust type.");
const COUNTERS: Key = key("counter", Named(&COUNTER), "Counters, by exported name.");
const GAUGES: Key = key("gauge", Named(&GAUGE), "Gauges, by exported name.");
const HISTOGRAMS: Key = key(
    "histogram",
    Named(&HISTOGRAM),
    "Histograms, by exported name.",
);
const STATESETS: Key = key(
    "stateset",
    Named(&STATESET),
    "State sets, by exported name.",
);
const INFOS: Key = key("info", Named(&INFO), "Infos, by exported name.");
const STATES: Key = key(
    "state",
    Named(&STATE),
    "Groups of gauges that are published together.",
);

const PROMQL_SETTINGS: Key = key(
    "promql",
    Fixed(&PROMQL),
    "Settings for the checks of PromQL expressions.",
);
const VERIFY_SETTINGS: Key = key(
    "verify",
    Fixed(&VERIFY),
    "Settings for `pforge-metrics verify`.",
);
const RECORDS: Key = key(
    "record",
    Named(&RECORD),
    "Recording rules, by the name of the recorded series.",
);
const ALERTS: Key = key("alert", Named(&ALERT), "Alerts, by name.");
const DASHBOARDS: Key = key("dashboard", Named(&DASHBOARD), "Dashboards, by name.");

const LEVELS: &[&str] = &["deny", "warn", "allow"];

/// `[cardinality]`.
pub static CARDINALITY: Table = table(
    "[cardinality]",
    &[
        key(
            "max_per_metric",
            Integer(0),
            "Maximum number of series of one metric. Default: 2000.",
        ),
        key(
            "max_total",
            Integer(0),
            "Maximum number of series of the schema. Default: 10000.",
        ),
    ],
);
