//! From TOML values to the [`Document`]: which key takes what.
//!
//! Whatever has the wrong shape is reported here and marked as unreadable. Whether the values make sense together is
//! for the rules to say.

mod buckets;
mod label;
mod metric;
mod state;
mod table;
mod value;

use toml::de::DeTable;

use crate::document::{Budget, Document, Group, Kind, Limit};
use crate::report::Report;
use crate::rules;
use crate::source::Span;
use table::{Entry, Table};
use value::{count, string};

const ROOT_KEYS: &[&str] = &[
    "schema",
    "prefix",
    "cardinality",
    "group",
    "buckets",
    "label",
    "counter",
    "gauge",
    "histogram",
    "state",
];

/// The version of the format that this compiler reads.
const VERSION: u64 = 1;

const MAX_PER_METRIC: u64 = 2_000;
const MAX_TOTAL: u64 = 10_000;

pub(crate) fn read(file: &DeTable<'_>, report: &mut Report) -> Document {
    let root = Table::open(
        "a schema",
        Span { start: 0, end: 0 },
        file,
        ROOT_KEYS,
        report,
    );
    version(&root, report);
    let prefix = root
        .get("prefix")
        .and_then(|node| string(node, "`prefix`", report));
    let budget = budget(&root, report);
    let groups = root
        .named_tables("group", report)
        .iter()
        .filter_map(|entry| group(entry, report))
        .collect();
    let presets = root
        .named("buckets", report)
        .iter()
        .map(|entry| buckets::preset(entry, report))
        .collect();
    let labels = root
        .named_tables("label", report)
        .iter()
        .filter_map(|entry| label::label(entry, report))
        .collect();
    let mut metrics = Vec::new();
    for kind in Kind::ALL {
        metrics.extend(
            root.named_tables(kind.name(), report)
                .iter()
                .filter_map(|entry| metric::metric(kind, entry, report)),
        );
    }
    metrics.sort_by_key(|metric| metric.name.span);
    let states = root.named_tables("state", report);
    let states = states
        .iter()
        .filter_map(|entry| state::state(entry, prefix.as_deref(), report))
        .collect();
    Document {
        prefix,
        budget,
        groups,
        presets,
        labels,
        metrics,
        states,
    }
}

fn version(root: &Table<'_>, report: &mut Report) {
    let Some(version) = root
        .get("schema")
        .and_then(|node| count(node, "`schema`", report))
    else {
        return;
    };
    if version.value != VERSION {
        let message = format!("version {} of the schema format is unknown", version.value);
        report.push(
            rules::SCHEMA_VERSION
                .at(version.span, message)
                .help(format!("write `schema = {VERSION}`")),
        );
    }
}

fn budget(root: &Table<'_>, report: &mut Report) -> Budget {
    let table = root.entry("cardinality").and_then(|entry| {
        Table::open_entry(
            "`cardinality`",
            entry,
            &["max_per_metric", "max_total"],
            report,
        )
    });
    let mut limit = |key: &str, default| {
        let node = table.as_ref().and_then(|table| table.get(key));
        let given = node.and_then(|node| count(node, &format!("`{key}`"), report));
        Limit {
            series: given.as_ref().map_or(default, |given| given.value),
            span: given.map(|given| given.span),
        }
    };
    Budget {
        max_per_metric: limit("max_per_metric", MAX_PER_METRIC),
        max_total: limit("max_total", MAX_TOTAL),
    }
}

fn group(entry: &Entry<'_>, report: &mut Report) -> Option<Group> {
    let table = Table::open_entry(
        format!("group `{}`", entry.key),
        entry,
        &["title", "help"],
        report,
    )?;
    table.require("title", "\"…\"", report);
    Some(Group {
        name: entry.name(),
        title: table.string("title", report),
        help: table.string("help", report),
    })
}
