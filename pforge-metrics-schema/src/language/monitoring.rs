//! The tables of recording rules, alerts and dashboards.

use super::Need::{Required, Ruled};
use super::Takes::{Choice, Duration, Either, Flag, List, Map, Table as Fixed, Text};
use super::keys::{key, needed, table};
use super::labels::ALLOW;
use super::{Key, Table, Takes};

/// `[promql]`.
pub static PROMQL: Table = table(
    "[promql]",
    &[
        key(
            "external_labels",
            List(&Text),
            "Labels that Prometheus adds to series: target labels and its `external_labels`.",
        ),
        key(
            "series",
            List(&Text),
            "Series of other programs that expressions query. `node_*` matches a prefix.",
        ),
    ],
);

/// `[verify]`.
pub static VERIFY: Table = table(
    "[verify]",
    &[key(
        "ignore",
        List(&Text),
        "Exposed families that the schema does not declare. `*` matches any text.",
    )],
);

const EXPRESSION: Key = needed("expr", Required("\"…\""), Text, "PromQL expression.");
const LABELS: Key = key("labels", Map(&Text), "Additional labels.");

/// `[record.X]`.
pub static RECORD: Table = table(
    "[record.X]",
    &[
        EXPRESSION,
        needed(
            "help",
            Ruled,
            Text,
            "What the rule records, in one sentence.",
        ),
        LABELS,
        ALLOW,
    ],
);

/// `[alert.X]`.
pub static ALERT: Table = table(
    "[alert.X]",
    &[
        EXPRESSION,
        key(
            "for",
            Duration,
            "How long the expression must be true before the alert fires, for example `10m`. Default: `0s`.",
        ),
        key(
            "keep_firing_for",
            Duration,
            "How long the alert keeps firing after the expression is no longer true.",
        ),
        key("severity", Text, "Severity: the label `severity`."),
        needed(
            "summary",
            Required("\"…\""),
            Text,
            "What is wrong, in one line. May contain Prometheus templates.",
        ),
        key(
            "description",
            Text,
            "Details. May contain Prometheus templates.",
        ),
        key(
            "runbook",
            Text,
            "URL of a runbook: the annotation `runbook_url`.",
        ),
        key("owner", Text, "Owner of the alert: the label `owner`."),
        LABELS,
        key(
            "tests",
            List(&Fixed(&ALERT_TEST)),
            "Unit tests of the alert.",
        ),
        ALLOW,
    ],
);

/// One of `tests` of an alert.
pub static ALERT_TEST: Table = table(
    "a test of an alert",
    &[
        needed(
            "input",
            Required("{ … = \"…\" }"),
            Map(&Text),
            "Series with their values in the notation of `promtool`, for example `0+10x60`.",
        ),
        key(
            "interval",
            Duration,
            "Time between two values. Default: `1m`.",
        ),
        needed(
            "at",
            Required("\"5m\""),
            Duration,
            "Time of the evaluation, from the first value.",
        ),
        needed(
            "fires",
            Required("true"),
            FIRES,
            "Whether the alert fires at that time, or the labels of the alerts that fire.",
        ),
    ],
);

const FIRES: Takes = Either(&[Flag, List(&Map(&Text))]);

/// `[dashboard.X]`.
pub static DASHBOARD: Table = table(
    "[dashboard.X]",
    &[
        needed("title", Required("\"…\""), Text, "Heading."),
        needed(
            "rows",
            Required("[[\"…\"]]"),
            List(&List(&PANELS)),
            "Rows of panels. A panel is the name of a metric or a table.",
        ),
        ALLOW,
    ],
);

const PANELS: Takes = Either(&[Text, Fixed(&PANEL)]);

/// A panel that is a table.
pub static PANEL: Table = Table {
    header: "a panel",
    keys: &[
        key("metric", Text, "Name of a metric."),
        key(
            "view",
            Choice(VIEWS),
            "How to show the metric. Default: depends on its kind.",
        ),
        key("expr", Text, "PromQL expression."),
        key("title", Text, "Heading. Required with `expr`."),
        key("unit", Text, "Base unit of the expression."),
    ],
    one_of: &["metric", "expr"],
};

const VIEWS: &[&str] = &[
    "rate",
    "increase",
    "graph",
    "stat",
    "gauge",
    "quantiles",
    "heatmap",
    "mean",
    "timeline",
    "table",
];
