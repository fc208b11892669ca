//! Metrics of every kind: `[counter.X]` and so on.

use toml::de::DeValue;

use super::buckets;
use super::constant::constants;
use super::deprecated::deprecated;
use super::table::{Entry, Table};
use super::value::{Node, choice, flag, mismatch, numbers, string, strings};
use crate::document::{Init, Kind, LabelUse, List, Metric};
use crate::language;
use crate::report::Report;
use crate::rules;
use crate::schema::{Better, Number, Stability};

pub(super) fn metric(kind: Kind, entry: &Entry<'_>, report: &mut Report) -> Option<Metric> {
    let what = format!("{} `{}`", kind.name(), entry.key);
    let table = Table::open_entry(what, entry, kind.table(), report)?;
    let labels = table.get("labels");
    let is_info = kind == Kind::Info;
    let label_uses = labels.filter(|_| !is_info);
    let facts = labels.filter(|_| is_info);
    let refs = table.get("refs");
    Some(Metric {
        name: entry.name(),
        kind,
        help: table.string("help", report),
        labels: label_uses.map_or(List::ABSENT, |node| self::labels(node, report)),
        roles: label_uses.is_some_and(|node| node.as_table().is_some()),
        unit: table.string("unit", report),
        group: table.string("group", report),
        owner: table.string("owner", report),
        stability: table.value("stability", report, choice(STABILITIES)),
        better: table.value("better", report, choice(DIRECTIONS)),
        deprecated: deprecated(&table, &language::DEPRECATED, report),
        exemplars: table.value("exemplars", report, flag),
        note: table.string("note", report),
        refs: refs.map_or(List::ABSENT, |node| {
            strings(node, "`refs`", "a reference", report)
        }),
        number: table.value("value", report, choice(NUMBERS)),
        range: table.value("range", report, numbers),
        init: table.value("init", report, choice(INITS)),
        buckets: table.value("buckets", report, buckets::of_histogram),
        states: table.string("states", report),
        facts: facts.map_or(List::ABSENT, |node| {
            constants(node, "`labels` of an info", &rules::INFO_LABELS, report)
        }),
    })
}

const NUMBERS: &[(&str, Number)] = &[("int", Number::Int), ("float", Number::Float)];

const INITS: &[(&str, Init)] = &[("zero", Init::Zero), ("unset", Init::Unset)];

const STABILITIES: &[(&str, Stability)] = &[
    ("internal", Stability::Internal),
    ("alpha", Stability::Alpha),
    ("beta", Stability::Beta),
    ("stable", Stability::Stable),
];

const DIRECTIONS: &[(&str, Better)] = &[("higher", Better::Higher), ("lower", Better::Lower)];

/// A list of labels, or a table from roles to labels.
fn labels(node: Node<'_>, report: &mut Report) -> List<LabelUse> {
    match node.value() {
        DeValue::Array(array) => {
            let uses = node.items(array).map(|node| {
                let label = string(node, "the name of a label", report)?;
                Some(LabelUse {
                    exported: label.clone(),
                    label,
                })
            });
            List::read(node.span(), uses)
        }
        DeValue::Table(_) => {
            let entries = node.entries().unwrap_or_default().into_iter();
            let uses = entries.map(|entry| {
                let label = string(entry.node, &format!("role `{}`", entry.key), report)?;
                Some(LabelUse {
                    exported: entry.name(),
                    label,
                })
            });
            List::read(node.span(), uses)
        }
        _ => {
            mismatch::<()>(
                node,
                "`labels`",
                "an array of labels or a table from roles to labels",
                report,
            );
            List::unreadable(node.span())
        }
    }
}
