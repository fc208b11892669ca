//! Metrics of every kind: `[counter.X]` and so on.

use toml::de::DeValue;

use super::buckets;
use super::constant::constants;
use super::deprecated::deprecated;
use super::entry::Entry;
use super::node::Node;
use super::table::Table;
use super::value::{choice, flag, mismatch, numbers, string, type_mismatch};
use super::written::{is_bare_key, written};
use crate::document::{Constant, Given, Init, Kind, LabelUse, List, Metric, Text};
use crate::language;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::schema::{Better, Number, Stability};

pub(super) fn metric(kind: Kind, entry: &Entry<'_>, report: &mut Report) -> Option<Metric> {
    let what = format!("{} `{}`", kind.name(), entry.key);
    let table = Table::open_entry(what, entry, kind.table(), report)?;
    let mut metric = Metric {
        name: entry.name(),
        kind,
        whole: table.whole,
        help: table.string("help", report),
        labels: List::ABSENT,
        roles: false,
        unit: table.string("unit", report),
        group: table.string("group", report),
        owner: table.string("owner", report),
        stability: table.value("stability", report, choice(STABILITIES)),
        better: table.value("better", report, choice(DIRECTIONS)),
        deprecated: deprecated(&table, &language::DEPRECATED, report),
        exemplars: table.value("exemplars", report, flag),
        note: table.string("note", report),
        refs: table.strings("refs", "a reference", report),
        number: table.value("value", report, choice(NUMBERS)),
        range: table.value("range", report, numbers),
        init: table.value("init", report, choice(INITS)),
        buckets: table.value("buckets", report, buckets::of_histogram),
        native: table.value("native", report, buckets::native),
        states: table.value("states", report, |node, what, report| {
            states(node, what, &entry.key, report)
        }),
        facts: List::ABSENT,
    };
    if kind == Kind::Info {
        metric.facts = table.get("labels", report, facts).unwrap_or_default();
    } else if let Some((roles, labels)) = table.get("labels", report, labels) {
        (metric.roles, metric.labels) = (roles, labels);
    }
    metric.whole &= metric.labels.whole && are_readable(&metric);
    Some(metric)
}

/// Returns whether a single name identifies what the metric refers to.
fn are_readable(metric: &Metric) -> bool {
    let names = [&metric.group, &metric.owner, &metric.states];
    !matches!(metric.buckets, Given::Unreadable)
        && names.iter().all(|name| !matches!(name, Given::Unreadable))
}

pub(crate) static INFO_LABELS: Rule = Rule {
    id: "info_labels",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    page: include_str!("info_labels.md"),
};

fn facts(node: Node<'_>, _: &str, report: &mut Report) -> List<Constant> {
    constants(node, "`labels` of an info", &INFO_LABELS, report)
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

/// The label of a role. Values in place of it belong to the declaration of the label.
fn role(entry: &Entry<'_>, report: &mut Report) -> Option<Text> {
    let role = &entry.key;
    let what = format!("role `{role}`");
    let values = match entry.node.value() {
        DeValue::Array(_) => {
            let list = written(entry.node.value()).unwrap_or_else(|| "[…]".to_owned());
            Some(format!("`values = {list}`"))
        }
        DeValue::Table(_) => Some("these keys".to_owned()),
        _ => None,
    };
    let Some(values) = values else {
        return string(entry.node, &what, report);
    };
    let help = format!(
        "declare the label: `[label.{role}]` with `help = \"…\"` and {values}; then write `labels = [\"{role}\"]`"
    );
    report.push(type_mismatch(entry.node, what, "a label name").help(help));
    None
}

/// Reads a label in a list. Values belong to the declaration of the label.
fn listed(node: Node<'_>, report: &mut Report) -> Option<Text> {
    let what = "a label name";
    let (name, values) = match node.value() {
        DeValue::Table(table) => {
            let stated = table.get("name").and_then(|it| it.get_ref().as_str());
            match (stated, table.iter().next()) {
                (Some(name), _) => {
                    let values = table.get("values").map(toml::Spanned::get_ref);
                    (name.to_owned(), values.and_then(written))
                }
                (None, Some((key, value))) => {
                    (key.get_ref().clone().into_owned(), written(value.get_ref()))
                }
                (None, None) => return string(node, what, report),
            }
        }
        DeValue::Array(array) => {
            let values = written(node.value()).filter(|_| !array.is_empty());
            ("<name>".to_owned(), values)
        }
        _ => return string(node, what, report),
    };
    let values = values.filter(|it| it.starts_with('['));
    let values = values.unwrap_or_else(|| "[\"…\"]".to_owned());
    let help = format!(
        "declare the label: `[label.{name}]` with `help = \"…\"` and `values = {values}`; then write `labels = [\"{name}\"]`"
    );
    report.push(type_mismatch(node, what, "a string").help(help));
    None
}

/// The label of the states. Values in place of it belong to the declaration of the label.
fn states(node: Node<'_>, what: &str, stateset: &str, report: &mut Report) -> Option<Text> {
    let several = node.value().as_array().filter(|array| array.len() > 1);
    let Some(values) = several.and_then(|_| written(node.value())) else {
        return string(node, what, report);
    };
    let label = stateset.rsplit('_').find(|word| is_bare_key(word));
    let label = label.unwrap_or("phase");
    let help = format!(
        "declare the label: `[label.{label}]` with `help = \"…\"` and `values = {values}`; then write `states = \"{label}\"`"
    );
    report.push(type_mismatch(node, what, "a label name").help(help));
    None
}

/// A list of labels, or a table from roles to labels; whether it is the latter, too.
fn labels(node: Node<'_>, what: &str, report: &mut Report) -> (bool, List<LabelUse>) {
    let labels = match node.value() {
        DeValue::Array(array) => {
            let uses = node.items(array).map(|node| {
                let label = listed(node, report)?;
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
                let label = role(&entry, report)?;
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
                what,
                "an array of labels, or a table that maps roles to labels",
                report,
            );
            List::unreadable(node.span())
        }
    };
    (node.as_table().is_some(), labels)
}
