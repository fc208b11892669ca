//! The tables about what is made of metrics: recording rules, alerts, dashboards.

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
            "Labels that series have where they are stored: those of targets, and `external_labels` of Prometheus.",
        ),
        key(
            "series",
            List(&Text),
            "Series of other programs that expressions ask for, by their names; `node_*` is all that begin so.",
        ),
    ],
);

/// `[verify]`.
pub static VERIFY: Table = table(
    "[verify]",
    &[key(
        "ignore",
        List(&Text),
        "Families that are exposed and not declared, by their names; `*` stands for any text.",
    )],
);

const EXPRESSION: Key = needed("expr", Required("\"…\""), Text, "An expression of PromQL.");
const LABELS: Key = key(
    "labels",
    Map(&Text),
    "Labels that are added, each with its value.",
);

/// `[record.X]`.
pub static RECORD: Table = table(
    "[record.X]",
    &[
        EXPRESSION,
        needed("help", Ruled, Text, "What is recorded, in a sentence."),
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
            "How long the expression has to hold before the alert fires, for example `10m`; at once unless stated.",
        ),
        key(
            "keep_firing_for",
            Duration,
            "How long the alert goes on firing once the expression holds no more.",
        ),
        key("severity", Text, "How bad it is: the label `severity`."),
        needed(
            "summary",
            Required("\"…\""),
            Text,
            "What is wrong, in a line; templates of Prometheus may be in it.",
        ),
        key(
            "description",
            Text,
            "What it means and what to do, as long as it takes; templates of Prometheus may be in it.",
        ),
        key(
            "runbook",
            Text,
            "The URL of what to do: the annotation `runbook_url`.",
        ),
        key("owner", Text, "Who answers for it: the label `owner`."),
        LABELS,
        key(
            "tests",
            List(&Fixed(&ALERT_TEST)),
            "When it must fire, and when not.",
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
            "Series, each with its values as `promtool` takes them, for example `0+10x60`.",
        ),
        key(
            "interval",
            Duration,
            "The time between two values; `1m` unless stated.",
        ),
        needed(
            "at",
            Required("\"5m\""),
            Duration,
            "When to look, from the first value on.",
        ),
        needed(
            "fires",
            Required("true"),
            FIRES,
            "Whether the alert fires then; or for which series, by their labels.",
        ),
    ],
);

const FIRES: Takes = Either(&[Flag, List(&Map(&Text))]);

/// `[dashboard.X]`.
pub static DASHBOARD: Table = table(
    "[dashboard.X]",
    &[
        needed("title", Required("\"…\""), Text, "The heading."),
        needed(
            "rows",
            Required("[[\"…\"]]"),
            List(&List(&PANELS)),
            "Panels, row by row: names of metrics, or tables.",
        ),
        ALLOW,
    ],
);

const PANELS: Takes = Either(&[Text, Fixed(&PANEL)]);

/// A panel that is a table.
pub static PANEL: Table = Table {
    header: "a panel",
    keys: &[
        key("metric", Text, "A metric."),
        key(
            "view",
            Choice(VIEWS),
            "How to show it; what is usual for its kind unless stated.",
        ),
        key("expr", Text, "An expression of PromQL."),
        key(
            "title",
            Text,
            "The heading, which a panel of an expression needs.",
        ),
        key("unit", Text, "The base unit of what the expression gives."),
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
